"""Help under an agreement on a running incident: asked, offered, accepted, on the way, there, released, returned."""

from django.db import models

from agencies.models import Agreement, Party, Promise, in_language
from foundation.lib.ids import new_id
from incidents.models.assignments import AgencyAssignment
from incidents.models.incidents import Incident


class Aid(models.Model):
    """One asking, and what came of it. Each step has its moment; who took it stands in the record.

    The helper may be an agency of the centre, which then has a part in the incident, or an office elsewhere, for
    which the centre acts by telephone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+", db_index=False)
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey(AgencyAssignment, on_delete=models.PROTECT, null=True, related_name="+")
    status = models.TextField(default="asked")
    asked = models.PositiveIntegerField()
    offered = models.PositiveIntegerField(null=True)
    given = models.PositiveIntegerField(null=True)
    eta_s = models.PositiveIntegerField(null=True)
    # Rupiah; what the helper says its help cost.
    cost = models.PositiveBigIntegerField(null=True)
    asked_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    departed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # The promised moments, as they were when it was asked.
    answer_due = models.DateTimeField(null=True)
    arrival_due = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents_aid"
        ordering = ["asked_at", "id"]
        indexes = [models.Index(fields=["agreement"], name="incidents_aid_agreement")]

    def __str__(self) -> str:
        return f"{self.party_id} {self.status}"

    @property
    def subject(self) -> str:
        """How deadlines and the record name it."""
        return f"aid:{self.id}"


class Finding(models.Model):
    """A promise or a rule that was not kept: what happened, what the agency says of it, what people decided.

    The machine writes down what was missed; nobody is sanctioned by it.
    """

    class Kind(models.TextChoices):
        LIMIT = "limit"
        PROMISE = "promise"
        STEP = "step"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="findings")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    assignment = models.ForeignKey(AgencyAssignment, on_delete=models.PROTECT, null=True, related_name="+")
    aid = models.ForeignKey(Aid, on_delete=models.PROTECT, null=True, related_name="+")
    # Which limit was missed, or which step of the procedure was skipped.
    what = models.CharField(max_length=200)
    due_at = models.DateTimeField(null=True)
    # The paper that was not kept, as it is quoted.
    basis = models.CharField(max_length=300)
    status = models.TextField(default="open")
    opened_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    upheld = models.BooleanField(null=True)
    decision = models.TextField(blank=True)
    # The step of the ladder that was given, counted from 1, and its name as the paper has it.
    sanction_step = models.PositiveSmallIntegerField(null=True)
    sanction = models.TextField(blank=True)
    sanction_en = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "incidents_finding"
        ordering = ["-opened_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "incident", "assignment", "aid", "what"],
                nulls_distinct=False,
                name="incidents_finding_once",
            )
        ]
        indexes = [models.Index(fields=["agency", "status"], name="incidents_finding_agency")]

    def __str__(self) -> str:
        return f"{self.kind} {self.what} {self.status}"

    @property
    def subject(self) -> str:
        """How deadlines and the record name it."""
        return f"finding:{self.id}"

    @property
    def whose(self) -> str:
        """Who did not keep it: an agency of the centre, or a party elsewhere."""
        return self.agency.name if self.agency else (self.party.name if self.party else "")

    @property
    def sanction_name(self) -> str:
        """The step that was given, in the reader's language."""
        return in_language(self.sanction, self.sanction_en or self.sanction)

    @property
    def about(self) -> str:
        """The subject whose entries are its evidence."""
        if self.aid_id:
            return f"aid:{self.aid_id}"
        return f"assignment:{self.assignment_id}" if self.assignment_id else f"incident:{self.incident_id}"
