"""A rehearsal under way."""

from django.db import models

from incidents.models.runs import Run
from sop.models import ProcedureVersion


class RehearsalRun(Run):
    """A draft running over past reports. The numbers end in a `sop.Rehearsal`."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()
    # The version in force beside it when the run began: the numbers compare these two texts and no others.
    ruling = models.ForeignKey(ProcedureVersion, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(null=True)
    exercises = models.BooleanField(default=False)
    # The rows of an uploaded file, packed. They are other people's words and go when the run ends, whichever way.
    upload = models.BinaryField(null=True)
    file_name = models.TextField(blank=True)
    total = models.PositiveIntegerField(null=True)
    done = models.PositiveIntegerField(default=0)
    cursor = models.TextField(blank=True)
    edition = models.UUIDField(null=True)

    class Meta(Run.Meta):
        db_table = "incidents_rehearsal_run"
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(status__in=["queued", "running"]),
                name="incidents_rehearsal_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.status}"
