"""Links for crews without an account."""

import hashlib
import secrets
from datetime import datetime

from django.db import models

from foundation.lib.ids import new_id
from foundation.people.models import User
from incidents.models.assignments import UnitAssignment


class CrewLink(models.Model):
    """A link to one unit's job, sent by SMS: who holds it tells that job's next states and sees nothing else.

    Only the digest of its key is kept. A job has one living link at most; those that ended stay, so that their
    holders are told why.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    job = models.ForeignKey(UnitAssignment, on_delete=models.PROTECT, related_name="links")
    digest = models.BinaryField(max_length=32, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    # The last digits of the number, so that a slip is seen; the number itself leaves with the message.
    number_end = models.CharField(max_length=3)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, blank=True)

    class Meta:
        db_table = "incidents_crew_link"
        constraints = [
            models.UniqueConstraint(
                fields=["job"], condition=models.Q(ended_at=None), name="incidents_one_link_per_job"
            )
        ]

    def __str__(self) -> str:
        return f"{self.job_id} until {self.expires_at}"

    @property
    def subject(self) -> str:
        """How deadlines, messages and the record name this link."""
        return f"crew_link:{self.id}"

    def why_dead(self, now: datetime) -> str:
        """Why it opens nothing any more; empty while it does. A late clock keeps no door open."""
        if self.ended_at is not None:
            return self.ended_why
        return "expired" if self.expires_at <= now else ""

    @staticmethod
    def new_key() -> str:
        """A key nobody can guess (128 bits), short enough for one text message."""
        return secrets.token_urlsafe(16)

    @staticmethod
    def digest_of(key: str) -> bytes:
        """What is kept of a key. It is random, so a plain digest is safe."""
        return hashlib.sha256(key.encode()).digest()
