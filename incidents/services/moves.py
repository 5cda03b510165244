"""The agencies' parts: delivered, acknowledged, declined, withdrawn, done."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from foundation.clock.clock import clock
from foundation.clock.models import Deadline
from foundation.journal import Actor, Change, change
from foundation.lib.errors import Invalid, WrongMove
from foundation.lib.words import say
from foundation.people.models import Role
from incidents.access import CENTRE, Audience, OnBehalf, audience_of, get_assignment, require_centre, require_part
from incidents.deadlines import start_no_lead
from incidents.entries import AssignmentMoved
from incidents.models import AgencyAssignment, Alarm, Incident, UnitAssignment
from incidents.services.alarms import clear_alarms, raise_alarm
from incidents.services.calling import call_substitute, update_stage
from incidents.states import ASSIGNMENT_MOVES, ASSIGNMENT_OPEN, ASSIGNMENT_SEES, UNIT_OPEN, may, moves_from
from incidents.words import STATUS

# An agency that is on its way, or there, has said yes long ago: saying it again changes nothing.
ACCEPTED = ("acknowledged", "responding", "on_scene")
# Why an agency may refuse; the next agency is proposed at once.
DECLINE_REASONS = ("no_unit", "out_of_area", "not_our_task", "unsafe", "duplicate", "other")


def guard_part(assignment: AgencyAssignment, move: str, actor: Actor) -> None:
    """Refuse a move that the assignment's status does not allow.

    Raises:
        WrongMove: with the moves that it does, for whoever asks.
    """
    if not may(ASSIGNMENT_MOVES, move, assignment.status):
        others = {"deliver"} if audience_of(actor) == CENTRE else {"deliver", "withdraw"}
        allowed = [name for name in moves_from(ASSIGNMENT_MOVES, assignment.status) if name not in others]
        raise WrongMove(
            _("Penugasan %(agency)s sudah %(status)s.")
            % {"agency": assignment.agency.name, "status": say(STATUS, assignment.status)},
            allowed=allowed,
        )


def move_part(
    running: Change,
    assignment: AgencyAssignment,
    status: str,
    *,
    reason: str | None = None,
    on_behalf: OnBehalf | None = None,
) -> None:
    """Write the new status, its moment and its entry; the incident's stage follows."""
    old, assignment.status, assignment.since = assignment.status, status, running.now
    stamp = {
        "delivered": "delivered_at",
        "acknowledged": "acknowledged_at",
        "responding": "responding_at",
        "on_scene": "on_scene_at",
    }.get(status, "ended_at")
    setattr(assignment, stamp, running.now)
    if reason is not None:
        assignment.reason = reason
    if on_behalf is not None:
        assignment.on_behalf_name, assignment.on_behalf_means = on_behalf.name, on_behalf.means
    assignment.save()
    running.append(
        AssignmentMoved(
            incident=assignment.incident_id,
            assignment=assignment.id,
            agency=assignment.agency_id,
            agency_name=assignment.agency.name,
            old_status=old,
            status=status,
            reason=reason,
            on_behalf_name=on_behalf.name if on_behalf else None,
            on_behalf_means=on_behalf.means_code if on_behalf else None,
        )
    )
    update_stage(assignment.incident)


def settle_answer(running: Change, assignment: AgencyAssignment, outcome: Deadline.Outcome) -> None:
    """The agency answered (or owes no answer any more): its limit ends, and the alarms that called for it.

    An agency that has left the incident keeps no alarm of it on its own board at all.
    """
    clock.settle(kind="acknowledge", subject=assignment.subject, now=running.now, outcome=outcome)
    left = assignment.status not in ASSIGNMENT_SEES
    clear_alarms(running, assignment, kinds=("acknowledge", "no_desk", "alert_failed", "declined"), own_board=left)


