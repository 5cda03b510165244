"""What is asked, given and kept under agreements, as screens and pages show it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Q

from agencies.models import Agreement, Promise
from foundation.lib.time import iso
from incidents.models import Aid, Finding

Data = dict[str, Any]


def aid_data(aid: Aid) -> Data:
    """One asking, for everybody with a part in the incident."""
    return {
        "id": str(aid.id),
        "agreement": aid.agreement.citation,
        "clause": aid.promise.clause or None,
        "party": aid.party.name,
        "agency": aid.party.agency.code if aid.party.agency else None,
        "kind": aid.promise.kind,
        "what": aid.promise.what,
        "measure": aid.promise.measure,
        "status": aid.status,
        "asked": aid.asked,
        "offered": aid.offered,
        "given": aid.given,
        "eta_s": aid.eta_s,
        "cost": aid.cost,
        "asked_at": iso(aid.asked_at),
        "arrived_at": iso(aid.arrived_at),
        "answer_due": iso(aid.answer_due),
        "arrival_due": iso(aid.arrival_due),
    }


def promises_to_ask(day: date) -> list[Data]:
    """Everything that running agreements promise on that local day, most useful first: by kind, then by time."""
    term = Q(agreement__ends_on=None) | Q(agreement__ends_on__gte=day)
    found = Promise.objects.filter(term, agreement__phase="running", agreement__starts_on__lte=day)
    rows = found.select_related("agreement", "party__agency").order_by("kind", "arrival_s", "id")
    return [
        {
            "promise": str(row.id),
            "agreement": row.agreement.citation,
            "party": row.party.name,
            "agency": row.party.agency.code if row.party.agency else None,
            "phone": row.party.agency.phone if row.party.agency else None,
            "kind": row.kind,
            "what": row.what,
            "amount": row.amount,
            "measure": row.measure,
            "arrival_s": row.arrival_s,
        }
        for row in rows
    ]


@dataclass(frozen=True)
class Kept:
    """One promise beside what was given: how often asked, and what came of it. Times in seconds."""

    promise: Promise
    asked: int
    answered_late: int
    arrived_in_time: int
    arrived_late: int
    never_came: int
    amount_asked: int
    amount_given: int
    median_arrival_s: int | None
    cost: int


def performance_of(agreement: Agreement) -> list[Kept]:
    """Each promise of the agreement beside what was given."""
    asked: dict[UUID, list[Aid]] = defaultdict(list)
    for aid in Aid.objects.filter(agreement=agreement, incident__exercise=False):
        asked[aid.promise_id].append(aid)
    promises = agreement.promises.select_related("party")
    return [measure(promise, asked[promise.id]) for promise in promises]


def measure(promise: Promise, askings: Sequence[Aid]) -> Kept:
    """Promised against given. Help that is still on its way counts for neither."""
    there = [aid for aid in askings if aid.arrived_at is not None]
    late = [aid for aid in there if is_late(aid)]
    times = [seconds(aid) for aid in there]
    return Kept(
        promise=promise,
        asked=len(askings),
        answered_late=sum(answered_late(aid) for aid in askings),
        arrived_in_time=len(there) - len(late),
        arrived_late=len(late),
        never_came=sum(aid.status == "declined" for aid in askings),
        amount_asked=sum(aid.asked for aid in askings),
        amount_given=sum(aid.given or 0 for aid in there),
        median_arrival_s=round(median(times)) if times else None,
        cost=sum(aid.cost or 0 for aid in askings),
    )


def is_late(aid: Aid) -> bool:
    """Whether it came after the promised moment."""
    return aid.arrived_at is not None and aid.arrival_due is not None and aid.arrived_at > aid.arrival_due


def answered_late(aid: Aid) -> bool:
    """Whether its answer came after the promised moment."""
    answered = aid.offered_at or aid.ended_at
    return aid.answer_due is not None and answered is not None and answered > aid.answer_due


def seconds(aid: Aid) -> float:
    """From the asking to the arrival."""
    return ((aid.arrived_at or aid.asked_at) - aid.asked_at) / timedelta(seconds=1)


def aids_of(incidents: Iterable[UUID]) -> Any:
    """The askings on these incidents with everything that `aid_data` reads."""
    rows = Aid.objects.filter(incident__in=list(incidents))
    return rows.select_related("agreement", "promise", "party__agency").order_by("asked_at", "id")


def finding_answer(finding: Finding) -> Data:
    """A finding in short."""
    return {
        "id": str(finding.id),
        "kind": finding.kind,
        "what": finding.what,
        "status": finding.status,
        "basis": finding.basis,
    }
