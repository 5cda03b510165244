"""What the caller answers: kept with the report under the version that asked, and carried to its incident.

While a report waits, every answer moves its suggestion. Once it is an incident, an answer proposes; a person confirms
(`reclassify_incident`) or declines.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Actor, Change, change
from foundation.lib.errors import Invalid, WrongMove
from foundation.lib.time import iso
from foundation.people.models import Role
from incidents.access import get_incident, get_report, require_centre
from incidents.entries import PriorityProposed, ProposalDeclined, ReportAnswered
from incidents.interview.conversation import conversation_of, rulebook_of
from incidents.models import Alarm, Incident, Report
from incidents.services.alarms import clear_alarms, raise_alarm
from sop.classify import classify
from sop.interview import interview
from sop.reading import Answered, read_answers
from sop.selectors import Rulebook, rulebook_at

MOST_ANSWERS = 120


def answer_report(*, report_id: UUID, answers: Mapping[str, Any], actor: Actor, now: datetime | None = None) -> Report:
    """Keep what the caller answers, each answer with the version whose question it is; None takes one back.

    Asking for what is kept already changes nothing.

    Raises:
        Invalid: a question that is not asked, or an answer that it does not have.
        WrongMove: the report was dismissed, or its incident is closed.
    """
    with change(actor, now) as running:
        report = get_report(actor, report_id, lock=True)
        require_centre(actor)
        incident = open_incident_of(running, report)
        book = rulebook_of(incident, running.now) if incident else rulebook_at(running.now)
        changed = {key: value for key, value in answers.items() if report.answers.get(key) != value}
        if not changed:
            return report
        guard_answers(changed, book)
        before = interview_of(incident, book) if incident else None
        keep_answers(report, changed, book, running.now)
        if report.waiting:
            report.suggestion = classify(report.text, report.answers, book.rules).as_json()
        report.save(update_fields=["answers", "interview", "suggestion"])
        running.append(answered_entry(report, changed, book))
        if incident is not None and before is not None:
            propose(running, incident, report, before, changed, book)
        return report


def open_incident_of(running: Change, report: Report) -> Incident | None:
    """The incident of the report, locked; None while it waits.

    Raises:
        WrongMove: nobody acts on an answer any more.
    """
    if report.status == Report.Status.DISMISSED:
        raise WrongMove(_("Laporan ini sudah ditutup; jawaban tidak dapat ditambah."), allowed=["undo"])
    if report.incident_id is None:
        return None
    incident = get_incident(running.actor, report.incident_id, lock=True)
    if not incident.is_open:
        raise WrongMove(_("Kejadian ini sudah ditutup."), allowed=["reopen"])
    return incident


def guard_answers(answers: Mapping[str, Any], book: Rulebook) -> None:
    """Refuse what no question of the rules in force can take.

    Raises:
        Invalid: naming each answer.
    """
    if len(answers) > MOST_ANSWERS:
        raise Invalid(_("Terlalu banyak jawaban."))
    wrong: dict[str, list[str]] = {}
    for key, value in answers.items():
        known = book.rules.question(key)
        if value is None:
            continue
        if known is None:
            wrong[f"answers.{key}"] = [_("Pertanyaan ini tidak ada dalam SOP yang berlaku.")]
        elif known[1].branch(value) is None:
            wrong[f"answers.{key}"] = [_("Jawaban ini tidak ada pada pertanyaannya.")]
    if wrong:
        raise Invalid(_("Isian belum benar; tidak ada yang diubah."), fields=wrong)


def keep_answers(report: Report, answers: Mapping[str, Any], book: Rulebook, now: datetime) -> None:
    """Put answers into the row of the report: what was said, and which version of which question it answers."""
    for key in [key for key, value in answers.items() if value is None]:
        report.answers.pop(key, None)
        report.interview.pop(key, None)
    given = {key: value for key, value in answers.items() if value is not None}
    report.answers.update(given)
    for answered in read_answers(given, book.rules):
        report.interview[answered.key] = {
            "branch": answered.branch.value,
            "version": version_of(answered, book),
            "at": iso(now),
        }


def version_of(answered: Answered, book: Rulebook) -> str | None:
    """The version whose question was answered; the opening questions belong to none."""
    version = book.versions.get(answered.type) if answered.type else None
    return str(version.id) if version else None


def answered_entry(report: Report, answers: Mapping[str, Any], book: Rulebook) -> ReportAnswered:
    """What the record keeps: codes of questions and branches, never the caller's words."""
    version = book.versions.get(report.suggestion["type"])
    return ReportAnswered(
        report=report.id,
        incident=report.incident_id,
        answers=tuple(sorted(code_of(report, key) for key in answers)),
        type=report.suggestion["type"],
        priority=report.suggestion["priority"],
        procedure_version=version.id if version else None,
    )


