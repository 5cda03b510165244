"""The regions that come with the software are whole, and one that is not is refused with every mistake."""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from agencies.region_file import DATA, area_codes, cells_of, read_region
from agencies.routing import INFORMED, LEAD, SUPPORT
from sop.closed import Malformed

REGIONS = sorted(folder.name for folder in DATA.iterdir() if folder.is_dir())


@pytest.mark.parametrize("name", REGIONS)
def test_every_region_can_be_read(name: str) -> None:
    assert read_region(name).agencies


@pytest.fixture(scope="module")
def places() -> dict[str, Any]:
    """The regions of a list of places that was checked by others; it lies beside the real data and is no part of us."""
    path = Path(os.environ.get("PSC_TEST_DATA", "nowhere")).parent / "reference" / "places.yaml"
    if not path.is_file():
        pytest.skip("beside PSC_TEST_DATA lies no reference/places.yaml")
    return {region["id"]: region for region in yaml.safe_load(path.read_text("utf-8"))["regions"]}


@pytest.mark.parametrize("name", REGIONS)
def test_areas_and_agencies_are_those_of_the_reference(places: dict[str, Any], name: str) -> None:
    ours, theirs = read_region(name), places[name]
    districts = [(area.code, area.name, *area.at) for area in ours.areas.districts]
    assert districts == [(area["code"], area["name"], area["lat"], area["lon"]) for area in theirs["districts"]]
    villages = [
        [f"{district.code}.{village.code}", village.name, *village.at]
        for district in ours.areas.districts
        for village in district.villages
    ]
    assert sorted(villages) == sorted(theirs["villages"])
    assert {agency["id"] for agency in theirs["agencies"]} <= {agency.code for agency in ours.agencies}


@pytest.mark.parametrize("name", REGIONS)
def test_each_type_has_one_lead_everywhere(name: str) -> None:
    decree = read_region(name).decree
    leads = Counter(cell.type_code for cell in cells_of(decree) if cell.role == LEAD and cell.area is None)
    written = {row.stem: yaml.safe_load(row.read_text("utf-8")) for row in sop_types()}
    codes = [entry["code"] for file in written.values() for entry in file["types"]]

    assert set(leads) == set(codes)
    assert set(leads.values()) == {1}


def sop_types() -> list[Path]:
    return sorted((DATA.parent.parent / "sop" / "data" / "types").glob("*.yaml"))


@pytest.mark.parametrize("name", REGIONS)
def test_who_steps_in_leaves_no_place_of_its_own_empty(name: str) -> None:
    parts: dict[str, list[str]] = {}
    substitutes: dict[str, list[str]] = {}
    for cell in cells_of(read_region(name).decree):
        if cell.area is None:
            parts.setdefault(cell.type_code, []).append(cell.agency)
        if cell.substitute:
            substitutes.setdefault(cell.type_code, []).append(cell.substitute)

    for type_code, agencies in substitutes.items():
        assert not set(agencies) & set(parts[type_code]), type_code
        assert len(set(agencies)) == len(agencies), type_code


def test_tulungagung_is_the_region_of_the_facts() -> None:
    region = read_region("tulungagung")
    units = Counter(unit.agency for unit in region.fleet.units)

    assert len(list(area_codes(region.areas))) == 1 + 19 + 271
    assert len(region.agencies) == 22
    assert [agency.code for agency in region.agencies if agency.hosts_centre] == ["rsud_iskak_psc"]
    # The published list of 2017: 6 ambulances and a motorcycle, 31 ambulances, 3 engines, 2 tankers and a rescue
    # car, 19 police cars, 4 cars with 5 motorcycles and a boat, 2 and 2.
    fleet = {"rsud_iskak_psc": 7, "puskesmas_net": 31, "damkar": 6, "polres": 19, "bpbd": 10, "kodim_0807": 4}
    assert {agency: units[agency] for agency in fleet} == fleet


def test_a_house_fire_and_a_choking_call_whom_they_should() -> None:
    roles: dict[str, dict[str, str]] = {}
    for cell in cells_of(read_region("tulungagung").decree):
        roles.setdefault(cell.type_code, {})[cell.agency] = cell.role

    assert roles["FIR-BUILDING"] == {
        "damkar": LEAD,
        "polres": SUPPORT,
        "bpbd": SUPPORT,
        "rsud_iskak_psc": SUPPORT,
        "pln": INFORMED,
        "pdam": INFORMED,
    }
    assert roles["MED-CHOKE"] == {"rsud_iskak_psc": LEAD, "puskesmas_net": SUPPORT}


def test_only_a_published_number_or_one_that_cannot_ring_is_printed() -> None:
    for name in REGIONS:
        for agency in read_region(name).agencies:
            for phone in (agency.phone, *(rung.phone for rung in agency.ladder)):
                assert " 000-" in phone or phone in ("(0355) 320119", "112"), phone


def _copy(folder: Path, part: str, old: str, new: str) -> None:
    home = folder / "region"
    home.mkdir()
    for file in (DATA / "tulungagung").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        if file.stem == part:
            assert old in text
            text = text.replace(old, new, 1)
        (home / file.name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("part", "old", "new", "problem"),
    [
        ("agencies", "- code: dinkes", "- code: rsud_iskak_psc", "rsud_iskak_psc stands twice"),
        ("agencies", "  discipline: medical", "  trade: medical", "tidak dikenal di sini"),
        ("fleet", "station: rsud_iskak,", "station: nowhere,", "nowhere is not known here"),
        ("fleet", "hearse]", "rocket]", "rocket is not known here"),
        ("decree", "lead: {damkar: extinguish}", "lead: {damkar: sing}", "sing is not known here"),
        ("decree", "lead: {damkar: extinguish}", "lead: {fireclub: extinguish}", "fireclub is not known here"),
        ("decree", "substitutes: {damkar: satpol_pp", "substitutes: {damkar: damkar", "cannot stand in for itself"),
        (
            "decree",
            "lead: {damkar: extinguish}",
            "lead: {damkar: extinguish, bpbd: evacuate}",
            "FIR-BUILDING, lead, everywhere stands twice",
        ),
        ("decree", "support: KESEPULUH", "support: KESERATUS", "KESERATUS is not known here"),
        ("decree", "en: reminder}, article: KEDUABELAS", "en: reminder}, article: KESERATUS", "KESERATUS is not known"),
        ("officials", "- {agency: polres,", "- {agency: polsek,", "polsek is not known here"),
        ("officials", "stands_in_for: Contoh Sigap", "stands_in_for: Contoh Purba", "no other official"),
        ("officials", "until: 2024-01-01", "until: 2018-01-01", "the term ends before it begins"),
        ("members", "unit: AMB-1", "unit: PMK-1", "PMK-1 is no unit of rsud_iskak_psc"),
    ],
)
def test_a_region_that_contradicts_itself_is_refused(
    tmp_path: Path, part: str, old: str, new: str, problem: str
) -> None:
    _copy(tmp_path, part, old, new)

    with pytest.raises(Malformed, match=problem):
        read_region("region", tmp_path)
