"""Sending units, and following them."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.models import Unit
from foundation.clock.clock import clock
from foundation.journal import Actor, Change, change
from foundation.lib.errors import Denied, Invalid, WrongMove
from foundation.lib.words import say
from foundation.people.models import User
from incidents.access import (
    OnBehalf,
    get_assignment,
    get_unit_assignment,
    guard_on_behalf,
    voice_of,
)
from incidents.deadlines import resume_response, start_silence
from incidents.entries import UnitAssigned, UnitMoved
from incidents.models import AgencyAssignment, UnitAssignment, UnitStatusTime
from incidents.services.alarms import clear_alarms
from incidents.services.link_ends import end_crew_link, settle_link_failure
from incidents.services.moves import answer_assignment, guard_part, move_part
from incidents.services.silence import hear_unit
from incidents.states import UNIT_MOVES, UNIT_OPEN, assignment_after_units, may, moves_from
from incidents.words import STATUS

# A crew in one of these states knows of its task.
UNDER_WAY = frozenset({"en_route", "on_scene", "transporting", "at_hospital"})


def assign_unit(
    *,
    assignment_id: UUID,
    unit_id: UUID,
    actor: Actor,
    on_behalf: OnBehalf | None = None,
    now: datetime | None = None,
) -> UnitAssignment:
    """Send one unit of the agency. An agency that sends has thereby acknowledged.

    When the centre sends for it without saying who there was told, nobody there is known to have heard: the limit to
    acknowledge runs on until the desk answers or the crew moves.

    Raises:
        Invalid: the unit is another agency's, or not in service.
        WrongMove: the unit is busy, or the agency's part is over.
    """
    with change(actor, now) as running:
        assignment = get_assignment(actor, assignment_id)
        require_sender(actor, assignment, on_behalf)
        unit = lock_unit(assignment, unit_id)
        busy = UnitAssignment.objects.filter(unit=unit, status__in=UNIT_OPEN).select_related("incident").first()
        if busy is not None and busy.assignment_id == assignment.id:
            return busy
        guard_part(assignment, "send", actor)
        guard_free(unit, busy)
        if may_answer(assignment) and speaks_for_agency(actor, on_behalf):
            answer_assignment(running, assignment, on_behalf)
        job = UnitAssignment.objects.create(
            assignment=assignment,
            incident=assignment.incident,
            unit=unit,
            since=running.now,
            assigned_at=running.now,
            on_behalf_name=on_behalf.name if on_behalf else "",
            on_behalf_means=on_behalf.means if on_behalf else "",
        )
        stamp(job, "assigned", running.now, running.now)
        running.append(
            UnitAssigned(
                incident=assignment.incident_id,
                assignment=assignment.id,
                unit_assignment=job.id,
                unit=unit.id,
                call_sign=unit.call_sign,
                on_behalf_name=on_behalf.name if on_behalf else None,
                on_behalf_means=on_behalf.means_code if on_behalf else None,
            )
        )
        follow_units(running, assignment)
        clock.settle(kind="dispatch", subject=assignment.incident.subject, now=running.now)
        clear_alarms(running, assignment.incident, kinds=("dispatch",))
        start_silence(running, job, running.now)
        return job


def speaks_for_agency(actor: Actor, on_behalf: OnBehalf | None) -> bool:
    """Whether the agency itself is known to have heard: its own people act, or the centre names who was told."""
    return on_behalf is not None or not (isinstance(actor, User) and actor.works_at_centre)


def may_answer(assignment: AgencyAssignment) -> bool:
    """Whether the agency has still to say that it takes the task."""
    return assignment.status in ("alerted", "delivered")


def require_sender(actor: Actor, assignment: AgencyAssignment, on_behalf: OnBehalf | None) -> None:
    """Who may send: the agency's own desk or supervisor, and the centre (by phone for an agency without a desk).

    Raises:
        Denied: for everybody else.
    """
    voice = voice_of(actor, assignment.agency_id)
    if voice is None:
        raise Denied(_("Hanya instansi yang bersangkutan atau pusat layanan yang dapat mengirim unit."))
    guard_on_behalf(voice, on_behalf)


def lock_unit(assignment: AgencyAssignment, unit_id: UUID) -> Unit:
    """The agency's unit, locked after its incident.

    Raises:
        Invalid: no such unit of this agency, or it is out of service.
    """
    unit = Unit.objects.select_for_update(no_key=True).filter(id=unit_id, agency=assignment.agency_id).first()
    if unit is None:
        raise Invalid(_("Unit ini bukan milik instansi itu."), fields={"unit": [_("Pilih unit instansi itu.")]})
    if not unit.in_service:
        raise Invalid(
            _("Unit %(unit)s sedang luar dinas.") % {"unit": unit.call_sign},
            fields={"unit": [_("Luar dinas.")]},
        )
    return unit


def guard_free(unit: Unit, busy: UnitAssignment | None) -> None:
    """One unit, one job.

    Raises:
        WrongMove: naming where it is.
    """
    if busy is not None:
        raise WrongMove(
            _("Unit %(unit)s sedang bertugas di kejadian lain.") % {"unit": unit.call_sign},
            code="unit_busy",
            allowed=[],
        )


def follow_units(running: Change, assignment: AgencyAssignment) -> None:
    """The agency's part follows its units forward; a crew that moves has heard for an agency that has not answered."""
    units = list(assignment.units.values_list("status", flat=True))
    if may_answer(assignment):
        if not set(units) & UNDER_WAY:
            return
        answer_assignment(running, assignment, None)
    status = assignment_after_units(assignment.status, units)
    if status != assignment.status:
        move_part(running, assignment, status)


