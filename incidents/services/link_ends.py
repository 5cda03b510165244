"""What becomes of a crew's link: its message left or did not, its time is over. Inside somebody else's change."""

from uuid import UUID

from foundation.clock.clock import clock
from foundation.journal import Change
from foundation.notify.models import Notification
from foundation.notify.services import drop_notifications
from incidents.entries import CrewLinkEnded, CrewLinkSent
from incidents.models import CrewLink, UnitAssignment


def end_crew_link(running: Change, job: UnitAssignment, *, why: str) -> None:
    """The job's living link opens nothing from now on, and its message does not leave any more if it still waits.

    The caller holds the incident's lock.
    """
    link = CrewLink.objects.select_for_update().filter(job=job, ended_at=None).first()
    if link is None:
        return
    clock.drop(subject=link.subject, now=running.now)
    close_link(running, link, job, why=why)


def close_link(running: Change, link: CrewLink, job: UnitAssignment, *, why: str) -> None:
    """The end in its row and in the record; its limit is the caller's affair."""
    link.ended_at, link.ended_why = running.now, why
    link.save(update_fields=["ended_at", "ended_why"])
    drop_notifications(running, about=link.subject, reason=f"the link was ended: {why}")
    running.append(
        CrewLinkEnded(
            incident=job.incident_id, unit_assignment=job.id, crew_link=link.id, call_sign=job.unit.call_sign, why=why
        )
    )


def note_message(running: Change, message: Notification) -> None:
    """The outbox is done with the message of a link: the card then says whether it was sent."""
    wanted = UUID(message.about.partition(":")[2])
    link = CrewLink.objects.select_for_update(of=("self",)).select_related("job__unit").filter(id=wanted).first()
    if link is None:
        return
    sent = message.status == Notification.Status.SENT
    moment = running.now
    if sent:
        link.sent_at = moment
    else:
        link.failed_at = moment
    link.save(update_fields=["sent_at", "failed_at"])
    running.append(
        CrewLinkSent(
            incident=link.job.incident_id,
            unit_assignment=link.job_id,
            crew_link=link.id,
            call_sign=link.job.unit.call_sign,
            outcome=message.status,
        )
    )