def answer_assignment(running: Change, assignment: AgencyAssignment, on_behalf: OnBehalf | None) -> None:
    """The agency takes the task: its limit is met.

    Whoever it stands in for and has not answered is relieved; so is an unanswered one that was to stand in for it.
    """
    move_part(running, assignment, "acknowledged", on_behalf=on_behalf)
    settle_answer(running, assignment, Deadline.Outcome.MET)
    replaced = assignment.substitute_for
    if replaced is not None and may(ASSIGNMENT_MOVES, "acknowledge", replaced.status):
        replaced.incident = assignment.incident
        withdraw(running, replaced, reason="substituted")
    unanswered = assignment.substitutes.filter(status__in=ASSIGNMENT_MOVES["acknowledge"])
    for stand_in in unanswered.select_related("agency").order_by("id"):
        stand_in.incident = assignment.incident
        withdraw(running, stand_in, reason="substituted")
    made_good = Q(agency=assignment.agency_id)
    if assignment.role == "lead":
        made_good |= Q(role="lead")
        clock.settle(kind="no_lead", subject=assignment.incident.subject, now=running.now)
        clear_alarms(running, assignment.incident, kinds=("no_lead",))
    for declined in assignment.incident.assignments.filter(made_good, status="declined").order_by("id"):
        clear_alarms(running, declined, kinds=("declined",))


def acknowledge_assignment(
    *, assignment_id: UUID, actor: Actor, on_behalf: OnBehalf | None = None, now: datetime | None = None
) -> AgencyAssignment:
    """The agency takes the task. Acknowledging what is acknowledged changes nothing.

    Raises:
        WrongMove: declined, withdrawn or over.
    """
    with change(actor, now) as running:
        assignment = get_assignment(actor, assignment_id)
        require_part(actor, assignment, on_behalf)
        if assignment.status in ACCEPTED:
            return assignment
        guard_part(assignment, "acknowledge", actor)
        answer_assignment(running, assignment, on_behalf)
        return assignment


def decline_assignment(
    *,
    assignment_id: UUID,
    reason: str,
    actor: Actor,
    on_behalf: OnBehalf | None = None,
    now: datetime | None = None,
) -> AgencyAssignment:
    """The agency cannot: its substitute by the same article is called at once, and the dispatcher is told.

    Raises:
        Invalid: a reason that is not in the list.
        WrongMove: it has acknowledged or ended already.
    """
    if reason not in DECLINE_REASONS:
        known = ", ".join(DECLINE_REASONS)
        raise Invalid(
            _("Alasan tidak dikenal."),
            fields={"reason": [_("Pilih salah satu: %(known)s.") % {"known": known}]},
        )
    with change(actor, now) as running:
        repeated = declined_by(actor, assignment_id)
        assignment = repeated or get_assignment(actor, assignment_id)
        require_part(actor, assignment, on_behalf)
        if assignment.status == "declined" and assignment.reason == reason:
            return assignment
        guard_part(assignment, "decline", actor)
        move_part(running, assignment, "declined", reason=reason, on_behalf=on_behalf)
        settle_answer(running, assignment, Deadline.Outcome.DROPPED)
        offer_substitute(running, assignment)
        return assignment


def declined_by(actor: Actor, assignment_id: UUID) -> AgencyAssignment | None:
    """The part that this agency itself declined: it sees the incident no more, and may still repeat its last word."""
    own = audience_of(actor)
    if own is None or own.kind != "agency":
        return None
    parts = AgencyAssignment.objects.select_related("agency", "incident")
    return parts.filter(id=assignment_id, agency=own.id, status="declined").first()


def offer_substitute(running: Change, declined: AgencyAssignment) -> None:
    """Call the substitute; whoever leads being gone is the coordinator's matter, anything else the dispatcher's.

    The alarm stands until the substitute answers; without one, until the incident has a lead again or ends.
    """
    called = call_substitute(running, declined)
    leads = declined.role == "lead"
    if leads and called is None:
        watch_for_lead(running, declined.incident)
    raise_alarm(
        running,
        kind=Alarm.Kind.DECLINED,
        urgency=Alarm.Urgency.ACT_NOW if leads and called is None else Alarm.Urgency.ACT_SOON,
        role=Role.COORDINATOR if leads and called is None else Role.DISPATCHER,
        incident=declined.incident,
        assignment=called or declined,
        agency=declined.agency,
        phone=called.agency.phone if called else declined.agency.phone,
    )


