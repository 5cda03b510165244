"""Each part of a procedure but the questions: to flat fields, to the groups of a form, and back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from sop.content import PRIORITIES
from sop.editor.fields import (
    Field,
    Flat,
    Group,
    Reader,
    flat_said,
    lines_of,
    said_fields,
    without_nothing,
    write_time,
)
from sop.rules import STRENGTHS
from sop.saying import part_labels, rung_labels, strength_labels, target_labels

Options = Sequence[tuple[str, str]]
LIMITS = ("acknowledge_s", "dispatch_s", "on_scene_s")


@dataclass(frozen=True)
class Choices:
    """What may be chosen: types, capabilities and roles with their names, and the procedure's own questions."""

    types: Options
    capabilities: Options
    roles: Options
    questions: Options = ()

    @property
    def any_type(self) -> Options:
        """No type, or one."""
        return [("", "–"), *self.types]

    @property
    def priorities(self) -> Options:
        """P1 to P5, or as the type has it."""
        return [("", _("tidak mengubah")), *((priority, priority) for priority in PRIORITIES)]


@dataclass(frozen=True)
class PartForm:
    """How one part is edited."""

    fill: Callable[[Any], dict[str, str]]
    groups: Callable[[Flat, Choices], list[Group]]
    read: Callable[[Reader], Any]


# Words.


def fill_words(words: Any) -> dict[str, str]:
    """A phrase a line."""
    return {name: "\n".join((words or {}).get(name, [])) for name in STRENGTHS}


def group_words(flat: Flat, choices: Choices) -> list[Group]:
    """Three lists."""
    helps = {
        "strong": _("Satu frasa per baris. Menunjuk jenis ini dengan sendirinya."),
        "usual": _("Sering disebut pada jenis ini."),
        "weak": _("Petunjuk saja; sendirian tidak menunjuk apa-apa."),
    }
    return [
        Group("", [Field(name, label, "area", flat.get(name, ""), help=helps[name])])
        for name, label in strength_labels().items()
    ]


def read_words(reader: Reader) -> dict[str, list[str]]:
    """Phrases by their strength."""
    return without_nothing({name: lines_of(reader.flat.get(name, "")) for name in STRENGTHS})


# Criteria.


def fill_raises(rules: Any) -> dict[str, str]:
    """Each criterion in its row, and an empty one for the next."""
    flat: dict[str, str] = {"rows": str(len(rules or []) + 1)}
    for at, rule in enumerate(rules or []):
        flat |= flat_said(f"says-{at}", rule["says"])
        flat |= {f"key-{at}": rule["id"], f"priority-{at}": rule["priority"]}
        flat |= {f"words-{at}": "\n".join(rule.get("words", [])), f"also-{at}": rule.get("also") or ""}
        flat |= {f"victims-{at}": str(rule.get("victims_at_least") or ""), f"type-{at}": rule.get("type") or ""}
    return flat


def group_raises(flat: Flat, choices: Choices) -> list[Group]:
    """What raises: words the caller says, or how many victims."""
    return [
        criterion_group(at, flat, choices, [
            Field(f"words-{at}", _("Kata penelepon"), "area", flat.get(f"words-{at}", ""),
                  help=_("Satu frasa per baris.")),
            Field(f"victims-{at}", _("Korban paling sedikit"), "number", flat.get(f"victims-{at}", "")),
            Field(f"also-{at}", _("Ajak juga jenis"), "select", flat.get(f"also-{at}", ""), choices.any_type),
        ])
        for at in Reader(flat).rows("rows")
    ]  # fmt: skip


def group_lowers(flat: Flat, choices: Choices) -> list[Group]:
    """What a person may lower it by."""
    return [
        criterion_group(at, flat, choices, [
            Field(f"type-{at}", _("Pindah ke jenis"), "select", flat.get(f"type-{at}", ""), choices.any_type),
        ])
        for at in Reader(flat).rows("rows")
    ]  # fmt: skip


