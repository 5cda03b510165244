"""Screens on the wall."""

from django.db import models

from foundation.lib.ids import new_id
from foundation.people.models import User


class Wallboard(models.Model):
    """A screen on the wall, let in by a link alone. Only the digest of its key is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60)
    digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "dispatch_wallboard"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name
