"""What becomes of a crew's link: its message left or did not, its time is over. Inside somebody else's change."""

from uuid import UUID

from foundation.clock.clock import clock
from foundation.journal import Change
from foundation.notify.models import Notification
from foundation.notify.services import drop_notifications
from foundation.people.models import Role
from incidents.deadlines import LINK_FAILED as FAILED
from incidents.deadlines import start_link_failed
from incidents.entries import CrewLinkEnded, CrewLinkSent
from incidents.models import Alarm, CrewLink, UnitAssignment
from incidents.services.alarms import clear_alarms, raise_alarm


def end_crew_link(running: Change, job: UnitAssignment, *, why: str) -> None:
    """The job's living link opens nothing from now on, and its message does not leave any more if it still waits.

    The caller holds the incident's lock.
    """
    link = CrewLink.objects.select_for_update().filter(job=job, ended_at=None).first()
    if link is None:
        return
    clock.drop(subject=link.subject, now=running.now)
    close_link(running, link, job, why=why)


def call_sender(running: Change, link: CrewLink) -> None:
    """Nobody has told the crew: whoever sent the link must ring it, and the coordinator hears if they do not."""
    job, sender = link.job, link.issued_by
    by_desk = sender is not None and not sender.works_at_centre
    at_centre = Role.COORDINATOR if sender and not sender.has_role(Role.DISPATCHER) else Role.DISPATCHER
    raise_alarm(
        running,
        kind=Alarm.Kind.LINK_FAILED,
        urgency=Alarm.Urgency.ACT_SOON,
        role=Role.DESK if by_desk else at_centre,
        incident=job.incident,
        assignment=job.assignment,
        job=job,
        agency=job.unit.agency,
        phone=job.unit.agency.phone,
    )
    start_link_failed(running, link)


def settle_link_failure(running: Change, link: CrewLink, job: UnitAssignment) -> None:
    """The crew knows by another way, or needs not know any more."""
    if link.failed_at is not None:
        clock.settle(kind=FAILED, subject=link.subject, now=running.now)
        clear_alarms(running, job, kinds=(Alarm.Kind.LINK_FAILED,))


def close_link(running: Change, link: CrewLink, job: UnitAssignment, *, why: str) -> None:
    """The end in its row and in the record; its limit is the caller's affair."""
    link.ended_at, link.ended_why = running.now, why
    link.save(update_fields=["ended_at", "ended_why"])
    drop_notifications(running, about=link.subject, reason=f"the link was ended: {why}")
    settle_link_failure(running, link, job)
    running.append(
        CrewLinkEnded(
            incident=job.incident_id, unit_assignment=job.id, crew_link=link.id, call_sign=job.unit.call_sign, why=why
        )
    )


def note_message(running: Change, message: Notification) -> None:
    """The outbox is done with the message of a link: the card says so, and one that did not leave raises an alarm."""
    wanted = UUID(message.about.partition(":")[2])
    links = CrewLink.objects.select_related("job__unit__agency", "job__incident", "job__assignment", "issued_by")
    link = links.select_for_update(of=("self",)).filter(id=wanted).first()
    if link is None:
        return
    sent = message.status == Notification.Status.SENT
    moment = running.now
    if sent:
        link.sent_at = moment
    else:
        link.failed_at = moment
    link.save(update_fields=["sent_at", "failed_at"])
    if not sent and link.ended_at is None:
        call_sender(running, link)
    running.append(
        CrewLinkSent(
            incident=link.job.incident_id,
            unit_assignment=link.job_id,
            crew_link=link.id,
            call_sign=link.job.unit.call_sign,
            outcome=message.status,
        )
    )
