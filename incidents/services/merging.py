"""Two incidents that are one event."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.routing import SUPPORT
from foundation.journal import Actor, change
from foundation.lib.errors import Invalid
from incidents.access import get_incident, require_centre
from incidents.entries import IncidentMerged
from incidents.models import Incident, Report
from incidents.services.closing import end_incident, guard_no_units_out, guard_stage
from incidents.services.correcting import add_agency
from incidents.services.reclassifying import reclassify_incident
from incidents.states import ASSIGNMENT_OPEN, ASSIGNMENT_SEES, ASSIGNMENT_UNANSWERED


def merge_incidents(*, incident_id: UUID, into_id: UUID, actor: Actor, now: datetime | None = None) -> Incident:
    """Two incidents were one event: the reports move over, this one closes as a duplicate.

    What was urgent stays as urgent, and an agency that has said yes is called to the one that goes on.

    Raises:
        Invalid: into itself.
        WrongMove: either is closed, or units of this one are out.
    """
    if incident_id == into_id:
        raise Invalid(_("Kejadian tidak dapat digabung ke dirinya sendiri."), fields={"into": [_("Pilih yang lain.")]})
    with change(actor, now) as running:
        # One lock order: the reports that move, then the incidents, each by id.
        list(Report.objects.select_for_update(no_key=True).filter(incident=incident_id).order_by("id"))
        first, second = sorted([incident_id, into_id])
        locked = {item: get_incident(actor, item, lock=True) for item in (first, second)}
        incident, into = locked[incident_id], locked[into_id]
        require_centre(actor)
        if incident.merged_into_id == into.id:
            return into
        guard_stage(incident, "merge")
        guard_stage(into, "merge")
        guard_no_units_out(incident)
        answered = agencies_at_work(incident)
        Report.objects.filter(incident=incident).update(incident=into, undo_until=None)
        incident.merged_into = into
        incident.save(update_fields=["merged_into"])
        end_incident(running, incident, "duplicate")
        running.append(IncidentMerged(incident=incident.id, into=into.id, number=into.number))
        if incident.priority < into.priority:
            reclassify_incident(incident_id=into.id, priority=incident.priority, actor=actor)
        here = set(into.assignments.filter(status__in=ASSIGNMENT_SEES).values_list("agency__code", flat=True))
        for code in dict.fromkeys(code for code in answered if code not in here):
            add_agency(incident_id=into.id, agency_code=code, role=SUPPORT, actor=actor)
        return get_incident(actor, into.id)


def agencies_at_work(incident: Incident) -> list[str]:
    """Who has said yes there."""
    parts = incident.assignments.filter(status__in=ASSIGNMENT_OPEN).exclude(status__in=ASSIGNMENT_UNANSWERED)
    return list(parts.order_by("id").values_list("agency__code", flat=True))
