"""Work that follows every day: a deadline like any other, which starts its own successor."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from foundation.clock.clock import clock
from foundation.clock.models import Deadline
from foundation.journal import Change


@dataclass(frozen=True)
class Nightly:
    """One kind of such work: `work(day, running)` is done for the local day that ended, `after` its last minute."""

    kind: str
    work: Callable[[date, Change], None]
    after: timedelta

    def lock(self, subject: str) -> object | None:
        """Nothing but the deadline itself.

        Least of all the journal's head: it is the last lock of every change, and whoever appends holds the queue
        before it. To hold the head and then queue is a deadlock with the next report that comes in.
        """
        return subject

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Do the day's work and arm the next."""
        day = date.fromisoformat(deadline.subject.removeprefix("day:"))
        self.work(day, running)
        deadline.settled_at, deadline.outcome = running.now, Deadline.Outcome.MET
        self.start(day + timedelta(days=1), running.now)
        return None

    def start(self, day: date, now: datetime) -> None:
        """Arm the work that follows `day`, subject `day:YYYY-MM-DD`."""
        zone = ZoneInfo(settings.TIME_ZONE)
        due = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone) + self.after
        clock.start(kind=self.kind, subject=f"day:{day.isoformat()}", due_at=due, now=now)


_nights: dict[str, Nightly] = {}


def add_nightly(work: Nightly) -> None:
    """Called by an app's `ready()`."""
    clock.declare(work.kind)
    clock.handle(work.kind, work)
    _nights[work.kind] = work


def ensure_nights(now: datetime) -> None:
    """Arm what follows today, where it is not running: at installation, after an update, after a restore."""
    armed = set(Deadline.objects.filter(kind__in=_nights, settled_at=None).values_list("kind", flat=True))
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    for work in _nights.values():
        if work.kind not in armed:
            work.start(today, now)
