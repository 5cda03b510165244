"""Duty that ends by itself: signed out elsewhere, a session that ran out, a screen that went dark."""

from datetime import datetime
from uuid import UUID

from foundation.clock.models import Deadline
from foundation.journal import Change
from foundation.people.models import Duty
from foundation.people.services import AWAY, close_duty, watch_duty


class DutyLimit:
    """Subject `duty:<uuid>`: a person at work was not seen at any screen."""

    def lock(self, subject: str) -> object | None:
        """The duty's row."""
        return Duty.objects.select_for_update(skip_locked=True).filter(id=UUID(subject.partition(":")[2])).first()

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Whoever was seen meanwhile is watched on; the others are at work no more."""
        duty = Duty.objects.select_related("user").get(id=UUID(deadline.subject.partition(":")[2]))
        deadline.settled_at, deadline.outcome = running.now, Deadline.Outcome.DROPPED
        Deadline.objects.filter(id=deadline.id).update(settled_at=running.now, outcome=deadline.outcome, next_at=None)
        if duty.ended_at is None and duty.last_seen + AWAY > running.now:
            watch_duty(running, duty)
        elif duty.ended_at is None:
            close_duty(running, duty, duty.user)
        return None
