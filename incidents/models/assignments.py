"""An agency's part in an incident, and its units' parts."""

from django.db import models

from agencies.models import Agency, Mandate, Unit
from foundation.lib.ids import new_id
from incidents.models.incidents import Incident


class AgencyAssignment(models.Model):
    """What one agency is asked to do, by which article, and how far it is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="assignments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.TextField()
    status = models.TextField(default="alerted")
    since = models.DateTimeField()
    mandate = models.ForeignKey(Mandate, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    # As they were when the agency was called: the paper may change, the reason for this call does not.
    decree = models.TextField(blank=True)
    article = models.TextField(blank=True)
    obligation = models.TextField(blank=True)
    why = models.JSONField(default=list)
    substitute = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    substitute_for = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="substitutes")
    alerted_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    responding_at = models.DateTimeField(null=True)
    on_scene_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    on_behalf_name = models.TextField(blank=True)
    on_behalf_means = models.TextField(blank=True)

    class Meta:
        db_table = "incidents_agency_assignment"
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "agency"],
                condition=~models.Q(status__in=["done", "declined", "withdrawn"]),
                name="incidents_one_part_per_agency",
            )
        ]
        indexes = [models.Index(fields=["agency", "status"], name="incidents_assignment_agency")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.status}"

    @property
    def paper(self) -> str:
        """Decree and article as one quotes them; empty when a person called the agency beyond what they say."""
        return f"{self.decree}, {self.article}" if self.decree else ""

    @property
    def subject(self) -> str:
        """How deadlines and the record name this part."""
        return f"assignment:{self.id}"


class UnitAssignment(models.Model):
    """A unit's part in an incident; an open one is what makes the unit busy."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assignment = models.ForeignKey(AgencyAssignment, on_delete=models.PROTECT, related_name="units")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="unit_assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    status = models.TextField(default="assigned")
    since = models.DateTimeField()
    assigned_at = models.DateTimeField()
    destination = models.TextField(blank=True)
    on_behalf_name = models.TextField(blank=True)
    on_behalf_means = models.TextField(blank=True)
    # The last one sent to its crew; a card then needs no question of its own.
    link = models.ForeignKey("incidents.CrewLink", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "incidents_unit_assignment"
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=~models.Q(status__in=["cleared", "cancelled"]),
                name="incidents_one_job_per_unit",
            )
        ]

    @property
    def subject(self) -> str:
        """How deadlines name a unit's part."""
        return f"unit_assignment:{self.id}"

    def __str__(self) -> str:
        return f"{self.unit_id} {self.status}"


class UnitStatusTime(models.Model):
    """When a unit reached a state: what the crew's own clock said, and when we heard of it."""

    unit_assignment = models.ForeignKey(UnitAssignment, on_delete=models.PROTECT, related_name="times")
    status = models.TextField()
    at = models.DateTimeField()
    heard_at = models.DateTimeField()

    class Meta:
        db_table = "incidents_unit_status_time"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.status} {self.at}"
