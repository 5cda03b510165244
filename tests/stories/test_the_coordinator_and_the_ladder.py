"""The coordinator may take an escalation over, skip a step or put it off: never in silence, never without an end."""

from typing import Any

import pytest

from agencies.models import Agency
from tests.centre import FIRE, Centre, Desk
from tests.live.boards import watched_boards

IN_CONTACT = {"reason": "in_contact", "words": "Bicara dengan Danton"}


def late_answer(centre: Centre) -> tuple[str, Any]:
    """An incident whose lead has not answered in time, and that limit as its card shows it."""
    centre.sign_on_everybody()
    operator = centre.desk("operator")
    incident = operator.open(operator.report(FIRE))["incident"]["id"]
    centre.fast_forward(seconds=62)
    return incident, limit_of(operator, incident)


def limit_of(desk: Desk, incident: str) -> Any:
    """The limit for the lead's answer."""
    card = desk.card(incident)
    lead = next(part["id"] for part in card["assignments"] if part["role"] == "lead")
    return next(each for each in card["deadlines"] if each["kind"] == "acknowledge" and each["assignment"] == lead)


def told(desk: Desk, incident: str, kind: str) -> list[str]:
    """What the record says of one kind about the lead's answer."""
    entries = desk.get(f"incidents/{incident}/timeline")["entries"]
    return [entry["text"] for entry in entries if entry["kind"] == kind and "penerimaan oleh instansi" in entry["text"]]


def test_the_card_says_who_was_called_and_who_is_next(centre: Centre) -> None:
    incident, limit = late_answer(centre)
    assert (limit["missed"], limit["step"], limit["called"], limit["next"]) == (True, 1, "desk", "supervisor")
    assert limit["next_at"] > limit["due_at"]
    assert limit["steps"] >= 3
    assert centre.desk("damkar").card(incident)["deadlines"], "the position concerned sees the same"


def test_taking_over_stops_the_ladder_for_five_minutes_and_then_reminds(centre: Centre) -> None:
    incident, before = late_answer(centre)
    coordinator = centre.desk("coordinator")
    with watched_boards():
        assert coordinator.post(f"limits/{before['id']}/take-over").status == 200
    taken = limit_of(centre.desk("damkar"), incident)
    assert taken["act"]["what"] == "taken_over"
    assert taken["act"]["by"] == "Koordinator Piket"
    assert taken["next"] == "coordinator"
    assert taken["due_at"] == before["due_at"], "what was promised stays"
    centre.fast_forward(seconds=280)
    assert limit_of(coordinator, incident)["step"] == 1
    centre.fast_forward(seconds=30)
    assert limit_of(coordinator, incident)["called"] == "coordinator"
    assert limit_of(coordinator, incident)["next"] == "supervisor", "the ladder goes on where it stood"


def test_a_skipped_step_is_not_taken_and_the_next_comes_in_its_time(centre: Centre) -> None:
    incident, before = late_answer(centre)
    coordinator = centre.desk("coordinator")
    with watched_boards():
        assert coordinator.post(f"limits/{before['id']}/skip", IN_CONTACT).status == 200
    skipped = limit_of(coordinator, incident)
    assert (skipped["step"], skipped["next"]) == (2, "coordinator")
    assert skipped["next_at"] > before["next_at"]
    assert skipped["act"]["words"] == "Bicara dengan Danton"
    centre.fast_forward(minutes=20)
    damkar = Agency.objects.get(code="damkar").name
    climbed = [text for text in told(coordinator, incident, "dispatch.escalated") if f"({damkar})" in text]
    assert len(climbed) == 2
    assert not any("penyelia" in text for text in climbed)
    (line,) = told(coordinator, incident, "limit.acted")
    assert "Koordinator Piket" in line
    assert "Danton" not in line, "words stand in a row that can be erased"


def test_skipping_the_last_step_leaves_a_reminder(centre: Centre) -> None:
    incident, limit = late_answer(centre)
    coordinator = centre.desk("coordinator")
    for _each in range(limit["steps"] - limit["step"]):
        assert coordinator.post(f"limits/{limit['id']}/skip", IN_CONTACT).status == 200
    last = limit_of(coordinator, incident)
    assert last["next"] == "coordinator"
    assert last["next_at"]
    centre.fast_forward(hours=1)
    assert limit_of(coordinator, incident)["called"] == "coordinator"
    refused = coordinator.post(f"limits/{limit['id']}/skip", IN_CONTACT)
    assert (refused.status, refused.error["allowed"]) == (409, ["take_over", "extend"])
    assert coordinator.post(f"limits/{limit['id']}/extend", IN_CONTACT).status == 200
    assert limit_of(coordinator, incident)["next"] == "coordinator", "an ended ladder calls once more"


def test_five_minutes_more_move_the_step_and_not_the_limit(centre: Centre) -> None:
    incident, before = late_answer(centre)
    coordinator = centre.desk("coordinator")
    with watched_boards():
        assert coordinator.post(f"limits/{before['id']}/extend", IN_CONTACT).status == 200
    after = limit_of(coordinator, incident)
    assert (after["due_at"], after["step"], after["next"]) == (before["due_at"], 1, "supervisor")
    assert after["next_at"] > before["next_at"]


def test_a_report_nobody_decides_about_can_be_taken_over(centre: Centre) -> None:
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    operator.report(FIRE)
    centre.fast_forward(seconds=61)
    (limit,) = coordinator.board()["reports"][0]["deadlines"]
    with watched_boards():
        assert coordinator.post(f"limits/{limit['id']}/take-over", {"words": "saya"}).status == 200
    (taken,) = coordinator.board()["reports"][0]["deadlines"]
    assert taken["act"]["what"] == "taken_over"


@pytest.mark.parametrize(("who", "status"), [("operator", 403), ("damkar", 403), ("crew", 404), ("auditor", 403)])
def test_only_the_coordinator_decides(centre: Centre, who: str, status: int) -> None:
    _incident, limit = late_answer(centre)
    assert centre.desk(who).post(f"limits/{limit['id']}/take-over").status == status


def test_what_is_not_missed_or_met_by_now_cannot_be_put_off(centre: Centre) -> None:
    centre.sign_on_everybody()
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    incident = operator.open(operator.report(FIRE))["incident"]["id"]
    limit = limit_of(operator, incident)
    early = coordinator.post(f"limits/{limit['id']}/extend", IN_CONTACT)
    assert (early.status, early.error["code"]) == (409, "not_missed")
    centre.fast_forward(seconds=62)
    centre.desk("damkar").post(f"assignments/{limit['assignment']}/acknowledge")
    assert coordinator.post(f"limits/{limit['id']}/extend", IN_CONTACT).status == 409
    assert coordinator.post(f"limits/{limit['id']}/skip", {"reason": "because"}).status == 400
    assert coordinator.post(f"limits/{limit['id']}/skip", {"reason": "other"}).status == 400
    assert coordinator.post("limits/01a20000-0000-7000-8000-000000000000/take-over").status == 404
