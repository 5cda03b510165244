"""An alarm that can wait is set aside with a reason and comes back by the clock; what cannot wait never is."""

from typing import Any

import pytest

from tests.centre import FIRE, HOUSE, Centre, Desk
from tests.live.boards import watched_boards

WAITING = {"minutes": 15, "reason": "waiting", "words": "menunggu Pak Slamet"}


def calm_alarm(centre: Centre) -> Any:
    """The alarm of an incident that is not critical and whose place nobody knows."""
    operator = centre.desk("operator")
    operator.open(operator.report("pohon tumbang menutup jalan", location=None), type="SVC-UTILITY", priority="P4")
    (alarm,) = operator.alarms("place_unknown")
    return alarm


def shelve(desk: Desk, alarm: Any, **body: Any) -> int:
    """Ask to set it aside; what was answered."""
    return desk.post(f"alarms/{alarm['id']}/shelve", WAITING | body).status


def test_it_comes_back_by_the_clock(centre: Centre) -> None:
    coordinator = centre.desk("coordinator")
    alarm = calm_alarm(centre)
    coordinator.post(f"alarms/{alarm['id']}/acknowledge")
    with watched_boards():
        assert shelve(coordinator, alarm) == 200
    (aside,) = coordinator.alarms("place_unknown")
    assert aside["shelved"]["by"] == "Koordinator Piket"
    assert (aside["shelved"]["reason"], aside["shelved"]["words"]) == ("waiting", "menunggu Pak Slamet")
    centre.fast_forward(minutes=14)
    assert coordinator.alarms("place_unknown")[0]["shelved"]
    with watched_boards():
        centre.fast_forward(minutes=2)
    (back,) = coordinator.alarms("place_unknown")
    assert back["shelved"] is None
    assert back["acknowledged"] is None, "who saw it may be off duty"
    told = [entry["text"] for entry in coordinator.get(f"incidents/{alarm['incident']}/timeline")["entries"]]
    assert any("ditunda 15 menit oleh Koordinator Piket" in text for text in told)
    assert not any("Slamet" in text for text in told), "words stand in a row that can be erased"


def test_it_is_brought_back_by_hand_and_then_the_clock_has_nothing_to_do(centre: Centre) -> None:
    coordinator = centre.desk("coordinator")
    alarm = calm_alarm(centre)
    shelve(coordinator, alarm)
    assert shelve(coordinator, alarm, minutes=30) == 200, "it is aside already"
    with watched_boards():
        assert coordinator.post(f"alarms/{alarm['id']}/unshelve").status == 200
    with watched_boards(expect_change=False):
        assert coordinator.post(f"alarms/{alarm['id']}/unshelve").status == 200
    centre.fast_forward(minutes=40)
    told = [entry["kind"] for entry in coordinator.get(f"incidents/{alarm['incident']}/timeline")["entries"]]
    assert told.count("alarm.unshelved") == 1


@pytest.mark.parametrize(("priority", "location"), [("P2", HOUSE), ("P1", None)])
def test_neither_a1_nor_anything_of_a_critical_incident_is_set_aside(
    centre: Centre, priority: str, location: dict[str, Any] | None
) -> None:
    operator = centre.desk("operator")
    operator.open(operator.report(FIRE, location=location), priority=priority)
    alarms = operator.alarms()
    assert {alarm["class"] for alarm in alarms} == ({"A1", "A2"} if priority == "P1" else {"A1"})
    for alarm in alarms:
        refused = operator.post(f"alarms/{alarm['id']}/shelve", WAITING)
        assert (refused.status, refused.error["code"]) == (409, "must_act")


def test_an_incident_that_becomes_critical_wakes_what_was_set_aside(centre: Centre) -> None:
    coordinator = centre.desk("coordinator")
    alarm = calm_alarm(centre)
    shelve(coordinator, alarm)
    with watched_boards():
        coordinator.post(f"incidents/{alarm['incident']}/reclassify", {"priority": "P1"})
    assert coordinator.alarms("place_unknown")[0]["shelved"] is None
    assert shelve(coordinator, alarm) == 409


def test_an_alarm_whose_cause_goes_takes_its_limit_with_it(centre: Centre) -> None:
    coordinator = centre.desk("coordinator")
    alarm = calm_alarm(centre)
    shelve(coordinator, alarm)
    with watched_boards():
        coordinator.post(f"incidents/{alarm['incident']}/close", {"disposition": "resolved"})
    centre.fast_forward(minutes=40)
    told = [entry["kind"] for entry in coordinator.get(f"incidents/{alarm['incident']}/timeline")["entries"]]
    assert "alarm.unshelved" not in told
    assert shelve(coordinator, alarm) == 409


@pytest.mark.parametrize(
    "body", [{"minutes": 10}, {"minutes": 60}, {"reason": "because"}, {"reason": "other", "words": ""}]
)
def test_a_time_and_a_reason_are_chosen_from_the_lists(centre: Centre, body: dict[str, Any]) -> None:
    assert shelve(centre.desk("coordinator"), calm_alarm(centre), **body) == 400