def criterion_group(at: int, flat: Flat, choices: Choices, more: Sequence[Field]) -> Group:
    """One criterion; the last, empty one is for the next."""
    fresh = f"key-{at}" not in flat
    return Group(
        _("Kriteria baru") if fresh else _("Kriteria %(n)s") % {"n": at + 1},
        [
            Field(f"key-{at}", "", "hidden", flat.get(f"key-{at}", "")),
            *said_fields(f"says-{at}", _("Kriteria"), flat),
            Field(f"priority-{at}", _("Prioritas"), "select", flat.get(f"priority-{at}", "P1"), choices.priorities[1:]),
            *more,
            *([] if fresh else [Field(f"drop-{at}", _("Hapus kriteria ini"), "check", flat.get(f"drop-{at}", ""))]),
        ],
    )


def read_criteria(reader: Reader) -> list[dict[str, Any]]:
    """The rows that say something and are not to be dropped."""
    found: list[dict[str, Any]] = []
    for at in reader.rows("rows"):
        says = reader.said(f"says-{at}")
        if reader.ticked(f"drop-{at}") or not any(says.values()):
            continue
        found.append(
            {
                "id": reader.text(f"key-{at}") or fresh_id("c", {rule["id"] for rule in found}, at),
                "says": says,
                "priority": reader.text(f"priority-{at}") or "P1",
                **without_nothing(
                    {
                        "words": lines_of(reader.flat.get(f"words-{at}", "")),
                        "victims_at_least": reader.number(f"victims-{at}"),
                        "also": reader.text(f"also-{at}"),
                        "type": reader.text(f"type-{at}"),
                    }
                ),
            }
        )
    return found


def fresh_id(letter: str, taken: set[str], at: int) -> str:
    """An id that no other row has."""
    return next(name for number in range(at + 1, at + len(taken) + 3) if (name := f"{letter}{number}") not in taken)


# Time limits and ladder.


def fill_targets(targets: Any) -> dict[str, str]:
    """Minutes and seconds."""
    return {
        f"{priority}-{name}": write_time((targets or {}).get(priority, {}).get(name))
        for priority in PRIORITIES
        for name in LIMITS
    }


def group_targets(flat: Flat, choices: Choices) -> list[Group]:
    """A row for each priority."""
    return [
        Group(priority, [
            Field(f"{priority}-{name}", label, "time", flat.get(f"{priority}-{name}", ""))
            for name, label in target_labels().items()
        ])
        for priority in PRIORITIES
    ]  # fmt: skip


def read_targets(reader: Reader) -> dict[str, dict[str, int]]:
    """Seconds by priority. A zero is kept, so that it can be said to be wrong."""
    read = {priority: {name: reader.seconds(f"{priority}-{name}") for name in LIMITS} for priority in PRIORITIES}
    return {
        priority: {name: seconds for name, seconds in limits.items() if seconds is not None}
        for priority, limits in read.items()
    }


def fill_ladder(rungs: Any) -> dict[str, str]:
    """Each rung in its row."""
    flat = {"rows": str(len(rungs or []) + 1)}
    for at, rung in enumerate(rungs or []):
        flat[f"to-{at}"] = rung["to"]
        flat[f"substitute-{at}"] = "on" if rung.get("substitute") else ""
        flat |= {f"{priority}-{at}": write_time(seconds) for priority, seconds in rung["after_s"].items()}
    return flat


def group_ladder(flat: Flat, choices: Choices) -> list[Group]:
    """Whom each step reaches, and how long after the one before."""
    nobody = ("", _("tidak ada langkah"))
    return [
        Group(_("Langkah %(n)s") % {"n": at + 1}, [
            Field(f"to-{at}", _("Kepada"), "select", flat.get(f"to-{at}", ""), [nobody, *rung_labels().items()]),
            *(
                Field(f"{priority}-{at}", priority, "time", flat.get(f"{priority}-{at}", "")) for priority in PRIORITIES
            ),
            Field(f"substitute-{at}", _("Panggil instansi pengganti"), "check", flat.get(f"substitute-{at}", "")),
        ])
        for at in Reader(flat).rows("rows")
    ]  # fmt: skip


def read_ladder(reader: Reader) -> list[dict[str, Any]]:
    """The rungs that reach somebody."""
    found = []
    for at in reader.rows("rows"):
        if not reader.text(f"to-{at}"):
            continue
        times = {priority: reader.seconds(f"{priority}-{at}") for priority in PRIORITIES}
        rung: dict[str, Any] = {"to": reader.text(f"to-{at}")}
        rung["after_s"] = {priority: seconds for priority, seconds in times.items() if seconds is not None}
        found.append(rung | ({"substitute": True} if reader.ticked(f"substitute-{at}") else {}))
    return found


