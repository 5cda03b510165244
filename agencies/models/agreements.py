"""Agreements between offices: what a decree does not give - promised units, people, funds, times (PP 28/2018).

From its signature on PostgreSQL refuses to change what an agreement says (migration `agreements_kept`): what was
promised is what the gifts are measured against.
"""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from agencies.models.agencies import Agency
from agencies.models.names import in_language
from agencies.models.scans import digest_of
from foundation.lib.ids import new_id


class Agreement(models.Model):
    """One agreement through its whole life; `phase` follows `agencies.phases`."""

    class Form(models.TextChoices):
        """Legal forms, in the words that are printed (PP 28/2018, Permendagri 22/2020)."""

        KSB = "ksb", "Kesepakatan Bersama"
        PKS = "pks", "PKS"
        MOU = "mou", "Nota Kesepakatan"
        ILSC = "ilsc", "Inter-Local Service Contract"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    form = models.CharField(max_length=10, choices=Form.choices)
    number = models.CharField(max_length=60, blank=True)
    title_id = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    purpose = models.TextField(blank=True)
    legal_bases = models.JSONField(default=list)
    # Its own ladder of sanctions; empty: the decree in force has it.
    sanctions = models.JSONField(default=list)
    data_sharing = models.TextField(blank=True)
    funding = models.TextField(blank=True)
    # Local dates; the last day is part of the term.
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    phase = models.CharField(max_length=10, default="identified")
    ended_reason = models.CharField(max_length=200, blank=True)
    written_by = ArrayField(models.UUIDField(), default=list)
    # Rises with every change of its text, so that two people who edit at once do not overwrite each other.
    edition = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "agencies_agreement"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "number"], condition=~models.Q(number=""), name="agencies_agreement_number"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="agencies_agreement_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.citation

    @property
    def citation(self) -> str:
        """As one quotes it: "PKS Nomor 7/2026"; by its title while it has no number."""
        return f"{self.Form(self.form).label} Nomor {self.number}" if self.number else self.title_id

    @property
    def title(self) -> str:
        """In the reader's language."""
        return in_language(self.title_id, self.title_en or self.title_id)

    @property
    def subject(self) -> str:
        """How deadlines and the record name it."""
        return f"agreement:{self.id}"

    def runs_on(self, day: date) -> bool:
        """Whether help can be asked for under it on that local day."""
        begun = self.starts_on is not None and self.starts_on <= day
        return self.phase == "running" and begun and (self.ends_on is None or day <= self.ends_on)


class Party(models.Model):
    """One side of an agreement: an agency of the centre, or an office elsewhere that has a name only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    place = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="agreements")
    name = models.CharField(max_length=200)
    # By which office and power its signature binds: "Kepala Dinas, surat kuasa Bupati 180/12/2026".
    authority = models.CharField(max_length=300)
    signatory = models.CharField(max_length=120, blank=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "agencies_agreement_party"
        ordering = ["agreement", "place"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "place"], name="agencies_party_place"),
            models.UniqueConstraint(fields=["agreement", "agency"], name="agencies_party_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Promise(models.Model):
    """What one party gives when it is asked: how much of what, and within which time."""

    class Kind(models.TextChoices):
        """What can be promised; relief is what people need after a disaster: tents, food, psychosocial help."""

        UNITS = "units"
        PEOPLE = "people"
        RELIEF = "relief"
        FUNDS = "funds"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="promises")
    place = models.PositiveSmallIntegerField()
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="promises")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    what = models.CharField(max_length=200)
    amount = models.PositiveIntegerField()
    measure = models.CharField(max_length=40)
    # Seconds from the asking: until its answer, and until it is there. None promises no time.
    answer_s = models.PositiveIntegerField(null=True)
    arrival_s = models.PositiveIntegerField(null=True)
    clause = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "agencies_promise"
        ordering = ["agreement", "place"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "place"], name="agencies_promise_place"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="agencies_promise_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.measure} {self.what}"


class Clause(models.Model):
    """One clause of the text; promises cite it by its number."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="clauses")
    place = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=60)
    text = models.TextField()

    class Meta:
        db_table = "agencies_clause"
        ordering = ["agreement", "place"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "place"], name="agencies_clause_place"),
            models.UniqueConstraint(fields=["agreement", "number"], name="agencies_clause_number"),
        ]

    def __str__(self) -> str:
        return self.number


class AgreementFile(models.Model):
    """A file of an agreement (PDF), kept beside its digest as a decree's scan is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    added_at = models.DateTimeField()

    class Meta:
        db_table = "agencies_agreement_file"
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return f"{self.name} {self.digest[:12]}"

    @property
    def fits(self) -> bool:
        """Whether the bytes are still those whose digest was written down."""
        return digest_of(bytes(self.content)) == self.digest


class AgreementEvent(models.Model):
    """What the parties did about it: a meeting, a progress report, an evaluation, a decision to follow up."""

    class Kind(models.TextChoices):
        MEETING = "meeting"
        PROGRESS = "progress"
        DECISION = "decision"
        EVALUATION = "evaluation"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    held_on = models.DateField()
    # Whose progress it is, or who follows the decision up; None is everybody.
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    follow_up_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        db_table = "agencies_agreement_event"
        ordering = ["held_on", "written_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(follow_up_on__isnull=True) | models.Q(kind="decision"),
                name="agencies_event_only_decisions_are_followed_up",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"

    @property
    def subject(self) -> str:
        """How deadlines and the record name it."""
        return f"agreement_event:{self.id}"