def watch_for_lead(running: Change, incident: Incident) -> None:
    """Nobody leads any more: the same limit as where the decree names nobody."""
    leading = incident.assignments.filter(role="lead", status__in=ASSIGNMENT_SEES).exists()
    if not leading and not any(limit.kind == "no_lead" for limit in clock.running([incident.subject])):
        start_no_lead(running, incident)


def withdraw(running: Change, assignment: AgencyAssignment, *, reason: str) -> None:
    """The agency has no part any more: its screen loses the card with this change."""
    move_part(running, assignment, "withdrawn", reason=reason)
    settle_answer(running, assignment, Deadline.Outcome.DROPPED)


def withdraw_assignment(*, assignment_id: UUID, actor: Actor, now: datetime | None = None) -> AgencyAssignment:
    """The centre takes an agency out of an incident.

    Raises:
        WrongMove: units of it are out, or its part is over.
    """
    with change(actor, now) as running:
        assignment = get_assignment(actor, assignment_id)
        require_centre(actor)
        if assignment.status == "withdrawn":
            return assignment
        guard_part(assignment, "withdraw", actor)
        guard_units_back(assignment)
        withdraw(running, assignment, reason="by_centre")
        return assignment


def guard_units_back(assignment: AgencyAssignment) -> None:
    """An agency's part cannot end while its units are out.

    Raises:
        WrongMove: naming them.
    """
    out = UnitAssignment.objects.filter(assignment=assignment, status__in=UNIT_OPEN).select_related("unit")
    signs = sorted(job.unit.call_sign for job in out)
    if signs:
        raise WrongMove(
            _("Masih ada unit bertugas: %(units)s. Selesaikan dulu.") % {"units": ", ".join(signs)},
            code="units_out",
            allowed=["send"],
        )


def withdraw_open_assignments(running: Change, incident: Incident, *, reason: str) -> None:
    """At an incident's end nobody is left waiting for an answer."""
    for assignment in incident.assignments.filter(status__in=ASSIGNMENT_OPEN).select_related("agency").order_by("id"):
        assignment.incident = incident
        withdraw(running, assignment, reason=reason)


def finish_assignment(
    *, assignment_id: UUID, actor: Actor, on_behalf: OnBehalf | None = None, now: datetime | None = None
) -> AgencyAssignment:
    """The agency has done its part.

    Raises:
        WrongMove: it has not acknowledged, its units are out, or it is over.
    """
    with change(actor, now) as running:
        assignment = get_assignment(actor, assignment_id)
        require_part(actor, assignment, on_behalf)
        if assignment.status == "done":
            return assignment
        guard_part(assignment, "done", actor)
        guard_units_back(assignment)
        move_part(running, assignment, "done", on_behalf=on_behalf)
        return assignment


def deliver_assignments(
    *, assignment_ids: Iterable[UUID], audience: Audience, actor: Actor, now: datetime | None = None
) -> int:
    """The desk's screen shows these cards: a receipt, written once. How many were news.

    A receipt for what is not this agency's, or long answered, is silently nothing: screens may be late.
    """
    if audience.kind != "agency":
        return 0
    wanted = AgencyAssignment.objects.filter(id__in=list(assignment_ids), agency=audience.id, status="alerted")
    rows = list(wanted.values_list("id", "incident_id").order_by("incident_id", "id"))
    if not rows:
        return 0
    with change(actor, now) as running:
        incidents = Incident.objects.select_for_update(no_key=True).filter(id__in=[row[1] for row in rows])
        by_id = {incident.id: incident for incident in incidents.order_by("id")}
        delivered = 0
        for assignment in wanted.filter(id__in=[row[0] for row in rows]).select_related("agency").order_by("id"):
            assignment.incident = by_id[assignment.incident_id]
            move_part(running, assignment, "delivered")
            clear_alarms(running, assignment, kinds=("alert_failed",))
            delivered += 1
        return delivered
