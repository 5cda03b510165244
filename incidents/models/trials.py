"""A draft decree running over past incidents."""

from django.db import models

from agencies.models import Decree
from foundation.lib.ids import new_id
from foundation.people.models import User


class DecreeTrial(models.Model):
    """Its progress is written beside any change, one statement each; its numbers end in a `DecreeRehearsal`.

    A worker holds it while it gives signs of life (`seen_at`); the next one goes on at the month `cursor`.
    """

    class Status(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        CANCELLED = "cancelled"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decree = models.ForeignKey(Decree, on_delete=models.CASCADE, related_name="+")
    edition = models.PositiveIntegerField()
    since = models.DateTimeField()
    status = models.TextField(choices=Status.choices, default=Status.QUEUED)
    months = models.PositiveSmallIntegerField()
    cursor = models.PositiveSmallIntegerField(default=0)
    tally = models.JSONField(default=dict)
    holder = models.UUIDField(null=True)
    failure = models.TextField(blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents_decree_trial"
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decree"],
                condition=models.Q(status__in=["queued", "running"]),
                name="incidents_decree_trial_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.decree_id} {self.status}"

    @property
    def is_open(self) -> bool:
        """Whether a worker has it, or will have it."""
        return self.status in (self.Status.QUEUED, self.Status.RUNNING)
