"""What the record keeps of the centre watching itself."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.naming import say_agency
from foundation.journal import Entry, entry_kind
from foundation.lib.words import say
from incidents.words import LIMIT, ROLE


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
            "agency": say_agency(self.agency_code) if self.agency_code else "-",
        }
        if self.substitute:
            words["substitute"] = say_agency(self.substitute)
            return (
                _("Batas %(limit)s terlewat, langkah %(step)s: %(to)s (%(agency)s), pengganti %(substitute)s") % words
            )
        return _("Batas %(limit)s terlewat, langkah %(step)s: %(to)s (%(agency)s)") % words


@entry_kind("shift.noted")
@dataclass(frozen=True)
class ShiftNoted(Entry):
    """Somebody wrote into the shift's book; the words are in a row of their own."""

    line: UUID

    def text(self) -> str:
        return _("Catatan piket ditulis")


@entry_kind("shift.struck")
@dataclass(frozen=True)
class ShiftStruck(Entry):
    """A line of the shift's book was struck; it stays readable."""

    line: UUID

    def text(self) -> str:
        return _("Catatan piket dicoret")


@entry_kind("shift.signed")
@dataclass(frozen=True)
class HandoverSigned(Entry):
    """The outgoing coordinator signed what is left to the next one."""

    handover: UUID
    by: str
    seal: str
    replaces: UUID | None

    def text(self) -> str:
        return _("Serah terima ditandatangani %(by)s") % {"by": self.by}


@entry_kind("shift.received")
@dataclass(frozen=True)
class HandoverReceived(Entry):
    """The incoming coordinator signed the same content."""

    handover: UUID
    by: str
    seal: str

    def text(self) -> str:
        return _("Serah terima diterima %(by)s") % {"by": self.by}


@entry_kind("wallboard.created")
@dataclass(frozen=True)
class WallboardCreated(Entry):
    """A screen on the wall was given a link."""

    wallboard: UUID

    def text(self) -> str:
        return _("Tautan layar dinding dibuat")


@entry_kind("wallboard.revoked")
@dataclass(frozen=True)
class WallboardRevoked(Entry):
    """Its link opens nothing any more."""

    wallboard: UUID

    def text(self) -> str:
        return _("Tautan layar dinding dicabut")