def code_of(report: Report, key: str) -> str:
    """`FIR-BUILDING.inside=some`; `-` where an answer was taken back."""
    kept = report.interview.get(key)
    return f"{key}={kept['branch'] if kept else '-'}"


def interview_of(incident: Incident, book: Rulebook) -> tuple[str, str]:
    """Type and priority as the answers have them now."""
    text, answers = conversation_of(incident)
    found = interview(text, answers, book.rules, type_code=incident.type_id)
    return incident.type_id, found.priority


def propose(
    running: Change,
    incident: Incident,
    report: Report,
    before: tuple[str, str],
    answers: Mapping[str, Any],
    book: Rulebook,
) -> None:
    """Write down what the new answers speak for, when that is not what stands; a person decides.

    An answer that says nothing new proposes nothing: whoever overruled the suggestion is not asked again.
    """
    changes = read_answers({key: value for key, value in answers.items() if value is not None}, book.rules)
    moved = moved_type(incident, changes, book)
    text, given = conversation_of(incident, report)
    found = interview(text, given, book.rules, type_code=moved)
    wanted = (moved, found.priority)
    if wanted == before and not speaks(changes, wanted):
        return
    if wanted == (incident.type_id, incident.priority):
        drop_proposal(running, incident)
        return
    because = tuple(sorted(code_of(report, key) for key in answers))
    incident.proposal = {
        "type": wanted[0],
        "priority": wanted[1],
        "because": list(because),
        "report": str(report.id),
        "at": iso(running.now),
    }
    incident.save(update_fields=["proposal"])
    running.append(
        PriorityProposed(
            incident=incident.id,
            report=report.id,
            old_type=incident.type_id,
            old_priority=incident.priority,
            type=wanted[0],
            priority=wanted[1],
            because=because,
        )
    )
    clear_alarms(running, incident, kinds=("proposal",))
    if wanted[0] != incident.type_id or wanted[1] < incident.priority:
        raise_alarm(
            running,
            kind=Alarm.Kind.PROPOSAL,
            urgency=Alarm.Urgency.ACT_SOON,
            role=Role.DISPATCHER,
            incident=incident,
        )


def speaks(changes: Sequence[Answered], wanted: tuple[str, str]) -> bool:
    """Whether one of these answers by itself asks for the type or the priority."""
    return any(one.branch.type == wanted[0] or one.branch.priority == wanted[1] for one in changes)


def moved_type(incident: Incident, changes: Sequence[Answered], book: Rulebook) -> str:
    """The type that an answer to its own questions moves the incident to; its own when none does.

    An opening question speaks of the person who is hurt, and an accident stays one when somebody is unconscious.
    """
    for answered in changes:
        target = answered.branch.type
        if answered.type == incident.type_id and target is not None and target in book.rules.types:
            return target
    return incident.type_id


def decline_proposal(*, incident_id: UUID, actor: Actor, now: datetime | None = None) -> Incident:
    """A person has read the proposal, and type and priority stay as they are.

    Raises:
        WrongMove: the incident is closed.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True)
        require_centre(actor)
        if incident.proposal is None:
            return incident
        declined = incident.proposal
        drop_proposal(running, incident)
        running.append(ProposalDeclined(incident=incident.id, type=declined["type"], priority=declined["priority"]))
        return incident


def drop_proposal(running: Change, incident: Incident) -> None:
    """It is decided, one way or the other."""
    incident.proposal = None
    incident.save(update_fields=["proposal"])
    clear_alarms(running, incident, kinds=("proposal",))
