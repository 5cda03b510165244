"""What every step of help has in common, and the end of all help with its incident."""

from dataclasses import dataclass

from foundation.clock.clock import clock
from foundation.clock.models import Deadline
from foundation.journal import Change
from incidents.access import OnBehalf
from incidents.deadlines import AID_ANSWER, AID_ARRIVAL
from incidents.entries import AidMoved
from incidents.models import Aid, Incident
from incidents.services.alarms import clear_alarms
from incidents.states import AID_PENDING

# Who is still waited for, by limit: the states, and the column of the promised moment.
WAITED_FOR = {AID_ANSWER: (("asked",), "answer_due"), AID_ARRIVAL: (AID_PENDING, "arrival_due")}

STAMPS = {
    "offered": "offered_at",
    "accepted": "accepted_at",
    "on_the_way": "departed_at",
    "arrived": "arrived_at",
    "released": "released_at",
    "returned": "returned_at",
}


@dataclass(frozen=True)
class Given:
    """What a step says beside itself: how much, how long it takes (seconds), what it cost (rupiah), for whom."""

    amount: int | None = None
    eta_s: int | None = None
    cost: int | None = None
    on_behalf: OnBehalf | None = None


NOTHING = Given()


def move_aid(running: Change, aid: Aid, status: str, given: Given = NOTHING) -> None:
    """Write the new state, its moment and its entry; promised times that are met end."""
    old, aid.status = aid.status, status
    setattr(aid, STAMPS.get(status, "ended_at"), running.now)
    aid.save()
    settle_promise(running, aid, status)
    late = status == "arrived" and aid.arrival_due is not None and running.now > aid.arrival_due
    running.append(
        AidMoved(
            incident=aid.incident_id,
            aid=aid.id,
            agreement=aid.agreement_id,
            party=aid.party.name,
            old_status=old,
            status=status,
            amount=aid.given if status == "arrived" else given.amount,
            cost=aid.cost if status == "returned" else None,
            late=late,
            on_behalf_name=given.on_behalf.name if given.on_behalf else None,
            on_behalf_means=given.on_behalf.means_code if given.on_behalf else None,
        )
    )


def settle_promise(running: Change, aid: Aid, status: str) -> None:
    """An answer ends the limit to answer, an arrival the limit to arrive, an end both; the alarm about a limit goes
    when nobody else is late with the same.
    """
    over = status in ("declined", "withdrawn")
    outcome = Deadline.Outcome.DROPPED if over else Deadline.Outcome.MET
    kinds = [AID_ANSWER] if status != "asked" else []
    if over or status == "arrived":
        kinds.append(AID_ARRIVAL)
    for kind in kinds:
        clock.settle(kind=kind, subject=aid.subject, now=running.now, outcome=outcome)
        states, due = WAITED_FOR[kind]
        others = Aid.objects.filter(incident=aid.incident, status__in=states, **{f"{due}__lte": running.now})
        if not others.exclude(id=aid.id).exists():
            clear_alarms(running, aid.incident, kinds=(kind,))


def end_aid(running: Change, incident: Incident) -> None:
    """At an incident's end nobody is waited for any more, and who is there may go home."""
    asked = Aid.objects.filter(incident=incident).select_related("party")
    for aid in asked.exclude(status__in=("declined", "withdrawn", "returned")).order_by("id"):
        aid.incident = incident
        if aid.status in AID_PENDING:
            move_aid(running, aid, "withdrawn")
        elif aid.status == "arrived":
            move_aid(running, aid, "released")
