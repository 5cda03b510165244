"""Calls for help by those at work: more hands, or danger to the crew itself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.models import Unit
from foundation.clock.clock import clock
from foundation.clock.models import Deadline
from foundation.journal import Actor, Change, change
from foundation.lib.errors import Missing
from foundation.people.models import Role
from incidents.access import CENTRE, audience_of, get_incident, require_centre, require_writer
from incidents.deadlines import start_help
from incidents.entries import HelpAdded, HelpAnswered, HelpCalled
from incidents.models import Alarm, HelpCall, Incident, UnitAssignment
from incidents.services.alarms import clear_alarms, raise_alarm, ring_again
from incidents.services.speaking import Speaker, said_when, speaker_of
from incidents.states import UNIT_OPEN


@dataclass(frozen=True)
class Cry:
    """What comes with a call: words, the caller's own time, and where the phone says it is."""

    text: str = ""
    at: datetime | None = None
    lat: float | None = None
    lon: float | None = None


def call_help(*, incident_id: UUID, cry: Cry, actor: Actor, now: datetime | None = None) -> HelpCall:
    """A desk or a crew asks for help in an incident: an alarm at the centre until somebody there has answered.

    Asking again while a call of one's own stands is the same call; what is new in it is added, and rings again.

    Raises:
        Denied: for an account that only reads.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True)
        require_writer(actor)
        speaker = speaker_of(actor)
        return cry_out(running, speaker, incident, cry, panic=False)


def call_panic(*, unit_id: UUID, cry: Cry, actor: Actor, now: datetime | None = None) -> HelpCall:
    """A crew is in danger: A1 at the centre and on its own agency's desk, with its place. Needs no incident.

    Raises:
        Missing: the unit is not this account's.
        Denied: for an account that only reads.
    """
    with change(actor, now) as running:
        job = UnitAssignment.objects.filter(unit=unit_id, status__in=UNIT_OPEN).first()
        incident = Incident.objects.select_for_update(no_key=True).get(id=job.incident_id) if job else None
        unit = get_own_unit(actor, unit_id)
        require_writer(actor)
        speaker = Speaker(speaker_of(actor).author, unit.agency, unit)
        return cry_out(running, speaker, incident, cry, panic=True)


def get_own_unit(actor: Actor, unit_id: UUID) -> Unit:
    """The unit, locked, for its crew, its agency's people, and the centre that heard it on the radio.

    Raises:
        Missing: for everybody else.
    """
    audience = audience_of(actor)
    unit = Unit.objects.select_for_update(no_key=True, of=("self",)).select_related("agency").filter(id=unit_id).first()
    own = audience is not None and unit is not None and (audience.id in (unit.id, unit.agency_id) or audience == CENTRE)
    if unit is None or not own:
        raise Missing(_("Unit ini tidak ditemukan."))
    return unit


def cry_out(running: Change, speaker: Speaker, incident: Incident | None, cry: Cry, *, panic: bool) -> HelpCall:
    """The call that stands, with what is new; else a new one."""
    call = standing_call(speaker, incident, panic=panic)
    if call is None:
        return open_call(running, speaker, incident, cry, panic=panic)
    if add_news(call, cry):
        added = HelpAdded(call.incident_id, call.id, call.unit_id, sender=speaker.name, panic=panic)
        running.append(added)
        ring_again(running, call)
    return call


def add_news(call: HelpCall, cry: Cry) -> bool:
    """Words that were not said yet stand below the first ones; a place, or another one, is where the caller is now."""
    place = (cry.lat, cry.lon)
    moved = cry.lat is not None and cry.lon is not None and place != (call.lat, call.lon)
    spoke = cry.text not in call.text
    if moved:
        call.lat, call.lon = place
    if spoke:
        call.text = f"{call.text}\n{cry.text}".strip()
    if moved or spoke:
        call.save(update_fields=["lat", "lon", "text"])
    return moved or spoke


def standing_call(speaker: Speaker, incident: Incident | None, *, panic: bool) -> HelpCall | None:
    """The call that this speaker has made and nobody has answered."""
    standing = HelpCall.objects.filter(incident=incident, panic=panic, answered_at=None)
    return standing.filter(agency=speaker.agency, unit=speaker.unit).first()


def open_call(running: Change, speaker: Speaker, incident: Incident | None, cry: Cry, *, panic: bool) -> HelpCall:
    """The call's row, its entry, its limit, and the alarms."""
    call = HelpCall.objects.create(
        incident=incident,
        author=speaker.author,
        agency=speaker.agency,
        unit=speaker.unit,
        at=running.now,
        told_at=said_when(running, cry.at),
        panic=panic,
        text=cry.text,
        lat=cry.lat,
        lon=cry.lon,
    )
    running.append(
        HelpCalled(
            incident=incident.id if incident else None,
            help_call=call.id,
            unit=speaker.unit.id if speaker.unit else None,
            sender=speaker.name,
            panic=panic,
            told_at=call.told_at.isoformat() if call.told_at else None,
        )
    )
    start_help(running, call)
    for role in (Role.DISPATCHER, Role.DESK) if panic and speaker.agency else (Role.DISPATCHER,):
        raise_alarm(
            running,
            kind=Alarm.Kind(call.kind),
            urgency=Alarm.Urgency.ACT_NOW if panic else Alarm.Urgency.ACT_SOON,
            role=role,
            incident=incident,
            help_call=call,
            agency=speaker.agency,
            phone=speaker.agency.phone if speaker.agency else "",
        )
    return call


