"""Procedures go from one regency to another without loss; what is wrong is refused whole, by line and field."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from foundation.journal.models import JournalEntry
from foundation.lib import time
from foundation.lib.errors import Denied, Invalid
from sop.closed import Malformed, parse
from sop.exchange import MOST_BYTES, ExchangedType, read_exchange, write_exchange
from sop.models import IncidentType, ProcedureVersion
from sop.selectors import rulebook_at
from sop.services import import_procedures
from sop.versions import exchanged
from tests.sop.lives import in_force, person
from tests.sop.samples import sample_content

HEAD = {
    "code": "RES-CAVE", "group": "rescue", "name_id": "Terjebak di gua", "name_en": "Trapped in a cave",
    "tier": "extended", "default_priority": "P2", "apco": ["TRAPPED"], "handling": ["sensitive"],
}  # fmt: skip


def one(**changed: Any) -> ExchangedType:
    return parse(ExchangedType, {**HEAD, "procedure": sample_content(**changed)})


def refused(raw: bytes) -> dict[str, str]:
    with pytest.raises(Malformed) as caught:
        read_exchange(raw)
    return {problem.path: problem.text for problem in caught.value.problems}


def test_all_52_procedures_survive_the_way_out_and_back(rules_database: str) -> None:
    types = [exchanged(version) for version in rulebook_at(time.now()).versions.values()]
    text = write_exchange(types)
    assert list(read_exchange(text.encode()).types) == types
    assert len(text) < MOST_BYTES / 2
    told = import_procedures(raw=text.encode(), actor=person("admin"))
    assert (told.drafts, told.new_types, len(told.unchanged)) == ((), (), 52)


@settings(max_examples=60, deadline=None)
@given(text=st.text(min_size=1, max_size=80).filter(lambda said: said.strip()))
@example("ada\x85dua")
@example("\u2028 'ada'")
def test_any_text_survives(text: str) -> None:
    content = sample_content(targets_basis=text, advice={"id": text, "en": "no"})
    try:
        exchanged_type = parse(ExchangedType, {**HEAD, "procedure": content})
    except Malformed:
        return  # what no row can hold
    assert read_exchange(write_exchange([exchanged_type]).encode()).types[0] == exchanged_type


@pytest.mark.parametrize(
    ("old", "new", "place", "text"),
    [
        ("name_id: Terjebak", "nama: Terjebak", "baris 5, types[0].nama", "tidak dikenal di sini"),
        ("tier: extended", "tier: luxury", "baris 7, types[0].tier", "harus salah satu dari core, extended"),
        ("    targets_basis: uji\n", "", "types[0].procedure.targets_basis", "belum ada"),
        ("code: RES-CAVE", "code: gua", "baris 3, types[0].code", "harus huruf besar"),
        ("- rumah bengkok", "- (a+)+$", "types[0].procedure.words.strong[0]", "bukan pola"),
        ("- rumah bengkok", "- ada yang di sini", "types[0].procedure.words.strong[0]", "laporan apa saja"),
        ("on_scene_s: 600", "on_scene_s: 0", "types[0].procedure.targets.P1.on_scene_s", "lebih dari nol"),
        ("psc_sop: 1", "psc_sop: 9", "baris 1, psc_sop", "tidak dikenal"),
        ("psc_sop: 1", "psc_sop: 1\npsc_sop: 1", "baris 2", "stands twice"),
        ("tier: extended", "tier: [", "", "bukan YAML"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line_and_field(old: str, new: str, place: str, text: str) -> None:
    written = write_exchange([one()])
    assert old in written
    found = refused(written.replace(old, new, 1).encode())
    assert any(path.endswith(place) or place in path for path in found), found
    assert any(text in said for said in found.values()), found


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"x" * (MOST_BYTES + 1), "lebih besar"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"", "kosong"),
        (b"a: &a [1, 1]\nb: [*a, *a]\n", "pengulangan"),
        (b"[" * 60 + b"]" * 60, "terlalu dalam"),
        (b"- " * 50 + b"x", "terlalu dalam"),
        (b"psc_sop: !!python/object/apply:os.system [ls]\n", "bukan YAML"),
        (b"psc_sop: 2024-99-99\ntypes: []\n", "bukan YAML"),
        (b"just words", "harus berupa isian"),
    ],
)
def test_traps_are_refused_before_anything_is_built(raw: bytes, text: str) -> None:
    assert any(text in said for said in refused(raw).values())


def test_an_import_is_a_draft_for_what_differs_and_a_new_type_stays_out_of_the_menu(rules_database: str) -> None:
    mine = [exchanged(version) for version in rulebook_at(time.now()).versions.values()][:2]
    file = write_exchange([*mine, one()])
    told = import_procedures(raw=file.encode(), actor=person("admin"))
    assert ([version.type_code for version in told.drafts], told.new_types) == (["RES-CAVE"], ("RES-CAVE",))
    assert not IncidentType.objects.get(code="RES-CAVE").active
    in_force("RES-CAVE", sample_content())
    assert IncidentType.objects.get(code="RES-CAVE").active
    assert "RES-CAVE" in rulebook_at(time.now()).versions


def test_a_half_finished_import_changes_nothing(rules_database: str) -> None:
    before = (ProcedureVersion.objects.count(), IncidentType.objects.count(), JournalEntry.objects.count())
    admin = person("admin")
    broken = write_exchange([one(), one()]).replace("code: RES-CAVE", "code: RES-HOLE", 1)
    spoiled = broken.replace("next: many", "next: nowhere", 1)
    with pytest.raises(Invalid) as told:
        import_procedures(raw=spoiled.encode(), actor=admin)
    assert any("types[0].procedure.questions[0]" in path for path in told.value.fields or {})
    unknown = write_exchange([one(gives_way_to=["FIR-MOON"])])
    with pytest.raises(Invalid):
        import_procedures(raw=unknown.encode(), actor=admin)
    with pytest.raises(Denied):
        import_procedures(raw=broken.encode(), actor=person("desk"))
    now_there = (ProcedureVersion.objects.count(), IncidentType.objects.count(), JournalEntry.objects.count() - 2)
    assert now_there == before
