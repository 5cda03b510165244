"""A crew without an account is sent its job by SMS: that job and its next states, nothing else, and not for ever."""

import io
import logging
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client

from agencies.models import Agency, Unit
from agencies.services import add_member
from foundation.journal import SYSTEM
from foundation.journal.models import JournalEntry
from foundation.lib.logs import HideKeys
from foundation.notify.models import Notification
from foundation.notify.services import send_due
from foundation.people.models import Role, User
from foundation.people.services import MOST_FAILURES, close_account, create_account
from incidents.access import LinkedCrew, audience_of, require_centre
from incidents.models import CrewLink, UnitAssignment
from tests.centre import Answered, Centre, Desk

NUMBER = "0812 3456 7890"
CALLER = {"phone": "085700001111", "name": "Slamet"}
WORDS = "Rumah Pak Slamet terbakar, api besar"


@dataclass
class Phone:
    """A telephone that got the message, with a browser that keeps cookies if somebody gives it one."""

    text: str
    browser: Client = field(default_factory=Client)

    @property
    def path(self) -> str:
        """Where the link leads."""
        return re.search(r"http://testserver(/j/\S+)", self.text)[1]  # type: ignore[index]

    @property
    def key(self) -> str:
        """The key in it."""
        return self.path.removeprefix("/j/")

    def look(self) -> Any:
        """Open the link; the page is drawn, so its pictures are asked for."""
        page = self.browser.get(self.path)
        if page.status_code == 200:
            self.browser.get(re.search(r'img src="([^"]+)"', page.content.decode())[1])  # type: ignore[index]
        return page

    def press(self, status: str, **more: str) -> Any:
        """Press a button and follow where it leads."""
        return self.browser.post(self.path, {"status": status, **more}, follow=True)


