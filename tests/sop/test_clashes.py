"""What is wrong with a procedure while it is written, in words and at its place."""

from collections.abc import Callable
from typing import Any

import pytest

from sop.clashes import Clash, Surroundings, find_clashes
from sop.content import parse_content, parse_draft
from sop.library import bundled_groups, capabilities, roles
from tests.sop.samples import sample_content

Change = Callable[[dict[str, Any]], object]
TYPES = {entry.code: entry.procedure for group in bundled_groups() for entry in group.types}


def around(**others: dict[str, Any]) -> Surroundings:
    return Surroundings(
        others={name.replace("_", "-"): parse_content(data) for name, data in others.items()},
        types={"RES-TRAPPED", "FIR-GAS", *others},
        capabilities={one.code for one in capabilities()},
        roles={one.code for one in roles()},
    )


def found(change: Change, **others: dict[str, Any]) -> list[Clash]:
    data = sample_content()
    change(data)
    return find_clashes("RES-TRAPPED", parse_draft(data), around(**others))


def skip_many(data: dict[str, Any]) -> None:
    for answer in data["questions"][0]["answers"]:
        answer["next"] = "end"


TABLE: list[tuple[Change, str, str, str, str]] = [
    (skip_many, "blocking", "questions.many", "Pertanyaan “Berapa orang?”", "tidak pernah tercapai"),
    (lambda d: d["questions"][0]["answers"].pop(2), "blocking", "questions.hurt", "Pertanyaan “Ada yang luka?”",
     "tidak punya cabang \"tidak tahu\""),
    (lambda d: d["questions"][1]["answers"][0].update(next="hurt"), "blocking", "questions.hurt",
     "Pertanyaan “Ada yang luka?”", "berputar kembali ke dirinya sendiri"),
    (lambda d: d["targets"]["P1"].update(on_scene_s=0), "blocking", "targets", "Batas waktu, P1, tiba",
     "harus lebih dari nol"),
    (lambda d: d["ladder"].pop(), "blocking", "ladder", "Tangga eskalasi",
     "harus berakhir pada koordinator, yang selalu ada"),
    (lambda d: d["advice"].update(en=""), "blocking", "advice", "Anjuran bagi penelepon, teks Inggris", "masih kosong"),
    (lambda d: d["advice"].update(en="Menjauh dari rumah itu", id="Menjauh dari rumah itu"), "warning", "advice",
     "Anjuran bagi penelepon", "teks Inggris belum diterjemahkan"),
    (lambda d: d["questions"][0]["answers"][0].update(type="FIR-MOON"), "blocking", "questions.hurt",
     "Pertanyaan “Ada yang luka?”, jawaban “Ya”", "jenis FIR-MOON tidak ada"),
    (lambda d: d.update(capabilities=["rocket"]), "blocking", "capabilities", "Kemampuan unit",
     "kemampuan rocket tidak ada"),
    (lambda d: d["targets"].update(P3={"acknowledge_s": 5}), "warning", "targets", "Batas waktu",
     "diterima: P3 lebih cepat daripada P2"),
    (lambda d: d["words"]["strong"].append("(a+)+$"), "blocking", "words", "Kata dan frasa, kata kuat, 2",
     "memuat tanda (: frasa terdiri atas kata biasa, bukan pola"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "severity", "node", "where", "text"), TABLE)
def test_a_problem_is_said_in_words_at_its_place(
    change: Change, severity: str, node: str, where: str, text: str
) -> None:
    assert Clash(severity, node, where, text) in found(change)  # type: ignore[arg-type]


def test_two_procedures_that_claim_the_same_words_are_told() -> None:
    other = sample_content(words={"strong": ["omah bengkok"]})
    clash = Clash("blocking", "words", "Kata dan frasa, kata kuat", "“rumah bengkok” juga milik FIR-GAS")
    assert clash in found(lambda data: None, FIR_GAS=other)
    assert clash not in found(lambda data: data.update(gives_way_to=["FIR-GAS"]), FIR_GAS=other)


def test_what_is_sound_has_no_clash() -> None:
    assert found(lambda data: None) == []


@pytest.mark.parametrize("code", sorted(TYPES))
def test_no_procedure_of_this_release_has_a_blocking_problem(code: str) -> None:
    surroundings = Surroundings(TYPES, set(TYPES), {one.code for one in capabilities()}, {one.code for one in roles()})
    assert [one for one in find_clashes(code, TYPES[code], surroundings) if one.severity == "blocking"] == []