# Checklist: for each role its lines, side by side in both languages.


def fill_checklist(checklist: Any) -> dict[str, str]:
    """The lines of each role."""
    flat = {}
    for role, lines in (checklist or {}).items():
        for language in ("id", "en"):
            flat[f"{role}:{language}"] = "\n".join(line[language] for line in lines)
    return flat


def group_checklist(flat: Flat, choices: Choices) -> list[Group]:
    """Every role; those without lines are folded away by the page."""
    helps = _("Satu tugas per baris, urutan yang sama di kedua bahasa.")
    return [
        Group(name, [
            Field(f"{role}:id", _("Tugas (Indonesia)"), "area", flat.get(f"{role}:id", ""), lang="id", help=helps),
            Field(f"{role}:en", _("Tugas (Inggris)"), "area", flat.get(f"{role}:en", ""), lang="en"),
        ], id=role if flat.get(f"{role}:id") or flat.get(f"{role}:en") else "")
        for role, name in choices.roles
    ]  # fmt: skip


def read_checklist(reader: Reader) -> dict[str, list[dict[str, str]]]:
    """A line without its other half keeps an empty text, which is then said to be missing."""
    found: dict[str, list[dict[str, str]]] = {}
    for role in dict.fromkeys(name.partition(":")[0] for name in reader.flat if name.endswith((":id", ":en"))):
        left, right = (lines_of(reader.flat.get(f"{role}:{language}", "")) for language in ("id", "en"))
        rows = max(len(left), len(right))
        if rows:
            pad = [*left, *[""] * rows][:rows], [*right, *[""] * rows][:rows]
            found[role] = [{"id": one, "en": other} for one, other in zip(*pad, strict=True)]
    return found


# Single texts, numbers and lists of codes.


def fill_advice(advice: Any) -> dict[str, str]:
    """Both languages."""
    return flat_said("advice", advice)


def group_advice(flat: Flat, choices: Choices) -> list[Group]:
    """What the caller may be told; it is medical text."""
    return [Group("", said_fields("advice", part_labels()["advice"], flat, "area"))]


def read_advice(reader: Reader) -> dict[str, str] | None:
    """None where nothing is said."""
    said = reader.said("advice")
    return said if any(said.values()) else None


def plain_form(name: str, kind: str) -> PartForm:
    """One value in one field."""

    def fill(value: Any) -> dict[str, str]:
        return {name: "" if value is None else str(value)}

    def groups(flat: Flat, choices: Choices) -> list[Group]:
        label = part_labels()[name]
        return [Group("", [Field(name, label, "number" if kind == "number" else "text", flat.get(name, ""))])]

    def read(reader: Reader) -> Any:
        return reader.number(name) if kind == "number" else reader.text(name)

    return PartForm(fill, groups, read)


def codes_form(name: str, options: Callable[[Choices], Options]) -> PartForm:
    """Codes to tick."""

    def fill(codes: Any) -> dict[str, str]:
        return {f"code:{code}": "on" for code in codes or []}

    def groups(flat: Flat, choices: Choices) -> list[Group]:
        boxes = [
            Field(f"code:{code}", label, "check", flat.get(f"code:{code}", "")) for code, label in options(choices)
        ]
        return [Group("", boxes)]

    def read(reader: Reader) -> list[str]:
        return [
            code.removeprefix("code:") for code, ticked in reader.flat.items() if code.startswith("code:") and ticked
        ]

    return PartForm(fill, groups, read)


PARTS: Mapping[str, PartForm] = {
    "words": PartForm(fill_words, group_words, read_words),
    "raises": PartForm(fill_raises, group_raises, read_criteria),
    "lowers": PartForm(fill_raises, group_lowers, read_criteria),
    "targets": PartForm(fill_targets, group_targets, read_targets),
    "targets_basis": plain_form("targets_basis", "text"),
    "capabilities": codes_form("capabilities", lambda choices: choices.capabilities),
    "checklist": PartForm(fill_checklist, group_checklist, read_checklist),
    "ladder": PartForm(fill_ladder, group_ladder, read_ladder),
    "advice": PartForm(fill_advice, group_advice, read_advice),
    "gives_way_to": codes_form("gives_way_to", lambda choices: choices.types),
    "victims_suggest": plain_form("victims_suggest", "number"),
}
