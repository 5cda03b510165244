"""Every night the day before is sealed."""

from datetime import date, timedelta

from foundation.clock.entries import JournalSealed
from foundation.clock.nightly import Nightly
from foundation.journal import Change
from foundation.journal.verification import seal_day


def seal_night(day: date, running: Change) -> None:
    """Sign the day's root."""
    seal = seal_day(day, running.now)
    running.append(JournalSealed(day=day.isoformat(), position=seal.position))


SEAL = Nightly("seal", seal_night, after=timedelta(minutes=5))
