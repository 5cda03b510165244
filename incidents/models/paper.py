"""Numbers for forms on paper, handed out before they are needed."""

from django.db import models

from foundation.lib.ids import new_id
from foundation.people.models import User
from incidents.models.reports import Report


class PaperNumber(models.Model):
    """One number of somebody's block: used when the server is away, matched with its report when it is back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    issued_to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    report = models.OneToOneField(Report, null=True, on_delete=models.PROTECT, related_name="+")
    matched_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents_paper_number"
        ordering = ["number"]
        indexes = [
            models.Index(fields=["issued_to"], condition=models.Q(report=None), name="incidents_paper_free"),
        ]

    def __str__(self) -> str:
        return self.number
