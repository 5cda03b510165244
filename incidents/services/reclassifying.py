"""A person corrects what the incident is: the rules and the obliged agencies change with it."""

from datetime import datetime
from uuid import UUID

from agencies.selectors import route_for
from foundation.clock.clock import clock
from foundation.journal import Actor, Change, change
from incidents.access import get_incident, require_centre
from incidents.deadlines import start_response
from incidents.entries import IncidentReclassified
from incidents.models import Incident
from incidents.services.alarms import clear_alarms
from incidents.services.calling import call_obliged_agencies, update_stage
from incidents.services.closing import guard_stage
from incidents.services.moves import withdraw
from incidents.services.opening import known_type
from sop.selectors import version_in_force


def reclassify_incident(
    *,
    incident_id: UUID,
    actor: Actor,
    type_code: str | None = None,
    priority: str | None = None,
    now: datetime | None = None,
) -> Incident:
    """Another type or priority. Newly obliged agencies are called; those no longer obliged who have not answered yet
    are withdrawn - whoever has answered stays until a person decides. Limits not yet missed are set anew.

    Raises:
        Invalid: the type does not exist.
        WrongMove: the incident is closed.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True)
        require_centre(actor)
        guard_stage(incident, "reclassify")
        kind = known_type(type_code or incident.type_id)
        wanted = priority or (incident.priority if kind.code == incident.type_id else kind.default_priority)
        if (kind.code, wanted) == (incident.type_id, incident.priority):
            return incident
        old_type, old_priority = incident.type_id, incident.priority
        if kind.code != old_type:
            incident.procedure_version = version_in_force(kind.code, running.now)
        incident.type, incident.priority = kind, wanted
        incident.save()
        running.append(
            IncidentReclassified(
                incident=incident.id,
                old_type=old_type,
                old_priority=old_priority,
                type=kind.code,
                priority=wanted,
                procedure_version=incident.procedure_version_id,
            )
        )
        restart_response(running, incident)
        if kind.code != old_type:
            reroute(running, incident)
        return incident


def restart_response(running: Change, incident: Incident) -> None:
    """Limits that run and were not missed follow the new targets; a missed one stays as it is."""
    for deadline in clock.running([incident.subject]):
        if deadline.kind in ("dispatch", "on_scene") and not deadline.missed:
            clock.drop(subject=incident.subject, now=running.now, kinds=[deadline.kind])
            start_response(running, incident, kinds=(deadline.kind,))


def reroute(running: Change, incident: Incident) -> None:
    """The decree names others now."""
    clock.settle(kind="no_lead", subject=incident.subject, now=running.now)
    clear_alarms(running, incident=incident, kinds=("no_lead",))
    call_obliged_agencies(running, incident)
    obliged = [duty.agency for duty in route_for(incident.type_id, incident.area, running.now).duties]
    waiting = incident.assignments.filter(status__in=["alerted", "delivered"]).exclude(agency__in=obliged)
    for assignment in waiting.select_related("agency").order_by("id"):
        assignment.incident = incident
        withdraw(running, assignment, reason="reclassified")
    update_stage(incident)
