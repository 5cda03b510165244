"""What the administrator is told about a paper before it matters."""

from django.conf import settings
from django.db import models

from agencies.models.agreements import Agreement
from agencies.models.decrees import Decree
from foundation.lib.ids import new_id


class Notice(models.Model):
    """What an administrator must know about a paper before it ends; stays until somebody has read it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # One of the two.
    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, null=True, related_name="notices")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, related_name="notices")
    days = models.PositiveSmallIntegerField()
    ends_at = models.DateTimeField()
    gaps = models.PositiveIntegerField(default=0)
    raised_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "agencies_notice"
        ordering = ["ends_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decree__isnull=True) ^ models.Q(agreement__isnull=True),
                name="agencies_notice_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper} in {self.days} days"

    @property
    def paper(self) -> Decree | Agreement:
        """What ends."""
        paper = self.decree or self.agreement
        if paper is None:
            raise ValueError("a notice of no paper")
        return paper
