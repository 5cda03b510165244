"""Which time limits an incident starts, and the ladders they carry with them."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings

from foundation.clock.clock import clock
from foundation.journal import Change
from incidents.models import AgencyAssignment, Aid, Complaint, CrewLink, HelpCall, Incident, Report, UnitAssignment
from incidents.states import response_owed

Ladder = list[dict[str, Any]]

# A report that nobody decides about climbs after a minute: a call-taker who is still speaking has claimed it.
UNHANDLED_S: Final = 60
# A case that no decree covers must have a lead found by a person within this time.
NO_LEAD_S: Final = 60
# No incident is forgotten: one still open after this long is shown to the dispatcher, then to the coordinator. It is
# the only limit of those that no procedure limits (information, P5).
LEFT_OPEN: Final = timedelta(hours=12)
# A telephone that rings is answered within this time.
CALL_WAITING: Final = timedelta(seconds=10)
# A unit that has told neither a state nor a place for so long is asked how it is.
SILENCE: Final = {
    "assigned": timedelta(minutes=10),
    "en_route": timedelta(minutes=15),
    "transporting": timedelta(minutes=15),
    "on_scene": timedelta(hours=1),
    "at_hospital": timedelta(hours=1),
}
# A call for help must be answered by the centre within this time; one in danger sooner.
HELP_S: Final = 60
PANIC_S: Final = 20
# A closed incident stays on the boards for an hour: what follows it is still asked there.
ON_BOARD_AFTER_CLOSE: Final = timedelta(hours=1)

# Steps that no procedure writes; as in one, `after_s` counts from the step before, the first from the miss.
CENTRE_LADDER: Final[Ladder] = [
    {"after_s": 0, "to": "dispatcher"},
    {"after_s": 30, "to": "coordinator"},
    {"after_s": 60, "to": "coordinator"},
]
CALL_LADDER: Final[Ladder] = [
    {"after_s": 0, "to": "call_taker"},
    {"after_s": 20, "to": "dispatcher"},
    {"after_s": 20, "to": "coordinator"},
]
LINK_FAILED: Final = "link_failed"
# Whoever sent a message that did not leave has this long to reach the crew otherwise.
LINK_FAILED_FOR: Final = timedelta(minutes=2)
LINK_LADDER: Final[Ladder] = [
    {"after_s": 0, "to": "coordinator"},
    {"after_s": 300, "to": "coordinator"},
]
AID_ANSWER: Final = "aid_answer"
AID_ARRIVAL: Final = "aid_arrival"
AID_LADDER: Final[Ladder] = [
    {"after_s": 0, "to": "dispatcher"},
    {"after_s": 300, "to": "coordinator"},
]
LEFT_OPEN_LADDER: Final[Ladder] = [
    {"after_s": 0, "to": "dispatcher"},
    {"after_s": 3600, "to": "coordinator"},
]
NO_LEAD_LADDER: Final[Ladder] = [
    {"after_s": 0, "to": "coordinator"},
    {"after_s": 60, "to": "coordinator"},
]

HELP_LADDER: Final[Ladder] = [
    {"after_s": 0, "to": "coordinator"},
    {"after_s": 60, "to": "coordinator"},
]


def start_unhandled(running: Change, report: Report) -> None:
    """Somebody must decide about this report; running from the server's own time, never a typed one."""
    clock.start(
        kind="unhandled",
        subject=report.subject,
        due_at=running.now + timedelta(seconds=UNHANDLED_S),
        now=running.now,
        ladder=CENTRE_LADDER,
    )


def start_call_waiting(running: Change, report: Report) -> None:
    """The telephone rings, and nobody has answered it yet."""
    clock.start(
        kind="call_waiting",
        subject=report.subject,
        due_at=running.now + CALL_WAITING,
        now=running.now,
        ladder=CALL_LADDER,
    )


def start_link_failed(running: Change, link: CrewLink) -> None:
    """The message to a crew did not leave: somebody must ring it."""
    clock.start(
        kind=LINK_FAILED,
        subject=link.subject,
        due_at=running.now + LINK_FAILED_FOR,
        now=running.now,
        ladder=LINK_LADDER,
    )


