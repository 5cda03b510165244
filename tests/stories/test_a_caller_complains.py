"""A caller's complaint is written down and read by the coordinator; those whom it may be about learn nothing of it."""

from typing import Any

from django.conf import LazySettings
from django.test import Client

from foundation.journal.models import JournalEntry
from incidents.models import Complaint
from tests.centre import Centre, Desk
from tests.live.boards import watched_boards

WORDS = "Ambulans datang setelah satu jam, petugasnya kasar"


def opened(centre: Centre) -> tuple[Desk, str, str]:
    """The operator, a report, the incident it became."""
    operator = centre.desk("operator")
    report = operator.report()
    return operator, str(report["id"]), str(operator.open(report)["incident"]["id"])


def complaint_on(desk: Desk) -> Any:
    """The one complaint on this board."""
    (alarm,) = desk.alarms("complaint")
    return alarm


def test_the_coordinator_reads_it_and_it_goes(centre: Centre) -> None:
    operator, _report, incident = opened(centre)
    with watched_boards():
        assert operator.post(f"incidents/{incident}/complaint", {"text": WORDS}).status == 201
    coordinator = centre.desk("coordinator")
    alarm = complaint_on(coordinator)
    assert (alarm["class"], alarm["for"], alarm["incident"]) == ("A3", "coordinator", incident)
    assert alarm["complaint"] == {"text": WORDS, "by": "Operator 112"}
    assert alarm["number"] == coordinator.card(incident)["number"]
    assert operator.post(f"alarms/{alarm['id']}/acknowledge").status == 403, "nobody reads it away"
    with watched_boards():
        assert coordinator.post(f"alarms/{alarm['id']}/acknowledge").status == 200
    assert coordinator.alarms("complaint") == []


def test_it_stands_in_the_shifts_book_in_its_words(centre: Centre) -> None:
    operator, _report, incident = opened(centre)
    operator.post(f"incidents/{incident}/complaint", {"text": WORDS})
    coordinator = centre.desk("coordinator")
    coordinator.post(f"alarms/{complaint_on(coordinator)['id']}/acknowledge")
    book = Client()
    book.force_login(coordinator.user)
    assert f"Keluhan dicatat; koordinator diberi tahu: {WORDS}" in book.get("/shift").content.decode()


def test_agencies_learn_nothing_of_it_and_the_record_holds_no_words(centre: Centre) -> None:
    operator, _report, incident = opened(centre)
    operator.post(f"incidents/{incident}/complaint", {"text": WORDS})
    damkar = centre.desk("damkar")
    assert damkar.alarms("complaint") == []
    told = str(damkar.get(f"incidents/{incident}/timeline").data) + str(damkar.board())
    assert [word for word in ("eluhan", "complaint", WORDS) if word in told] == []
    kinds = [entry["kind"] for entry in operator.get(f"incidents/{incident}/timeline")["entries"]]
    assert "complaint.recorded" in kinds
    assert not JournalEntry.objects.filter(body__contains="kasar").exists()


def test_about_a_report_too_and_each_stands_for_itself(centre: Centre) -> None:
    operator, report, incident = opened(centre)
    assert operator.post(f"reports/{report}/complaint", {"text": "Tidak pernah ditelepon balik"}).status == 201
    operator.post(f"incidents/{incident}/complaint", {"text": WORDS})
    alarms = centre.desk("coordinator").alarms("complaint")
    assert sorted((bool(one["report"]), bool(one["incident"])) for one in alarms) == [(False, True), (True, False)]
    assert operator.post(f"reports/{report}/complaint", {"text": ""}).status == 400


def test_its_words_are_kept_as_long_as_the_centre_may(centre: Centre, settings: LazySettings) -> None:
    settings.COMPLAINT_DAYS = 2
    operator, _report, incident = opened(centre)
    operator.post(f"incidents/{incident}/complaint", {"text": WORDS})
    coordinator = centre.desk("coordinator")
    centre.fast_forward(days=1, hours=23)
    assert complaint_on(coordinator)["complaint"]["text"] == WORDS
    with watched_boards():
        centre.fast_forward(hours=2)
    assert coordinator.alarms("complaint") == []
    assert Complaint.objects.get().text == ""
    assert JournalEntry.objects.filter(kind="complaint.forgotten").count() == 1
