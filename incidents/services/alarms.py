"""Raising alarms, seeing them, and taking them away when their cause is gone."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from agencies.models import Agency
from foundation.clock.clock import clock
from foundation.journal import Actor, Change, change, insert_soon
from foundation.lib.errors import Denied, Missing
from foundation.lib.sql import Read
from foundation.people.models import Role, User
from incidents.access import Audience, alarms_visible_to, audience_of, require_writer
from incidents.entries import AlarmAcknowledged, AlarmCallEnded, AlarmCleared, AlarmRaised
from incidents.models import (
    EVERYBODY,
    AgencyAssignment,
    Alarm,
    AlarmCall,
    AlarmReading,
    HelpCall,
    Incident,
    Report,
    UnitAssignment,
)

About = Incident | Report | AgencyAssignment | UnitAssignment | HelpCall


def standing_about(column: str) -> Read[Alarm]:
    """The alarms that what stands in this column has caused and that nobody has cleared. Every decision asks."""
    return Read(
        f"standing_alarms_of_{column}",
        1,
        lambda cause: Alarm.objects.filter(cleared_at=None, **{column: cause}).order_by("id"),
    )


STANDING: Final = {
    Incident: standing_about("incident"),
    Report: standing_about("report"),
    AgencyAssignment: standing_about("assignment"),
    UnitAssignment: standing_about("job"),
    HelpCall: standing_about("help_call"),
}
# How the record names them is also what their pages are called.
PAPERS_WITH_PAGES: Final = ("decree", "agreement")
# Who has read these has done what they ask for.
READ_ONCE: Final = (Alarm.Kind.PAPER, Alarm.Kind.COMPLAINT, Alarm.Kind.MESSAGE_FAILED)


def raise_alarm(
    running: Change,
    *,
    kind: Alarm.Kind,
    urgency: Alarm.Urgency,
    role: str,
    incident: Incident | None = None,
    report: Report | None = None,
    assignment: AgencyAssignment | None = None,
    help_call: HelpCall | None = None,
    job: UnitAssignment | None = None,
    agency: Agency | None = None,
    phone: str = "",
    step: int = 0,
) -> Alarm:
    """Put an alarm on the right boards: an agency's own for its desk and supervisor, the centre's for the rest.

    What stands already for the same people and the same cause rings again, instead of standing there twice.
    """
    own = agency if role in (Role.DESK, Role.SUPERVISOR) else None
    cause = Alarm(kind=kind, role=role, audience=own, incident=incident, report=report, help_call=help_call)
    cause.job, cause.assignment = job, assignment
    alarm = standing_alarm(cause) or cause
    alarm.urgency = min(urgency, alarm.urgency or urgency)
    alarm.assignment, alarm.agency, alarm.phone, alarm.step = assignment, agency, phone, step
    ring(running, alarm)
    return alarm


def call_for(
    running: Change,
    *,
    kind: Alarm.Kind,
    role: str,
    incident: Incident,
    unanswered: Sequence[tuple[AgencyAssignment, Alarm.Urgency]],
    step: int = 0,
    fresh: bool = False,
) -> Alarm:
    """Ask the centre to ring these agencies: one alarm for each incident, as urgent as the most urgent of them.

    No alarm stands yet about a `fresh` incident, which this change made.
    """
    cause = Alarm(kind=kind, role=role, incident=incident)
    alarm = (None if fresh else standing_alarm(cause)) or cause
    alarm.urgency = min([urgency for _part, urgency in unanswered] + [alarm.urgency or Alarm.Urgency.NOTICE])
    alarm.step = step
    ring(running, alarm)
    calls = [AlarmCall(alarm=alarm, assignment=part, urgency=urgency) for part, urgency in unanswered]
    insert_soon(*calls, once=True)
    return alarm


def announce_paper(running: Change, about: str, say: Callable[[], str]) -> None:
    """A notice on the coordinators' board about a decree or an agreement; whoever takes note of it takes it away."""
    cause = Alarm(kind=Alarm.Kind.PAPER, urgency=Alarm.Urgency.NOTICE, role=Role.COORDINATOR, paper=about)
    alarm = standing_alarm(cause) or cause
    name, _colon, thing = about.partition(":")
    alarm.page = reverse(name, args=[thing]) if name in PAPERS_WITH_PAGES else ""
    put_words(alarm, say)
    ring(running, alarm)


def put_words(alarm: Alarm, say: Callable[[], str]) -> None:
    """What it says, in each language of its readers."""
    with override("id"):
        alarm.words_id = say()
    with override("en"):
        alarm.words_en = say()


def standing_alarm(cause: Alarm) -> Alarm | None:
    """The alarm that stands for the same people and the same cause; each agency's refusal is a cause of its own."""
    same = Alarm.objects.filter(cleared_at=None, kind=cause.kind, role=cause.role, audience=cause.audience)
    same = same.filter(incident=cause.incident, report=cause.report, help_call=cause.help_call, job=cause.job)
    same = same.filter(paper=cause.paper)
    if cause.kind == Alarm.Kind.DECLINED:
        same = same.filter(assignment=cause.assignment)
    return same.select_for_update(of=("self",)).order_by("raised_at").first()


