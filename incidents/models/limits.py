"""What the coordinator did about limits that were missed."""

from django.db import models

from foundation.clock.models import Deadline
from foundation.lib.ids import new_id
from foundation.people.models import User


class LimitAct(models.Model):
    """One act about a running escalation, with its reason: nothing is changed in silence."""

    class What(models.TextChoices):
        TAKEN_OVER = "taken_over"
        SKIPPED = "skipped"
        EXTENDED = "extended"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="+")
    what = models.TextField(choices=What.choices)
    reason = models.TextField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "incidents_limit_act"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.what} {self.deadline_id}"
