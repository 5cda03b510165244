"""Small rules for tests of the reading and weighing itself, and the sentences written for this suite."""

from functools import cache
from pathlib import Path
from typing import Any

from foundation.journal import SYSTEM, change
from sop.content import Content, parse_content
from sop.documents import read_document
from sop.library import bundled_groups
from sop.models import ProcedureVersion
from sop.rules import Rules, TypeRules, compile_rules

CASES = Path(__file__).with_name("cases.yaml")


@cache
def cases() -> dict[str, list[str]]:
    """For each type, what callers say."""
    read: dict[str, list[str]] = read_document(CASES)
    return read


def sample_content(**changed: Any) -> dict[str, Any]:
    """The plain data of a small version that makes sense; `changed` replaces parts of it."""
    seconds = {"acknowledge_s": 60, "dispatch_s": 120, "on_scene_s": 600}
    rung = {"P1": 30, "P2": 30, "P3": 30, "P4": 30, "P5": 30}
    return {
        "words": {"strong": ["rumah bengkok"], "usual": ["retak"]},
        "questions": [
            {
                "id": "hurt",
                "kind": "yes_no_unknown",
                "ask": {"id": "Ada yang luka?", "en": "Anyone hurt?"},
                "answers": [
                    {"value": "yes", "next": "many", "priority": "P1"},
                    {"value": "no", "next": "end", "priority": "P4"},
                    {"value": "unknown", "next": "many"},
                ],
            },
            {
                "id": "many",
                "kind": "number",
                "ask": {"id": "Berapa orang?", "en": "How many?"},
                "answers": [
                    {"value": "few", "label": {"id": "Sedikit", "en": "Few"}, "at_least": 0, "next": "end"},
                    {"value": "lots", "label": {"id": "Banyak", "en": "Many"}, "at_least": 6, "next": "end"},
                    {"value": "unknown", "label": {"id": "Tidak tahu", "en": "Not known"}, "next": "end"},
                ],
            },
        ],
        "targets": {"P1": seconds, "P2": seconds, "P3": seconds, "P4": seconds, "P5": {}},
        "targets_basis": "uji",
        "capabilities": ["rescue"],
        "checklist": {"fire": [{"id": "Datang", "en": "Come"}]},
        "ladder": [{"to": "desk", "after_s": rung}, {"to": "coordinator", "after_s": rung, "substitute": True}],
        "advice": {"id": "Menjauh", "en": "Move away"},
        **changed,
    }


def content(code: str) -> Content:
    """The content of version 1 of a type of this release."""
    return next(entry.procedure for group in bundled_groups() for entry in group.types if entry.code == code)


def small_rules(**contents: dict[str, Any]) -> Rules:
    """Rules of a few types made here; `_` in a name stands for `-`."""
    types = [TypeRules(name.replace("_", "-"), "rescue", "P2", parse_content(data)) for name, data in contents.items()]
    return compile_rules(types, [])


def put_another_version_in_force(code: str, **changed: Any) -> ProcedureVersion:
    """Other rules from now on, by the rows alone: how a version comes into force is told elsewhere."""
    with change(SYSTEM) as running:
        old = ProcedureVersion.objects.get(procedure__type_id=code, status="in_force")
        old.status, old.in_force_until = "retired", running.now
        old.save(update_fields=["status", "in_force_until"])
        return ProcedureVersion.objects.create(
            procedure_id=old.procedure_id,
            number=ProcedureVersion.objects.filter(procedure=old.procedure_id).count() + 1,
            status="in_force",
            content=sample_content(**changed),
            in_force_from=running.now,
            created_at=running.now,
        )
