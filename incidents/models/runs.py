"""What every run of a draft over the past is: asked for, held by a worker, ended."""

from typing import Any

from django.db import models

from foundation.lib.ids import new_id
from foundation.people.models import User


class Run(models.Model):
    """Its progress is written beside any change, one statement each.

    A worker holds it for as long as it gives signs of life (`seen_at`); where it fell silent the next one goes on at
    `cursor`, with what was counted in `tally`.
    """

    class Status(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        CANCELLED = "cancelled"
        FAILED = "failed"

    # How far it is, as each kind of run counts.
    cursor: Any

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    status = models.TextField(choices=Status.choices, default=Status.QUEUED)
    tally = models.JSONField(default=dict)
    holder = models.UUIDField(null=True)
    failure = models.TextField(blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["-requested_at", "-id"]

    @property
    def is_open(self) -> bool:
        """Whether a worker has it, or will have it."""
        return self.status in (self.Status.QUEUED, self.Status.RUNNING)
