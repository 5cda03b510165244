"""The shift's own book, and what one coordinator leaves to the next."""

import hashlib
import hmac
import json
import secrets

from django.db import models

from foundation.lib.ids import new_id
from foundation.people.models import User


def new_seal_key() -> bytes:
    """A key of this row alone: with the row it is erased, and the seal in the record says nothing any more."""
    return secrets.token_bytes(32)


class ShiftLine(models.Model):
    """A line that somebody wrote into the shift's book. A wrong one is struck, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(db_index=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    struck_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "dispatch_shift_line"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.author_id} {self.at}"


class Handover(models.Model):
    """What one coordinator leaves to the next, as it stood when the first of them signed.

    `content` is never changed; `seal` binds it to the entries of both signatures.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    outgoing = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    incoming = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True)
    # Signed anew before anybody received it.
    replaced_at = models.DateTimeField(null=True)
    content = models.JSONField()
    seal_key = models.BinaryField(max_length=32, default=new_seal_key)

    class Meta:
        db_table = "dispatch_handover"
        ordering = ["-signed_at"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(received_at=None, replaced_at=None),
                name="dispatch_one_open_handover",
            )
        ]

    def __str__(self) -> str:
        return f"{self.outgoing_id} {self.signed_at}"

    @property
    def seal(self) -> str:
        """HMAC-SHA256 of the content as canonical text."""
        text = json.dumps(self.content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hmac.new(bytes(self.seal_key), text.encode(), hashlib.sha256).hexdigest()
