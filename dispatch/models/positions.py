"""Where units are: overwritten, never journalled."""

from django.db import models

from agencies.models import Unit


class UnitPosition(models.Model):
    """The last place a unit told us, by its own clock (`at`) and ours (`heard_at`)."""

    unit = models.OneToOneField(Unit, primary_key=True, on_delete=models.CASCADE, related_name="+")
    lat = models.FloatField()
    lon = models.FloatField()
    at = models.DateTimeField()
    heard_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "dispatch_unit_position"

    def __str__(self) -> str:
        return f"{self.unit_id} {self.at}"
