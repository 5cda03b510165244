"""Taking reports in, and deciding what becomes of each: claim, attach, dismiss, undo."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.models import Area
from agencies.selectors import AreasEdition, area_at, area_named, edition_known
from foundation.clock.clock import clock
from foundation.journal import Actor, Change, change, insert_soon
from foundation.lib.errors import Invalid, WrongMove
from foundation.lib.sql import Statement
from foundation.lib.words import say
from foundation.people.models import User
from incidents.access import get_incident, get_report, require_centre
from incidents.deadlines import start_call_waiting, start_unhandled
from incidents.duplicates import find_duplicates
from incidents.entries import (
    CallerRevealed,
    ReportAttached,
    ReportClaimed,
    ReportDismissed,
    ReportReceived,
    ReportReopened,
    ReportUndone,
)
from incidents.facts import Facts, gather_facts
from incidents.models import Report, Reveal
from incidents.nearby import Whereabouts, incidents_of_number, known_near
from incidents.screening import screen
from incidents.services.alarms import clear_alarms
from incidents.services.closing import cancel_incident
from incidents.services.interview import keep_answers
from incidents.services.paper import match_paper
from incidents.states import REPORT_MOVES, may, moves_from
from incidents.words import STATUS
from sop.classify import Suggestion, classify
from sop.models import ProcedureVersion
from sop.selectors import rulebook_at, type_group

UNDO_S = 10
# A clock that runs a little ahead of ours is no reason to refuse an emergency; its time is cut to ours.
SKEW = timedelta(seconds=60)


@dataclass(frozen=True)
class Told:
    """What one caller or channel says, already parsed: degrees WGS84, moments in UTC."""

    channel: str
    text: str = ""
    phone: str = ""
    name: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_m: int | None = None
    place: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    received_at: datetime | None = None
    answered_at: datetime | None = None
    exercise: bool = False
    # The number of the form that it was written on while the server was away.
    paper: str = ""


def receive_report(*, told: Told, actor: Actor, now: datetime | None = None) -> Report:
    """Accept a report: suggest a type, look for duplicates, screen, and start the limit within which somebody decides.

    Nothing here can refuse a well-formed report, however odd it looks: scores advise, people decide.

    Raises:
        Denied: for an account that takes no calls.
        Invalid: for a moment in the future, or for a call that was answered before it came.
    """
    require_centre(actor)
    with change(actor, now) as running:
        facts, area = gather_facts_and_area(running, told)
        running.known_now = facts.now
        answered_at = past(told.answered_at, facts.now, "answered_at")
        received_at = past(told.received_at, facts.now, "received_at") or answered_at or facts.now
        answered_at = after_call(received_at, answered_at)
        book = rulebook_at(facts.now, facts.rules)
        suggestion = classify(told.text, told.answers, book.rules)
        report = Report(
            number=facts.number,
            channel=told.channel,
            text=told.text,
            caller=facts.caller,
            caller_name=told.name,
            lat=told.lat,
            lon=told.lon,
            radius_m=told.radius_m,
            place=told.place,
            area=area,
            answers=dict(told.answers),
            received_at=received_at,
            answered_at=answered_at,
            filed_at=facts.now,
            filed_by_id=actor.id,
            suggestion=suggestion.as_json(),
            screening=screen(told.text, suggestion.type, facts.history).as_json(),
            duplicates=duplicates_of(told, suggestion, facts),
            exercise=told.exercise,
        )
        keep_answers(report, told.answers, book, facts.now)
        if told.paper:
            match_paper(running, report, told.paper)
        insert_soon(report)
        start_unhandled(running, report)
        if rings(told):
            start_call_waiting(running, report)
        running.append(received_entry(report, suggestion, book.versions.get(suggestion.type)))
        return report


def after_call(received_at: datetime, answered_at: datetime | None) -> datetime | None:
    """When it was answered: not before it came, as two clocks of an exchange may say that differ by a little.

    Raises:
        Invalid: long before it came; nobody can prove a time to answer that is below nothing.
    """
    if answered_at is None or answered_at >= received_at:
        return answered_at
    if received_at - answered_at > SKEW:
        wrong = [_("Lebih awal daripada saat panggilan masuk.")]
        raise Invalid(_("Isian belum benar; tidak ada yang diubah."), fields={"answered_at": wrong})
    return received_at


def rings(told: Told) -> bool:
    """A call that nobody has answered: the exchange says when it came, whoever answers says when it began."""
    return told.channel == "call" and told.received_at is not None and told.answered_at is None and not told.exercise


def gather_facts_and_area(running: Change, told: Told) -> tuple[Facts, Area | None]:
    """What the database knows, and the village, which the question for duplicates needs before the answer is there.

    It is read from the areas that this process knew last. Where they have changed meanwhile, both are asked once more.
    """
    where = Whereabouts(told.lat, told.lon, told.radius_m or 0, told.place)
    phone, edition = normal_phone(told.phone), edition_known()
    area = area_of(told.lat, told.lon, told.place, edition, told.radius_m)
    facts = gather_facts(running.known_now, phone, told.name, where, area)
    if facts.areas != edition:
        area = area_of(told.lat, told.lon, told.place, facts.areas, told.radius_m)
        facts = replace(facts, near=known_near(where, area, incidents_of_number(phone), facts.now))
    return facts, area


def received_entry(report: Report, suggestion: Suggestion, version: ProcedureVersion | None) -> ReportReceived:
    """What the record keeps of the arrival."""
    return ReportReceived(
        report=report.id,
        number=report.number,
        channel=report.channel,
        type=suggestion.type,
        priority=suggestion.priority,
        confidence=round(suggestion.confidence, 3),
        procedure_version=version.id if version else None,
        caller_seal=report.caller.seal if report.caller else None,
        exercise=report.exercise,
    )


def past(moment: datetime | None, now: datetime, name: str) -> datetime | None:
    """The moment, cut to now when it is a little ahead.

    Raises:
        Invalid: it lies in the future.
    """
    if moment is None:
        return None
    if moment > now + SKEW:
        raise Invalid(_("Waktu ada di masa depan."), fields={name: [_("Tidak boleh di masa depan.")]})
    return min(moment, now)


def normal_phone(phone: str) -> str:
    """One spelling for one number: +62 812-3 and 08123 are the same caller."""
    digits = re.sub(r"[^0-9+]", "", phone)
    if digits.startswith("+62"):
        return "0" + digits[3:]
    if digits.startswith("62") and len(digits) > 9:
        return "0" + digits[2:]
    return digits


def area_of(
    lat: float | None, lon: float | None, place: str, edition: AreasEdition | None = None, radius_m: int | None = None
) -> Area | None:
    """The village (or district) of a point, or the one that the words name; None when nobody can tell."""
    if lat is not None and lon is not None:
        return area_at(lat, lon, edition, radius_m or 0)
    return area_named(place, edition) if place else None


def duplicates_of(told: Told, suggestion: Suggestion, facts: Facts) -> list[dict[str, object]]:
    """Open incidents this report may tell of: near in time and place, or of the same caller."""
    group = type_group(suggestion.type) or ""
    found = find_duplicates(told.lat, told.lon, group, facts.now, facts.near, reach_m=told.radius_m or 0)
    return [candidate.as_json() for candidate in found]


def guard_move(report: Report, move: str) -> None:
    """Refuse a move that the table does not allow.

    Raises:
        WrongMove: with the moves that it does.
    """
    if not may(REPORT_MOVES, move, report.status):
        raise WrongMove(
            _("Laporan %(number)s sudah %(status)s.") % {"number": report.number, "status": say(STATUS, report.status)},
            allowed=moves_from(REPORT_MOVES, report.status),
        )


def claim_report(*, report_id: UUID, actor: User, now: datetime | None = None) -> Report:
    """One call-taker takes it; taking what one already has changes nothing.

    Raises:
        WrongMove: somebody else has it (the message says who), or it is decided.
    """
    with change(actor, now) as running:
        report = get_report(actor, report_id, lock=True)
        require_centre(actor)
        if report.status == Report.Status.CLAIMED:
            if report.claimed_by_id == actor.id:
                return report
            holder = report.claimed_by.label if report.claimed_by else ""
            raise WrongMove(
                _("Laporan ini sedang ditangani oleh %(who)s.") % {"who": holder},
                code="claimed",
                allowed=moves_from(REPORT_MOVES, report.status),
            )
        guard_move(report, "claim")
        report.status = Report.Status.CLAIMED
        report.claimed_by, report.claimed_at = actor, running.now
        report.save(update_fields=["status", "claimed_by", "claimed_at"])
        end_limits(running, report, ("call_waiting",))
        running.append(ReportClaimed(report=report.id, by=actor.label))
        return report


DECIDE = Statement(
    "decide_report",
    """