def set_unit_status(
    *,
    unit_assignment_id: UUID,
    status: str,
    actor: Actor,
    at: datetime | None = None,
    destination: str = "",
    on_behalf: OnBehalf | None = None,
    now: datetime | None = None,
) -> UnitAssignment:
    """A unit's next state, told by its crew, its desk, or the centre by phone. `at` is the crew's own time.

    Never refused for its time: a step told by a telephone whose clock is wrong is worth more than its clock.

    Raises:
        WrongMove: the state is not the next one, with those that are.
    """
    with change(actor, now) as running:
        job = get_unit_assignment(actor, unit_assignment_id)
        require_driver(actor, job, on_behalf)
        if job.status == status:
            return job
        if not may(UNIT_MOVES, status, job.status):
            raise WrongMove(
                _("Unit %(unit)s sedang %(status)s.") % {"unit": job.unit.call_sign, "status": say(STATUS, job.status)},
                allowed=moves_from(UNIT_MOVES, job.status),
            )
        told_at = told_moment(job, at, running.now)
        old, job.status, job.since = job.status, status, told_at
        job.destination = destination or job.destination
        job.save()
        stamp(job, status, at or running.now, running.now)
        running.append(moved_entry(running, job, old, told_at, on_behalf))
        follow_units(running, job.assignment)
        hear_unit(running, job)
        if status == "on_scene":
            clock.settle(kind="on_scene", subject=job.incident.subject, now=running.now)
            clear_alarms(running, job.incident, kinds=("on_scene",))
        if status == "cancelled":
            resume_response(running, job.incident)
        if job.link is not None:
            settle_link_failure(running, job.link, job)
        if status not in UNIT_OPEN:
            end_crew_link(running, job, why="over")
        return job


def moved_entry(
    running: Change,
    job: UnitAssignment,
    old: str,
    told_at: datetime,
    on_behalf: OnBehalf | None,
) -> UnitMoved:
    """What the record keeps: both times where the crew's differs from ours."""
    return UnitMoved(
        incident=job.incident_id,
        unit_assignment=job.id,
        unit=job.unit_id,
        call_sign=job.unit.call_sign,
        old_status=old,
        status=job.status,
        told_at=told_at.isoformat() if told_at != running.now else None,
        on_behalf_name=on_behalf.name if on_behalf else None,
        on_behalf_means=on_behalf.means_code if on_behalf else None,
    )


def told_moment(job: UnitAssignment, at: datetime | None, now: datetime) -> datetime:
    """When the crew says it happened, cut to what can be: not ahead of now, nor before its last step."""
    return now if at is None else max(min(at, now), min(job.since, now))


def require_driver(actor: Actor, job: UnitAssignment, on_behalf: OnBehalf | None) -> None:
    """Who may move a unit on: its crew, its agency's desk or supervisor, the centre.

    Raises:
        Denied: for everybody else.
        Invalid: when a crew or a desk names somebody else.
    """
    voice = voice_of(actor, job.assignment.agency_id, job.unit_id)
    if voice is None:
        raise Denied(_("Hanya awak unit, instansinya, atau pusat layanan yang dapat melakukan ini."))
    guard_on_behalf(voice, on_behalf)


def stamp(job: UnitAssignment, status: str, at: datetime, heard_at: datetime) -> None:
    """Keep the moment of each state: what the crew said and when we heard of it."""
    UnitStatusTime.objects.create(unit_assignment=job, status=status, at=at, heard_at=heard_at)
