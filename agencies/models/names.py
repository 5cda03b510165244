"""Names that every reader reads in their own language."""

from django.db import models
from django.utils.translation import get_language


def in_language(indonesian: str, english: str) -> str:
    """English for English readers, Indonesian for all others."""
    return english if (get_language() or "id").startswith("en") else indonesian


class Named(models.Model):
    """A row with a name in both languages."""

    name_id = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.name_id, self.name_en)

    @property
    def names(self) -> dict[str, str]:
        """Both, for a card that readers of both languages share."""
        return {"id": self.name_id, "en": self.name_en}
