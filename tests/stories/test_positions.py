"""Where units are: overwritten, never journalled, and under a key like every other POST."""

from datetime import timedelta

import pytest

from foundation.lib import time
from incidents.models import UnitAssignment, UnitStatusTime
from tests.centre import CHOKING, Centre, new_key

PLACE = {"lat": -8.05, "lon": 111.91, "at": "2026-01-01T00:00:00Z"}


def test_a_crew_tells_where_it_is_and_the_record_stays_as_it_was(centre: Centre) -> None:
    crew, operator = centre.desk("crew"), centre.desk("operator")
    before = operator.get("board")["position"]
    path = f"units/{centre.unit('AMB-1')}/position"
    assert crew.post(path, PLACE).status == 200
    assert crew.post(path, {**PLACE, "at": "2025-01-01T00:00:00Z", "lat": 0}).status == 200, "an older fix is ignored"
    assert operator.get("board")["position"] == before
    ahead = time.iso(time.now() + timedelta(hours=1))
    assert crew.post(path, {**PLACE, "at": ahead}).status == 400
    assert crew.post(path, {**PLACE, "lat": 91}).status == 400
    assert crew.post(f"units/{centre.unit('AMB-2')}/position", PLACE).status == 404


def test_a_key_used_for_another_place_is_refused(centre: Centre) -> None:
    crew, key = centre.desk("crew"), new_key()
    path = f"units/{centre.unit('AMB-1')}/position"
    assert crew.post(path, PLACE, key=key).status == 200
    assert crew.post(path, PLACE, key=key).status == 200
    assert crew.post(path, {**PLACE, "lat": -8.06}, key=key).status == 409


def test_a_fresh_position_decides_who_is_nearest(centre: Centre) -> None:
    operator, crew = centre.desk("operator"), centre.desk("crew")
    incident = operator.open(operator.report("Anak tersedak, tidak bisa bernapas"))["incident"]["id"]
    crew.post(f"units/{centre.unit('AMB-1')}/position", {"lat": -8.0542, "lon": 111.9131, "at": time.iso(time.now())})
    chosen = operator.get(f"incidents/{incident}/recommendation")["units"]
    assert any(choice["unit"]["call_sign"] == "AMB-1" and "from:position" in choice["reasons"] for choice in chosen)


@pytest.mark.parametrize("minutes", [10, -600], ids=["ahead", "behind"])
def test_a_step_told_by_a_wrong_clock_is_taken_and_its_time_cut(centre: Centre, minutes: int) -> None:
    operator, rsud, crew = (centre.desk(name) for name in ("operator", "rsud", "crew"))
    incident = operator.open(operator.report(CHOKING))["incident"]["id"]
    part = rsud.part(incident, "rsud_iskak_psc")["id"]
    job = rsud.post(f"assignments/{part}/units", {"unit": centre.unit("AMB-1")})["unit_assignment"]["id"]
    said, sent_at = time.now() + timedelta(minutes=minutes), UnitAssignment.objects.get(id=job).assigned_at
    told = crew.post(f"unit-assignments/{job}/status", {"status": "en_route", "at": time.iso(said)})
    assert told.status == 200, told.data
    assert sent_at <= UnitAssignment.objects.get(id=job).since <= time.now()
    kept = UnitStatusTime.objects.get(unit_assignment=job, status="en_route")
    assert abs(kept.at - said) < timedelta(seconds=1), "the crew's own word stands beside it"
