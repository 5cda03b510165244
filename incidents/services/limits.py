"""What the coordinator may do about an escalation that runs: take it over, skip its next step, give it five minutes.

The obligation stays, and so does what was promised (`due_at`); only the next step moves. A ladder that would end by it
calls the coordinator once more, so that nobody waits unseen.
"""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.clock.clock import clock
from foundation.clock.models import Deadline
from foundation.journal import Actor, Change, change
from foundation.lib.errors import Denied, Invalid, Missing, WrongMove
from foundation.people.models import Role, User
from incidents.access import get_assignment, get_incident, get_report, get_unit_assignment, require_centre
from incidents.entries import HelpLimitActed, LimitActed
from incidents.models import AgencyAssignment, Alarm, HelpCall, LimitAct, UnitAssignment
from incidents.services.help_calls import get_help_call

# Codes, so that the record can keep them; more words stand in the act's row.
LIMIT_REASONS: Final = ("in_contact", "being_handled", "unit_near", "wrong_step", "other")
PAUSE: Final = timedelta(minutes=5)
REMINDER: Final = {"after_s": int(PAUSE.total_seconds()), "to": "coordinator"}


def take_over_limit(*, deadline_id: UUID, actor: Actor, words: str = "", now: datetime | None = None) -> LimitAct:
    """The coordinator sees to it in person: the next step is a reminder in five minutes, then the ladder goes on.

    Raises:
        Missing: no such limit for this person.
        WrongMove: it is not missed, or met by now.
    """
    with change(actor, now) as running:
        deadline = get_limit(actor, deadline_id)
        ladder = [*deadline.ladder[: deadline.step], REMINDER, *deadline.ladder[deadline.step :]]
        clock.put_off(deadline, next_at=running.now + PAUSE, step=deadline.step, ladder=ladder)
        return keep_act(running, deadline, LimitAct.What.TAKEN_OVER, "being_handled", words)


def skip_step(
    *, deadline_id: UUID, reason: str, actor: Actor, words: str = "", now: datetime | None = None
) -> LimitAct:
    """The ladder's next step is not taken; the one after it comes when it would have come.

    Raises:
        Invalid: a reason that is not in the list.
        Missing: no such limit for this person.
        WrongMove: it is not missed, met by now, or has no step left.
    """
    guard_reason(reason, words)
    with change(actor, now) as running:
        deadline = get_limit(actor, deadline_id)
        if deadline.next_at is None or deadline.step >= len(deadline.ladder):
            raise WrongMove(_("Tidak ada langkah lagi yang dapat dilewati."), allowed=["take_over", "extend"])
        step = deadline.step + 1
        ladder = reminded(deadline.ladder, step)
        next_at = deadline.next_at + timedelta(seconds=int(ladder[step]["after_s"]))
        clock.put_off(deadline, next_at=next_at, step=step, ladder=ladder)
        return keep_act(running, deadline, LimitAct.What.SKIPPED, reason, words)


def extend_limit(
    *, deadline_id: UUID, reason: str, actor: Actor, words: str = "", now: datetime | None = None
) -> LimitAct:
    """The ladder's next step comes five minutes later.

    Raises:
        Invalid: a reason that is not in the list.
        Missing: no such limit for this person.
        WrongMove: it is not missed, or met by now.
    """
    guard_reason(reason, words)
    with change(actor, now) as running:
        deadline = get_limit(actor, deadline_id)
        next_at = max(running.now, deadline.next_at or running.now) + PAUSE
        clock.put_off(deadline, next_at=next_at, step=deadline.step, ladder=reminded(deadline.ladder, deadline.step))
        return keep_act(running, deadline, LimitAct.What.EXTENDED, reason, words)


def reminded(ladder: list[dict[str, Any]], step: int) -> list[dict[str, Any]]:
    """The ladder with something to do at this step: what has no step left calls the coordinator once more."""
    return [*ladder, REMINDER] if step >= len(ladder) else ladder


def guard_reason(reason: str, words: str) -> None:
    """A reason from the list; "other" is no reason by itself.

    Raises:
        Invalid: naming the field.
    """
    if reason not in LIMIT_REASONS:
        known = ", ".join(LIMIT_REASONS)
        wrong = {"reason": [_("Pilih salah satu: %(known)s.") % {"known": known}]}
        raise Invalid(_("Alasan tidak dikenal."), fields=wrong)
    if reason == "other" and not words:
        raise Invalid(_("Tulis alasannya."), fields={"words": [_("Tulis alasannya.")]})


