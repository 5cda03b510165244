"""What a decree would have changed in the past, as a room above counted it."""

from django.conf import settings
from django.db import models

from agencies.models.decrees import Decree
from foundation.lib.ids import new_id


class DecreeRehearsal(models.Model):
    """The incidents since a day, called by the decrees signed and by these with this draft: who else would have come.

    It speaks of one edition of the draft; a later edition needs a rehearsal of its own.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decree = models.ForeignKey(Decree, on_delete=models.CASCADE, related_name="rehearsals")
    edition = models.PositiveIntegerField()
    since = models.DateTimeField()
    result = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "agencies_decree_rehearsal"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.decree_id} e{self.edition}"
