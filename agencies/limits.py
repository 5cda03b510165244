"""What the clock does with a decree: begin it, end it, tell of its end in time."""

from datetime import datetime, timedelta
from uuid import UUID

from agencies.deadlines import BEGINS, ENDS, EXPIRY
from agencies.models import Decree
from agencies.services.terms import announce_end, begin_decree, end_decree
from foundation.clock.clock import clock
from foundation.clock.models import Deadline
from foundation.journal import Change


class DecreeLimit:
    """Subject `decree:<uuid>`."""

    def lock(self, subject: str) -> object | None:
        """The decree's row."""
        found = Decree.objects.select_for_update(skip_locked=True, no_key=True)
        return found.filter(id=subject.partition(":")[2]).first()

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Do what is due, then nothing more."""
        decree = Decree.objects.get(id=UUID(deadline.subject.partition(":")[2]))
        self.act(decree, running)
        deadline.settled_at, deadline.outcome = running.now, Deadline.Outcome.MET
        return None

    def act(self, decree: Decree, running: Change) -> None:
        """The change itself."""
        raise NotImplementedError


class Beginning(DecreeLimit):
    """The first moment."""

    def act(self, decree: Decree, running: Change) -> None:
        """In force."""
        begin_decree(running, decree)


class Ending(DecreeLimit):
    """The last moment."""

    def act(self, decree: Decree, running: Change) -> None:
        """Not in force any more."""
        end_decree(running, decree)


class Expiry(DecreeLimit):
    """Some days before the end; the ladder names how many at each step."""

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Tell the administrators, and say when to tell them again."""
        decree = Decree.objects.get(id=UUID(deadline.subject.partition(":")[2]))
        days = [int(rung["days"]) for rung in deadline.ladder]
        announce_end(running, decree, days[deadline.step])
        if deadline.step + 1 < len(days) and decree.in_force_until is not None:
            return decree.in_force_until - timedelta(days=days[deadline.step + 1])
        deadline.settled_at, deadline.outcome = running.now, Deadline.Outcome.MET
        return None


def register_limits() -> None:
    """Tell the clock which kinds this room starts, and what each does."""
    for kind, handler in ((BEGINS, Beginning()), (ENDS, Ending()), (EXPIRY, Expiry())):
        clock.declare(kind)
        clock.handle(kind, handler)
