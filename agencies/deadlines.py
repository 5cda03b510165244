"""Which time limits a decree starts; `agencies.limits` says what each does when it is due."""

from datetime import timedelta
from math import ceil
from typing import Final

from agencies.models import Decree
from foundation.clock.clock import clock
from foundation.journal import Change

BEGINS, ENDS, EXPIRY = "decree_begins", "decree_ends", "decree_expiry"
KINDS: Final = (BEGINS, ENDS, EXPIRY)
# Days ahead at which the administrator is told of an end: a new decree passes several desks, a reminder only one.
NOTICE_DAYS: Final = (90, 30)


def arm_begin(running: Change, decree: Decree) -> None:
    """The clock puts it in force at its first moment."""
    if decree.in_force_from is not None:
        clock.start(kind=BEGINS, subject=decree.subject, due_at=decree.in_force_from, now=running.now)


def arm_end(running: Change, decree: Decree) -> None:
    """The clock ends it at its last moment, and tells of it 90 and 30 days before; an earlier end replaces a later."""
    clock.drop(subject=decree.subject, now=running.now, kinds=[ENDS, EXPIRY])
    if decree.in_force_until is None:
        return
    clock.start(kind=ENDS, subject=decree.subject, due_at=decree.in_force_until, now=running.now)
    left = ceil((decree.in_force_until - running.now) / timedelta(days=1))
    # An end that is nearer than the first notice is told at once, with the days that are left.
    steps = [days for days in NOTICE_DAYS if days < left]
    steps = steps if left > NOTICE_DAYS[0] else [left, *steps]
    clock.start(
        kind=EXPIRY,
        subject=decree.subject,
        due_at=max(running.now, decree.in_force_until - timedelta(days=steps[0])),
        now=running.now,
        ladder=[{"days": days} for days in steps],
    )