def answer_help(*, help_call_id: UUID, actor: Actor, now: datetime | None = None) -> HelpCall:
    """The centre has seen to it: the alarms leave the boards.

    Raises:
        Missing: no such call for this account.
        Denied: for everybody but the centre.
    """
    with change(actor, now) as running:
        call = get_help_call(actor, help_call_id)
        require_centre(actor)
        if call.answered_at is None:
            end_call(running, call, Deadline.Outcome.MET)
        return call


def get_help_call(actor: Actor, help_call_id: UUID) -> HelpCall:
    """The call, locked after its incident; without one it is the centre's and its own agency's.

    Raises:
        Missing: it does not exist for this user.
    """
    known = HelpCall.objects.filter(id=help_call_id).first()
    try:
        if known is None:
            raise Missing(_("Panggilan bantuan ini tidak ditemukan."))
        if known.incident_id is not None:
            get_incident(actor, known.incident_id, lock=True)
        elif audience_of(actor) != CENTRE:
            raise Missing(_("Panggilan bantuan ini tidak ditemukan."))
    except Missing:
        raise Missing(_("Panggilan bantuan ini tidak ditemukan.")) from None
    return HelpCall.objects.select_for_update(of=("self",)).select_related("agency", "unit").get(id=help_call_id)


def end_call(running: Change, call: HelpCall, outcome: Deadline.Outcome) -> None:
    """Nothing waits for an answer any more."""
    call.answered_at = running.now
    call.answered_by_id = running.actor.id
    call.save(update_fields=["answered_at", "answered_by"])
    clock.settle(kind=call.kind, subject=call.subject, now=running.now, outcome=outcome)
    clear_alarms(running, call)
    running.append(
        HelpAnswered(
            incident=call.incident_id,
            help_call=call.id,
            unit=call.unit_id,
            sender=Speaker(None, call.agency, call.unit).name,
            panic=call.panic,
        )
    )


def end_help_calls(running: Change, incident: Incident) -> None:
    """The incident is over, and with it what was asked for; a crew in danger is still in danger."""
    calls = incident.help_calls.filter(panic=False, answered_at=None).select_related("agency", "unit").order_by("id")
    for call in calls:
        end_call(running, call, Deadline.Outcome.DROPPED)
