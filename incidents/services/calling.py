"""Calling agencies to an incident: who is obliged, and making sure that somebody hears it."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from agencies.models import Agency
from agencies.routing import Duty, Route
from agencies.selectors import agencies_by_id, route_for
from foundation.journal import Change, insert_soon
from foundation.lib.errors import Invalid
from foundation.notify.services import queue_notification
from foundation.people.models import Role, audience_name
from foundation.people.presence import online_audiences
from incidents.deadlines import start_acknowledge, start_no_lead
from incidents.entries import AgencyAlerted, IncidentRouted
from incidents.models import AgencyAssignment, Alarm, Incident
from incidents.services.alarms import call_for, raise_alarm
from incidents.states import ASSIGNMENT_OPEN, ASSIGNMENT_SEES, stage_of
from incidents.words import place_in_words

# An alert that could not be delivered within this time is worth nothing any more: the ladder has long gone on.
ALERT_CUTOFF = timedelta(minutes=15)
URGENCY_OF_ROLE = {
    "lead": Alarm.Urgency.ACT_NOW,
    "support": Alarm.Urgency.ACT_SOON,
    "informed": Alarm.Urgency.NOTICE,
}


def route_incident(running: Change, incident: Incident) -> Route:
    """Who is obliged by the decree of this second, written into the record with its reasons."""
    route = route_for(incident.type_id, incident.area, running.now)
    write_route(running, incident, route)
    return route


def call_obliged_agencies(
    running: Change, incident: Incident, route: Route, *, spared: Collection[UUID] = (), fresh: bool = False
) -> None:
    """Call everybody whom the route names and who has nothing to do here now, but for those `spared`.

    Who was done before the incident was opened again is called again. In a `fresh` one, made by this change, nobody
    has anything to do yet.
    """
    known = agencies_by_id([duty.agency for duty in route.duties])
    open_parts = incident.assignments.filter(status__in=ASSIGNMENT_OPEN)
    present = set() if fresh else set(open_parts.values_list("agency_id", flat=True))
    called = [duty for duty in route.duties if duty.agency not in present and duty.agency not in spared]
    call_agencies(running, incident, [(known[duty.agency], duty) for duty in called], fresh=fresh)
    if route.gap:
        alarm_gap(running, incident)


def write_route(running: Change, incident: Incident, route: Route) -> None:
    """The routing and its reasons into the record."""
    lead = next((duty.agency_code for duty in route.duties if duty.role == "lead"), None)
    others = tuple(duty.agency_code for duty in route.duties if duty.role != "lead")
    running.append(
        IncidentRouted(
            incident=incident.id,
            lead=lead,
            others=others,
            gap=route.gap,
            reasons=tuple(route.reasons),
            considered=tuple("\t".join(one) for one in route.considered),
        )
    )


def alarm_gap(running: Change, incident: Incident) -> None:
    """No decree names a lead: the coordinator finds one, and a limit runs until then."""
    raise_alarm(
        running,
        kind=Alarm.Kind.NO_LEAD,
        urgency=Alarm.Urgency.ACT_NOW,
        role=Role.COORDINATOR,
        incident=incident,
    )
    start_no_lead(running, incident)


def known_agency(code: str) -> Agency:
    """The agency with this code.

    Raises:
        Invalid: there is none, or it is retired.
    """
    agency = Agency.objects.filter(code=code, active=True).first()
    if agency is None:
        raise Invalid(_("Instansi tidak dikenal."), fields={"agency": [_("Instansi tidak dikenal.")]})
    return agency


def duty_beyond_decree(
    agency: Agency, role: str, why: str, *, paper: str = "", clause: str = "", obligation: str = ""
) -> Duty:
    """A part that no decree lays on: a person asked for it, by an agreement or by none."""
    return Duty(
        agency=agency.id,
        agency_code=agency.code,
        role=role,
        mandate=None,
        decree=paper,
        article=clause,
        obligation=obligation,
        obligation_en="",
        substitute=None,
        why=(why,),
    )


def call_agencies(
    running: Change, incident: Incident, wanted: Sequence[tuple[Agency, Duty]], *, fresh: bool = False
) -> None:
    """One assignment, entry, limit and message each; one alarm for all agencies whose screens nobody watches."""
    made = [
        AgencyAssignment(
            incident=incident,
            agency=agency,
            role=duty.role,
            since=running.now,
            alerted_at=running.now,
            mandate_id=duty.mandate,
            decree=duty.decree,
            article=duty.article,
            obligation=duty.obligation,
            why=list(duty.why),
            substitute_id=duty.substitute,
        )
        for agency, duty in wanted
    ]
    watching = online_audiences([audience_name("agency", assignment.agency_id) for assignment in made])
    insert_soon(*made)
    if fresh:
        incident.parts_at_hand = made
    for assignment in made:
        announce(running, incident, assignment)
    unseen = [part for part in made if audience_name("agency", part.agency_id) not in watching]
    call_by_phone(running, incident, unseen, fresh=fresh)


def call_substitute(running: Change, missing: AgencyAssignment) -> AgencyAssignment | None:
    """Call the agency that the same article names in place of one that declined or does not answer.

    None when the law names none, or it has a part already.
    """
    agency = missing.substitute
    if agency is None or not agency.active:
        return None
    incident = missing.incident
    if incident.assignments.filter(agency=agency, status__in=ASSIGNMENT_SEES).exists():
        return None
    assignment = AgencyAssignment(
        incident=incident,
        agency=agency,
        role=missing.role,
        since=running.now,
        alerted_at=running.now,
        mandate=missing.mandate,
        decree=missing.decree,
        article=missing.article,
        obligation=missing.obligation,
        why=missing.why,
        substitute_for=missing,
    )
    insert_soon(assignment)
    announce(running, incident, assignment)
    if not online_audiences([audience_name("agency", agency.id)]):
        call_by_phone(running, incident, [assignment])
    update_stage(incident)
    return assignment


def announce(running: Change, incident: Incident, assignment: AgencyAssignment) -> None:
    """What follows every new assignment: its entry, its limit and its messages."""
    agency = assignment.agency
    replaced = assignment.substitute_for.agency.name if assignment.substitute_for else None
    running.append(
        AgencyAlerted(
            incident=incident.id,
            assignment=assignment.id,
            agency=agency.id,
            agency_code=agency.code,
            agency_name=agency.name,
            role=assignment.role,
            decree=assignment.decree,
            article=assignment.article,
            substitute_for=replaced,
        )
    )
    start_acknowledge(running, assignment, incident)
    queue_alert(running, incident, assignment)


def call_by_phone(
    running: Change, incident: Incident, unseen: Sequence[AgencyAssignment], *, fresh: bool = False
) -> None:
    """Nobody watches these agencies' screens: the dispatcher is asked to ring them, by one alarm for all."""
    if unseen:
        call_for(
            running,
            kind=Alarm.Kind.NO_DESK,
            role=Role.DISPATCHER,
            incident=incident,
            unanswered=[(part, URGENCY_OF_ROLE[part.role]) for part in unseen],
            fresh=fresh,
        )


