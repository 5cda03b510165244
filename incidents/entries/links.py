"""What the record keeps of links for crews without an account."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Entry, entry_kind
from foundation.lib.words import say
from incidents.words import LINK_END


@entry_kind("crew_link.issued")
@dataclass(frozen=True)
class CrewLinkIssued(Entry):
    """A crew without an account is sent the link to its job. Neither the key nor the number stands here."""

    incident: UUID
    unit_assignment: UUID
    crew_link: UUID
    call_sign: str
    expires_at: str

    def text(self) -> str:
        return _("Tautan tugas untuk awak %(unit)s dibuat; SMS antre") % {"unit": self.call_sign}


@entry_kind("crew_link.sent")
@dataclass(frozen=True)
class CrewLinkSent(Entry):
    """What became of its message: `sent`, or `failed`, `expired`: then somebody must ring the crew."""

    incident: UUID
    unit_assignment: UUID
    crew_link: UUID
    call_sign: str
    outcome: str

    def text(self) -> str:
        if self.outcome == "sent":
            return _("SMS tautan tugas untuk awak %(unit)s terkirim") % {"unit": self.call_sign}
        return _("SMS tautan tugas untuk awak %(unit)s GAGAL") % {"unit": self.call_sign}


@entry_kind("crew_link.opened")
@dataclass(frozen=True)
class CrewLinkOpened(Entry):
    """A telephone has shown it."""

    incident: UUID
    unit_assignment: UUID
    crew_link: UUID
    call_sign: str

    def text(self) -> str:
        return _("Tautan tugas dibuka di ponsel awak %(unit)s") % {"unit": self.call_sign}


@entry_kind("crew_link.ended")
@dataclass(frozen=True)
class CrewLinkEnded(Entry):
    """It opens nothing any more."""

    incident: UUID
    unit_assignment: UUID
    crew_link: UUID
    call_sign: str
    why: str

    def text(self) -> str:
        return _("Tautan tugas awak %(unit)s berakhir: %(why)s") % {
            "unit": self.call_sign,
            "why": say(LINK_END, self.why),
        }
