"""What a missed time limit does: one step of its ladder, each an entry, an alarm and a message."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import override

from agencies.models import Agency
from agencies.selectors import supervisors_of
from dispatch.entries import Escalated
from dispatch.silence import SilenceLimit
from foundation.clock.clock import clock
from foundation.clock.models import Deadline
from foundation.clock.rows import Due, RowLimit, id_of, unless_held
from foundation.journal import Change
from foundation.lib.words import say
from foundation.notify.services import queue_notification
from foundation.people.models import Role, audience_name
from incidents.access import CENTRE
from incidents.models import (
    AgencyAssignment,
    Aid,
    Alarm,
    Complaint,
    CrewLink,
    Finding,
    HelpCall,
    Incident,
    Report,
    UnitAssignment,
)
from incidents.services.alarms import call_for, clear, raise_alarm
from incidents.services.calling import call_substitute
from incidents.services.closing import leave_board
from incidents.services.complaints import forget_words
from incidents.services.findings import note_missed_limit, note_missed_promise
from incidents.services.link_ends import close_link
from incidents.services.shelving import bring_back
from incidents.states import AID_PENDING, ASSIGNMENT_OPEN
from incidents.words import LIMIT

# A message about a missed limit is stale when the next ones have long been sent.
MESSAGE_CUTOFF: Final = timedelta(minutes=10)
ROLE_OF_STEP: Final = {
    "call_taker": Role.CALL_TAKER,
    "desk": Role.DESK,
    "supervisor": Role.SUPERVISOR,
    "dispatcher": Role.DISPATCHER,
    "coordinator": Role.COORDINATOR,
}

# Missed limits of an agency that become a finding.
KEPT_TO_ACCOUNT: Final = ("acknowledge", "dispatch", "on_scene")
# A missed limit wants somebody now, unless it is one of these.
URGENCY: Final = {
    "left_open": Alarm.Urgency.ACT_SOON,
    "aid_answer": Alarm.Urgency.ACT_SOON,
    "aid_arrival": Alarm.Urgency.ACT_SOON,
    "link_failed": Alarm.Urgency.ACT_SOON,
}


@dataclass(frozen=True)
class Missed:
    """What a missed limit is about: a report, an incident, or one agency's part in it."""

    report: Report | None = None
    incident: Incident | None = None
    assignment: AgencyAssignment | None = None
    help_call: HelpCall | None = None
    job: UnitAssignment | None = None

    @property
    def agency(self) -> Agency | None:
        """The agency that let the limit pass: the one asked, or the incident's lead; or the one that calls for help."""
        if self.help_call is not None:
            return self.help_call.agency
        return self.assignment.agency if self.assignment else None


class ReportLimit(RowLimit[Report]):
    """Nobody has decided about the report."""

    model = Report

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Call the next person of the centre."""
        report = self.row(deadline)
        if not self.is_missed_by(report):
            drop(deadline, running)
            return None
        return climb(deadline, running, Missed(report=report))

    def is_missed_by(self, report: Report) -> bool:
        """Whether it still waits for a decision."""
        return report.waiting


class CallLimit(ReportLimit):
    """The telephone rings, until somebody takes it."""

    def is_missed_by(self, report: Report) -> bool:
        """Whether nobody has taken it."""
        return report.status == Report.Status.RECEIVED


class IncidentLimit(RowLimit[Incident]):
    """The first unit, its arrival, or a lead is still missing."""

    model = Incident
    parts = ("type",)

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Call whoever is next: the lead's people, then the centre's."""
        incident = self.row(deadline)
        if not incident.is_open:
            drop(deadline, running)
            return None
        lead = incident.assignments.filter(role="lead", status__in=ASSIGNMENT_OPEN)
        leading = lead.select_related("agency", "substitute").order_by("-alerted_at").first()
        if leading is not None:
            leading.incident = incident
        return climb(deadline, running, Missed(incident=incident, assignment=leading))


Part = TypeVar("Part", AgencyAssignment, Aid, Finding)


class PartLimit(RowLimit[Part]):
    """About a part of an incident: the incident's row is locked, which covers it."""

    def lock(self, subject: str) -> object | None:
        """The incident's row."""
        part = self.model._default_manager.filter(id=id_of(subject)).values("incident_id")
        return unless_held(Incident.objects.filter(id__in=part))


class AssignmentLimit(PartLimit[AgencyAssignment]):
    """An agency has not answered."""

    model = AgencyAssignment
    parts = ("agency", "incident__type", "substitute")

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """The desk again, its supervisor, then the coordinator - and the substitute is called."""
        part = self.row(deadline)
        if part.status not in ("alerted", "delivered"):
            drop(deadline, running)
            return None
        return climb(deadline, running, Missed(incident=part.incident, assignment=part))