def queue_alert(running: Change, incident: Incident, assignment: AgencyAssignment) -> None:
    """The messages that call an agency: on its screens, and by e-mail where it has an address."""
    agency = assignment.agency
    with override("id"):  # agencies of a regency read Indonesian
        title = _("Panggilan 112: %(number)s") % {"number": incident.number}
        body = _("%(type)s, %(priority)s, %(place)s. Peran Anda: %(role)s (%(paper)s).") % {
            "type": incident.type.name,
            "priority": incident.priority,
            "place": place_in_words(incident.place, incident.radius_m),
            "role": assignment.role,
            "paper": assignment.paper or _("permintaan pusat layanan"),
        }
    ways = [("in_app", audience_name("agency", agency.id))]
    if agency.email:
        ways.append(("email", agency.email))
    for transport, to in ways:
        queue_notification(
            running,
            transport=transport,
            to=to,
            title=title,
            body=body,
            key=f"alert:{assignment.id}:{transport}",
            about=assignment.subject,
            cutoff=ALERT_CUTOFF,
        )


def update_stage(incident: Incident) -> bool:
    """Derive the stage from the assignments by the one table; whether it changed.

    Who was only informed, or was done before the incident was opened again, is not at the scene by having finished.
    """
    if not incident.is_open:
        return False
    before = Q(ended_at__lt=incident.owed_since)
    counting = incident.assignments.exclude(Q(status="done") & (before | Q(role="informed")))
    stage = stage_of(counting.values_list("status", flat=True))
    if stage == incident.stage:
        return False
    incident.stage = stage
    incident.save(update_fields=["stage"])
    return True
