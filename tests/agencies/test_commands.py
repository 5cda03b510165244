"""`check_coverage` and `import_areas` as an administrator meets them."""

import csv
import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Agency, Boundary, Decree
from agencies.selectors import area_at
from agencies.services import put_decree_in_force
from foundation.journal import SYSTEM
from foundation.lib import time
from tests.agencies.region import add_agency, add_mandate, area, draft, kinds

GEO = Path(os.environ.get("PSC_TEST_DATA", "/nonexistent")) / "geo-indonesia"
needs_geo = pytest.mark.skipif(
    not GEO.is_dir(), reason="needs the boundaries of PSC_TEST_DATA (geo-indonesia), which are not part of the project"
)


def test_the_demonstration_has_one_lead_for_everything(tulungagung: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_coverage")

    assert capsys.readouterr().out == "Semua jenis kejadian punya tepat satu pemimpin saat ini dan nanti.\n"


def test_without_a_decree_everything_is_a_gap(types: None, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="52 kekosongan"):
        call_command("check_coverage")

    assert "FIR-BUILDING tanpa pemimpin, di seluruh wilayah" in capsys.readouterr().out


def test_a_gap_to_come_is_said_with_its_day_and_does_not_fail(types: None, capsys: pytest.CaptureFixture[str]) -> None:
    first = draft(expires_at=time.now() + timedelta(days=90))
    add_mandate(first, add_agency("damkar"), type_code="*")
    moment = time.now()
    put_decree_in_force(decree_id=first.id, in_force_from=moment, actor=SYSTEM, now=moment)

    call_command("check_coverage")
    said = capsys.readouterr().out

    day = (time.now() + timedelta(days=90, hours=7)).strftime("%Y-%m-%d")
    assert f"KOSONG sejak {day}" in said
    with pytest.raises(CommandError):
        call_command("check_coverage", at=(time.now() + timedelta(days=91)).isoformat())


def test_two_leads_of_one_day_are_said(tulungagung: None, capsys: pytest.CaptureFixture[str]) -> None:
    begins = time.now() + timedelta(days=1)
    for number, agency in (("7", "bpbd"), ("8", "kodim_0807")):
        decree = draft(number)
        add_mandate(decree, Agency.objects.get(code=agency), area=area("35.04.11"))
        # The service refuses the second; what an older release let in must be found all the same.
        Decree.objects.filter(id=decree.id).update(status="enacted", in_force_from=begins)

    call_command("check_coverage")
    said = capsys.readouterr().out

    assert "FIR-BUILDING dipimpin bpbd, kodim_0807" in said
    assert "Kec. Ngunut; Karangsono, Kec. Ngunut; Samir, Kec. Ngunut dan 16 tempat lain" in said


def test_a_moment_without_offset_is_refused(types: None) -> None:
    for at in ("2027-01-01", "tomorrow", "2027-01-01T00:00:00"):
        with pytest.raises(CommandError, match="offset"):
            call_command("check_coverage", at=at)


def _import(name: str) -> None:
    call_command("import_areas", str(GEO / name))


@needs_geo
def test_every_village_holds_its_inner_point(tulungagung: None) -> None:
    _import("tulungagung_desa.geojson")
    _import("tulungagung_kecamatan.geojson")
    with (GEO / "tulungagung_wilayah.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] != "kecamatan"]

    assert len(rows) == 271
    for row in rows:
        found = area_at(float(row["inside_lat"]), float(row["inside_lon"]))
        assert found is not None, row["nama"]
        assert found.code == row["kode"], row["nama"]


@needs_geo
def test_a_point_over_the_border_belongs_to_no_area(tulungagung: None) -> None:
    _import("tulungagung_desa.geojson")

    # Trenggalek town, and the sea south of Popoh.
    assert area_at(-8.05, 111.71) is None
    assert area_at(-8.33, 111.80) is None


@needs_geo
def test_importing_again_writes_nothing(tulungagung: None) -> None:
    _import("tulungagung_kecamatan.geojson")
    entries = kinds()
    assert entries[-1] == "region.boundaries_imported"

    _import("tulungagung_kecamatan.geojson")

    assert kinds() == entries
    assert Boundary.objects.count() == 19


@needs_geo
def test_another_regions_outlines_are_refused(tulungagung: None) -> None:
    with pytest.raises(CommandError, match=r"64\.72\.01"):
        _import("samarinda_kecamatan.geojson")

    assert not Boundary.objects.exists()


def test_a_file_that_is_none_is_refused_in_one_line(tulungagung: None, tmp_path: Path) -> None:
    for name, text in (("a", "no json"), ("b", "[]"), ("c", json.dumps({"features": [1]}))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(CommandError):
            call_command("import_areas", str(tmp_path / name))
    with pytest.raises(CommandError, match="missing"):
        call_command("import_areas", str(tmp_path / "missing"))