class HelpLimit(RowLimit[HelpCall]):
    """The centre has not answered somebody who needs help."""

    model = HelpCall
    parts = ("incident__type", "agency")

    def lock(self, subject: str) -> object | None:
        """The incident's row where there is one, then the call's."""
        incident = HelpCall.objects.filter(id=id_of(subject)).values_list("incident_id", flat=True).first()
        if incident is not None and unless_held(Incident.objects.filter(id=incident)) is None:
            return None
        return super().lock(subject)

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Call the coordinator."""
        call = self.row(deadline)
        if call.answered_at is not None:
            drop(deadline, running)
            return None
        return climb(deadline, running, Missed(incident=call.incident, help_call=call))


class AidLimit(PartLimit[Aid]):
    """What an agreement promised has not come."""

    model = Aid
    parts = ("incident__type", "agreement", "promise", "party__agency")

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Write down that the promise was missed, and call the dispatcher, then the coordinator."""
        asked = self.row(deadline)
        waited_for = ("asked",) if deadline.kind == "aid_answer" else AID_PENDING
        if asked.status not in waited_for:
            drop(deadline, running)
            return None
        if deadline.step == 0:
            note_missed_promise(running, asked, deadline.kind, deadline.due_at)
        return climb(deadline, running, Missed(incident=asked.incident))


class FindingLimit(PartLimit[Finding]):
    """The agency's days to answer are over; a person may decide now."""

    model = Finding

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Nothing is decided by the machine."""
        deadline.settled_at, deadline.outcome = running.now, Deadline.Outcome.MISSED
        return None


class BoardLimit(Due[Incident]):
    """The closed incident leaves the boards."""

    model = Incident

    def act(self, row: Incident, deadline: Deadline, running: Change) -> datetime | None:
        """Take it off."""
        if not row.is_open and row.on_board:
            leave_board(running, row)
        return None


class ShelvingLimit(Due[Alarm]):
    """An alarm was set aside long enough."""

    model = Alarm

    def act(self, row: Alarm, deadline: Deadline, running: Change) -> datetime | None:
        """It rings again."""
        if row.shelved_until is not None and row.cleared_at is None:
            bring_back(running, row, why="time")
        return None


class ComplaintLimit(Due[Complaint]):
    """A complaint was kept as long as it may be."""

    model = Complaint

    def act(self, row: Complaint, deadline: Deadline, running: Change) -> datetime | None:
        """Its words go."""
        forget_words(running, row)
        return None


class NoticeLimit(Due[Alarm]):
    """What everybody is to know has stood long enough."""

    model = Alarm

    def act(self, row: Alarm, deadline: Deadline, running: Change) -> datetime | None:
        """Who was away for so long reads it on the rules' own pages."""
        if row.cleared_at is None:
            clear(running, row)
        return None


class OfLink(RowLimit[CrewLink]):
    """Subject `crew_link:<uuid>`: about the link of a crew without an account."""

    model = CrewLink
    parts = ("job__unit", "job__incident__type", "job__assignment__agency")

    def lock(self, subject: str) -> object | None:
        """The incident's row, then the link's."""
        link = CrewLink.objects.filter(id=id_of(subject))
        if unless_held(Incident.objects.filter(id__in=link.values("job__incident"))) is None:
            return None
        return unless_held(link)


class LinkLimit(OfLink):
    """It has had its time."""

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """It opens nothing any more, and the card says so."""
        link = self.row(deadline)
        deadline.settled_at, deadline.outcome = running.now, Deadline.Outcome.MET
        if link.ended_at is None:
            close_link(running, link, link.job, why="expired")
        return None


