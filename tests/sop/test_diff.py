"""What changed between two versions, in words, and what it means."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.utils import translation

from sop.content import parse_content
from sop.diff import Difference, compare, kind_labels
from sop.library import bundled_groups
from tests.sop.samples import sample_content

Change = Callable[[dict[str, Any]], object]
RUNG = {"P1": 30, "P2": 30, "P3": 30, "P4": 30, "P5": 30}


def told(change: Change, language: str = "id") -> list[Difference]:
    """What is said about the sample after a change."""
    data = deepcopy(sample_content())
    change(data)
    with translation.override(language):
        return compare(parse_content(sample_content()), parse_content(data), "P2")


def add_question(data: dict[str, Any]) -> None:
    question = deepcopy(data["questions"][0]) | {"id": "gas", "ask": {"id": "Ada bau gas?", "en": "Smell of gas?"}}
    data["questions"].append(question)
    data["questions"][1]["answers"][0]["next"] = "gas"
    question["answers"][0]["next"] = question["answers"][2]["next"] = "end"


TABLE: list[tuple[Change, str, str, str, str]] = [
    (lambda d: d["questions"][0]["answers"][0].update(priority="P2"), "changed", "questions.hurt",
     "P1 menjadi P2", "Ada yang luka? — Ya: P1 menjadi P2"),
    (lambda d: d["questions"][0]["answers"][0].pop("priority"), "changed", "questions.hurt",
     "tetap prioritas jenis (P2)", "Ada yang luka? — Ya: P1 menjadi tetap prioritas jenis (P2)"),
    (lambda d: d["questions"][0]["answers"][1].update(next="many"), "changed", "questions.hurt",
     "selesai menjadi “Berapa orang?”", ""),
    (lambda d: d["questions"][0]["ask"].update(en="Is anyone hurt?"), "changed", "questions.hurt",
     "kalimat (en): “Anyone hurt?” menjadi “Is anyone hurt?”", ""),
    (lambda d: d["questions"][1]["answers"][1].update(at_least=10), "changed", "questions.many", "6 menjadi 10", ""),
    (lambda d: d["questions"][1]["answers"].pop(0), "removed", "questions.many", "jawaban “Sedikit”", ""),
    (lambda d: d["targets"]["P1"].update(on_scene_s=900), "changed", "targets",
     "tiba: 10 menit menjadi 15 menit", "lebih longgar"),
    (lambda d: d["targets"]["P2"].update(acknowledge_s=30), "changed", "targets",
     "diterima: 1 menit menjadi 30 detik", "lebih ketat"),
    (lambda d: d["words"]["strong"].append("atap ambruk"), "added", "words", "“atap ambruk” (kata kuat)",
     "laporan yang memuatnya lebih condong ke jenis ini"),
    (lambda d: d["words"].update(strong=["rumah bengkok", "retak"], usual=[]), "changed", "words",
     "“retak”: kata biasa menjadi kata kuat", ""),
    (lambda d: d.update(capabilities=["rescue", "crane"]), "added", "capabilities", "crane", ""),
    (lambda d: d["checklist"]["fire"].append({"id": "Matikan listrik", "en": "Cut the power"}), "added",
     "checklist.fire", "Matikan listrik", ""),
    (lambda d: d.update(advice=None), "removed", "advice", "Menjauh", ""),
    (lambda d: d["ladder"].insert(1, {"to": "supervisor", "after_s": RUNG}), "changed", "ladder",
     "koordinator", ""),
    (lambda d: d.update(raises=[{"id": "old", "says": {"id": "Nyeri dada di atas 40 tahun", "en": "Chest pain over 40"},
                                "priority": "P1", "words": ["nyeri dada"]}]), "added", "raises",
     "“Nyeri dada di atas 40 tahun” → P1", "mulai berpengaruh pada prioritas"),
    (lambda d: d.update(targets_basis="PKS 7/2026"), "changed", "targets_basis", "uji menjadi PKS 7/2026", ""),
]  # fmt: skip


@pytest.mark.parametrize(("change", "kind", "node", "text", "means"), TABLE)
def test_a_change_is_said_in_words(change: Change, kind: str, node: str, text: str, means: str) -> None:
    found = [one for one in told(change) if (one.kind, one.node) == (kind, node)]
    assert any(text in one.text for one in found), told(change)
    assert not means or means in {one.means for one in found}


def test_it_is_said_in_english_to_readers_of_english() -> None:
    change = TABLE[0][0]
    (found,) = told(change, "en")
    assert (found.title, found.means) == ("“Anyone hurt?”", "Anyone hurt? — Yes: P1 becomes P2")
    with translation.override("en"):
        assert kind_labels()["moved"] == "Moved"


def test_a_new_question_says_what_it_can_do() -> None:
    added = [one for one in told(add_question) if one.kind == "added"]
    assert [(one.node, one.text) for one in added] == [
        ("questions.gas", "ditanyakan mulai versi ini (Ya → P1, Tidak → P4)")
    ]


def test_what_only_moved_is_neither_removed_nor_added() -> None:
    def turn(data: dict[str, Any]) -> None:
        first, second = data["questions"]
        data["questions"] = [second, first]
        for answer in second["answers"]:
            answer["next"] = "hurt"
        for answer in first["answers"]:
            answer["next"] = "end"

    kinds = [one.kind for one in told(turn)]
    assert kinds.count("moved") == 1
    assert not {"added", "removed"} & set(kinds)


@pytest.mark.parametrize("entry", [entry for group in bundled_groups() for entry in group.types], ids=lambda e: e.code)
def test_a_version_does_not_differ_from_itself(entry: Any) -> None:
    assert compare(entry.procedure, entry.procedure, entry.default_priority) == []
