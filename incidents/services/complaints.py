"""Complaints that reach the centre by its own people: written down, and before the coordinator's eyes."""

from datetime import datetime
from uuid import UUID

from foundation.journal import Actor, Change, change
from foundation.people.models import Role, User
from incidents.access import get_incident, get_report, require_centre
from incidents.deadlines import start_keeping
from incidents.entries import ComplaintForgotten, ComplaintRecorded
from incidents.models import Alarm, Complaint
from incidents.services.alarms import clear, ring


def record_complaint(
    *,
    text: str,
    actor: Actor,
    incident_id: UUID | None = None,
    report_id: UUID | None = None,
    now: datetime | None = None,
) -> Complaint:
    """A caller complains of how an incident or a report is handled: the coordinator reads it, in the words it was told.

    Agencies with a part in the incident learn nothing of it: it may be about them.

    Raises:
        Missing, Denied: not for this account; only the centre's people write one down.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True) if incident_id else None
        report = get_report(actor, report_id, lock=True) if incident is None and report_id else None
        require_centre(actor)
        author = actor if isinstance(actor, User) else None
        complaint = Complaint.objects.create(incident=incident, report=report, text=text, author=author, at=running.now)
        notice = Alarm(
            kind=Alarm.Kind.COMPLAINT, urgency=Alarm.Urgency.NOTICE, role=Role.COORDINATOR, complaint=complaint
        )
        ring(running, notice)
        running.append(
            ComplaintRecorded(
                incident=incident.id if incident else None,
                report=report.id if report else None,
                complaint=complaint.id,
            )
        )
        start_keeping(running, complaint)
        return complaint


def forget_words(running: Change, complaint: Complaint) -> None:
    """Its time is over: the row stays without what a person said, and whoever has not read it reads it no more."""
    complaint.text = ""
    complaint.save(update_fields=["text"])
    for notice in Alarm.objects.filter(complaint=complaint, cleared_at=None):
        clear(running, notice)
    running.append(ComplaintForgotten(complaint=complaint.id))
