"""What one caller or channel tells us."""

import hashlib
import hmac
import secrets

from django.db import models

from agencies.models import Area
from foundation.lib.ids import new_id
from foundation.people.models import User


def new_key() -> bytes:
    """The random key of one person's row: erasing the row makes every HMAC in the record meaningless."""
    return secrets.token_bytes(32)


class Caller(models.Model):
    """A private person with a number. The law can erase this row; the record holds only an HMAC under its key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    phone = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=120, blank=True)
    key = models.BinaryField(max_length=32, default=new_key)

    class Meta:
        db_table = "incidents_caller"

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        """The number as lists show it: enough to tell two callers apart, not enough to ring one.

        Of a short one, like an internal line, half at the most.
        """
        shown = min(6, len(self.phone) // 2)
        end = shown // 3
        hidden = len(self.phone) - shown
        return self.phone[: shown - end] + "•" * hidden + self.phone[len(self.phone) - end :]

    @property
    def seal(self) -> str:
        """The HMAC of the number under the row's own key, for the record."""
        return hmac.new(bytes(self.key), self.phone.encode(), hashlib.sha256).hexdigest()


class Report(models.Model):
    """One telling of one event."""

    class Status(models.TextChoices):
        RECEIVED = "received"
        CLAIMED = "claimed"
        OPENED = "opened"
        ATTACHED = "attached"
        DISMISSED = "dismissed"

    class Channel(models.TextChoices):
        CALL = "call"
        SMS = "sms"
        CHAT = "chat"
        APP = "app"
        WEB = "web"
        SENSOR = "sensor"
        AGENCY = "agency"
        CENTRE = "centre"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    channel = models.TextField(choices=Channel.choices)
    text = models.TextField(blank=True)
    caller = models.ForeignKey(Caller, null=True, on_delete=models.SET_NULL, related_name="reports", db_index=False)
    caller_name = models.CharField(max_length=120, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    # How far from that point it may be (EIDO: uncertainty); empty of a point that somebody gave.
    radius_m = models.PositiveIntegerField(null=True)
    place = models.TextField(blank=True)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    answers = models.JSONField(default=dict)
    # For each answer to a question in force: the branch taken, the version that asked, and when it was given.
    interview = models.JSONField(default=dict)
    # When the caller reached us, as told by the channel; `filed_at` is the server's own time, from which limits run.
    received_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    status = models.TextField(choices=Status.choices, default=Status.RECEIVED)
    claimed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    claimed_at = models.DateTimeField(null=True)
    suggestion = models.JSONField(default=dict)
    screening = models.JSONField(default=dict)
    duplicates = models.JSONField(default=list)
    incident = models.ForeignKey("incidents.Incident", null=True, on_delete=models.PROTECT, related_name="reports")
    disposition = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    # The number of the form on paper that it was typed from.
    paper = models.CharField(max_length=20, blank=True)
    exercise = models.BooleanField(default=False)
    # The last move that may still be undone, until then, and the state to go back to.
    undo_until = models.DateTimeField(null=True)
    undo_to = models.TextField(blank=True)

    class Meta:
        db_table = "incidents_report"
        indexes = [
            models.Index(
                fields=["received_at"],
                condition=models.Q(status__in=["received", "claimed"]),
                name="incidents_report_waiting",
            ),
            models.Index(fields=["caller", "filed_at"], name="incidents_report_caller"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """How deadlines and the record name this report."""
        return f"report:{self.id}"

    @property
    def waiting(self) -> bool:
        """Whether somebody still has to decide about it."""
        return self.status in (self.Status.RECEIVED, self.Status.CLAIMED)


class Reveal(models.Model):
    """Who looked at a caller's full number, and the reason given (UU 27/2022 Pasal 31)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="reveals")
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "incidents_reveal"

    def __str__(self) -> str:
        return f"{self.report_id} {self.at}"
