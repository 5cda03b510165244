"""The signed paper itself."""

import hashlib

from django.db import models

from agencies.models.decrees import Decree


class Scan(models.Model):
    """The scanned decree (PDF), kept in the database so that one backup holds both the paper and its digest.

    PostgreSQL refuses to change it once its decree has left the draft. Bytes that no longer fit the digest were
    changed outside the centre: they are not handed out as the decree.
    """

    decree = models.OneToOneField(Decree, on_delete=models.CASCADE, primary_key=True, related_name="scan")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    added_at = models.DateTimeField()

    class Meta:
        db_table = "agencies_scan"

    def __str__(self) -> str:
        return f"{self.name} {self.digest[:12]}"

    @property
    def fits(self) -> bool:
        """Whether the bytes are still those whose digest was written down."""
        return digest_of(bytes(self.content)) == self.digest


def digest_of(content: bytes) -> str:
    """SHA-256, as it is printed beside the decree."""
    return hashlib.sha256(content).hexdigest()
