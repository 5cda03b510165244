"""Where: a regency, its districts, their villages."""

from django.db import models

from foundation.lib.ids import new_id


class Area(models.Model):
    """A part of the region with its official code; `lat`, `lon` is its middle, not its office."""

    class Kind(models.TextChoices):
        """From the whole region down."""

        REGENCY = "regency"
        DISTRICT = "district"
        VILLAGE = "village"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    lat = models.FloatField()
    lon = models.FloatField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "agencies_area"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="regency", parent__isnull=True)
                | (~models.Q(kind="regency") & models.Q(parent__isnull=False)),
                name="agencies_area_regency_is_top",
            ),
            models.CheckConstraint(
                condition=models.Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="agencies_area_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def label(self) -> str:
        """As people write it: "Ds. Kaliwungu, Kec. Ngunut" needs its parent at hand."""
        match self.kind:
            case self.Kind.VILLAGE:
                return f"{self.name}, {self.parent.label}" if self.parent else self.name
            case self.Kind.DISTRICT:
                return f"Kec. {self.name}"
            case _:
                return self.name


class Boundary(models.Model):
    """The outline of an area, when one was imported; apart from it because outlines are long and seldom read.

    `geometry` is a GeoJSON `Polygon` or `MultiPolygon` (WGS84, lon before lat).
    """

    area = models.OneToOneField(Area, on_delete=models.CASCADE, primary_key=True, related_name="boundary")
    geometry = models.JSONField()

    class Meta:
        db_table = "agencies_boundary"

    def __str__(self) -> str:
        return f"boundary of {self.area_id}"
