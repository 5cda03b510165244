"""Every night the day before is sealed: a limit that starts its own successor."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from foundation.clock.clock import fire_due, next_due
from foundation.clock.models import Deadline
from foundation.clock.nightly import ensure_nights
from foundation.clock.sealing import SEAL
from foundation.journal import SYSTEM, change
from foundation.journal.models import JournalEntry, JournalSeal
from foundation.journal.verification import verify_journal
from foundation.lib import time
from tests.foundation.clock.limits import Steps
from tests.foundation.journal.kinds import write
from tests.foundation.together import in_another_thread

ZONE = ZoneInfo(settings.TIME_ZONE)


def to_the_next_due() -> None:
    """Move the time to the next seal; what else follows a day comes later in the night."""
    due = Deadline.objects.get(kind="seal", settled_at=None).due_at
    time.shift(due - time.now() + timedelta(milliseconds=1))


def install() -> date:
    """Arm the seal of today; the local day."""
    with change(SYSTEM) as running:
        ensure_nights(running.now)
        return running.now.astimezone(ZONE).date()


def test_a_day_is_sealed_shortly_after_its_last_local_minute(steps: Steps) -> None:
    today = install()
    due = next_due()
    assert due == datetime.combine(today + timedelta(days=1), datetime.min.time(), ZONE) + timedelta(minutes=5)
    write(count=3)
    assert fire_due("test") == 0
    to_the_next_due()
    assert fire_due("test") == 1
    seal = JournalSeal.objects.get()
    assert (seal.day, seal.position) == (today, 3)
    assert bytes(seal.hash) == bytes(JournalEntry.objects.get(position=3).hash)
    assert JournalEntry.objects.get(position=4).data == {"day": today.isoformat(), "position": 3}
    assert verify_journal().broken_at is None


def test_the_seal_arms_the_next_night(steps: Steps) -> None:
    today = install()
    for _night in range(3):
        write()
        to_the_next_due()
        assert fire_due("test") >= 1
    days = list(JournalSeal.objects.order_by("day").values_list("day", "position"))
    assert days == [(today + timedelta(days=night), 2 * night + 1) for night in range(3)]
    running = Deadline.objects.get(kind="seal", settled_at=None)
    assert running.subject == f"day:{today + timedelta(days=3)}"
    assert set(Deadline.objects.exclude(settled_at=None).values_list("outcome", flat=True)) == {"met"}


def test_nights_that_the_machine_slept_through_are_sealed_when_it_wakes(steps: Steps) -> None:
    today = install()
    write()
    time.shift(timedelta(days=3))
    for _pass in range(5):
        fire_due("test")
    assert JournalSeal.objects.count() >= 3
    assert JournalSeal.objects.order_by("day").first() == JournalSeal.objects.get(day=today)
    assert Deadline.objects.filter(kind="seal", settled_at=None).count() == 1


def test_installing_twice_arms_one_seal(steps: Steps) -> None:
    install()
    install()
    assert Deadline.objects.filter(kind="seal").count() == 1


def test_a_moment_is_sealed_under_its_local_day(steps: Steps) -> None:
    evening = datetime(2030, 1, 1, 20, 0, tzinfo=UTC)  # in Java already the second of January
    with change(SYSTEM, evening) as running:
        ensure_nights(running.now)
    assert Deadline.objects.get(kind="seal").subject == "day:2030-01-02"


def test_who_seals_keeps_nobody_from_writing(steps: Steps) -> None:
    with change(SYSTEM):
        assert SEAL.lock("day:2030-01-01")
        in_another_thread(write)
    assert JournalEntry.objects.count() == 1