def start_silence(running: Change, job: UnitAssignment, since: datetime) -> None:
    """The unit must be heard of again, from its last word on; one whose job is over owes none."""
    clock.drop(subject=job.subject, now=running.now)
    allowed = SILENCE.get(job.status)
    if allowed is not None:
        clock.start(kind="unit_silent", subject=job.subject, due_at=since + allowed, now=running.now)


def start_acknowledge(running: Change, assignment: AgencyAssignment, incident: Incident) -> None:
    """The agency must answer; from the alert on, delivered or not. Who is only informed owes no answer."""
    version = incident.procedure_version
    if version is None or assignment.role == "informed":
        return
    seconds = version.targets(incident.priority).acknowledge_s
    if seconds is not None:
        clock.start(
            kind="acknowledge",
            subject=assignment.subject,
            due_at=assignment.alerted_at + timedelta(seconds=seconds),
            now=running.now,
            ladder=version.ladder_for(incident.priority),
        )


def start_response(
    running: Change,
    incident: Incident,
    kinds: tuple[str, ...] = ("dispatch", "on_scene"),
    since: datetime | None = None,
) -> None:
    """The first unit must be sent, and must arrive; both from the moment the report came in, unless said otherwise."""
    version = incident.procedure_version
    if version is None:
        return
    targets = version.targets(incident.priority)
    for kind in kinds:
        seconds = targets.dispatch_s if kind == "dispatch" else targets.on_scene_s
        if seconds is not None:
            clock.start(
                kind=kind,
                subject=incident.subject,
                due_at=(since or incident.owed_since) + timedelta(seconds=seconds),
                now=running.now,
                ladder=version.ladder_for(incident.priority),
            )


def resume_response(running: Change, incident: Incident) -> None:
    """A unit was called back: what nobody is on the way for any more is owed again, from now on."""
    armed = {deadline.kind for deadline in clock.running([incident.subject])}
    owed = response_owed(incident.unit_assignments.values_list("status", flat=True))
    start_response(running, incident, kinds=tuple(kind for kind in owed if kind not in armed), since=running.now)


def start_no_lead(running: Change, incident: Incident) -> None:
    """Nobody is obliged to lead: a person must find somebody."""
    clock.start(
        kind="no_lead",
        subject=incident.subject,
        due_at=running.now + timedelta(seconds=NO_LEAD_S),
        now=running.now,
        ladder=NO_LEAD_LADDER,
    )


def start_left_open(running: Change, incident: Incident) -> None:
    """Somebody must close it, or say that it goes on."""
    clock.start(
        kind="left_open",
        subject=incident.subject,
        due_at=running.now + LEFT_OPEN,
        now=running.now,
        ladder=LEFT_OPEN_LADDER,
    )


def start_help(running: Change, call: HelpCall) -> None:
    """The centre must answer whoever calls for help."""
    clock.start(
        kind=call.kind,
        subject=call.subject,
        due_at=running.now + timedelta(seconds=PANIC_S if call.panic else HELP_S),
        now=running.now,
        ladder=HELP_LADDER,
    )


def start_aid(running: Change, asked: Aid) -> None:
    """What the helper promised: to answer, and to be there; both from the asking."""
    for kind, due in ((AID_ANSWER, asked.answer_due), (AID_ARRIVAL, asked.arrival_due)):
        if due is not None:
            clock.start(kind=kind, subject=asked.subject, due_at=due, now=running.now, ladder=AID_LADDER)


def start_keeping(running: Change, complaint: Complaint) -> None:
    """What a caller complains of is kept no longer than the centre's decree says (UU 27/2022, Pasal 42-45)."""
    clock.start(
        kind="complaint_kept",
        subject=complaint.subject,
        due_at=running.now + timedelta(days=settings.COMPLAINT_DAYS),
        now=running.now,
    )


def start_leave_board(running: Change, incident: Incident) -> None:
    """The closed incident leaves the boards in an hour, by an entry like everything else."""
    clock.start(
        kind="leave_board",
        subject=incident.subject,
        due_at=running.now + ON_BOARD_AFTER_CLOSE,
        now=running.now,
    )
