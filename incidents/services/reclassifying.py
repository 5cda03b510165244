"""A person corrects what the incident is: the rules and the obliged agencies change with it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from agencies.routing import ROLES, Duty
from foundation.clock.clock import clock
from foundation.journal import Actor, Change, change
from incidents.access import get_incident, require_centre
from incidents.deadlines import start_acknowledge, start_response
from incidents.entries import AssignmentRoleChanged, IncidentReclassified
from incidents.models import AgencyAssignment, Incident
from incidents.seen import guard_seen
from incidents.services.alarms import clear_alarms
from incidents.services.calling import call_obliged_agencies, route_incident, update_stage
from incidents.services.closing import guard_stage
from incidents.services.moves import withdraw
from incidents.services.opening import known_type
from incidents.services.shelving import wake_shelved
from incidents.states import ASSIGNMENT_SEES, ASSIGNMENT_UNANSWERED, UNIT_OPEN, response_owed
from sop.selectors import version_in_force


def reclassify_incident(
    *,
    incident_id: UUID,
    actor: Actor,
    type_code: str | None = None,
    priority: str | None = None,
    seen: tuple[str, str] | None = None,
    now: datetime | None = None,
) -> Incident:
    """Another type or priority: the obliged agencies and their roles follow the decree, the limits the procedure.

    Whoever has answered stays until a person decides; limits already missed stay as they are. `seen` is the type and
    the priority that the person had in front of them.

    Raises:
        Invalid: the type does not exist.
        WrongMove: the incident is closed, or not what was seen any more.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True)
        require_centre(actor)
        guard_stage(incident, "reclassify")
        kind = known_type(type_code or incident.type_id)
        wanted = priority or (incident.priority if kind.code == incident.type_id else kind.default_priority)
        if (kind.code, wanted) == (incident.type_id, incident.priority):
            return incident
        present = (incident.type_id, incident.priority)
        guard_seen(incident, kind="incident.reclassified", seen=seen, present=present)
        old_type, old_priority = incident.type_id, incident.priority
        if kind.code != old_type:
            incident.procedure_version = version_in_force(kind.code, running.now)
        incident.type, incident.priority, incident.proposal = kind, wanted, None
        incident.save()
        clear_alarms(running, incident, kinds=("proposal",))
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
        if kind.code != old_type:
            reroute(running, incident, reason="reclassified")
        restart_limits(running, incident)
        wake_shelved(running, incident)
        return incident


def restart_limits(running: Change, incident: Incident) -> None:
    """What is still owed follows the new targets, counted from where it began; a missed limit stays as it is."""
    unanswered = incident.assignments.filter(status__in=ASSIGNMENT_UNANSWERED)
    waiting = list(unanswered.exclude(alerted_at=running.now).order_by("id"))
    armed = clock.running([incident.subject, *(part.subject for part in waiting)])
    missed = {(deadline.subject, deadline.kind) for deadline in armed if deadline.missed}
    for kind in response_owed(incident.unit_assignments.values_list("status", flat=True)):
        if (incident.subject, kind) not in missed:
            clock.drop(subject=incident.subject, now=running.now, kinds=[kind])
            start_response(running, incident, kinds=(kind,))
    for part in waiting:
        if (part.subject, "acknowledge") not in missed:
            clock.drop(subject=part.subject, now=running.now, kinds=["acknowledge"])
            start_acknowledge(running, part, incident)


def reroute(running: Change, incident: Incident, *, reason: str) -> None:
    """The decree names others now, or the same ones for another role; whom a person called stays."""
    clock.drop(subject=incident.subject, now=running.now, kinds=["no_lead"])
    clear_alarms(running, incident, kinds=("no_lead",))
    route = route_incident(running, incident)
    duties = {duty.agency: duty for duty in route.duties}
    parts = incident.assignments.filter(status__in=ASSIGNMENT_SEES).select_related("agency", "substitute_for")
    spared = set()
    for part in parts.order_by("id"):
        part.incident = incident
        spared |= adapt_part(running, part, duties, reason)
    call_obliged_agencies(running, incident, route, spared=spared)
    update_stage(incident)


def adapt_part(running: Change, part: AgencyAssignment, duties: Mapping[UUID, Duty], reason: str) -> set[UUID]:
    """Fit one agency's part to the new route; the agencies that need not be called because of it.

    - Who stands in for an agency that is still obliged goes on in its place.
    - Who is not obliged any more is withdrawn while it has not answered; afterwards a person decides.
    - Who gets a stronger role is called anew, and so is who has not answered yet - unless its units are out: then,
      as with a weaker role, the new one is only written down.
    """
    replaced = part.substitute_for
    if replaced is not None and replaced.agency_id in duties:
        return {part.agency_id} if replaced.status in ASSIGNMENT_SEES else {part.agency_id, replaced.agency_id}
    duty = duties.get(part.agency_id)
    unanswered = part.status in ASSIGNMENT_UNANSWERED
    if duty is None:
        if unanswered and part.mandate_id is not None:
            withdraw(running, part, reason=reason)
        return set()
    stronger = ROLES.index(duty.role) < ROLES.index(part.role)
    if part.status == "done":
        return set() if stronger else {part.agency_id}
    if duty.role != part.role:
        if (unanswered or stronger) and not part.units.filter(status__in=UNIT_OPEN).exists():
            withdraw(running, part, reason=reason)
            return set()
        change_role(running, part, duty)
    return {part.agency_id}


def change_role(running: Change, part: AgencyAssignment, duty: Duty) -> None:
    """The agency goes on with what it does, under another article."""
    old_role, part.role = part.role, duty.role
    part.mandate_id, part.substitute_id = duty.mandate, duty.substitute
    part.decree, part.article = duty.decree, duty.article
    part.obligation, part.why = duty.obligation, list(duty.why)
    part.save()
    running.append(
        AssignmentRoleChanged(
            incident=part.incident_id,
            assignment=part.id,
            agency=part.agency_id,
            agency_name=part.agency.name,
            old_role=old_role,
            role=part.role,
            decree=part.decree,
            article=part.article,
        )
    )
