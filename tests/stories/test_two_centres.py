"""A centre run by a hospital and one run by a communications office: other files, no other code."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command

from agencies.models import Agency, Decree
from foundation.lib import time
from psc.demo import load_demo
from tests.centre import CHOKING, FIRE, Centre

BUGIS = {"lat": -0.4966, "lon": 117.1451, "text": "Kelurahan Bugis, Samarinda Kota"}


@pytest.fixture
def samarinda(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    """The other demonstration centre, with the same accounts."""
    monkeypatch.setattr(settings, "CENTRE", "samarinda")
    load_demo()
    yield Centre()
    time.reset()


def _roles(centre: Centre, text: str, **body: object) -> dict[str, tuple[str, str]]:
    """Agency to its role and decree, for one report that was opened."""
    operator = centre.desk("operator")
    opened = operator.open(operator.report(text, **body))
    return {part["agency"]["code"]: (part["role"], part["decree"]) for part in opened["assignments"]}


def test_the_hospital_runs_the_centre_of_tulungagung(centre: Centre) -> None:
    assert Agency.objects.get(hosts_centre=True).code == "rsud_iskak_psc"
    paper = "SK Bupati Tulungagung Nomor DEMO-112 Tahun 2024"

    assert _roles(centre, FIRE)["damkar"] == ("lead", paper)
    medical = _roles(centre, CHOKING)
    # The host is called because the decree says so, and not because the centre lives there.
    assert medical["rsud_iskak_psc"] == ("lead", paper)


def test_the_communications_office_runs_the_centre_of_samarinda(samarinda: Centre) -> None:
    assert Agency.objects.get(hosts_centre=True).code == "diskominfo"
    paper = "SK Wali Kota Samarinda Nomor DEMO-112 Tahun 2024"

    fire = _roles(samarinda, FIRE, location=BUGIS)
    assert fire["disdamkar"] == ("lead", paper)
    assert fire["ksop"][0] == "support"
    assert "diskominfo" not in fire, "hosting the centre obliges nobody"
    assert _roles(samarinda, CHOKING, location=BUGIS) == {"dinkes": ("lead", paper)}


def test_a_desk_of_samarinda_reads_why(samarinda: Centre) -> None:
    operator, desk = samarinda.desk("operator"), samarinda.desk("damkar")
    incident = operator.open(operator.report(FIRE, location=BUGIS))["incident"]["id"]
    part = desk.part(incident, "disdamkar")

    why = desk.get(f"assignments/{part['id']}/why")

    assert why["decree"]["citation"].startswith("SK Wali Kota Samarinda")
    assert why["article"]["text"]
    call_command("check_coverage")
    assert Decree.objects.count() == 1
