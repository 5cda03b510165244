"""Agencies, and the accounts that work for them."""

from django.conf import settings
from django.db import models

from agencies.models.names import Named
from foundation.lib.ids import new_id


class Agency(Named):
    """An office or service that the decrees may oblige.

    `hosts_centre` says where the centre lives and nothing else: it gives the agency no view of what others
    have to do, and being obliged gives it no part in running the centre. `phone_ladder` is whom to ring when
    its desk is silent, in order: `{title_id, title_en, phone}`, offices and never persons.
    """

    class Discipline(models.TextChoices):
        """The trade of an agency, for grouping and for symbols."""

        MEDICAL = "medical"
        POLICE = "police"
        FIRE = "fire"
        DISASTER = "disaster"
        ORDER = "order"
        MILITARY = "military"
        INSURANCE = "insurance"
        TRAFFIC = "traffic"
        SOCIAL = "social"
        INFRASTRUCTURE = "infrastructure"
        ENVIRONMENT = "environment"
        ICT = "ict"
        SAR = "sar"
        UTILITY = "utility"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)
    discipline = models.CharField(max_length=20, choices=Discipline.choices)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    active = models.BooleanField(default=True)
    hosts_centre = models.BooleanField(default=False)
    phone_ladder = models.JSONField(default=list)
    # As the office writes them (`agencies/hours.py` reads them); empty when nobody said.
    hours = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "agencies_agency"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["hosts_centre"], condition=models.Q(hosts_centre=True), name="agencies_one_host"
            )
        ]

    def __str__(self) -> str:
        return self.code


class Member(models.Model):
    """An account that works for an agency; a crew member also belongs to a unit of it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="membership")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="members")
    unit = models.ForeignKey("agencies.Unit", on_delete=models.PROTECT, null=True, related_name="crew")
    is_supervisor = models.BooleanField(default=False)

    class Meta:
        db_table = "agencies_member"

    def __str__(self) -> str:
        return f"{self.user_id} at {self.agency_id}"