UPDATE incidents_report SET status = $2, incident_id = $3, disposition = $4, remark = $5, undo_until = $6, undo_to = $7
WHERE id = $1""",
)


def settle_report(running: Change, report: Report, status: Report.Status) -> None:
    """Somebody decided: its limit ends, its alarms go, and for ten seconds the decision can be taken back."""
    report.undo_to, report.undo_until = report.status, running.now + timedelta(seconds=UNDO_S)
    report.status = status
    DECIDE.soon(
        report.id, status, report.incident_id, report.disposition, report.remark, report.undo_until, report.undo_to
    )
    end_limits(running, report, ("unhandled", "call_waiting"))


def end_limits(running: Change, report: Report, kinds: tuple[str, ...]) -> None:
    """What was asked for has been done: the limits of these kinds end, and their alarms go."""
    for kind in kinds:
        clock.settle(kind=kind, subject=report.subject, now=running.now)
    clear_alarms(running, report, kinds=kinds)


def attach_report(*, report_id: UUID, incident_id: UUID, actor: Actor, now: datetime | None = None) -> Report:
    """The report tells of an incident that is already open.

    Raises:
        WrongMove: the report is decided, or the incident closed.
    """
    with change(actor, now) as running:
        report = get_report(actor, report_id, lock=True)
        require_centre(actor)
        if report.status == Report.Status.ATTACHED and report.incident_id == incident_id:
            return report
        guard_move(report, "attach")
        incident = get_incident(actor, incident_id, lock=True)
        if not incident.is_open:
            raise WrongMove(_("Kejadian ini sudah ditutup."), allowed=["reopen"])
        report.incident = incident
        report.disposition = ""
        settle_report(running, report, Report.Status.ATTACHED)
        running.append(ReportAttached(report=report.id, incident=incident.id, number=incident.number))
        return report


def dismiss_report(
    *, report_id: UUID, disposition: str, actor: Actor, note: str = "", now: datetime | None = None
) -> Report:
    """A person decided that no incident follows, and why.

    Raises:
        WrongMove: it is already decided otherwise.
    """
    with change(actor, now) as running:
        report = get_report(actor, report_id, lock=True)
        require_centre(actor)
        if report.status == Report.Status.DISMISSED and report.disposition == disposition:
            return report
        guard_move(report, "dismiss")
        report.disposition, report.remark = disposition, note
        settle_report(running, report, Report.Status.DISMISSED)
        running.append(ReportDismissed(report=report.id, disposition=disposition))
        return report


def undo_report(*, report_id: UUID, actor: Actor, now: datetime | None = None) -> Report:
    """Take the last decision back within ten seconds: an incident opened by it is cancelled, its agencies withdrawn.

    Raises:
        WrongMove: too late, nothing to undo, or units are already out.
    """
    with change(actor, now) as running:
        report = get_report(actor, report_id, lock=True)
        require_centre(actor)
        if report.waiting and report.undo_until is None:
            raise WrongMove(_("Belum ada keputusan untuk dibatalkan."), allowed=moves_from(REPORT_MOVES, report.status))
        if report.waiting:
            return report
        if report.undo_until is None or running.now > report.undo_until:
            raise WrongMove(
                _("Sudah lewat %(seconds)s detik; keputusan tidak dapat dibatalkan lagi.") % {"seconds": UNDO_S},
                code="too_late",
                allowed=[move for move in moves_from(REPORT_MOVES, report.status) if move != "undo"],
            )
        take_back(running, report)
        return report


def take_back(running: Change, report: Report) -> None:
    """Return the report to the state before the decision; its limit starts anew.

    The incident is locked after its report: a desk may be taking the task, or sending, at this very moment.
    """
    decision, incident = report.status, None
    if report.incident_id is not None:
        incident = get_incident(running.actor, report.incident_id, lock=True)
    if decision == Report.Status.OPENED and incident is not None:
        cancel_incident(running, incident)
    report.status, report.incident, report.disposition = report.undo_to, None, ""
    report.undo_until = running.now
    report.save()
    start_unhandled(running, report)
    running.append(
        ReportUndone(report=report.id, incident=incident.id if incident is not None else None, decision=decision)
    )


def reopen_report(*, report_id: UUID, actor: Actor, now: datetime | None = None) -> Report:
    """It was dismissed, or attached, by mistake, and the ten seconds are over: it waits again, for whoever takes it.

    Raises:
        WrongMove: an incident was opened from it; that one is closed, or goes on.
    """
    with change(actor, now) as running:
        report = get_report(actor, report_id, lock=True)
        require_centre(actor)
        if report.waiting:
            return report
        guard_move(report, "reopen")
        decision, disposition, incident_id = report.status, report.disposition, report.incident_id
        if incident_id is not None:
            get_incident(actor, incident_id, lock=True)
        report.status, report.incident, report.disposition = Report.Status.RECEIVED, None, ""
        report.claimed_by = report.claimed_at = report.undo_until = None
        report.save()
        start_unhandled(running, report)
        reopened = ReportReopened(report.id, incident_id, decision=decision, disposition=disposition)
        running.append(reopened)
        return report


def reveal_caller(*, report_id: UUID, reason: str, actor: Actor, now: datetime | None = None) -> str:
    """The full number of a caller, to somebody who says why; every look is an entry.

    Raises:
        Missing: no such report for this user.
        Invalid: the report has no number.
    """
    with change(actor, now) as running:
        report = get_report(actor, report_id)
        if report.caller is None:
            raise Invalid(_("Laporan ini tidak punya nomor penelepon."))
        reveal = Reveal.objects.create(report=report, user_id=actor.id, reason=reason, at=running.now)
        running.append(CallerRevealed(report=report.id, reveal=reveal.id))
        return report.caller.phone