def get_limit(actor: Actor, deadline_id: UUID) -> Deadline:
    """A missed limit that still runs, its subject locked first, then itself.

    Raises:
        Missing: no such limit, or none of what this person sees.
        Denied: only the coordinator decides here.
        WrongMove: it is not missed yet, or met by now.
    """
    subject = Deadline.objects.filter(id=deadline_id).values_list("subject", flat=True).first()
    name, _colon, thing = (subject or "").partition(":")
    lock_subject(actor, name, thing)
    require_centre(actor)
    if isinstance(actor, User) and not actor.has_role(Role.COORDINATOR):
        raise Denied(_("Hanya koordinator yang dapat mengubah eskalasi."))
    deadline = Deadline.objects.select_for_update().get(id=deadline_id)
    if deadline.settled_at is not None:
        raise WrongMove(_("Batas ini sudah selesai."), allowed=[])
    if not deadline.missed:
        raise WrongMove(_("Batas ini belum terlewat; yang dijanjikan tidak diubah."), code="not_missed", allowed=[])
    return deadline


def lock_subject(actor: Actor, name: str, thing: str) -> None:
    """What the limit is about.

    Raises:
        Missing: it is about nothing that this person sees.
    """
    match name:
        case "report":
            get_report(actor, UUID(thing), lock=True)
        case "incident":
            get_incident(actor, UUID(thing), lock=True)
        case "assignment":
            get_assignment(actor, UUID(thing))
        case "help_call":
            get_help_call(actor, UUID(thing))
        case "crew_link":
            get_unit_assignment(actor, job_of_link(UUID(thing)).id)
        case _:
            raise Missing(_("Batas waktu ini tidak ditemukan."))


def job_of_link(link: UUID) -> UnitAssignment:
    """The unit's part that a crew's link opens.

    Raises:
        Missing: there is no such link.
    """
    job = UnitAssignment.objects.select_related("assignment").filter(links=link).first()
    if job is None:
        raise Missing(_("Batas waktu ini tidak ditemukan."))
    return job


def keep_act(running: Change, deadline: Deadline, what: LimitAct.What, reason: str, words: str) -> LimitAct:
    """The act's row and its entry."""
    act = LimitAct.objects.create(
        deadline=deadline, what=what, reason=reason, words=words, by_id=running.actor.id, at=running.now
    )
    running.append(acted_entry(running, deadline, act))
    return act


def acted_entry(running: Change, deadline: Deadline, act: LimitAct) -> LimitActed | HelpLimitActed:
    """What the record keeps: about the report, the incident or the alarm, so that their cards show it."""
    name, _colon, thing = deadline.subject.partition(":")
    if name == "help_call":
        return about_help(running, HelpCall.objects.get(id=UUID(thing)), deadline, act)
    part = part_of(name, UUID(thing))
    return LimitActed(
        incident=part.incident_id if part else (UUID(thing) if name == "incident" else None),
        report=UUID(thing) if name == "report" else None,
        assignment=part.id if part else None,
        deadline=deadline.id,
        act=act.id,
        limit=deadline.kind,
        what=act.what,
        reason=act.reason,
        by=running.actor.label,
    )


def part_of(name: str, thing: UUID) -> AgencyAssignment | None:
    """The agency's part that a limit is about, where it is about one: its answer, or a crew of its own."""
    if name == "crew_link":
        return job_of_link(thing).assignment
    return AgencyAssignment.objects.get(id=thing) if name == "assignment" else None


def about_help(running: Change, call: HelpCall, deadline: Deadline, act: LimitAct) -> HelpLimitActed:
    """The coordinator's alarm about this call carries the limit."""
    alarms = Alarm.objects.filter(help_call=call, role=Role.COORDINATOR, cleared_at=None)
    return HelpLimitActed(
        incident=call.incident_id,
        help_call=call.id,
        alarm=alarms.values_list("id", flat=True).first(),
        deadline=deadline.id,
        act=act.id,
        limit=deadline.kind,
        what=act.what,
        reason=act.reason,
        by=running.actor.label,
    )
