"""Incident types, procedures and their numbered versions."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language

from foundation.lib.ids import new_id
from sop.content import Content, Question, Rung, Targets, parse_draft


class Group(models.TextChoices):
    """The eight families of incident types."""

    MEDICAL = "medical"
    TRAFFIC = "traffic"
    FIRE = "fire"
    RESCUE = "rescue"
    POLICE = "police"
    DISASTER = "disaster"
    SERVICE = "service"
    SYSTEM = "system"


class IncidentType(models.Model):
    """One kind of incident. Its code is used everywhere and never changes."""

    class Tier(models.TextChoices):
        """Core types a new centre starts with; the others may be switched on."""

        CORE = "core"
        EXTENDED = "extended"

    code = models.CharField(max_length=20, primary_key=True)
    name_id = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    group = models.CharField(max_length=10, choices=Group.choices)
    tier = models.CharField(max_length=10, choices=Tier.choices)
    default_priority = models.CharField(max_length=2)
    active = models.BooleanField(default=True)
    place = models.SmallIntegerField()
    apco = models.JSONField(default=list)
    bnpb = models.CharField(max_length=120, null=True)
    handling = models.JSONField(default=list)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "sop_incident_type"
        ordering = ["place"]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        """In the reader's language."""
        return self.name_en if (get_language() or "id").startswith("en") else self.name_id

    @property
    def eido(self) -> str | None:
        """The code that an EIDO carries (APCO ANS 2.103 registry): the first that fits."""
        return self.apco[0] if self.apco else None

    @property
    def sensitive(self) -> bool:
        """Whether caller and place are shown to as few people as possible."""
        return "sensitive" in self.handling


class Procedure(models.Model):
    """The way one type of incident is handled, through all its versions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    type = models.OneToOneField(IncidentType, on_delete=models.PROTECT, related_name="procedure")

    class Meta:
        db_table = "sop_procedure"

    def __str__(self) -> str:
        return self.type_id


class ProcedureVersion(models.Model):
    """A numbered edition. The database refuses to change its content once it has left the draft."""

    class Status(models.TextChoices):
        """The life of a version, in this order; a draft may be thrown away, nothing else may."""

        DRAFT = "draft"
        IN_REVIEW = "in_review"
        APPROVED = "approved"
        IN_FORCE = "in_force"
        RETIRED = "retired"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    content = models.JSONField()
    # Counts the edits. A signature names the revision it was given to, and counts for no other.
    revision = models.PositiveIntegerField(default=1)
    # Everybody who wrote in it: none of them may approve it.
    authors = ArrayField(models.UUIDField(), default=list)
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    # An emergency change rules until then, unless all have signed it before (`emergency_kept_at`).
    emergency_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    emergency_reason = models.TextField(blank=True)
    emergency_until = models.DateTimeField(null=True)
    emergency_kept_at = models.DateTimeField(null=True)
    # The number of the version whose text came back with this one, after an emergency change had run out.
    restores = models.PositiveIntegerField(null=True)
    in_force_from = models.DateTimeField(null=True)
    in_force_until = models.DateTimeField(null=True)
    medical_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    medical_approved_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "sop_procedure_version"
        ordering = ["procedure", "number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="sop_version_number"),
            models.UniqueConstraint(
                fields=["procedure"], condition=models.Q(status="in_force"), name="sop_version_one_in_force"
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["in_force", "retired"]) | models.Q(in_force_from__isnull=False),
                name="sop_version_force_has_begin",
            ),
            models.CheckConstraint(
                condition=models.Q(in_force_until__isnull=True)
                | models.Q(in_force_until__gte=models.F("in_force_from")),
                name="sop_version_force_ends_after_begin",
            ),
            models.CheckConstraint(
                condition=models.Q(medical_approved_by__isnull=True, medical_approved_at__isnull=True)
                | models.Q(medical_approved_by__isnull=False, medical_approved_at__isnull=False),
                name="sop_version_medical_approval_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["in_force_from"],
                condition=models.Q(status__in=["in_force", "retired"]),
                name="sop_version_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure} v{self.number}"

    @property
    def type_code(self) -> str:
        """The incident type it handles."""
        return self.procedure.type_id

    @property
    def label(self) -> str:
        """As people and entries name it."""
        return f"{self.type_code} v{self.number}"

    @property
    def emergency(self) -> bool:
        """Whether it came into force as an emergency change; that stays true for good."""
        return self.emergency_until is not None

    @property
    def emergency_running(self) -> bool:
        """Whether it rules as an emergency change that not all have signed yet."""
        return self.status == self.Status.IN_FORCE and self.emergency and self.emergency_kept_at is None

    @cached_property
    def parsed(self) -> Content:
        """The content as objects; a draft's may still have empty texts."""
        return parse_draft(self.content)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The key questions; the first is asked first."""
        return self.parsed.questions

    @property
    def capabilities(self) -> list[str]:
        """What the units that go should be able to do (`data/capabilities.yaml`)."""
        return list(self.parsed.capabilities)

    @property
    def checklist(self) -> dict[str, list[dict[str, str]]]:
        """For each role of an agency, its lines in both languages."""
        return {
            role: [{"id": line.id, "en": line.en} for line in lines] for role, lines in self.parsed.checklist.items()
        }

    @property
    def ladder(self) -> tuple[Rung, ...]:
        """The steps after a missed limit, for every priority."""
        return self.parsed.ladder

    def ladder_for(self, priority: str) -> list[dict[str, Any]]:
        """The steps at one priority, as a deadline copies them; `after_s` counts from the step before."""
        return [
            {"to": rung.to, "after_s": seconds, "substitute": rung.substitute}
            for rung in self.ladder
            for at, seconds in rung.after_s.items()
            if at == priority
        ]

    def targets(self, priority: str) -> Targets:
        """The time limits at a priority."""
        return next((targets for at, targets in self.parsed.targets.items() if at == priority), Targets())

    def advice(self, language: str) -> str | None:
        """What the caller may be told to do; None until the medical director has approved this version."""
        if self.medical_approved_at is None or self.parsed.advice is None:
            return None
        return self.parsed.advice.in_language(language)


class Edition(models.Model):
    """One row that the database rewrites whenever a type or a version changes: a process asks here whether the
    rules that it holds compiled are still the rules.

    The mark is random, so that a change that was rolled back can never be mistaken for one that was not.
    """

    id = models.SmallIntegerField(primary_key=True)
    mark = models.UUIDField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "sop_edition"

    def __str__(self) -> str:
        return str(self.mark)