def ring(running: Change, alarm: Alarm) -> None:
    """The alarm sounds, whether it is new, was seen or was set aside."""
    if alarm.shelved_until is not None:
        clock.drop(subject=alarm.subject, now=running.now)
    alarm.shelved_until = alarm.shelved_by = alarm.acknowledged_at = alarm.acknowledged_by = None
    alarm.raised_at = running.now
    if alarm._state.adding:
        insert_soon(alarm)
    else:
        alarm.save()
    running.append(
        AlarmRaised(
            alarm=alarm.id,
            incident=alarm.incident_id,
            report=alarm.report_id,
            cause=alarm.kind,
            urgency=alarm.urgency,
            role=alarm.role,
            audience=alarm.audience.code if alarm.audience else "centre",
            step=alarm.step,
        )
    )


def ring_again(running: Change, about: About) -> None:
    """There is news of what they stand for: whoever has seen them hears them once more."""
    for alarm in STANDING[type(about)](about.id):
        ring(running, alarm)


def clear_alarms(
    running: Change,
    about: About,
    *,
    kinds: tuple[str, ...] | None = None,
    own_board: bool = False,
) -> None:
    """The cause is gone: the alarms leave the boards. With `own_board` also whatever the agency's own board shows.

    An alarm that asks to ring several agencies stands until the last of them is heard of.
    """
    for alarm in STANDING[type(about)](about.id):
        if kinds is None or alarm.kind in kinds or (own_board and alarm.audience_id is not None):
            clear(running, alarm)
    if isinstance(about, AgencyAssignment):
        end_calls(running, about, kinds)


def clear(running: Change, alarm: Alarm) -> None:
    """One alarm leaves the boards."""
    if alarm.shelved_until is not None:
        clock.drop(subject=alarm.subject, now=running.now)
    alarm.cleared_at, alarm.shelved_until = running.now, None
    alarm.save(update_fields=["cleared_at", "shelved_until"])
    running.append(AlarmCleared(alarm=alarm.id, incident=alarm.incident_id, report=alarm.report_id, cause=alarm.kind))


def end_calls(running: Change, assignment: AgencyAssignment, kinds: tuple[str, ...] | None) -> None:
    """This agency needs no ring any more; what is left of an alarm may be less urgent."""
    calls = AlarmCall.objects.filter(assignment=assignment, ended_at=None, alarm__cleared_at=None)
    if kinds is not None:
        calls = calls.filter(alarm__kind__in=kinds)
    for call in calls.select_related("alarm").order_by("alarm_id"):
        call.ended_at = running.now
        call.save(update_fields=["ended_at"])
        left = call.alarm.calls.filter(ended_at=None).aggregate(urgency=Min("urgency"))["urgency"]
        if left is None:
            clear(running, call.alarm)
            continue
        Alarm.objects.filter(id=call.alarm_id).update(urgency=left)
        running.append(
            AlarmCallEnded(alarm=call.alarm_id, incident=call.alarm.incident_id, assignment=assignment.id, urgency=left)
        )


def acknowledge_alarm(*, alarm_id: UUID, actor: Actor, now: datetime | None = None) -> Alarm:
    """Silence an alarm: who and when stands in the record; the cause stays listed until it is gone. A notice about a
    paper and a complaint only want to be read; what everybody is to know, by each of them.

    Raises:
        Denied: an auditor, or a notice for somebody else.
        Missing: the alarm is not on this person's board.
    """
    with change(actor, now) as running:
        audience: Audience | None = audience_of(actor)
        alarm = alarms_visible_to(audience).select_for_update(of=("self",)).filter(id=alarm_id).first()
        if alarm is None:
            raise Missing(_("Alarm ini tidak ditemukan."))
        require_writer(actor)
        require_reader(actor, alarm)
        if take_note(running, alarm):
            running.append(
                AlarmAcknowledged(alarm=alarm.id, incident=alarm.incident_id, report=alarm.report_id, by=actor.label)
            )
            if alarm.kind in READ_ONCE:
                clear(running, alarm)
        return alarm


def require_reader(actor: Actor, alarm: Alarm) -> None:
    """What goes with its reading is read by those for whom it was written.

    Raises:
        Denied: for everybody else who sees it.
    """
    if alarm.kind in READ_ONCE and isinstance(actor, User) and not actor.has_role(alarm.role):
        raise Denied(_("Pemberitahuan ini untuk koordinator."))


def take_note(running: Change, alarm: Alarm) -> bool:
    """Whether this is news: an alarm is seen once for all, what everybody is to know once by each."""
    reader = running.actor.id
    if alarm.cleared_at is not None or reader is None:
        return False
    if alarm.role == EVERYBODY:
        _row, first = AlarmReading.objects.get_or_create(alarm=alarm, user_id=reader, defaults={"at": running.now})
        return first
    if alarm.acknowledged_at is not None:
        return False
    alarm.acknowledged_at, alarm.acknowledged_by_id = running.now, reader
    alarm.save(update_fields=["acknowledged_at", "acknowledged_by"])
    return True
