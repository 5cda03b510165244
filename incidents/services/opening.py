"""Opening an incident from a report: open, route, assign, start the limits, queue the alerts - one service."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.models import Area
from foundation.journal import Actor, Change, change, insert_soon
from foundation.lib.errors import Invalid
from foundation.people.models import Role
from incidents.access import get_report, require_centre
from incidents.deadlines import start_left_open, start_response
from incidents.entries import IncidentOpened, ReportOpened
from incidents.facts import OpeningFacts, gather_opening_facts
from incidents.models import Alarm, Incident, Report
from incidents.services.alarms import raise_alarm
from incidents.services.calling import call_obliged_agencies, route_incident
from incidents.services.intake import area_of, guard_move, settle_report
from incidents.states import stage_of
from sop.models import IncidentType, ProcedureVersion
from sop.selectors import rulebook_at

PRIORITIES = ("P1", "P2", "P3", "P4", "P5")


@dataclass(frozen=True)
class Place:
    """Where it is, as far as anybody knows: degrees WGS84, how far off they may be, and words."""

    lat: float | None = None
    lon: float | None = None
    text: str = ""
    radius_m: int | None = None


def open_report(
    *,
    report_id: UUID,
    actor: Actor,
    type_code: str | None = None,
    priority: str | None = None,
    place: Place | None = None,
    now: datetime | None = None,
) -> Incident:
    """Open an incident and call everybody whom the decree in force obliges.

    Without a type the suggestion is taken. It is never refused for want of a place or a lead: an unknown place is
    routed by the regency-wide mandates, a case that no decree covers stays without a lead, and both alarm the
    coordinator.

    Raises:
        Invalid: the type does not exist or is switched off.
        WrongMove: the report is decided already.
    """
    with change(actor, now) as running:
        report = get_report(actor, report_id, lock=True)
        require_centre(actor)
        if report.status == Report.Status.OPENED and report.incident is not None:
            return report.incident
        guard_move(report, "open")
        facts = gather_opening_facts(running.known_now)
        running.known_now = facts.now
        version, kind = handled_by(type_code or report.suggestion["type"], facts, suggested=type_code is None)
        incident = new_incident(running, report, kind, priority, place)
        incident.number, incident.procedure_version = facts.number, version
        report.incident = incident
        settle_report(running, report, Report.Status.OPENED)
        running.append(ReportOpened(report=report.id, incident=incident.id))
        running.append(opened_entry(report, incident))
        route = route_incident(running, incident)
        incident.stage = stage_of("alerted" for _duty in route.duties)
        call_obliged_agencies(running, incident, route, fresh=True)
        insert_soon(incident)
        start_response(running, incident)
        start_left_open(running, incident)
        if incident.area is None:
            alarm_of_place(running, incident)
        return incident


def handled_by(code: str, facts: OpeningFacts, *, suggested: bool) -> tuple[ProcedureVersion | None, IncidentType]:
    """The version in force for a type, and the type, which its version has at hand.

    Raises:
        Invalid: there is no such type, or it is switched off.
    """
    version = rulebook_at(facts.now, facts.rules).versions.get(code)
    return version, version.procedure.type if version else known_type(code, suggested=suggested)


def known_type(code: str, *, suggested: bool = False) -> IncidentType:
    """The type with this code; a suggested one may have been switched off since, and opens all the same.

    Raises:
        Invalid: there is none, or it is switched off.
    """
    kind = IncidentType.objects.filter(code=code).first()
    if kind is None or not (kind.active or suggested):
        raise Invalid(_("Jenis kejadian tidak dikenal."), fields={"type": [_("Jenis kejadian tidak dikenal.")]})
    return kind


def new_incident(
    running: Change, report: Report, kind: IncidentType, priority: str | None, place: Place | None
) -> Incident:
    """The incident, not written yet: the call-taker's word before the suggestion, the newer place before the older."""
    where, area = Place(report.lat, report.lon, report.place, report.radius_m), report.area
    if place is not None:
        where, area = finer_place(where, area, place)
    return Incident(
        type=kind,
        priority=priority or priority_of(report, kind),
        lat=where.lat,
        lon=where.lon,
        radius_m=where.radius_m,
        place=where.text or (area.label if area else ""),
        area=area,
        reported_at=report.filed_at,
        opened_at=running.now,
        opened_by_id=running.actor.id,
        exercise=report.exercise,
    )


def finer_place(known: Place, area: Area | None, told: Place) -> tuple[Place, Area | None]:
    """What is told after what was known, and its area.

    Words that name no village ("beside the mosque") make a known place finer, not unknown.
    """
    named = area_of(told.lat, told.lon, told.text, radius_m=told.radius_m)
    if named is None and told.lat is None:
        return replace(known, text=told.text), area
    return told, named


def alarm_of_place(running: Change, incident: Incident) -> None:
    """Nobody can tell in which area it is: the coordinator finds out."""
    raise_alarm(
        running,
        kind=Alarm.Kind.PLACE_UNKNOWN,
        urgency=Alarm.Urgency.ACT_SOON,
        role=Role.COORDINATOR,
        incident=incident,
    )


def priority_of(report: Report, kind: IncidentType) -> str:
    """What the classification says for this type, or the type's own default."""
    said = [report.suggestion, *report.suggestion.get("alternatives", [])]
    return next((guess["priority"] for guess in said if guess.get("type") == kind.code), kind.default_priority)


def opened_entry(report: Report, incident: Incident) -> IncidentOpened:
    """What the record keeps: also what was suggested, so that overrules can be counted."""
    return IncidentOpened(
        incident=incident.id,
        report=report.id,
        number=incident.number,
        type=incident.type_id,
        priority=incident.priority,
        suggested_type=report.suggestion["type"],
        suggested_priority=report.suggestion["priority"],
        procedure_version=incident.procedure_version_id,
        area=incident.area.code if incident.area else None,
    )
