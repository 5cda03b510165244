"""Which time limits an agreement starts: its first day, its last, the word before the last, what is followed up."""

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

from agencies.deadlines import NOTICE_DAYS
from agencies.models import Agreement, AgreementEvent
from foundation.clock.clock import clock
from foundation.journal import Change

BEGINS, ENDS, RENEWAL, FOLLOW_UP = "agreement_begins", "agreement_ends", "agreement_renewal", "follow_up"
KINDS: Final = (BEGINS, ENDS, RENEWAL, FOLLOW_UP)


def midnight(day: date) -> datetime:
    """The first moment of a local day."""
    return datetime.combine(day, datetime.min.time(), ZoneInfo(settings.TIME_ZONE))


def arm_term(running: Change, agreement: Agreement) -> None:
    """A signed agreement begins on its first day and ends after its last, told of 90 and 30 days before."""
    if agreement.starts_on is None:
        return
    begin = max(running.now, midnight(agreement.starts_on))
    clock.start(kind=BEGINS, subject=agreement.subject, due_at=begin, now=running.now)
    if agreement.ends_on is None:
        return
    end = midnight(agreement.ends_on + timedelta(days=1))
    clock.start(kind=ENDS, subject=agreement.subject, due_at=end, now=running.now)
    days = [ahead for ahead in NOTICE_DAYS if end - timedelta(days=ahead) > running.now]
    if days:
        clock.start(
            kind=RENEWAL,
            subject=agreement.subject,
            due_at=end - timedelta(days=days[0]),
            now=running.now,
            ladder=[{"days": ahead} for ahead in days],
        )


def arm_follow_up(running: Change, event: AgreementEvent) -> None:
    """What was decided must be done by the end of its day."""
    if event.follow_up_on is not None:
        due = midnight(event.follow_up_on + timedelta(days=1))
        clock.start(kind=FOLLOW_UP, subject=event.subject, due_at=max(running.now, due), now=running.now)
