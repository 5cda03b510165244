"""A draft decree running over past incidents."""

from django.db import models

from agencies.models import Decree
from incidents.models.runs import Run


class DecreeTrial(Run):
    """Counted month by month; its numbers end in a `DecreeRehearsal`."""

    decree = models.ForeignKey(Decree, on_delete=models.CASCADE, related_name="+")
    edition = models.PositiveIntegerField()
    since = models.DateTimeField()
    months = models.PositiveSmallIntegerField()
    cursor = models.PositiveSmallIntegerField(default=0)

    class Meta(Run.Meta):
        db_table = "incidents_decree_trial"
        constraints = [
            models.UniqueConstraint(
                fields=["decree"],
                condition=models.Q(status__in=["queued", "running"]),
                name="incidents_decree_trial_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.decree_id} {self.status}"
