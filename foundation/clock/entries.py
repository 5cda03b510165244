"""What the clock itself puts into the record."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Entry, entry_kind


@entry_kind("clock.step_failed")
@dataclass(frozen=True)
class StepFailed(Entry):
    """A step of a ladder could not be taken; it is tried again after a pause."""

    deadline: UUID
    limit: str
    failures: int
    error: str

    def text(self) -> str:
        return _("Langkah jam %(limit)s gagal (%(failures)s kali): %(error)s") % {
            "limit": self.limit,
            "failures": self.failures,
            "error": self.error,
        }


@entry_kind("journal.sealed")
@dataclass(frozen=True)
class JournalSealed(Entry):
    """A day's root was signed."""

    day: str
    position: int

    def text(self) -> str:
        return _("Catatan hari %(day)s disegel sampai posisi %(position)s") % {
            "day": self.day,
            "position": self.position,
        }
