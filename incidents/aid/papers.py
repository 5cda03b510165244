"""Agreements and findings as programs read them, and as tables that leave the house."""

from collections.abc import Iterable, Iterator
from typing import Any

from agencies.models import Agreement, AgreementEvent
from foundation.lib.time import iso
from incidents.aid.answers import Kept, performance_of
from incidents.models import Finding
from incidents.services.findings import ladder_of

Data = dict[str, Any]
AGREEMENT_COLUMNS = (
    "agreement",
    "phase",
    "starts_on",
    "ends_on",
    "party",
    "promise",
    "amount",
    "measure",
    "answer_s",
    "arrival_s",
    "asked",
    "arrived_in_time",
    "arrived_late",
    "never_came",
    "amount_asked",
    "amount_given",
    "median_arrival_s",
    "cost",
)
FINDING_COLUMNS = (
    "incident",
    "agency",
    "kind",
    "what",
    "basis",
    "due_at",
    "opened_at",
    "status",
    "answered_at",
    "upheld",
    "sanction",
    "decided_at",
)
NUMBERS = ("asked", "arrived_in_time", "arrived_late", "never_came", "amount_asked", "amount_given")


def agreement_line(agreement: Agreement) -> Data:
    """One of a list."""
    return {
        "id": str(agreement.id),
        "form": agreement.form,
        "citation": agreement.citation,
        "title": agreement.title,
        "phase": agreement.phase,
        "starts_on": agreement.starts_on,
        "ends_on": agreement.ends_on,
        "parties": [party.name for party in agreement.parties.all()],
    }


def agreement_answer(agreement: Agreement) -> Data:
    """The whole of it, each promise beside what was given."""
    return agreement_line(agreement) | {
        "purpose": agreement.purpose,
        "legal_bases": agreement.legal_bases,
        "data_sharing": agreement.data_sharing,
        "funding": agreement.funding,
        "sanctions": agreement.sanctions,
        "ended_reason": agreement.ended_reason or None,
        "parties": [
            {
                "id": str(party.id),
                "name": party.name,
                "agency": party.agency.code if party.agency else None,
                "authority": party.authority,
                "signatory": party.signatory or None,
                "signed_at": iso(party.signed_at),
            }
            for party in agreement.parties.select_related("agency")
        ],
        "promises": [promise_answer(kept) for kept in performance_of(agreement)],
        "clauses": list(agreement.clauses.values("number", "text")),
        "events": [event_answer(event) for event in agreement.events.select_related("party")],
        "files": list(agreement.files.values("name", "size", "digest")),
    }


def event_answer(event: AgreementEvent) -> Data:
    """What was done about it."""
    return {
        "kind": event.kind,
        "party": event.party.name if event.party else None,
        "held_on": event.held_on,
        "text": event.text,
        "follow_up_on": event.follow_up_on,
        "done_at": iso(event.done_at),
    }


def promise_answer(kept: Kept) -> Data:
    """What was promised, and what came of it."""
    promise = kept.promise
    return {
        "id": str(promise.id),
        "party": promise.party.name,
        "kind": promise.kind,
        "what": promise.what,
        "amount": promise.amount,
        "measure": promise.measure,
        "clause": promise.clause or None,
        "answer_s": promise.answer_s,
        "arrival_s": promise.arrival_s,
        "kept": {name: getattr(kept, name) for name in (*NUMBERS, "answered_late", "median_arrival_s", "cost")},
    }


def finding_line(finding: Finding) -> Data:
    """One of a list, without what anybody wrote."""
    return {
        "id": str(finding.id),
        "incident": {"id": str(finding.incident_id), "number": finding.incident.number},
        "agency": finding.agency.code if finding.agency else None,
        "whose": finding.whose,
        "kind": finding.kind,
        "what": finding.what,
        "basis": finding.basis,
        "due_at": iso(finding.due_at),
        "opened_at": iso(finding.opened_at),
        "status": finding.status,
        "upheld": finding.upheld,
        "sanction": {"step": finding.sanction_step, "name": finding.sanction_name} if finding.sanction_step else None,
    }


def finding_whole(finding: Finding) -> Data:
    """With the agency's answer, the decision, and the ladder of sanctions that holds for it."""
    ladder = ladder_of(finding)
    return finding_line(finding) | {
        "answer": finding.answer or None,
        "answered_at": iso(finding.answered_at),
        "decision": finding.decision or None,
        "decided_at": iso(finding.decided_at),
        "ladder": {"citation": ladder.citation, "steps": [step.name for step in ladder.steps]},
    }


def agreement_rows(agreements: Iterable[Agreement]) -> Iterator[tuple[Any, ...]]:
    """A row for each promise: what was promised beside what was given."""
    for agreement in agreements:
        for kept in performance_of(agreement):
            promise = kept.promise
            yield (
                agreement.citation,
                agreement.phase,
                agreement.starts_on,
                agreement.ends_on,
                promise.party.name,
                promise.what,
                promise.amount,
                promise.measure,
                promise.answer_s,
                promise.arrival_s,
                *(getattr(kept, name) for name in NUMBERS),
                kept.median_arrival_s,
                kept.cost,
            )


def finding_rows(findings: Iterable[Finding]) -> Iterator[tuple[Any, ...]]:
    """A row for each finding, without what anybody wrote."""
    for finding in findings:
        yield (
            finding.incident.number,
            finding.whose,
            finding.kind,
            finding.what,
            finding.basis,
            iso(finding.due_at),
            iso(finding.opened_at),
            finding.status,
            iso(finding.answered_at),
            finding.upheld,
            finding.sanction,
            iso(finding.decided_at),
        )
