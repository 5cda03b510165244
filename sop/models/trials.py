"""How a version is tried before it is law: cases that must come out right, rehearsals, and who has read them."""

from django.conf import settings
from django.db import models

from foundation.lib.ids import new_id
from sop.bench import Expected
from sop.models.rules import Procedure, ProcedureVersion


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


class Rehearsal(models.Model):
    """What a version would have changed in the past, as somebody above counted it: classes, samples by id, work.

    It speaks of one revision of one version beside one version in force; of no other.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # A draft that was never shown to anybody may be thrown away, and its rehearsals with it.
    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="rehearsals")
    revision = models.PositiveIntegerField()
    ruling = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, null=True, related_name="+")
    # `reports` of our own, or rows of a `file`.
    source = models.CharField(max_length=10)
    since = models.DateTimeField(null=True)
    result = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "sop_rehearsal"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.version} r{self.revision} {self.at}"

    @property
    def keys(self) -> list[str]:
        """The classes of change that somebody has to read."""
        return [found["key"] for found in self.result["classes"]]


class Tick(models.Model):
    """Somebody has read one class of change, and stands for it."""

    rehearsal = models.ForeignKey(Rehearsal, on_delete=models.CASCADE, related_name="ticks")
    key = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "sop_tick"
        constraints = [models.UniqueConstraint(fields=["rehearsal", "key"], name="sop_tick_once")]

    def __str__(self) -> str:
        return self.key
