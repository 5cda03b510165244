"""Units that are out and say nothing: a crew that is not heard of is asked, not forgotten."""

from datetime import datetime

from foundation.journal import Change
from incidents.deadlines import start_silence
from incidents.models import Alarm, UnitAssignment
from incidents.services.alarms import clear_alarms


def hear_unit(running: Change, job: UnitAssignment, since: datetime | None = None) -> None:
    """The unit gave a sign, a state or a place: its limit runs anew, and its alarm goes.

    The caller holds the incident's lock.
    """
    start_silence(running, job, since or running.now)
    clear_alarms(running, job, kinds=(Alarm.Kind.UNIT_SILENT,))
