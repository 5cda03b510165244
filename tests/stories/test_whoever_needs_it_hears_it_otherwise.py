"""A message that did not leave the house is known to somebody who can ring instead, by whatever way it was to go."""

import smtplib
from typing import Any
from uuid import UUID

import pytest
from django.core.mail import EmailMessage

from agencies.models import Agency
from foundation.journal import SYSTEM, change
from foundation.notify.models import Breaker
from foundation.notify.services import BREAKER_LIMIT, send_due
from foundation.people.models import User
from incidents.access import audience_of
from incidents.services.moves import deliver_assignments
from sop.models import ProcedureVersion
from sop.services.telling import tell
from tests.centre import Centre, Desk
from tests.live.boards import watched_boards


def refuse(_mail: EmailMessage, **_how: object) -> int:
    """The other side knows no such address."""
    raise smtplib.SMTPRecipientsRefused({"x": (550, b"no such user")})


def be_away(_mail: EmailMessage, **_how: object) -> int:
    """The server of mails does not answer."""
    raise OSError("no route to host")


@pytest.fixture
def operator(centre: Centre) -> Desk:
    """Every agency has an address and somebody at its desk."""
    Agency.objects.update(email="piket@dinas.example", phone="0355321113")
    centre.sign_on_everybody()
    return centre.desk("operator")


def lose_mails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every mail that waits is refused."""
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", refuse)
        send_due("test")


def open_fire(operator: Desk) -> str:
    """A house burns."""
    return str(operator.open(operator.report())["incident"]["id"])


def show(desk: Desk, incident: str) -> None:
    """The desk's screen has drawn the card."""
    audience = audience_of(desk.user)
    assert audience is not None
    parts = [UUID(desk.part(incident, desk.user.username)["id"])]
    assert deliver_assignments(assignment_ids=parts, audience=audience, actor=desk.user) == 1


def to_ring(desk: Desk) -> list[Any]:
    """Whom the alarm about a call that did not arrive asks to ring."""
    return [call for alarm in desk.alarms("alert_failed") for call in alarm["calls"]]


def test_an_agency_that_was_not_called_is_rung(operator: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    incident = open_fire(operator)
    with watched_boards():
        lose_mails(monkeypatch)
    (alarm,) = operator.alarms("alert_failed")
    called = {part["agency"]["code"] for part in operator.card(incident)["assignments"]}
    assert {call["agency"]["code"] for call in alarm["calls"]} == called
    assert (alarm["for"], alarm["class"], {call["phone"] for call in alarm["calls"]}) == (
        "dispatcher",
        "A1",
        {"0355321113"},
    )
    part = operator.part(incident, "damkar")["id"]
    rung = {"on_behalf": {"name": "Bripka Adi", "means": "phone"}}
    with watched_boards():
        assert operator.post(f"assignments/{part}/acknowledge", rung).status == 200
    assert {call["agency"]["code"] for call in to_ring(operator)} == called - {"damkar"}
    with watched_boards():
        operator.post(f"incidents/{incident}/close", {"disposition": "resolved"})
    assert operator.alarms("alert_failed") == []


def test_it_ends_when_the_desk_has_it_on_its_screen(centre: Centre, operator: Desk, monkeypatch: Any) -> None:
    incident = open_fire(operator)
    lose_mails(monkeypatch)
    assert "damkar" in {call["agency"]["code"] for call in to_ring(operator)}
    with watched_boards():
        show(centre.desk("damkar"), incident)
    assert "damkar" not in {call["agency"]["code"] for call in to_ring(operator)}


def test_who_is_asked_for_already_or_knows_is_not_asked_for_again(centre: Centre, monkeypatch: Any) -> None:
    Agency.objects.update(email="piket@dinas.example")
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    centre.sign_on("damkar")
    incident = open_fire(operator)
    show(damkar, incident)
    assert operator.alarms("no_desk"), "nobody watches the others"
    lose_mails(monkeypatch)
    assert operator.alarms("alert_failed") == []


def signer(centre: Centre) -> User:
    """A head of office with an address that nobody knows any more."""
    User.objects.filter(username="kepala-damkar").update(email="kepala@dinas.example", phone="081355550001")
    return centre.desk("kepala-damkar").user


def write_to(user: User, event: str) -> None:
    """A mail about a version."""
    with change(SYSTEM) as running:
        tell(running, ProcedureVersion.objects.first(), [user], event, why="-")  # type: ignore[arg-type]


def test_the_coordinator_rings_a_person_whom_a_mail_did_not_reach(centre: Centre, monkeypatch: Any) -> None:
    coordinator, user = centre.desk("coordinator"), signer(centre)
    write_to(user, "wanted")
    with watched_boards():
        lose_mails(monkeypatch)
    write_to(user, "missing")
    lose_mails(monkeypatch)
    (alarm,) = coordinator.alarms("message_failed")
    assert (alarm["for"], alarm["class"], alarm["phone"]) == ("coordinator", "A3", "081355550001")
    assert user.label in alarm["words"]["id"]
    assert alarm["words"]["en"].startswith("E-mail to ")
    assert centre.desk("operator").post(f"alarms/{alarm['id']}/acknowledge").status == 403
    with watched_boards():
        assert coordinator.post(f"alarms/{alarm['id']}/acknowledge").status == 200
    assert coordinator.alarms("message_failed") == []
    assert centre.desk("damkar").alarms("message_failed") == []


def test_a_way_that_is_away_is_said_before_its_messages_are_old(centre: Centre, monkeypatch: Any) -> None:
    coordinator, user = centre.desk("coordinator"), signer(centre)
    write_to(user, "wanted")
    with monkeypatch.context() as patch, watched_boards():
        patch.setattr(EmailMessage, "send", be_away)
        for seconds in (1, 3, 5, 9, 17, 120, 180):
            centre.fast_forward(seconds=seconds)
    assert Breaker.objects.get(transport="email").failures > BREAKER_LIMIT
    (alarm,) = coordinator.alarms("transport_down")
    assert (alarm["for"], alarm["class"]) == ("coordinator", "A2")
    assert alarm["words"]["en"].startswith("E-mail does not leave")
    coordinator.post(f"alarms/{alarm['id']}/acknowledge")
    assert coordinator.alarms("transport_down"), "seen is not over"
    with watched_boards():
        centre.fast_forward(minutes=10)
    assert coordinator.alarms("transport_down") == []
    assert coordinator.alarms("message_failed") == []
