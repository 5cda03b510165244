"""What callers complain of, as it was told to the centre."""

from django.db import models

from foundation.lib.ids import new_id
from foundation.people.models import User
from incidents.models.incidents import Incident
from incidents.models.reports import Report


class Complaint(models.Model):
    """A complaint about how an incident or a report was handled. Its words are a person's: they stand here alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # One of the two.
    incident = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT, related_name="complaints")
    report = models.ForeignKey(Report, null=True, on_delete=models.PROTECT, related_name="complaints")
    text = models.TextField()
    author = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "incidents_complaint"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(incident__isnull=True) ^ models.Q(report__isnull=True),
                name="incidents_complaint_of_one",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject(self) -> str:
        """How deadlines and the record name it."""
        return f"complaint:{self.id}"

    @property
    def about(self) -> Incident | Report:
        """What it complains of."""
        about = self.incident or self.report
        if about is None:
            raise ValueError("a complaint about nothing")
        return about
