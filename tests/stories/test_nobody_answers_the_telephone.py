"""A telephone that rings longer than ten seconds is an alarm of its own, until somebody takes the call."""

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


def test_a_call_that_was_answered_or_decided_rings_nobody(centre: Centre) -> None:
    operator = centre.desk("operator")
    ring(operator, answered_at=time.now().isoformat())
    operator.post(f"reports/{ring(operator)}/dismiss", {"disposition": "silent"})
    operator.report()
    centre.fast_forward(seconds=30)
    assert operator.alarms("call_waiting") == []
