"""One event in the world."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from agencies.models import Agency, Area
from foundation.lib.ids import new_id
from foundation.people.models import User
from sop.models import IncidentType, ProcedureVersion

if TYPE_CHECKING:
    from incidents.models.assignments import AgencyAssignment


class Incident(models.Model):
    """An event, the rules it is handled under, and how far the help has come."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    type = models.ForeignKey(IncidentType, on_delete=models.PROTECT, related_name="+")
    priority = models.CharField(max_length=2)
    procedure_version = models.ForeignKey(ProcedureVersion, null=True, on_delete=models.PROTECT, related_name="+")
    stage = models.TextField(default="opened")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    # How far from that point it may be (EIDO: uncertainty); empty of a point that somebody gave.
    radius_m = models.PositiveIntegerField(null=True)
    place = models.TextField(blank=True)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    # When the first report came in, by the server's clock: dispatch and arrival are counted from here.
    reported_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    reopened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    closed_at = models.DateTimeField(null=True)
    disposition = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    # Type and priority that answers given since speak for, until a person confirms or declines.
    proposal = models.JSONField(null=True)
    exercise = models.BooleanField(default=False)
    # A closed incident stays on the boards for an hour; the clock takes it off.
    on_board = models.BooleanField(default=True)

    class Meta:
        db_table = "incidents_incident"
        indexes = [
            models.Index(fields=["opened_at"], condition=models.Q(on_board=True), name="incidents_incident_board"),
            models.Index(fields=["lat", "lon"], condition=models.Q(closed_at=None), name="incidents_incident_near"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """How deadlines and the record name this incident."""
        return f"incident:{self.id}"

    # Everybody's part, where the change at hand gave all of them: who answers at once need not ask.
    parts_at_hand: "Sequence[AgencyAssignment] | None" = None

    @property
    def owed_since(self) -> datetime:
        """From when its limits are counted: the first report, or the moment it was opened again."""
        return self.reopened_at or self.reported_at

    @property
    def is_open(self) -> bool:
        """Whether anything may still happen to it."""
        return self.closed_at is None


class Note(models.Model):
    """What somebody wrote down while it went on. Free text: the law can erase it, so the record keeps only its id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # When it was written, by a phone that had no network until later.
    told_at = models.DateTimeField(null=True)
    text = models.TextField()

    class Meta:
        db_table = "incidents_note"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.at}"
