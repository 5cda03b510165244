"""What has served is forgotten in the night, and nothing else is."""

from datetime import timedelta

import pytest

from foundation.clock.clock import fire_due
from foundation.clock.models import Deadline
from foundation.journal.models import JournalEntry
from foundation.lib import time
from foundation.people.models import Presence, RememberedAnswer
from tests.centre import Centre


def test_an_old_answer_is_forgotten_and_a_young_one_kept(centre: Centre) -> None:
    operator = centre.desk("operator")
    body = {"channel": "call", "text": "tolong"}
    first = operator.post("reports", body, key="old")
    time.shift(timedelta(days=8))
    operator.post("reports", body, key="young")
    Presence.objects.create(process="gone:1", audience="centre", consoles=1, at=time.now() - timedelta(days=9))
    fire_until_forgotten()
    assert list(RememberedAnswer.objects.values_list("key", flat=True)) == ["young"]
    assert not Presence.objects.filter(process="gone:1").exists()
    entry = JournalEntry.objects.filter(kind="people.forgotten").latest("position")
    assert entry.data["answers"] >= 1
    again = operator.post("reports", body, key="old")
    assert again["id"] != first["id"]


def fire_until_forgotten() -> None:
    """Every night that lies behind is worked off, one pass each."""
    for _night in range(12):
        fire_due("test")
    due = Deadline.objects.get(kind="forgetting", settled_at=None)
    assert due.due_at > time.now()


@pytest.mark.usefixtures("centre")
def test_a_night_with_nothing_to_forget_leaves_no_entry() -> None:
    time.shift(timedelta(days=1, hours=4))
    fire_until_forgotten()
    assert not JournalEntry.objects.filter(kind="people.forgotten").exists()
