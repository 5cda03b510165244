"""Running limits on cards: due times, never remaining times."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from dispatch import reads
from dispatch.cards.card import Data
from foundation.clock.models import Deadline
from foundation.lib.time import iso
from incidents.models import AgencyAssignment, LimitAct, UnitAssignment


def limits_of(
    incident_subjects: Sequence[str],
    parts: dict[UUID, list[AgencyAssignment]],
    jobs: dict[UUID, list[UnitAssignment]],
) -> dict[UUID, list[Data]]:
    """The running limits of each incident: its own, those of its agencies' parts, and those of its crews' links."""
    owner: dict[str, tuple[UUID, UUID | None]] = {
        subject: (UUID(subject.partition(":")[2]), None) for subject in incident_subjects
    }
    for incident_id, assignments in parts.items():
        owner |= {assignment.subject: (incident_id, assignment.id) for assignment in assignments}
    for incident_id, sent in jobs.items():
        owner |= {job.link.subject: (incident_id, job.assignment_id) for job in sent if job.link is not None}
    found: dict[UUID, list[Data]] = defaultdict(list)
    rows = reads.LIMITS_OF(list(owner))
    acts = acts_about(rows)
    for deadline in rows:
        incident_id, assignment_id = owner[deadline.subject]
        found[incident_id].append(limit_data(deadline, assignment_id, acts.get(deadline.id)))
    return found


def acts_about(deadlines: Iterable[Deadline]) -> dict[UUID, LimitAct]:
    """The coordinator's last act about each of these limits; only missed ones can have any."""
    missed = [deadline.id for deadline in deadlines if deadline.missed]
    if not missed:
        return {}
    return {act.deadline_id: act for act in reads.ACTS_ON(missed)}


def limit_data(deadline: Deadline, assignment: UUID | None, act: LimitAct | None) -> Data:
    """A running limit: when it is due, and whether it was missed - never how much is left.

    Of a missed one also how far its ladder is, who was called last, who is next and when, and the coordinator's last
    act about it.
    """
    data = {
        "id": str(deadline.id),
        "kind": deadline.kind,
        "due_at": iso(deadline.due_at),
        "missed": deadline.missed,
        "assignment": str(assignment) if assignment else None,
    }
    if not deadline.missed:
        return data
    called = [rung["to"] for rung in deadline.ladder]
    return data | {
        "step": deadline.step,
        "steps": len(called),
        "called": called[deadline.step - 1] if 0 < deadline.step <= len(called) else None,
        "next": called[deadline.step] if deadline.step < len(called) else None,
        "next_at": iso(deadline.next_at),
        "act": act_data(act) if act else None,
    }


def act_data(act: LimitAct) -> Data:
    """What the coordinator did, and why."""
    return {
        "what": act.what,
        "by": act.by.label if act.by else "",
        "at": iso(act.at),
        "reason": act.reason,
        "words": act.words or None,
    }
