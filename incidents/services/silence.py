"""Units that are out and say nothing: a crew that is not heard of is asked, not forgotten."""

from datetime import datetime

from foundation.clock.models import Deadline
from foundation.journal import Change
from incidents.deadlines import start_silence
from incidents.models import Alarm, UnitAssignment
from incidents.services.alarms import clear_alarms
from incidents.states import UNIT_OPEN


def hear_unit(running: Change, job: UnitAssignment, since: datetime | None = None) -> None:
    """The unit gave a sign, a state or a place: its limit runs anew, and the alarm goes unless another one is silent.

    The caller holds the incident's lock.
    """
    start_silence(running, job, since or running.now)
    open_jobs = UnitAssignment.objects.filter(incident=job.incident_id, status__in=UNIT_OPEN).exclude(id=job.id)
    subjects = [other.subject for other in open_jobs.only("id")]
    silent = Deadline.objects.filter(kind="unit_silent", subject__in=subjects, settled_at=None, missed_at__isnull=False)
    if not silent.exists():
        clear_alarms(running, job.incident, kinds=(Alarm.Kind.UNIT_SILENT,))
