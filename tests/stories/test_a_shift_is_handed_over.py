"""One shift ends and the next begins: the book tells what happened, and both coordinators sign what is left."""

from threading import Event
from time import sleep

import pytest
from django.test import Client

from dispatch.models import Handover, ShiftLine
from dispatch.services.shift import sign_handover
from foundation.journal import change
from foundation.journal.models import JournalEntry
from foundation.people.models import Role
from foundation.people.services import create_account
from tests.centre import FIRE, Centre
from tests.foundation.together import PATIENCE_S, together

# Long enough for the other thread to come to the lock that is held.
HEAD_START_S = 0.5
NEXT = "coordinator_2"


def browser(centre: Centre, username: str) -> Client:
    """Somebody's own session."""
    client = Client()
    client.force_login(centre.desk(username).user)
    return client


@pytest.fixture
def shift(centre: Centre) -> Centre:
    """A second coordinator, and something that is still open."""
    user = centre.desk("coordinator").user
    create_account(username=NEXT, name="Koordinator Malam", roles=[Role.COORDINATOR], password=None, actor=user)
    operator = centre.desk("operator")
    operator.open(operator.report(FIRE))
    operator.report("orang tidak dikenal mondar mandir")
    centre.fast_forward(seconds=70)
    return centre


def signed(centre: Centre, notes: str = "Jembatan Ngujang ditutup") -> Handover:
    """A handover with its first signature."""
    answer = browser(centre, "coordinator").post("/shift/handover", {"notes": notes})
    assert answer.status_code == 302
    return Handover.objects.get(replaced_at=None, received_at=None)


def test_both_sign_the_same_content_each_in_a_session_of_their_own(shift: Centre) -> None:
    day, night = browser(shift, "coordinator"), browser(shift, NEXT)
    handover = signed(shift)
    (incident,) = handover.content["incidents"]
    assert incident["priority"] == "P1"
    late = [one for one in handover.content["escalations"] if one["agency"]]
    assert {one["kind"] for one in late} == {"acknowledge"}, "whose limit it is stands beside it"
    assert len(handover.content["reports"]) == 1
    path = f"/shift/handovers/{handover.id}"
    assert "Saya sudah membaca" not in day.get(path).content.decode(), "nobody receives from themselves"
    day.post(f"{path}/receive")
    handover.refresh_from_db()
    assert handover.received_at is None
    page = night.get(path).content.decode()
    assert "Jembatan Ngujang ditutup" in page
    assert incident["number"] in page
    assert "belum diterima instansi (Pemadam Kebakaran Kabupaten Tulungagung): langkah" in " ".join(page.split())
    night.post(f"{path}/receive")
    handover.refresh_from_db()
    assert handover.incoming is not None
    assert handover.incoming.username == NEXT
    kinds = JournalEntry.objects.filter(kind__startswith="shift.").values_list("kind", "actor_name")
    assert list(kinds) == [("shift.signed", "Koordinator Piket"), ("shift.received", "Koordinator Malam")]
    entry = JournalEntry.objects.get(kind="shift.received")
    assert entry.data["seal"] == handover.seal
    assert "Ngujang" not in entry.body


def test_content_changed_behind_everybodys_back_is_seen(shift: Centre) -> None:
    handover = signed(shift)
    auditor = browser(shift, "auditor")
    assert "Isi sama dengan yang ditandatangani" in auditor.get(f"/shift/handovers/{handover.id}").content.decode()
    Handover.objects.filter(id=handover.id).update(content=handover.content | {"notes": "lain"})
    assert "ISI BERBEDA" in auditor.get(f"/shift/handovers/{handover.id}").content.decode()


def test_a_newer_one_replaces_what_nobody_received(shift: Centre) -> None:
    first = signed(shift)
    second = signed(shift, "Lebih baru")
    night = browser(shift, NEXT)
    night.post(f"/shift/handovers/{first.id}/receive")
    first.refresh_from_db()
    assert first.received_at is None
    night.post(f"/shift/handovers/{second.id}/receive")
    second.refresh_from_db()
    assert second.received_at is not None


def test_two_sign_at_once_and_the_later_replaces_the_earlier(shift: Centre) -> None:
    day = shift.desk("coordinator").user
    night = browser(shift, NEXT)
    signed_first = Event()

    def first() -> None:
        with change(day):
            sign_handover(content={"notes": "dari siang"}, actor=day)
            signed_first.set()
            sleep(HEAD_START_S)

    def second() -> None:
        signed_first.wait(PATIENCE_S)
        assert night.post("/shift/handover", {"notes": "dari malam"}).status_code == 302

    together([first, second])
    waiting = Handover.objects.get(replaced_at=None, received_at=None)
    assert waiting.content["notes"] == "dari malam"
    assert Handover.objects.exclude(replaced_at=None).get().content["notes"] == "dari siang"


def test_the_book_writes_by_itself_and_a_wrong_line_is_struck_not_changed(shift: Centre) -> None:
    coordinator = browser(shift, "coordinator")
    number = shift.desk("operator").board()["incidents"][0]["number"]
    assert number in coordinator.get("/shift").content.decode()
    coordinator.post("/shift/lines", {"text": "Listrik padam di Posisi 2"})
    coordinator.post("/shift/lines", {"text": "  "})
    line = ShiftLine.objects.get()
    assert browser(shift, NEXT).post(f"/shift/lines/{line.id}/strike").status_code == 403
    coordinator.post(f"/shift/lines/{line.id}/strike")
    page = coordinator.get("/shift").content.decode()
    assert "<s>Listrik padam di Posisi 2</s>" in page
    shift.fast_forward(hours=13)
    assert "Listrik padam" not in coordinator.get("/shift").content.decode(), "another shift's book"


def test_a_new_shift_begins_with_the_second_signature(shift: Centre) -> None:
    browser(shift, "coordinator").post("/shift/lines", {"text": "Sebelum serah terima"})
    handover = signed(shift)
    shift.fast_forward(minutes=1)
    night = browser(shift, NEXT)
    night.post(f"/shift/handovers/{handover.id}/receive")
    page = night.get("/shift").content.decode()
    assert "Sebelum serah terima" not in page
    assert "Serah terima diterima Koordinator Malam" in page
