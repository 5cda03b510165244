"""Cards: what a screen shows of one thing, whole, built in a handful of queries for any number of them.

A card is the same for everybody who may see it; who may, stands beside it. Nothing on it derives from the present
time: due times, never remaining times.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.models import Agency, Area, Unit
from dispatch import reads
from foundation.clock.models import Deadline
from foundation.journal.models import JournalEntry
from foundation.journal.selectors import last_positions
from foundation.lib.time import iso
from foundation.people.models import Role, audience_name
from incidents.access import CENTRE
from incidents.aid.answers import aid_data
from incidents.answers import caller_answer
from incidents.models import (
    EVERYBODY,
    AgencyAssignment,
    Alarm,
    AlarmCall,
    CrewLink,
    Incident,
    LimitAct,
    Note,
    Report,
    UnitAssignment,
)
from incidents.models.field import HelpCall, Message, Patients, Photo, Told
from incidents.states import ASSIGNMENT_SEES, UNIT_OPEN
from sop.models import ProcedureVersion

Data = dict[str, Any]
# The position of the last entry about each thing; who draws several kinds at once asks for all of them together.
Revs = Mapping[str, int]
KINDS = ("incidents", "reports", "units", "alarms")


@dataclass(frozen=True)
class Card:
    """One card and the audiences whose board it is on; none means that it is on no board any more."""

    kind: str
    id: str
    data: Data
    audiences: frozenset[str]


def incident_cards(incidents: Sequence[Incident], revs: Revs | None = None) -> list[Card]:
    """The cards of these incidents (each with `type` and `procedure_version` at hand), in five to twelve queries."""
    ids = [incident.id for incident in incidents]
    parts = grouped(reads.PARTS_OF(ids), "incident_id")
    reports = grouped(reads.REPORTS_OF(ids), "incident_id")
    seldom = {name: grouped(rows, "incident_id") for name, rows in reads.seldom_of(ids).items()}
    jobs, notes = seldom["jobs"], seldom["notes"]
    told = told_about(seldom)
    limits = limits_of([incident.subject for incident in incidents], parts)
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


def grouped(rows: Iterable[Any], field: str) -> dict[Any, list[Any]]:
    """Rows by a field's value, in their order."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, field)].append(row)
    return groups


def told_about(rows: Mapping[str, dict[UUID, list[Any]]]) -> dict[str, dict[UUID, list[Data]]]:
    """What those at work on each incident told each other: messages, patients, photos, calls for help, aid."""
    return {name: drawn(rows[name], data) for name, data in TOLD.items()}


def drawn(rows: dict[UUID, list[Any]], data: Callable[[Any], Data]) -> dict[UUID, list[Data]]:
    """Each group's rows as screens show them."""
    return defaultdict(list, {key: [data(row) for row in group] for key, group in rows.items()})


def limits_of(incident_subjects: Sequence[str], parts: dict[UUID, list[AgencyAssignment]]) -> dict[UUID, list[Data]]:
    """The running limits of each incident: its own and those of its agencies' parts."""
    owner: dict[str, tuple[UUID, UUID | None]] = {
        subject: (UUID(subject.partition(":")[2]), None) for subject in incident_subjects
    }
    for incident_id, assignments in parts.items():
        owner |= {assignment.subject: (incident_id, assignment.id) for assignment in assignments}
    found: dict[UUID, list[Data]] = defaultdict(list)
    rows = reads.LIMITS_OF(list(owner))
    acts = acts_about(rows)
    for deadline in rows:
        incident_id, assignment_id = owner[deadline.subject]
        found[incident_id].append(limit_data(deadline, assignment_id, acts.get(deadline.id)))
    return found


def acts_about(deadlines: Iterable[Deadline]) -> dict[UUID, LimitAct]:
    """The coordinator's last act about each of these limits; only missed ones can have any."""
    missed = [deadline.id for deadline in deadlines if deadline.missed]
    if not missed:
        return {}
    return {act.deadline_id: act for act in reads.ACTS_ON(missed)}


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


def agency_data(agency: Agency) -> Data:
    """Both names: readers of either language share one card."""
    return {"code": agency.code, "name": agency.name_id, "name_en": agency.name_en}


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
        "why": part.why,
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


def limit_data(deadline: Deadline, assignment: UUID | None, act: LimitAct | None) -> Data:
    """A running limit: when it is due, and whether it was missed - never how much is left.

    Of a missed one also how far its ladder is, who was called last, who is next and when, and the coordinator's last
    act about it.
    """
    data = {
        "id": str(deadline.id),
        "kind": deadline.kind,
        "due_at": iso(deadline.due_at),
        "missed": deadline.missed,
        "assignment": str(assignment) if assignment else None,
    }
    if not deadline.missed:
        return data
    called = [rung["to"] for rung in deadline.ladder]
    return data | {
        "step": deadline.step,
        "steps": len(called),
        "called": called[deadline.step - 1] if 0 < deadline.step <= len(called) else None,
        "next": called[deadline.step] if deadline.step < len(called) else None,
        "next_at": iso(deadline.next_at),
        "act": act_data(act) if act else None,
    }


