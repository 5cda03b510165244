"""What the record keeps of the centre watching itself."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Entry, entry_kind
from incidents.words import LIMIT, ROLE, say


@entry_kind("dispatch.escalated")
@dataclass(frozen=True)
class Escalated(Entry):
    """A limit was missed, or nobody reacted to its last step: one more step of its ladder was taken."""

    incident: UUID | None
    report: UUID | None
    assignment: UUID | None
    deadline: UUID
    limit: str
    step: int
    to: str
    agency_code: str | None
    substitute: str | None

    def text(self) -> str:
        words = {
            "limit": say(LIMIT, self.limit),
            "step": self.step,
            "to": say(ROLE, self.to),
            "agency": self.agency_code or "-",
        }
        if self.substitute:
            words["substitute"] = self.substitute
            return (
                _("Batas %(limit)s terlewat, langkah %(step)s: %(to)s (%(agency)s), pengganti %(substitute)s") % words
            )
        return _("Batas %(limit)s terlewat, langkah %(step)s: %(to)s (%(agency)s)") % words
