"""A region into the tables: whole, once, and again without a trace."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Agency, Area, Article, Decree, Mandate, Member, Official, Station, Unit
from agencies.region_file import DATA
from agencies.services import load_region
from foundation.journal import SYSTEM
from foundation.lib.errors import Invalid
from tests.agencies.region import add_user, kinds, unit

TABLES = (Agency, Area, Article, Decree, Mandate, Member, Station, Unit)
ACCOUNTS = [
    *("rsud", "kepala-rsud", "crew", "polres", "kepala-polres"),
    *("bpbd", "kepala-bpbd", "damkar", "kepala-damkar"),
]


def _counts() -> list[int]:
    return [table.objects.count() for table in TABLES]


def test_loading_again_changes_nothing_and_writes_nothing(types: None) -> None:
    users = {name: add_user(name) for name in ACCOUNTS}
    load_region(region="tulungagung", actor=SYSTEM, users=users)
    counts, entries = _counts(), kinds()

    load_region(region="tulungagung", actor=SYSTEM, users=users)

    assert _counts() == counts
    assert kinds() == entries
    assert entries.count("agency.registered") == 22
    assert entries.count("unit.registered") == 96
    assert entries.count("agency.official_written") == Official.objects.count() > 22
    assert {one.post for one in Official.objects.filter(agency__code="damkar")} == {"head", "contact", "duty"}
    assert entries[-1] == "agency.member_added"


def test_what_differs_is_changed_and_said(tulungagung: None, tmp_path: Path) -> None:
    amb = unit("AMB-1")
    amb.in_service = False
    amb.save()
    home = tmp_path / "tulungagung"
    home.mkdir()
    for file in (DATA / "tulungagung").glob("*.yaml"):
        text = file.read_text("utf-8").replace("(0355) 000-130", "(0355) 000-139")
        text = text.replace(
            "call_sign: AMB-1, agency: rsud_iskak_psc, station: rsud_iskak, kind: ambulance, crew: 3",
            "call_sign: AMB-1, agency: rsud_iskak_psc, station: rsud_iskak, kind: ambulance, crew: 4",
        )
        (home / file.name).write_text(text.replace("name: Kedungsoko", "name: Kedungsuko"), encoding="utf-8")
    before = len(kinds())

    load_region(region="tulungagung", actor=SYSTEM, folder=tmp_path)

    assert kinds()[before:] == ["agency.changed", "unit.changed", "region.loaded"]
    assert Agency.objects.get(code="damkar").phone == "(0355) 000-139"
    assert Area.objects.get(code="35.04.01.1001").name == "Kedungsuko"
    amb.refresh_from_db()
    assert (amb.crew_size, amb.in_service) == (4, False)


def test_a_type_the_sop_does_not_know_stops_everything(database: str) -> None:
    with pytest.raises(Invalid, match="FIR-BUILDING"):
        load_region(region="tulungagung", actor=SYSTEM)

    assert sum(_counts()) == 0
    assert kinds() == []


def test_a_member_without_an_account_stops_everything(types: None) -> None:
    with pytest.raises(Invalid, match="damkar"):
        load_region(region="tulungagung", actor=SYSTEM, users={name: add_user(name) for name in ACCOUNTS[:7]})

    assert sum(_counts()) == 0


def test_the_command_says_what_is_wrong(types: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        call_command("load_region", "nowhere")
    home = tmp_path / "broken"
    home.mkdir()
    for part in ("areas", "agencies", "fleet", "decree"):
        (home / f"{part}.yaml").write_text("{}", encoding="utf-8")
    with pytest.raises(CommandError, match=r"areas\.code: belum ada"):
        call_command("load_region", "broken", folder=tmp_path)


def test_the_command_loads_a_region_without_members(types: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_region", "tulungagung")

    assert "tulungagung" in capsys.readouterr().out
    assert Agency.objects.count() == 22
    assert not Member.objects.exists()
