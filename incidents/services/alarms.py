"""Raising alarms, seeing them, and taking them away when their cause is gone."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.models import Agency
from foundation.journal import Actor, Change, change
from foundation.lib.errors import Missing
from foundation.people.models import Role
from incidents.access import Audience, alarms_visible_to, audience_of, require_writer
from incidents.entries import AlarmAcknowledged, AlarmCleared, AlarmRaised
from incidents.models import AgencyAssignment, Alarm, HelpCall, Incident, Report


def raise_alarm(
    running: Change,
    *,
    kind: Alarm.Kind,
    urgency: Alarm.Urgency,
    role: str,
    incident: Incident | None = None,
    report: Report | None = None,
    assignment: AgencyAssignment | None = None,
    help_call: HelpCall | None = None,
    agency: Agency | None = None,
    phone: str = "",
    step: int = 0,
) -> Alarm:
    """Put an alarm on the right boards: an agency's own for its desk and supervisor, the centre's for the rest."""
    own = role in (Role.DESK, Role.SUPERVISOR)
    alarm = Alarm.objects.create(
        kind=kind,
        urgency=urgency,
        role=role,
        audience=agency if own else None,
        incident=incident,
        report=report,
        assignment=assignment,
        help_call=help_call,
        agency=agency,
        phone=phone,
        step=step,
        raised_at=running.now,
    )
    running.append(
        AlarmRaised(
            alarm=alarm.id,
            incident=incident.id if incident else None,
            report=report.id if report else None,
            cause=kind,
            urgency=urgency,
            role=role,
            audience=agency.code if own and agency else "centre",
            step=step,
        )
    )
    return alarm


def clear_alarms(
    running: Change,
    *,
    incident: Incident | None = None,
    report: Report | None = None,
    assignment: AgencyAssignment | None = None,
    help_call: HelpCall | None = None,
    kinds: tuple[str, ...] | None = None,
    own_board: bool = False,
) -> None:
    """The cause is gone: the alarms leave the boards. With `own_board` also whatever the agency's own board shows."""
    standing = Alarm.objects.filter(cleared_at=None)
    if help_call is not None:
        standing = standing.filter(help_call=help_call)
    elif assignment is not None:
        standing = standing.filter(assignment=assignment)
    elif incident is not None:
        standing = standing.filter(incident=incident)
    elif report is not None:
        standing = standing.filter(report=report)
    if kinds is not None:
        wanted = Q(kind__in=kinds)
        standing = standing.filter(wanted | Q(audience__isnull=False) if own_board else wanted)
    for alarm in standing.order_by("id"):
        alarm.cleared_at = running.now
        alarm.save(update_fields=["cleared_at"])
        running.append(
            AlarmCleared(alarm=alarm.id, incident=alarm.incident_id, report=alarm.report_id, cause=alarm.kind)
        )


def acknowledge_alarm(*, alarm_id: UUID, actor: Actor, now: datetime | None = None) -> Alarm:
    """Silence an alarm: who and when stands in the record; the cause stays listed until it is gone.

    Raises:
        Missing: the alarm is not on this person's board.
    """
    with change(actor, now) as running:
        audience: Audience | None = audience_of(actor)
        alarm = alarms_visible_to(audience).select_for_update(of=("self",)).filter(id=alarm_id).first()
        if alarm is None:
            raise Missing(_("Alarm ini tidak ditemukan."))
        require_writer(actor)
        if alarm.acknowledged_at is None and alarm.cleared_at is None:
            alarm.acknowledged_at, alarm.acknowledged_by_id = running.now, actor.id
            alarm.save(update_fields=["acknowledged_at", "acknowledged_by"])
            running.append(
                AlarmAcknowledged(alarm=alarm.id, incident=alarm.incident_id, report=alarm.report_id, by=actor.label)
            )
        return alarm
