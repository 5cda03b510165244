"""What the doors of incidents answer."""

from typing import Any

from foundation.lib.sql import Read
from foundation.lib.time import iso
from incidents.models import AgencyAssignment, Incident, Report, UnitAssignment
from incidents.nearby import Nearby

Data = dict[str, Any]


def report_answer(report: Report) -> Data:
    """A report, and how long its last decision can be taken back."""
    return report_data(report) | {"undo_until": iso(report.undo_until)}


def report_data(report: Report) -> Data:
    """What answers and cards say of a report, its suggestion and screening with it; the caller's number is masked."""
    return {
        "id": str(report.id),
        "number": report.number,
        "status": report.status,
        "channel": report.channel,
        "text": report.text,
        "place": report.place,
        "area": report.area.code if report.area else None,
        "lat": report.lat,
        "lon": report.lon,
        "radius_m": report.radius_m,
        "received_at": iso(report.received_at),
        "answered_at": iso(report.answered_at),
        "caller": caller_answer(report),
        "claimed_by": {"id": str(report.claimed_by.id), "name": report.claimed_by.label} if report.claimed_by else None,
        "suggestion": report.suggestion,
        "duplicates": report.duplicates,
        "screening": report.screening,
        "answers": report.answers,
        "incident": str(report.incident_id) if report.incident_id else None,
        "disposition": report.disposition or None,
        "paper": report.paper or None,
        "exercise": report.exercise,
    }


def caller_answer(report: Report) -> Data | None:
    """Who called, the number masked; somebody who only gave a name has no number to mask."""
    caller = report.caller
    if caller is None:
        return {"masked": "", "name": report.caller_name} if report.caller_name else None
    return {"masked": caller.masked, "name": report.caller_name or caller.name}


def nearby_answer(found: Nearby) -> Data:
    """What is known before anything is filed."""
    history = found.history
    return {
        "area": {"code": found.area.code, "name": found.area.label} if found.area else None,
        "duplicates": [candidate.as_json() for candidate in found.incidents],
        "history": {"last_day": history.last_day, "nuisance": history.nuisance, "genuine": history.genuine},
    }


def incident_answer(incident: Incident) -> Data:
    """An incident in short; the card has the rest."""
    return {
        "id": str(incident.id),
        "number": incident.number,
        "type": incident.type_id,
        "priority": incident.priority,
        "stage": incident.stage,
        "place": incident.place,
        "lat": incident.lat,
        "lon": incident.lon,
        "radius_m": incident.radius_m,
        "opened_at": iso(incident.opened_at),
        "closed_at": iso(incident.closed_at),
        "disposition": incident.disposition or None,
        "exercise": incident.exercise,
    }


def assignment_answer(part: AgencyAssignment) -> Data:
    """An agency's part."""
    return {
        "id": str(part.id),
        "agency": {"code": part.agency.code, "name": part.agency.name},
        "role": part.role,
        "status": part.status,
        "since": iso(part.since),
        "decree": part.decree,
        "article": part.article,
        "obligation": part.obligation,
        "substitute_for": str(part.substitute_for_id) if part.substitute_for_id else None,
        "on_behalf": {"name": part.on_behalf_name, "means": part.on_behalf_means} if part.on_behalf_name else None,
    }


PARTS = Read(
    "parts_of_incident",
    1,
    lambda incident: (
        AgencyAssignment.objects.filter(incident=incident).select_related("agency").order_by("alerted_at", "id")
    ),
)


def opened_answer(incident: Incident) -> Data:
    """An incident with everybody's part, the lead first."""
    order = {"lead": 0, "support": 1, "informed": 2}
    parts = PARTS(incident.id) if incident.parts_at_hand is None else incident.parts_at_hand
    return {
        "incident": incident_answer(incident),
        "assignments": [assignment_answer(part) for part in sorted(parts, key=lambda part: order.get(part.role, 3))],
    }


def unit_assignment_answer(job: UnitAssignment) -> Data:
    """A unit's part."""
    return {
        "id": str(job.id),
        "unit": {"id": str(job.unit_id), "call_sign": job.unit.call_sign},
        "assignment": str(job.assignment_id),
        "incident": str(job.incident_id),
        "status": job.status,
        "since": iso(job.since),
        "destination": job.destination or None,
    }