def act_data(act: LimitAct) -> Data:
    """What the coordinator did, and why."""
    return {
        "what": act.what,
        "by": act.by.label if act.by else "",
        "at": iso(act.at),
        "reason": act.reason,
        "words": act.words or None,
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


def sender_data(row: Told) -> Data:
    """Whose voice it is: the centre's, a desk's, or a crew's - as an audience, and by name."""
    if row.unit is not None and row.unit_id is not None:
        audience, name = audience_name("unit", row.unit_id), row.unit.call_sign
    elif row.agency is not None and row.agency_id is not None:
        audience, name = audience_name("agency", row.agency_id), row.agency.name_id
    else:
        audience, name = CENTRE.name, "PSC 112"
    return {"audience": audience, "name": name, "author": row.author.label if row.author else "PSC 112"}


def message_data(message: Message) -> Data:
    """A message, and whose screens have shown it."""
    return {
        "id": str(message.id),
        "at": iso(message.told_at or message.at),
        "heard_at": iso(message.at),
        "from": sender_data(message),
        "text": message.text,
        "read_by": message.read_by,
    }


def patients_data(patients: Patients) -> Data:
    """So many of one colour, and where they are taken."""
    return {
        "id": str(patients.id),
        "at": iso(patients.told_at or patients.at),
        "from": sender_data(patients),
        "triage": patients.triage,
        "count": patients.count,
        "destination": patients.destination,
    }


def photo_data(photo: Photo) -> Data:
    """A picture; its pixels are asked for at `photos/{id}`."""
    return {
        "id": str(photo.id),
        "at": iso(photo.told_at or photo.at),
        "from": sender_data(photo),
        "width": photo.width,
        "height": photo.height,
    }


def help_data(call: HelpCall) -> Data:
    """A call for help, with the place that the phone told."""
    return {
        "id": str(call.id),
        "at": iso(call.told_at or call.at),
        "heard_at": iso(call.at),
        "from": sender_data(call),
        "panic": call.panic,
        "text": call.text,
        "lat": call.lat,
        "lon": call.lon,
        "answered_at": iso(call.answered_at),
    }


# What is told beside the notes, and how each is drawn.
TOLD: dict[str, Callable[[Any], Data]] = {
    "messages": message_data,
    "patients": patients_data,
    "photos": photo_data,
    "help": help_data,
    "aid": aid_data,
}


def report_cards(reports: Sequence[Report], revs: Revs | None = None) -> list[Card]:
    """The cards of these reports (each with `caller` and `claimed_by` at hand); they are the centre's alone."""
    subjects = [report.subject for report in reports]
    limits = grouped(reads.LIMITS_OF(subjects), "subject")
    acts = acts_about(deadline for rows in limits.values() for deadline in rows)
    revs = revs or last_positions(subjects)
    return [
        Card(
            kind="reports",
            id=str(report.id),
            data=report_data(report)
            | {
                "rev": revs.get(report.subject, 0),
                "deadlines": [limit_data(each, None, acts.get(each.id)) for each in limits[report.subject]],
            },
            audiences=frozenset({CENTRE.name} if report.waiting else ()),
        )
        for report in reports
    ]


def report_data(report: Report) -> Data:
    """A report as the centre sees it; the caller's number is masked."""
    return {
        "id": str(report.id),
        "number": report.number,
        "channel": report.channel,
        "status": report.status,
        "received_at": iso(report.received_at),
        "answered_at": iso(report.answered_at),
        "text": report.text,
        "place": report.place,
        "area": report.area.code if report.area else None,
        "lat": report.lat,
        "lon": report.lon,
        "radius_m": report.radius_m,
        "caller": caller_answer(report),
        "claimed_by": {"id": str(report.claimed_by.id), "name": report.claimed_by.label} if report.claimed_by else None,
        "suggestion": report.suggestion,
        "screening": report.screening,
        "duplicates": report.duplicates,
        "answers": report.answers,
        "incident": str(report.incident_id) if report.incident_id else None,
        "disposition": report.disposition or None,
        "paper": report.paper or None,
        "exercise": report.exercise,
    }


def unit_cards(units: Sequence[Unit], revs: Revs | None = None) -> list[Card]:
    """The cards of these units (each with `agency` and `station` at hand). Busy is what an open assignment says."""
    ids = [unit.id for unit in units]
    jobs = {job.unit_id: job for job in reads.OPEN_JOBS_OF_UNITS(ids)}
    revs = revs or last_positions(f"unit:{unit_id}" for unit_id in ids)
    since = moments_of(revs.get(f"unit:{unit_id}", 0) for unit_id in ids)
    return [
        Card(
            kind="units",
            id=str(unit.id),
            data=unit_data(unit, revs.get(f"unit:{unit.id}", 0), jobs.get(unit.id), since),
            audiences=frozenset({CENTRE.name, audience_name("agency", unit.agency_id), audience_name("unit", unit.id)}),
        )
        for unit in units
    ]


# What changes a unit's state, and so begins its time in it.
UNIT_TURNS = ("unit.assigned", "unit.moved", "unit.readiness_changed")


def moments_of(positions: Iterable[int]) -> dict[int, datetime]:
    """When these entries were written, of those that change a unit's state."""
    entries = JournalEntry.objects.filter(position__in=list(positions), kind__in=UNIT_TURNS)
    return dict(entries.values_list("position", "at"))


def unit_data(unit: Unit, rev: int, job: UnitAssignment | None, since: Mapping[int, datetime]) -> Data:
    """A unit as screens show it; `since` is unknown of one that has never been sent."""
    free = "available" if unit.in_service else "out_of_service"
    return {
        "id": str(unit.id),
        "rev": rev,
        "call_sign": unit.call_sign,
        "kind": unit.kind,
        "agency": agency_data(unit.agency),
        "station": unit.station.name,
        "capabilities": sorted(unit.capabilities),
        "status": job.status if job else free,
        "incident": str(job.incident_id) if job else None,
        "since": iso(job.since if job else since.get(rev)),
    }


def alarm_cards(alarms: Sequence[Alarm], revs: Revs | None = None) -> list[Card]:
    """The cards of these alarms (each with what it is about at hand)."""
    calls = grouped(reads.CALLS_OF_ALARMS([alarm.id for alarm in alarms]), "alarm_id")
    limits = limits_of_help(alarms)
    readers = readers_of(alarms)
    revs = revs or last_positions(f"alarm:{alarm.id}" for alarm in alarms)
    return [
        Card(
            kind="alarms",
            id=str(alarm.id),
            data=alarm_data(alarm, revs.get(f"alarm:{alarm.id}", 0), calls[alarm.id])
            | {
                "limit": limits.get(alarm.help_call_id) if alarm.role == Role.COORDINATOR else None,
                "read_by": readers[alarm.id],
            },
            audiences=frozenset() if alarm.cleared_at else frozenset({audience_of_alarm(alarm)}),
        )
        for alarm in alarms
    ]


def readers_of(alarms: Sequence[Alarm]) -> dict[UUID, list[str]]:
    """Who has read what everybody is to know."""
    readers: dict[UUID, list[str]] = defaultdict(list)
    told = [alarm.id for alarm in alarms if alarm.role == EVERYBODY]
    for reading in reads.READINGS_OF_ALARMS(told) if told else ():
        readers[reading.alarm_id].append(str(reading.user_id))
    return readers


def limits_of_help(alarms: Sequence[Alarm]) -> dict[UUID | None, Data]:
    """The missed limits of calls for help that were carried to the coordinator, whose alarm shows how far each is."""
    calls = {
        alarm.help_call.subject: alarm.help_call_id
        for alarm in alarms
        if alarm.help_call is not None and alarm.role == Role.COORDINATOR
    }
    rows = [limit for limit in reads.LIMITS_OF(list(calls)) if limit.missed] if calls else []
    acts = acts_about(rows)
    return {calls[limit.subject]: limit_data(limit, None, acts.get(limit.id)) for limit in rows}


def audience_of_alarm(alarm: Alarm) -> str:
    """An agency's own board, or the centre's."""
    return audience_name("agency", alarm.audience_id) if alarm.audience_id else CENTRE.name


def alarm_data(alarm: Alarm, rev: int, calls: Sequence[AlarmCall]) -> Data:
    """An alarm as screens show it; its words are made from `kind` on the screen, in the reader's language."""
    about = alarm.incident or alarm.report
    seen = None
    if alarm.acknowledged_at is not None:
        seen = {
            "by": alarm.acknowledged_by.label if alarm.acknowledged_by else "",
            "at": iso(alarm.acknowledged_at),
        }
    return {
        "id": str(alarm.id),
        "rev": rev,
        "class": alarm.urgency,
        "kind": alarm.kind,
        "for": alarm.role,
        "step": alarm.step,
        "raised_at": iso(alarm.raised_at),
        "incident": str(alarm.incident_id) if alarm.incident_id else None,
        "report": str(alarm.report_id) if alarm.report_id else None,
        "assignment": str(alarm.assignment_id) if alarm.assignment_id else None,
        "number": about.number if about else None,
        "agency": agency_data(alarm.agency) if alarm.agency else None,
        "phone": alarm.phone or None,
        "words": {"id": alarm.words_id, "en": alarm.words_en} if alarm.paper else None,
        "page": alarm.page or None,
        "help": help_data(alarm.help_call) if alarm.help_call else None,
        "calls": [call_data(call) for call in calls],
        "acknowledged": seen,
        "shelved": shelving_data(alarm),
    }


def call_data(call: AlarmCall) -> Data:
    """An agency to ring, and its number."""
    part = call.assignment
    return {
        "assignment": str(part.id),
        "agency": agency_data(part.agency),
        "phone": part.agency.phone or None,
    }


def shelving_data(alarm: Alarm) -> Data | None:
    """Who set it aside, why and until when."""
    if alarm.shelved_until is None:
        return None
    return {
        "by": alarm.shelved_by.label if alarm.shelved_by else "",
        "until": iso(alarm.shelved_until),
        "reason": alarm.shelve_reason,
        "words": alarm.shelve_words or None,
    }
