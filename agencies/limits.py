"""What the clock does with a decree: begin it, end it, tell of its end in time."""

from datetime import datetime, timedelta

from agencies.deadlines import BEGINS, ENDS, EXPIRY
from agencies.models import Decree
from agencies.services.terms import announce_end, begin_decree, end_decree
from foundation.clock.clock import clock
from foundation.clock.models import Deadline
from foundation.clock.rows import Due
from foundation.journal import Change


class Beginning(Due[Decree]):
    """The first moment."""

    model = Decree

    def act(self, row: Decree, deadline: Deadline, running: Change) -> datetime | None:
        """In force."""
        begin_decree(running, row)
        return None


class Ending(Due[Decree]):
    """The last moment."""

    model = Decree

    def act(self, row: Decree, deadline: Deadline, running: Change) -> datetime | None:
        """Not in force any more."""
        end_decree(running, row)
        return None


class Expiry(Due[Decree]):
    """Some days before the end; the ladder names how many at each step."""

    model = Decree

    def act(self, row: Decree, deadline: Deadline, running: Change) -> datetime | None:
        """Tell the administrators, and say when to tell them again."""
        days = [int(rung["days"]) for rung in deadline.ladder]
        announce_end(running, row, days[deadline.step])
        if deadline.step + 1 < len(days) and row.in_force_until is not None:
            return row.in_force_until - timedelta(days=days[deadline.step + 1])
        return None


def register_limits() -> None:
    """Tell the clock which kinds this room starts, and what each does."""
    for kind, handler in ((BEGINS, Beginning()), (ENDS, Ending()), (EXPIRY, Expiry())):
        clock.declare(kind)
        clock.handle(kind, handler)
