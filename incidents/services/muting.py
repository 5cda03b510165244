"""Silencing a position for a minute: nothing is hushed without the record knowing."""

from datetime import datetime, timedelta
from typing import Final

from foundation.journal import change
from foundation.people.models import Duty, User
from incidents.access import require_writer
from incidents.entries import AlarmsMuted

MUTE: Final = timedelta(seconds=60)


def mute_alarms(*, actor: User, now: datetime | None = None) -> datetime:
    """No sound at this person's position for a minute; the moment it comes back. Alarms stand and climb as before.

    Raises:
        Denied: for an account that only reads: nothing calls it.
    """
    with change(actor, now) as running:
        require_writer(actor)
        duty = Duty.objects.filter(user=actor, ended_at=None).first()
        running.append(
            AlarmsMuted(
                user=actor.id,
                by=actor.label,
                position=duty.position if duty else "",
                seconds=int(MUTE.total_seconds()),
            )
        )
        return running.now + MUTE
