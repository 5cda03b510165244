"""What a unit's silence does: the place it tells counts as a word; without one the dispatcher is called to ask."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from dispatch.models import UnitPosition
from foundation.clock.models import Deadline
from foundation.journal import Change
from foundation.people.models import Role
from incidents.deadlines import SILENCE
from incidents.models import Alarm, Incident, UnitAssignment
from incidents.services.alarms import raise_alarm
from incidents.services.silence import hear_unit

# While it is silent its place is looked at this often.
LOOK: Final = timedelta(minutes=1)


class SilenceLimit:
    """Subject `unit_assignment:<uuid>`: a unit that is out was not heard of."""

    def lock(self, subject: str) -> object | None:
        """The incident's row, which covers its units' parts."""
        incident = UnitAssignment.objects.filter(id=job_id(subject)).values_list("incident_id", flat=True).first()
        if incident is None:
            return None
        return Incident.objects.select_for_update(skip_locked=True, no_key=True).filter(id=incident).first()

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Once an alarm for the dispatcher; then look for its place until it is heard of."""
        job = UnitAssignment.objects.select_related("incident__type", "assignment", "unit__agency").get(
            id=job_id(deadline.subject)
        )
        allowed = SILENCE.get(job.status)
        heard = UnitPosition.objects.filter(unit=job.unit_id).values_list("at", flat=True).first()
        if allowed is None or (heard is not None and heard + allowed > running.now):
            hear_unit(running, job, since=heard)
            deadline.settled_at, deadline.outcome = running.now, Deadline.Outcome.DROPPED
            return None
        if deadline.step == 0:
            raise_alarm(
                running,
                kind=Alarm.Kind.UNIT_SILENT,
                urgency=Alarm.Urgency.ACT_SOON,
                role=Role.DISPATCHER,
                incident=job.incident,
                assignment=job.assignment,
                agency=job.unit.agency,
                phone=job.unit.agency.phone,
            )
        return running.now + LOOK


def job_id(subject: str) -> UUID:
    """The id in `unit_assignment:uuid`."""
    return UUID(subject.partition(":")[2])
