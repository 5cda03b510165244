"""What needs somebody's eyes now."""

from typing import Final

from django.db import models

from agencies.models import Agency
from foundation.lib.ids import new_id
from foundation.people.models import User
from incidents.models.assignments import AgencyAssignment, UnitAssignment
from incidents.models.complaints import Complaint
from incidents.models.field import HelpCall
from incidents.models.incidents import Incident
from incidents.models.reports import Report

EVERYBODY: Final = "everybody"


class Alarm(models.Model):
    """One alarm on the boards of one audience: the centre's (no agency) or one agency's."""

    class Urgency(models.TextChoices):
        ACT_NOW = "A1"
        ACT_SOON = "A2"
        NOTICE = "A3"

    class Kind(models.TextChoices):
        UNHANDLED = "unhandled"
        ACKNOWLEDGE = "acknowledge"
        DISPATCH = "dispatch"
        ON_SCENE = "on_scene"
        NO_LEAD = "no_lead"
        NO_DESK = "no_desk"
        PLACE_UNKNOWN = "place_unknown"
        DECLINED = "declined"
        PROPOSAL = "proposal"
        LEFT_OPEN = "left_open"
        HELP = "help"
        PANIC = "panic"
        AID_ANSWER = "aid_answer"
        AID_ARRIVAL = "aid_arrival"
        CALL_WAITING = "call_waiting"
        UNIT_SILENT = "unit_silent"
        PAPER = "paper"
        PROCEDURE = "procedure"
        COMPLAINT = "complaint"
        LINK_FAILED = "link_failed"
        ALERT_FAILED = "alert_failed"
        MESSAGE_FAILED = "message_failed"
        TRANSPORT_DOWN = "transport_down"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    urgency = models.CharField(max_length=2, choices=Urgency.choices)
    # One of Kind; the list grows with the house, the column does not change with it.
    kind = models.TextField()
    # Whose eyes: a role of the centre, the desk or supervisor of `agency`, or EVERYBODY on the board.
    role = models.TextField()
    audience = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    # What it is about.
    incident = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT, related_name="alarms", db_index=False)
    report = models.ForeignKey(Report, null=True, on_delete=models.PROTECT, related_name="alarms")
    assignment = models.ForeignKey(AgencyAssignment, null=True, on_delete=models.PROTECT, related_name="alarms")
    # The unit's part, of an alarm about one crew.
    job = models.ForeignKey(UnitAssignment, null=True, on_delete=models.PROTECT, related_name="alarms")
    # What it complains of is not said here: an alarm about an incident stands in the timeline that agencies read.
    complaint = models.ForeignKey(Complaint, null=True, on_delete=models.PROTECT, related_name="+")
    help_call = models.ForeignKey(HelpCall, null=True, on_delete=models.PROTECT, related_name="alarms")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    # A decree, agreement or procedure, as the record names it (or a transport, or whom it does not reach); what is to
    # be known of it, and where it stands.
    paper = models.TextField(blank=True)
    page = models.TextField(blank=True)
    words_id = models.TextField(blank=True)
    words_en = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    step = models.SmallIntegerField(default=0)
    raised_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    cleared_at = models.DateTimeField(null=True)
    # Set aside for a while: it calls nobody, and everybody sees by whom, why and until when. A deadline ends it.
    shelved_until = models.DateTimeField(null=True)
    shelved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    shelve_reason = models.TextField(blank=True)
    shelve_words = models.TextField(blank=True)

    class Meta:
        db_table = "incidents_alarm"
        indexes = [
            models.Index(fields=["raised_at"], condition=models.Q(cleared_at=None), name="incidents_alarm_standing"),
            models.Index(fields=["incident", "kind"], name="incidents_alarm_incident"),
        ]

    def __str__(self) -> str:
        return f"{self.urgency} {self.kind}"

    @property
    def subject(self) -> str:
        """How deadlines and the record name this alarm."""
        return f"alarm:{self.id}"


class AlarmReading(models.Model):
    """One person has read what everybody is to know; for the others it stands."""

    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="readings", db_index=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "incidents_alarm_reading"
        constraints = [models.UniqueConstraint(fields=["alarm", "user"], name="incidents_alarm_reading_once")]

    def __str__(self) -> str:
        return f"{self.alarm_id} {self.user_id}"


class AlarmCall(models.Model):
    """One agency that an alarm asks somebody to ring: all of one incident share one alarm (a flood is no help)."""

    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="calls", db_index=False)
    assignment = models.ForeignKey(AgencyAssignment, on_delete=models.PROTECT, related_name="+")
    urgency = models.CharField(max_length=2, choices=Alarm.Urgency.choices)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents_alarm_call"
        constraints = [models.UniqueConstraint(fields=["alarm", "assignment"], name="incidents_alarm_call_once")]

    def __str__(self) -> str:
        return f"{self.alarm_id} {self.assignment_id}"
