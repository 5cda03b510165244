"""Who holds an office, from when to when: heads, officers on duty, and who stands in for them."""

from datetime import date

from django.db import models

from agencies.models.agencies import Agency
from agencies.models.names import in_language
from foundation.lib.ids import new_id


class Official(models.Model):
    """A person in an office of an agency for a term. Officials are named: they act in public. Kept when it is over."""

    class Post(models.TextChoices):
        """What the office is to the centre."""

        HEAD = "head"
        DUTY = "duty"
        CONTACT = "contact"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="officials")
    post = models.CharField(max_length=10, choices=Post.choices)
    title_id = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    # The first day on which the office is not theirs any more.
    until = models.DateField(null=True)
    stands_in_for = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="stand_ins")

    class Meta:
        db_table = "agencies_official"
        ordering = ["agency", "post", "-since", "name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "title_id", "name", "since"], name="agencies_official_once"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="agencies_official_term",
            ),
            models.CheckConstraint(
                condition=models.Q(stands_in_for__isnull=True) | ~models.Q(stands_in_for=models.F("id")),
                name="agencies_official_other_stand_in",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title_id} {self.name}"

    @property
    def title(self) -> str:
        """In the reader's language."""
        return in_language(self.title_id, self.title_en)

    def serves(self, day: date) -> bool:
        """Whether the office is theirs on that day."""
        return self.since <= day and (self.until is None or day < self.until)
