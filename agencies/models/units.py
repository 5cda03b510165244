"""Stations, and the crewed resources that stand there."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from agencies.models.agencies import Agency
from agencies.models.areas import Area
from foundation.lib.ids import new_id


class Station(models.Model):
    """A place where units stand or patients are taken. `area` is None outside the region."""

    class Kind(models.TextChoices):
        """What a map shows it as."""

        HOSPITAL = "hospital"
        HEALTH_CENTRE = "health_centre"
        POLICE = "police"
        FIRE = "fire"
        DISASTER = "disaster"
        MILITARY = "military"
        SAR = "sar"
        OFFICE = "office"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="stations")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    lat = models.FloatField()
    lon = models.FloatField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="stations")
    hours = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "agencies_station"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="agencies_station_on_earth",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A crewed resource. Whether it is busy is not stored here: an open assignment says so.

    `capabilities` are codes of `sop/data/capabilities.yaml`. `in_service` is False while it cannot be sent at
    all: in the workshop, without a crew.
    """

    class Kind(models.TextChoices):
        """What moves; decides the speed that is assumed, not what it can do."""

        AMBULANCE = "ambulance"
        MOTORCYCLE = "motorcycle"
        FIRE_ENGINE = "fire_engine"
        TANKER = "tanker"
        RESCUE = "rescue"
        CAR = "car"
        TRUCK = "truck"
        BOAT = "boat"
        HEAVY = "heavy"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="units")
    call_sign = models.CharField(max_length=30, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    capabilities = ArrayField(models.CharField(max_length=40), default=list)
    crew_size = models.PositiveSmallIntegerField()
    in_service = models.BooleanField(default=True)

    class Meta:
        db_table = "agencies_unit"
        ordering = ["call_sign"]
        constraints = [
            # A call sign is said over the radio and typed into the command line.
            models.CheckConstraint(
                condition=models.Q(call_sign__regex=r"^[A-Z0-9]+(-[A-Z0-9]+)*$"),
                name="agencies_unit_call_sign",
            )
        ]

    def __str__(self) -> str:
        return self.call_sign
