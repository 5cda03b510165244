"""A telephone that rings longer than ten seconds is an alarm of its own, until somebody takes the call."""

from datetime import timedelta
from typing import Any

from foundation.clock.models import Deadline
from foundation.lib import time
from tests.centre import Centre, Desk
from tests.live.boards import watched_boards


def ring(desk: Desk, **fields: object) -> str:
    """The exchange says that a call came in; nobody has answered it."""
    told = {"channel": "call", "text": "", "received_at": time.now().isoformat(), **fields}
    return str(desk.post("reports", told)["id"])


def test_after_ten_seconds_the_call_takers_are_called_and_then_the_others(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = ring(operator)
    centre.fast_forward(seconds=9)
    assert operator.alarms("call_waiting") == []
    with watched_boards():
        centre.fast_forward(seconds=2)
    (alarm,) = operator.alarms("call_waiting")
    assert (alarm["class"], alarm["for"], alarm["report"]) == ("A1", "call_taker", report)
    centre.fast_forward(seconds=21)
    assert {each["for"] for each in operator.alarms("call_waiting")} == {"call_taker", "dispatcher"}
    with watched_boards():
        operator.post(f"reports/{report}/claim")
    assert operator.alarms("call_waiting") == []
    centre.fast_forward(minutes=2)
    assert operator.alarms("call_waiting") == []


def ringing(desk: Desk, report: str) -> list[Any]:
    """The limit of the telephone on the report's card."""
    (card,) = [each for each in desk.board()["reports"] if each["id"] == report]
    return [limit for limit in card["deadlines"] if limit["kind"] == "call_waiting"]


def test_the_card_shows_the_limit_and_the_coordinator_takes_it_over(centre: Centre) -> None:
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    report = ring(operator)
    (running,) = ringing(operator, report)
    assert not running["missed"]
    limit = running["id"]
    refused = coordinator.post(f"limits/{limit}/take-over")
    assert (refused.status, refused.error["code"]) == (409, "not_missed")
    centre.fast_forward(seconds=11)
    (missed,) = ringing(operator, report)
    assert (missed["missed"], missed["called"], missed["next"]) == (True, "call_taker", "dispatcher")
    assert operator.post(f"limits/{limit}/take-over").status == 403
    with watched_boards():
        assert coordinator.post(f"limits/{limit}/take-over").status == 200
    (taken,) = ringing(operator, report)
    assert (taken["act"]["what"], taken["next"]) == ("taken_over", "coordinator")
    centre.fast_forward(seconds=45)
    assert {each["for"] for each in operator.alarms("call_waiting")} == {"call_taker"}, "the ladder waits"
    later = {"reason": "in_contact"}
    assert coordinator.post(f"limits/{limit}/extend", later).status == 200
    assert coordinator.post(f"limits/{limit}/skip", later).status == 200
    with watched_boards():
        operator.post(f"reports/{report}/claim")
    assert ringing(operator, report) == []
    assert coordinator.post(f"limits/{limit}/extend", later).status == 409


def test_a_decision_ends_the_limit_too(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = ring(operator)
    operator.post(f"reports/{report}/dismiss", {"disposition": "silent"})
    left = Deadline.objects.filter(subject=f"report:{report}", settled_at=None)
    assert not left.exists()


def test_a_call_that_was_answered_or_decided_rings_nobody(centre: Centre) -> None:
    operator = centre.desk("operator")
    ring(operator, answered_at=time.now().isoformat())
    operator.post(f"reports/{ring(operator)}/dismiss", {"disposition": "silent"})
    operator.report()
    centre.fast_forward(seconds=30)
    assert operator.alarms("call_waiting") == []


def test_a_call_is_not_answered_before_it_came(centre: Centre) -> None:
    operator = centre.desk("operator")
    came = time.now() - timedelta(minutes=3)
    body = {"channel": "call", "text": "Ada asap", "received_at": came.isoformat()}
    skewed = operator.post("reports", body | {"answered_at": (came - timedelta(seconds=2)).isoformat()})
    assert skewed["answered_at"] == skewed["received_at"]
    alone = operator.post("reports", {"channel": "call", "text": "Ada asap", "answered_at": came.isoformat()})
    assert alone["received_at"] == alone["answered_at"]
