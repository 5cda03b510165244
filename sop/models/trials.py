"""How a version is tried before it is law: cases that must come out right."""

from django.conf import settings
from django.db import models

from foundation.lib.ids import new_id
from sop.bench import Expected
from sop.models.rules import Procedure


class Case(models.Model):
    """What a caller might say, and what must come of it: every version of the procedure has to keep it.

    `lead` and `area` are codes of rooms above: who must lead there, checked by the room that knows agencies.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="cases")
    text = models.TextField(blank=True)
    answers = models.JSONField(default=dict)
    type = models.CharField(max_length=20)
    priority = models.CharField(max_length=2)
    lead = models.CharField(max_length=60, blank=True)
    area = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "sop_case"
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"{self.procedure}: {self.type} {self.priority}"

    @property
    def expected(self) -> Expected:
        """As the bench runs it."""
        return Expected(self.id, self.text, self.type, self.priority, self.lead, self.answers)
