"""The paper: decrees, their articles, and the duties they lay on agencies.

Once a decree has left the draft, PostgreSQL refuses to change what it says (migrations 0002 and 0003): an incident
of last year must still be able to cite it. Only its end may be set, by the decree that follows or revokes it.
"""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from agencies.models.agencies import Agency
from agencies.models.areas import Area
from agencies.models.names import in_language
from agencies.routing import INFORMED, LEAD, SUPPORT
from foundation.lib.ids import new_id


class Decree(models.Model):
    """A regent's or mayor's decision or regulation. In force is what its two moments say, not its status."""

    class Kind(models.TextChoices):
        """Legal forms, in the words that are printed."""

        SK = "sk", "SK"
        PERBUP = "perbup", "Perbup"
        PERWALI = "perwali", "Perwali"
        PERDA = "perda", "Perda"

    class Status(models.TextChoices):
        """What the page says; the clock moves it on. `enacted` waits for its first moment, `ended` is past its term."""

        DRAFT = "draft"
        ENACTED = "enacted"
        IN_FORCE = "in_force"
        SUPERSEDED = "superseded"
        REVOKED = "revoked"
        ENDED = "ended"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    title_id = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    issuer = models.CharField(max_length=120)
    signed_on = models.DateField(null=True)
    considerations = models.JSONField(default=list)
    legal_bases = models.JSONField(default=list)
    # The ladder of sanctions, lightest first: rows of `agencies.sanctions.Sanction`.
    sanctions = models.JSONField(default=list)
    # Its own last moment, when the text names one. `in_force_until` is the true end: that one, or an earlier decree's.
    expires_at = models.DateTimeField(null=True)
    in_force_from = models.DateTimeField(null=True)
    in_force_until = models.DateTimeField(null=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    # Everybody whose hand is in the text: none of them may put it in force. Nobody when it came from a file.
    written_by = ArrayField(models.UUIDField(), default=list)
    enacted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # Rises with every change of the draft, so that two people who edit at once do not overwrite each other.
    edition = models.PositiveIntegerField(default=1)
    # The edition that was laid before others to look through; a later one was not.
    submitted_edition = models.PositiveIntegerField(null=True)
    replaces = models.ManyToManyField(
        "self",
        symmetrical=False,
        through="agencies.Replacement",
        through_fields=("decree", "target"),
        related_name="replaced_by",
    )

    class Meta:
        db_table = "agencies_decree"
        ordering = ["in_force_from", "year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "issuer", "number", "year"], name="agencies_decree_number"),
            models.CheckConstraint(
                condition=models.Q(status="draft") | models.Q(in_force_from__isnull=False, signed_on__isnull=False),
                name="agencies_decree_force_has_begin",
            ),
            models.CheckConstraint(
                condition=models.Q(in_force_until__isnull=True)
                | models.Q(in_force_until__gte=models.F("in_force_from")),
                name="agencies_decree_ends_after_begin",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["superseded", "revoked", "ended"])
                | models.Q(in_force_until__isnull=False),
                name="agencies_decree_ended_has_end",
            ),
        ]

    def __str__(self) -> str:
        return self.citation

    @property
    def citation(self) -> str:
        """As one quotes it: "SK Bupati Tulungagung Nomor 12 Tahun 2026"."""
        return cite(self.kind, self.issuer, self.number, self.year)

    @property
    def title(self) -> str:
        """In the reader's language."""
        return in_language(self.title_id, self.title_en)

    @property
    def subject(self) -> str:
        """How deadlines and the record name this decree."""
        return f"decree:{self.id}"

    @property
    def is_draft(self) -> bool:
        """Whether its words may still change."""
        return self.status == self.Status.DRAFT

    @property
    def stage(self) -> str:
        """Its status; of a draft, whether this edition is being looked through or initialled already."""
        if not self.is_draft or self.submitted_edition != self.edition:
            return self.status
        return "initialled" if any(one.edition == self.edition for one in self.initials.all()) else "review"

    def in_force(self, at: datetime) -> bool:
        """Whether it binds at that moment."""
        if self.status == self.Status.DRAFT or self.in_force_from is None or at < self.in_force_from:
            return False
        return self.in_force_until is None or at < self.in_force_until


def cite(kind: str, issuer: str, number: str, year: int) -> str:
    """A decree as one quotes it; only a decision (SK) names who issued it."""
    form = Decree.Kind(kind).label
    return f"{form} {issuer if kind == Decree.Kind.SK else ''} Nomor {number} Tahun {year}".replace("  ", " ")


class Replacement(models.Model):
    """A decree that ends another one from its own first moment on; one without mandates revokes, others supersede."""

    decree = models.ForeignKey(Decree, on_delete=models.CASCADE, related_name="endings")
    target = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="ended_by")

    class Meta:
        db_table = "agencies_replacement"
        constraints = [
            models.UniqueConstraint(fields=["decree", "target"], name="agencies_replacement_once"),
            models.CheckConstraint(
                condition=~models.Q(decree=models.F("target")), name="agencies_replacement_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decree_id} ends {self.target_id}"


class Article(models.Model):
    """A clause of a decree: "KELIMA huruf a" or "Pasal 4 ayat (1)". The Indonesian text binds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="articles")
    number = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_en = models.TextField(blank=True)

    class Meta:
        db_table = "agencies_article"
        ordering = ["decree", "place"]
        constraints = [
            models.UniqueConstraint(fields=["decree", "number"], name="agencies_article_number"),
            models.UniqueConstraint(fields=["decree", "place"], name="agencies_article_place"),
        ]

    def __str__(self) -> str:
        return self.number


class Mandate(models.Model):
    """One cell of a decree's matrix: this agency, for these incidents, in this area, has this role.

    `type_code` is an incident type, a group of types, or `*`. `area` is None for the whole region.
    """

    class Role(models.TextChoices):
        """From the strongest down."""

        LEAD = LEAD
        SUPPORT = SUPPORT
        INFORMED = INFORMED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="mandates")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="mandates")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="mandates")
    type_code = models.CharField(max_length=20)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="mandates")
    role = models.CharField(max_length=10, choices=Role.choices)
    obligation = models.TextField()
    obligation_en = models.TextField(blank=True)
    substitute = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="stands_in_for")

    class Meta:
        db_table = "agencies_mandate"
        ordering = ["decree", "type_code", "role", "agency"]
        constraints = [
            models.UniqueConstraint(
                fields=["decree", "agency", "type_code", "area"],
                nulls_distinct=False,
                name="agencies_mandate_one_cell",
            ),
            models.CheckConstraint(
                condition=models.Q(substitute__isnull=True) | ~models.Q(substitute=models.F("agency")),
                name="agencies_mandate_other_substitute",
            ),
        ]
        indexes = [models.Index(fields=["type_code"], name="agencies_mandate_type")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.role} {self.type_code}"
