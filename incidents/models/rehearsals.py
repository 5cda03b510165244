"""A rehearsal under way."""

from django.db import models

from foundation.lib.ids import new_id
from foundation.people.models import User
from sop.models import ProcedureVersion


class RehearsalRun(models.Model):
    """A draft running over past reports. Its progress is written beside any change, one statement each.

    A worker holds a run for as long as it gives signs of life (`seen_at`); from a run that fell silent the next
    worker goes on at `cursor`, with what was counted in `tally`. The numbers end in a `sop.Rehearsal`.
    """

    class Status(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        CANCELLED = "cancelled"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()
    # The version in force beside it when the run began: the numbers compare these two texts and no others.
    ruling = models.ForeignKey(ProcedureVersion, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(null=True)
    exercises = models.BooleanField(default=False)
    # The rows of an uploaded file, packed. They are other people's words and go when the run ends, whichever way.
    upload = models.BinaryField(null=True)
    file_name = models.TextField(blank=True)
    status = models.TextField(choices=Status.choices, default=Status.QUEUED)
    total = models.PositiveIntegerField(null=True)
    done = models.PositiveIntegerField(default=0)
    cursor = models.TextField(blank=True)
    tally = models.JSONField(default=dict)
    edition = models.UUIDField(null=True)
    holder = models.UUIDField(null=True)
    failure = models.TextField(blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents_rehearsal_run"
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(status__in=["queued", "running"]),
                name="incidents_rehearsal_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.status}"

    @property
    def is_open(self) -> bool:
        """Whether a worker has it, or will have it."""
        return self.status in (self.Status.QUEUED, self.Status.RUNNING)
