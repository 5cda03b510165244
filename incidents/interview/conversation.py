"""Where the conversation about a report or an incident stands: what was said, what was answered, what to ask next."""

from collections.abc import Iterator, Mapping, Set
from datetime import datetime
from typing import Any
from uuid import UUID

from incidents.models import Incident, Report
from sop.answers import advice_answer, question_answer, said
from sop.interview import Interview, Step, interview
from sop.library import opening
from sop.models import ProcedureVersion
from sop.selectors import Rulebook, rulebook_at

Data = dict[str, Any]


def rulebook_of(incident: Incident, now: datetime) -> Rulebook:
    """The rules that ask about this incident: those of now, unless its own version is retired meanwhile."""
    book, version = rulebook_at(now), incident.procedure_version
    current = book.versions.get(incident.type_id)
    if version is None or version.in_force_from is None or (current is not None and current.id == version.id):
        return book
    return rulebook_at(version.in_force_from)


def conversation_of(incident: Incident, newest: Report | None = None) -> tuple[str, dict[str, Any]]:
    """All that was said and answered about an incident, the later answer for the earlier; `newest` is not saved yet."""
    reports = list(Report.objects.filter(incident=incident).order_by("filed_at", "id"))
    reports = [newest if newest is not None and newest.id == report.id else report for report in reports]
    answers: dict[str, Any] = {}
    for report in reports:
        answers |= report.answers
    return "\n".join(report.text for report in reports if report.text), answers


def known_by_form(report: Report) -> Set[str]:
    """The opening questions that other fields of the report answer."""
    known = {
        "where": report.lat is not None or bool(report.place),
        "number": report.caller_id is not None,
        "what": bool(report.text.strip()),
    }
    return {question for question, answered in known.items() if answered}


def interview_about(
    *, text: str, answers: Mapping[str, Any], now: datetime, type_code: str | None = None, known: Set[str] = frozenset()
) -> Data:
    """What to ask somebody whose report is not filed yet."""
    book = rulebook_at(now)
    found = interview(text, answers, book.rules, type_code=type_code, known=known)
    return interview_answer(found, book, {})


def interview_of_report(report: Report, now: datetime, type_code: str | None = None) -> Data:
    """What to ask next about a report; as this type when somebody has named one."""
    book = rulebook_at(now)
    known = known_by_form(report)
    found = interview(report.text, report.answers, book.rules, type_code=type_code, known=known)
    return interview_answer(found, book, report.interview)


def interview_of_incident(incident: Incident, now: datetime, *, whole: bool) -> Data:
    """What to ask next about an incident, by the version that handles it.

    Unless `whole` without suggestion and answers in words; a question's reason may still hold a word of the caller's
    (`why`). `report` is the one under which the next answers are filed.
    """
    book = rulebook_of(incident, now)
    text, answers = conversation_of(incident)
    reports = list(Report.objects.filter(incident=incident).order_by("filed_at", "id"))
    kept: dict[str, Any] = {}
    known: set[str] = set()
    for report in reports:
        kept |= report.interview
        known |= known_by_form(report)
    found = interview(text, answers, book.rules, type_code=incident.type_id, known=known)
    answer = interview_answer(found, book, kept)
    if not whole:
        answer |= {"suggestion": None, "answered": [one for one in answer["answered"] if one["kind"] != "text"]}
    return answer | {"report": str(reports[0].id) if reports else None, "proposal": incident.proposal}


def interview_answer(found: Interview, book: Rulebook, kept: Mapping[str, Any]) -> Data:
    """As doors answer it."""
    version = book.versions.get(found.type)
    return {
        "type": found.type,
        "priority": found.priority,
        "why": [evidence.as_json() for evidence in found.why],
        "procedure": asked_by(version) if version else None,
        "suggestion": found.suggestion.as_json(),
        "questions": [step_answer(step) for step in found.steps],
        "answered": list(answered_answers(found, kept)),
        "advice": advice_answer(version),
        "closing": said(opening().closing),
    }


def asked_by(version: ProcedureVersion) -> Data:
    """Whose questions these are; an emergency change is marked until all have signed it."""
    return {"id": str(version.id), "version": version.number, "emergency": version.emergency_running}


def step_answer(step: Step) -> Data:
    """An open question: what is asked, why now, and how urgent its answers can make it."""
    code, dot, _question = step.key.partition(".")
    return question_answer(step.question, code if dot else None) | {
        "reason": step.reason,
        "certain": step.certain,
        "raises_to": step.raises_to,
    }


def answered_answers(found: Interview, kept: Mapping[str, Any]) -> Iterator[Data]:
    """Each answer with its question in words, and the number of the version that asked."""
    numbers = version_numbers(kept)
    for one in found.answered:
        record = kept.get(one.key, {})
        yield {
            "id": one.key,
            "kind": one.question.kind,
            "ask": said(one.question.ask),
            "value": one.said,
            "branch": one.branch.value,
            "label": said(one.branch.label),
            "version": numbers.get(record.get("version")),
            "at": record.get("at"),
        }


def version_numbers(kept: Mapping[str, Any]) -> dict[str | None, int]:
    """The numbers of the versions whose questions were answered."""
    ids = {UUID(record["version"]) for record in kept.values() if record["version"]}
    rows = ProcedureVersion.objects.filter(id__in=ids).values_list("id", "number") if ids else ()
    return {str(version_id): number for version_id, number in rows}
