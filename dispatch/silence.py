"""What a unit's silence does: the place it tells counts as a word; without one the dispatcher is called to ask."""

from datetime import datetime, timedelta
from typing import Final

from dispatch.models import UnitPosition
from foundation.clock.models import Deadline
from foundation.clock.rows import RowLimit, id_of, unless_held
from foundation.journal import Change
from foundation.people.models import Role
from incidents.deadlines import SILENCE
from incidents.models import Alarm, Incident, UnitAssignment
from incidents.services.alarms import raise_alarm
from incidents.services.silence import hear_unit

# While it is silent its place is looked at this often.
LOOK: Final = timedelta(minutes=1)


class SilenceLimit(RowLimit[UnitAssignment]):
    """Subject `unit_assignment:<uuid>`: a unit that is out was not heard of."""

    model = UnitAssignment
    parts = ("incident__type", "assignment", "unit__agency")

    def lock(self, subject: str) -> object | None:
        """The incident's row, which covers its units' parts."""
        job = UnitAssignment.objects.filter(id=id_of(subject))
        return unless_held(Incident.objects.filter(id__in=job.values("incident_id")))

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Once an alarm for the dispatcher; then look for its place until it is heard of."""
        job = self.row(deadline)
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
                job=job,
                agency=job.unit.agency,
                phone=job.unit.agency.phone,
            )
        return running.now + LOOK
