"""Cards of alarms; their words are made on the screen."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from dispatch import reads
from dispatch.cards.card import Card, Data, Revs, agency_data, grouped
from dispatch.cards.limits import acts_about, limit_data
from dispatch.cards.told import help_data
from foundation.journal.selectors import last_positions
from foundation.lib.time import iso
from foundation.people.models import Role, audience_name
from incidents.access import CENTRE
from incidents.models import EVERYBODY, Alarm, AlarmCall, Complaint


def alarm_cards(alarms: Sequence[Alarm], revs: Revs | None = None) -> list[Card]:
    """The cards of these alarms (each with what it is about at hand)."""
    calls = grouped(reads.CALLS_OF_ALARMS([alarm.id for alarm in alarms]), "alarm_id")
    limits = limits_of_help(alarms)
    readers = readers_of(alarms)
    wanted = [alarm.complaint_id for alarm in alarms if alarm.complaint_id]
    complaints: dict[UUID | None, Complaint] = {one.id: one for one in reads.COMPLAINTS(wanted)} if wanted else {}
    revs = revs or last_positions(f"alarm:{alarm.id}" for alarm in alarms)
    return [
        Card(
            kind="alarms",
            id=str(alarm.id),
            data=alarm_data(alarm, revs.get(f"alarm:{alarm.id}", 0), calls[alarm.id])
            | {
                "limit": limits.get(alarm.help_call_id) if alarm.role == Role.COORDINATOR else None,
                "read_by": readers[alarm.id],
            }
            | about_complaint(complaints.get(alarm.complaint_id)),
            audiences=frozenset({audience_of_alarm(alarm)}),
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


def about_complaint(complaint: Complaint | None) -> Data:
    """Its words, and what it is about: the alarm itself names no incident, so that no agency's timeline holds it."""
    if complaint is None:
        return {"complaint": None}
    return {
        "complaint": {"text": complaint.text, "by": complaint.author.label if complaint.author else ""},
        "incident": str(complaint.incident_id) if complaint.incident_id else None,
        "report": str(complaint.report_id) if complaint.report_id else None,
        "number": complaint.about.number,
    }


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
        "job": {"id": str(alarm.job.id), "call_sign": alarm.job.unit.call_sign} if alarm.job else None,
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
