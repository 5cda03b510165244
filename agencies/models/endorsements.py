"""What agencies say to a version of a procedure that binds them: signed, or an objection with its reason.

Never altered and never removed (migration 0006). A signature was given to one revision of the text and counts for
no other, so an edit voids it without anybody having to remember it.
"""

from django.conf import settings
from django.db import models

from agencies.models.agencies import Agency
from foundation.lib.ids import new_id
from sop.models import ProcedureVersion


class Endorsement(models.Model):
    """One agency's word on one revision; of several the last counts."""

    class Verdict(models.TextChoices):
        """Yes, or no with a reason."""

        SIGNED = "signed"
        OBJECTED = "objected"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="endorsements")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="endorsements")
    revision = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.TextField(blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # For an agency without an account: the official who signed on paper, and the letter's number.
    signer = models.CharField(max_length=120, blank=True)
    letter = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "agencies_endorsement"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(verdict="objected") | ~models.Q(reason=""), name="agencies_objection_has_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(signer="", letter="") | (~models.Q(signer="") & ~models.Q(letter="")),
                name="agencies_endorsement_letter_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.verdict} {self.version_id}"

    @property
    def stands(self) -> bool:
        """Whether it was given to the text as it is now."""
        return self.revision == self.version.revision
