"""Cards of incidents, with everybody's part in them."""

from collections.abc import Iterable, Sequence

from agencies.models import Area
from dispatch import reads
from dispatch.cards.card import Card, Data, Revs, agency_data, grouped
from dispatch.cards.limits import limits_of
from dispatch.cards.told import told_about
from foundation.journal.selectors import last_positions
from foundation.lib.time import iso
from foundation.people.models import audience_name
from incidents.access import CENTRE
from incidents.models import AgencyAssignment, CrewLink, Incident, Note, Report, UnitAssignment
from incidents.states import ASSIGNMENT_SEES, UNIT_OPEN
from sop.models import ProcedureVersion


def incident_cards(incidents: Sequence[Incident], revs: Revs | None = None) -> list[Card]:
    """The cards of these incidents (each with `type` and `procedure_version` at hand), in five to twelve queries."""
    ids = [incident.id for incident in incidents]
    parts = grouped(reads.PARTS_OF(ids), "incident_id")
    reports = grouped(reads.REPORTS_OF(ids), "incident_id")
    seldom = {name: grouped(rows, "incident_id") for name, rows in reads.seldom_of(ids).items()}
    jobs, notes = seldom["jobs"], seldom["notes"]
    told = told_about(seldom)
    limits = limits_of([incident.subject for incident in incidents], parts, jobs)
    revs = revs or last_positions(incident.subject for incident in incidents)
    return [
        Card(
            kind="incidents",
            id=str(incident.id),
            data=incident_data(
                incident,
                revs.get(incident.subject, 0),
                parts[incident.id],
                jobs[incident.id],
                reports[incident.id],
                notes[incident.id],
                limits[incident.id],
            )
            | {kind: rows[incident.id] for kind, rows in told.items()},
            audiences=audiences_of_incident(incident, parts[incident.id], jobs[incident.id]),
        )
        for incident in incidents
    ]


def audiences_of_incident(
    incident: Incident, parts: Iterable[AgencyAssignment], jobs: Iterable[UnitAssignment]
) -> frozenset[str]:
    """The same rule as `incidents.access.visible_to`, read from rows at hand (a test holds them together)."""
    if not incident.on_board:
        return frozenset()
    agencies = {audience_name("agency", part.agency_id) for part in parts if part.status in ASSIGNMENT_SEES}
    crews = {audience_name("unit", job.unit_id) for job in jobs if job.status in UNIT_OPEN}
    return frozenset({CENTRE.name} | agencies | crews)


def procedure_data(version: ProcedureVersion) -> Data:
    """The version that handles it; that it came as an emergency change stays true, whatever became of it."""
    return {"id": str(version.id), "version": version.number, "emergency": version.emergency}


def incident_data(
    incident: Incident,
    rev: int,
    parts: Sequence[AgencyAssignment],
    jobs: Sequence[UnitAssignment],
    reports: Sequence[Report],
    notes: Sequence[Note],
    limits: Sequence[Data],
) -> Data:
    """An incident as screens show it."""
    version = incident.procedure_version
    return {
        "id": str(incident.id),
        "rev": rev,
        "number": incident.number,
        "type": incident.type_id,
        "type_name": {"id": incident.type.name_id, "en": incident.type.name_en},
        "priority": incident.priority,
        "stage": incident.stage,
        "place": incident.place,
        "area": area_data(incident.area) if incident.area else None,
        "lat": incident.lat,
        "lon": incident.lon,
        "radius_m": incident.radius_m,
        "opened_at": iso(incident.opened_at),
        "closed_at": iso(incident.closed_at),
        "disposition": incident.disposition or None,
        "merged_into": str(incident.merged_into_id) if incident.merged_into_id else None,
        "exercise": incident.exercise,
        "proposal": incident.proposal,
        "procedure": procedure_data(version) if version else None,
        "reports": [incident_report_data(report) for report in reports],
        "assignments": [assignment_data(part, [job for job in jobs if job.assignment_id == part.id]) for part in parts],
        "deadlines": list(limits),
        "notes": [note_data(note) for note in notes],
    }


def area_data(area: Area) -> Data:
    """A village or district (its parent at hand), and the district it lies in."""
    district = area.parent if area.kind == Area.Kind.VILLAGE else area
    return {"code": area.code, "name": area.name, "district": district.name if district else None}


def incident_report_data(report: Report) -> Data:
    """What everybody with a part may know of a report: its words, not its caller."""
    return {
        "id": str(report.id),
        "number": report.number,
        "channel": report.channel,
        "received_at": iso(report.received_at),
        "text": report.text,
    }


def assignment_data(part: AgencyAssignment, jobs: Sequence[UnitAssignment]) -> Data:
    """An agency's part, with the article that obliges it and its units."""
    return {
        "id": str(part.id),
        "agency": agency_data(part.agency) | {"phone": part.agency.phone},
        "role": part.role,
        "status": part.status,
        "since": iso(part.since),
        "decree": part.decree,
        "article": part.article,
        "obligation": part.obligation,
        "delivered_at": iso(part.delivered_at),
        "reason": part.reason or None,
        "substitute_for": str(part.substitute_for_id) if part.substitute_for_id else None,
        "on_behalf": on_behalf_data(part),
        "units": [unit_assignment_data(job) for job in jobs],
    }


def on_behalf_data(row: AgencyAssignment | UnitAssignment) -> Data | None:
    """Who was told by phone, and how, where the centre acted for an agency."""
    if not row.on_behalf_name:
        return None
    return {"name": row.on_behalf_name, "means": row.on_behalf_means}


def unit_assignment_data(job: UnitAssignment) -> Data:
    """A unit's part."""
    return {
        "id": str(job.id),
        "unit": {"id": str(job.unit_id), "call_sign": job.unit.call_sign},
        "status": job.status,
        "since": iso(job.since),
        "destination": job.destination or None,
        "on_behalf": on_behalf_data(job),
        "link": link_data(job.link) if job.link else None,
    }


def link_data(link: CrewLink) -> Data:
    """The link that its crew was sent: how far it has come, by the record and not by the present time."""
    steps = [
        ("queued", link.issued_at),
        ("failed", link.failed_at),
        ("sent", link.sent_at),
        ("opened", link.opened_at),
        ("ended", link.ended_at),
    ]
    status, at = [step for step in steps if step[1] is not None][-1]
    return {
        "id": str(link.id),
        "status": status,
        "at": iso(at),
        "to": link.number_end,
        "until": iso(link.expires_at),
        "why": link.ended_why or None,
    }


def note_data(note: Note) -> Data:
    """A note with its author's name of service."""
    return {
        "id": str(note.id),
        "at": iso(note.told_at or note.at),
        "author": note.author.label if note.author else "PSC 112",
        "agency": note.agency.code if note.agency else None,
        "text": note.text,
    }
