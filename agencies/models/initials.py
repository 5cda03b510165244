"""Who has looked a draft through before it is put in force."""

from django.conf import settings
from django.db import models

from agencies.models.decrees import Decree
from foundation.lib.ids import new_id


class Initial(models.Model):
    """An official's initials (paraf) under one edition of a draft; a later edition has none."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decree = models.ForeignKey(Decree, on_delete=models.CASCADE, related_name="initials")
    edition = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "agencies_initial"
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["decree", "edition", "by"], name="agencies_initial_once")]

    def __str__(self) -> str:
        return f"{self.decree_id} e{self.edition}"