class LinkFailedLimit(OfLink):
    """Its message did not leave, and nobody has said that the crew knows."""

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Call the coordinator."""
        link = self.row(deadline)
        if link.ended_at is not None or link.opened_at is not None:
            drop(deadline, running)
            return None
        job = link.job
        return climb(deadline, running, Missed(incident=job.incident, assignment=job.assignment, job=job))


def register_handlers() -> None:
    """Tell the clock what to do with each kind that incidents starts."""
    clock.handle("unhandled", ReportLimit())
    clock.handle("call_waiting", CallLimit())
    clock.handle("unit_silent", SilenceLimit())
    clock.handle("acknowledge", AssignmentLimit())
    for kind in ("dispatch", "on_scene", "no_lead", "left_open"):
        clock.handle(kind, IncidentLimit())
    for kind in ("help", "panic"):
        clock.handle(kind, HelpLimit())
    for kind in ("aid_answer", "aid_arrival"):
        clock.handle(kind, AidLimit())
    clock.handle("finding_answer", FindingLimit())
    clock.handle("leave_board", BoardLimit())
    clock.handle("shelving", ShelvingLimit())
    clock.handle("notice", NoticeLimit())
    clock.handle("complaint_kept", ComplaintLimit())
    clock.handle("crew_link", LinkLimit())
    clock.handle("link_failed", LinkFailedLimit())


def drop(deadline: Deadline, running: Change) -> None:
    """What it asked for was settled by another road."""
    deadline.settled_at, deadline.outcome = running.now, Deadline.Outcome.DROPPED


def climb(deadline: Deadline, running: Change, missed: Missed) -> datetime | None:
    """Take the next step of the ladder; the moment of the one after it, or None at the end.

    The ladder is the deadline's own copy. Its first step is taken when the limit is missed.
    """
    ladder: list[dict[str, Any]] = deadline.ladder
    at = deadline.step
    if at >= len(ladder):
        return None
    if at == 0 and deadline.kind in KEPT_TO_ACCOUNT and missed.incident is not None and missed.assignment is not None:
        note_missed_limit(running, missed.incident, missed.assignment, deadline.kind, deadline.due_at)
    take(deadline, running, missed, ladder[at])
    if at + 1 >= len(ladder):
        return None
    return running.now + timedelta(seconds=int(ladder[at + 1]["after_s"]))


def take(deadline: Deadline, running: Change, missed: Missed, rung: dict[str, Any]) -> None:
    """One step: who is called stands in the record, sees an alarm, and gets a message."""
    to = rung["to"] if missed.agency is not None or rung["to"] not in ("desk", "supervisor") else "coordinator"
    substitute = None
    if rung.get("substitute") and missed.assignment is not None:
        substitute = call_substitute(running, missed.assignment)
    running.append(
        Escalated(
            incident=missed.incident.id if missed.incident else None,
            report=missed.report.id if missed.report else None,
            assignment=missed.assignment.id if missed.assignment else None,
            deadline=deadline.id,
            limit=deadline.kind,
            step=deadline.step + 1,
            to=to,
            agency_code=missed.agency.code if missed.agency else None,
            substitute=substitute.agency.code if substitute else None,
        )
    )
    sound(deadline, running, missed, to)
    send_messages(deadline, running, missed, to)


def sound(deadline: Deadline, running: Change, missed: Missed, to: str) -> None:
    """The alarm of a step. Agencies of one incident that do not answer are one alarm at the centre, not one each."""
    kind, role, step = Alarm.Kind(deadline.kind), ROLE_OF_STEP[to], deadline.step + 1
    part = missed.assignment
    if kind == Alarm.Kind.ACKNOWLEDGE and part is not None and to not in ("desk", "supervisor"):
        unanswered = [(part, Alarm.Urgency.ACT_NOW)]
        call_for(running, kind=kind, role=role, incident=part.incident, unanswered=unanswered, step=step)
        return
    raise_alarm(
        running,
        kind=kind,
        urgency=URGENCY.get(kind, Alarm.Urgency.ACT_NOW),
        role=role,
        incident=missed.incident,
        report=missed.report,
        assignment=part,
        help_call=missed.help_call,
        job=missed.job,
        agency=missed.agency,
        phone=missed.agency.phone if missed.agency else "",
        step=step,
    )


def send_messages(deadline: Deadline, running: Change, missed: Missed, to: str) -> None:
    """On the screens of whoever is called; a supervisor also by e-mail."""
    title, body = words_of(deadline, missed)
    own = to in ("desk", "supervisor") and missed.agency is not None
    ways = [("in_app", audience_name("agency", missed.agency.id) if own and missed.agency else CENTRE.name)]
    if to == "supervisor" and missed.agency is not None:
        ways += [("email", user.email) for user in supervisors_of(missed.agency) if user.email]
    for transport, address in ways:
        queue_notification(
            running,
            transport=transport,
            to=address,
            title=title,
            body=body,
            key=f"escalation:{deadline.id}:{deadline.step + 1}:{transport}:{address}",
            about=deadline.subject,
            cutoff=MESSAGE_CUTOFF,
        )


def words_of(deadline: Deadline, missed: Missed) -> tuple[str, str]:
    """Title and text of a message about a missed limit; never a private person's data."""
    with override("id"):
        thing = missed.incident.number if missed.incident else (missed.report.number if missed.report else "")
        words = {
            "number": thing,
            "limit": say(LIMIT, deadline.kind),
            "agency": missed.agency.name if missed.agency else "-",
        }
        title = _("Batas waktu terlewat: %(number)s") % words
        body = _("%(number)s: batas %(limit)s terlewat. Instansi: %(agency)s. Buka papan sekarang.") % words
        return title, body