@dataclass
class Scene:
    """PMK-1 is on its way to a fire; its crew has no account."""

    centre: Centre
    sms: Path

    def __post_init__(self) -> None:
        self.operator, self.damkar = self.centre.desk("operator"), self.centre.desk("damkar")
        place = {"lat": -8.0542, "lon": 111.9131, "text": "Jl. Diponegoro 89"}
        report = self.operator.report(WORDS, caller=CALLER, location=place)
        self.incident = str(self.operator.open(report)["incident"]["id"])
        part = self.damkar.part(self.incident, "damkar")["id"]
        sent = self.damkar.post(f"assignments/{part}/units", {"unit": self.centre.unit("PMK-1")})
        self.job = str(sent["unit_assignment"]["id"])

    def issue(self, desk: Desk | None = None, phone: str = NUMBER) -> Answered:
        """Send the link."""
        return (desk or self.operator).post(f"unit-assignments/{self.job}/link", {"phone": phone})

    def receive(self) -> Phone:
        """The message that has come last."""
        send_due("test")
        newest = max(self.sms.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        return Phone(newest.read_text())

    def phone(self) -> Phone:
        """A crew with its link."""
        assert self.issue().status == 201
        return self.receive()

    def link(self) -> Any:
        """What the centre's card says of the link."""
        (unit,) = self.operator.part(self.incident, "damkar")["units"]
        return unit["link"]

    def told(self) -> list[str]:
        """What the timeline tells of links and moves, and who did it."""
        entries = self.operator.get(f"incidents/{self.incident}/timeline")["entries"]
        kinds = ("crew_link", "unit.moved")
        return [f"{one['actor']}: {one['text']}" for one in entries if one["kind"].startswith(kinds)]


@pytest.fixture
def scene(centre: Centre, settings: LazySettings, tmp_path: Path) -> Scene:
    settings.SMS, settings.SMS_FILE_PATH, settings.PUBLIC_URL = "file", str(tmp_path / "sms"), ""
    return Scene(centre, tmp_path / "sms")


def test_from_the_message_to_the_end_of_the_job(scene: Scene) -> None:
    assert scene.issue().status == 201
    assert (scene.link()["status"], scene.link()["to"]) == ("queued", "890")
    phone = scene.receive()
    assert phone.text.startswith("+6281234567890\nPSC 112 tugas PMK-1: http://testserver/j/")
    assert len(phone.text.partition("\n")[2].strip()) <= 160, "one message"
    assert scene.link()["status"] == "sent"
    page = phone.look().content.decode()
    assert all(word in page for word in ("PMK-1", "Jl. Diponegoro 89", "KAMI MENUJU", "geo:-8.05420,111.91310"))
    assert scene.link()["status"] == "opened"
    assert "KAMI TIBA" in phone.press("en_route").content.decode()
    phone.press("on_scene")
    last = phone.press("cleared")
    assert last.status_code == 410
    assert "Tugas ini sudah selesai. Terima kasih." in last.content.decode()
    assert (scene.link()["status"], scene.link()["why"]) == ("ended", "over")
    assert scene.told() == [
        "Operator 112: Tautan tugas untuk awak PMK-1 dibuat; SMS antre",
        "PSC 112: SMS tautan tugas untuk awak PMK-1 terkirim",
        "PMK-1 (SMS): Tautan tugas dibuka di ponsel awak PMK-1",
        "PMK-1 (SMS): Unit PMK-1 menuju lokasi",
        "PMK-1 (SMS): Unit PMK-1 di lokasi",
        "PMK-1 (SMS): Unit PMK-1 bebas tugas",
        "PMK-1 (SMS): Tautan tugas awak PMK-1 berakhir: tugas selesai",
    ]


def test_nothing_of_the_caller_and_nothing_of_others_is_on_the_page(scene: Scene) -> None:
    scene.operator.post(f"incidents/{scene.incident}/note", {"text": "Kunci di tetangga"})
    scene.damkar.post(f"incidents/{scene.incident}/messages", {"text": "Jalan putus"})
    scene.damkar.post(f"incidents/{scene.incident}/patients", {"triage": "merah", "count": 2})
    page = scene.phone().look().content.decode()
    private = [CALLER["phone"], "Slamet", WORDS, "Kunci di tetangga", "Jalan putus", "merah", "polres", "Polres"]
    assert [word for word in private if word in page] == []


def test_the_link_is_a_key_to_this_page_only_and_leaves_nothing_behind(scene: Scene) -> None:
    phone = scene.phone()
    page = phone.look()
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert not phone.press("en_route").cookies
    assert not phone.browser.cookies
    assert phone.browser.get("/").status_code == 302
    knock = {"Authorization": f"Token {phone.key}"}
    assert phone.browser.get("/api/v1/board", headers=knock).status_code == 401
    assert phone.browser.get(f"/api/v1/incidents/{scene.incident}", headers=knock).status_code == 401


def test_the_key_stays_nowhere_once_the_message_has_left(scene: Scene) -> None:
    answer = scene.issue()
    phone = scene.receive()
    phone.look()
    phone.press("en_route")
    everywhere = [
        str(answer.data),
        str(list(CrewLink.objects.values())),
        str(list(Notification.objects.values())),
        str(list(JournalEntry.objects.values())),
        str(scene.operator.board()),
        str(scene.operator.get(f"incidents/{scene.incident}/timeline").data),
    ]
    assert [place for place in everywhere if phone.key in place or "81234567890" in place] == []


def test_no_log_names_the_key(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    phone = scene.phone()
    caplog.handler.addFilter(HideKeys())
    with caplog.at_level(logging.WARNING):
        assert phone.browser.post(phone.path, {"status": "at_hospital"}).status_code == 409
    assert "/j/…" in caplog.text
    assert phone.key not in caplog.text


def end_by_crew(scene: Scene, phone: Phone) -> None:
    for status in ("en_route", "on_scene", "cleared"):
        phone.press(status)


def end_by_centre(scene: Scene, phone: Phone) -> None:
    scene.operator.post(f"unit-assignments/{scene.job}/status", {"status": "cancelled"})


def end_by_time(scene: Scene, phone: Phone) -> None:
    scene.centre.fast_forward(hours=12, minutes=1)


def end_by_another(scene: Scene, phone: Phone) -> None:
    scene.issue()


def end_by_hand(scene: Scene, phone: Phone) -> None:
    assert scene.damkar.post(f"unit-assignments/{scene.job}/link/revoke").status == 200


@pytest.mark.parametrize(
    ("end", "why"),
    [
        (end_by_crew, "sudah selesai"),
        (end_by_centre, "sudah selesai"),
        (end_by_time, "lewat waktunya"),
        (end_by_another, "diganti tautan baru"),
        (end_by_hand, "dicabut"),
    ],
)
def test_an_outdated_link_is_dead_and_says_why(scene: Scene, end: Any, why: str) -> None:
    phone = scene.phone()
    end(scene, phone)
    state = UnitAssignment.objects.get(id=scene.job).status
    page, pressed = phone.browser.get(phone.path), phone.press("en_route")
    assert (page.status_code, pressed.status_code) == (410, 410)
    assert phone.browser.get(phone.path + "/seen").status_code == 410
    assert why in page.content.decode()
    assert "PMK-1" not in page.content.decode()
    assert "Diponegoro" not in page.content.decode()
    assert UnitAssignment.objects.get(id=scene.job).status == state


def test_a_new_link_works_while_the_old_one_does_not(scene: Scene) -> None:
    old = scene.phone()
    new = scene.phone()
    assert old.look().status_code == 410
    assert new.look().status_code == 200


def test_a_message_that_did_not_leave_before_the_link_ended_never_leaves(scene: Scene) -> None:
    scene.issue()
    scene.operator.post(f"unit-assignments/{scene.job}/link/revoke")
    send_due("test")
    assert not scene.sms.exists()
    assert scene.link()["status"] == "ended"


def test_a_gateway_that_refuses_is_seen_on_the_card(scene: Scene, settings: LazySettings) -> None:
    scene.issue()
    settings.SMS = "off"
    send_due("test")
    assert scene.link()["status"] == "failed"
    assert scene.told()[-1] == "PSC 112: SMS tautan tugas untuk awak PMK-1 GAGAL"
    refused = scene.issue()
    assert (refused.status, refused.error["code"]) == (409, "sms_off")
    assert "telepon awaknya" in refused.error["message"]


def test_who_sends_it(scene: Scene) -> None:
    answers = {name: scene.issue(scene.centre.desk(name)).status for name in ("operator", "damkar", "polres", "crew")}
    assert answers == {"operator": 201, "damkar": 201, "polres": 403, "crew": 404}
    assert [scene.issue(phone=wrong).status for wrong in ("112", "", "abc", "0812")] == [400] * 4
    end_by_centre(scene, Phone(""))
    assert scene.issue().status == 409


def test_guessing_is_slowed_down_and_locks_nobody_out(scene: Scene) -> None:
    phone, guesser = scene.phone(), Client()

    def guess(number: int) -> HttpResponse:
        return guesser.get(f"/j/{number:022d}")  # type: ignore[return-value]

    first = guess(0)
    assert first.status_code == 404
    assert "Tautan ini tidak dikenal." in first.content.decode()
    assert {guess(number).status_code for number in range(1, MOST_FAILURES)} == {404}
    closed = guess(MOST_FAILURES)
    assert (closed.status_code, closed["Retry-After"]) == (429, "300")
    assert phone.look().status_code == 200, "the same carrier's address, and the right key"
    scene.centre.fast_forward(minutes=6)
    assert guess(11).status_code == 404


def test_a_state_pressed_twice_is_said_once_and_a_wrong_one_is_refused_in_words(scene: Scene) -> None:
    phone = scene.phone()
    phone.press("en_route")
    assert phone.press("en_route").status_code == 200
    wrong = phone.press("at_hospital")
    assert wrong.status_code == 409
    assert "KAMI TIBA" in wrong.content.decode(), "what is true now, and what may follow"
    assert phone.press("cancelled").status_code == 403
    assert phone.press("<script>").status_code == 409
    assert len([line for line in scene.told() if "Unit PMK-1" in line]) == 1


def test_a_press_without_a_network_keeps_its_true_time_and_a_wrong_clock_refuses_nobody(scene: Scene) -> None:
    phone = scene.phone()
    job = UnitAssignment.objects.get(id=scene.job)
    true = job.assigned_at.isoformat()
    scene.centre.fast_forward(minutes=10)
    phone.press("en_route", at=true)
    job.refresh_from_db()
    assert job.since.isoformat() == true
    for wrong in ("2031-01-01T00:00:00Z", "2001-01-01T00:00:00Z", "gestern", "2026-99-99T00:00:00Z"):
        assert phone.press("on_scene", at=wrong).status_code == 200


def test_a_link_sees_with_its_units_eyes_and_never_the_centres(scene: Scene) -> None:
    scene.phone()
    link = CrewLink.objects.select_related("job__unit").get()
    crew = LinkedCrew(link.id, link.job.unit_id, link.job_id, "PMK-1")
    audience = audience_of(crew)
    assert audience is not None
    assert (audience.kind, audience.id) == ("unit", link.job.unit_id)
    with pytest.raises(Exception, match="Hanya petugas pusat"):
        require_centre(crew)


def test_both_languages_and_both_themes_without_a_cookie(scene: Scene) -> None:
    phone = scene.phone()
    english = phone.browser.get(phone.path + "?l=en&t=light").content.decode()
    assert '<html lang="en" data-theme="light">' in english
    assert "WE ARE ON THE WAY" in english
    assert not phone.browser.cookies


def crew_with_a_number(scene: Scene) -> User:
    """Somebody rides with PMK-1 and has left a number; another unit's crew too."""
    for name, unit, phone in (("awak-pmk-1", "PMK-1", NUMBER), ("awak-pmk-2", "PMK-2", "081300000002")):
        user = create_account(username=name, name=name.title(), roles=[Role.CREW], password=None, actor=SYSTEM)
        add_member(
            user=user, agency=Agency.objects.get(code="damkar"), unit=Unit.objects.get(call_sign=unit), actor=SYSTEM
        )
        call_command("set_contact", name, phone=phone, stdout=io.StringIO())
    return User.objects.get(username="awak-pmk-1")


def test_the_crews_own_numbers_are_offered_to_whoever_may_send(scene: Scene) -> None:
    crew = crew_with_a_number(scene)
    path = f"unit-assignments/{scene.job}/link/numbers"
    for sender in (scene.operator, scene.damkar):
        assert sender.get(path).data == {"numbers": [{"name": "Awak-Pmk-1", "phone": NUMBER}]}
    for other in ("polres", "auditor", "crew"):
        assert scene.centre.desk(other).get(path).status in (403, 404)
    assert scene.centre.desk("awak-pmk-1").get(path).status == 403
    assert NUMBER not in str(scene.operator.board()), "a number is on no card"
    assert not any(NUMBER in entry.body for entry in JournalEntry.objects.all())
    close_account(username=crew.username, actor=SYSTEM)
    assert scene.operator.get(path).data == {"numbers": []}


def test_a_contact_that_reaches_nobody_is_refused(scene: Scene) -> None:
    crew = crew_with_a_number(scene)
    for wrong in ({"phone": "12"}, {"email": "bukan alamat"}, {}):
        with pytest.raises(CommandError):
            call_command("set_contact", crew.username, **wrong)
    call_command("set_contact", crew.username, email="awak@dinas.example", stdout=io.StringIO())
    crew.refresh_from_db()
    assert (crew.phone, crew.email) == (NUMBER, "awak@dinas.example")
