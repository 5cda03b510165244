"""The nightly seal: a deadline like any other, which starts its own successor."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from foundation.clock.clock import clock
from foundation.clock.entries import JournalSealed
from foundation.clock.models import Deadline
from foundation.journal import Change
from foundation.journal.verification import seal_day

HOUR_AFTER_MIDNIGHT = timedelta(minutes=5)


class NightlySeal:
    """Subject `day:YYYY-MM-DD`: that day's root is signed shortly after it ended, local time."""

    def lock(self, subject: str) -> object | None:
        """Nothing but the deadline itself.

        Least of all the head: it is the last lock of every change, and whoever appends holds the queue before it.
        To hold the head and then queue is a deadlock with the next report that comes in.
        """
        return subject

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Sign the day and arm the next."""
        day = date.fromisoformat(deadline.subject.removeprefix("day:"))
        seal = seal_day(day, running.now)
        running.append(JournalSealed(day=day.isoformat(), position=seal.position))
        deadline.settled_at, deadline.outcome = running.now, Deadline.Outcome.MET
        start_seal(day + timedelta(days=1), running.now)
        return None


def start_seal(day: date, now: datetime) -> None:
    """Arm the seal of `day`, due just after its last local minute."""
    zone = ZoneInfo(settings.TIME_ZONE)
    due = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone) + HOUR_AFTER_MIDNIGHT
    clock.start(kind="seal", subject=f"day:{day.isoformat()}", due_at=due, now=now)


def ensure_seal(now: datetime) -> None:
    """Arm today's seal when none is running: at installation, and after a restore."""
    if not Deadline.objects.filter(kind="seal", settled_at=None).exists():
        start_seal(now.astimezone(ZoneInfo(settings.TIME_ZONE)).date(), now)
