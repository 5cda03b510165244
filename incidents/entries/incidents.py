"""What the record keeps of incidents: opened, routed, changed, closed."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.naming import named, say_agency
from agencies.routing import Considered, say_considered
from foundation.journal import Entry, entry_kind
from foundation.lib.words import say
from incidents.words import DISPOSITION
from sop.naming import say_type


@entry_kind("incident.opened")
@dataclass(frozen=True)
class IncidentOpened(Entry):
    """An incident began, under this version of this procedure."""

    incident: UUID
    report: UUID
    number: str
    type: str
    priority: str
    suggested_type: str
    suggested_priority: str
    procedure_version: UUID | None
    area: str | None

    def text(self) -> str:
        return _("Kejadian %(number)s dibuka: %(type)s %(priority)s") % {
            "number": self.number,
            "type": say_type(self.type),
            "priority": self.priority,
        }


@entry_kind("incident.routed")
@dataclass(frozen=True)
class IncidentRoutedOnce(Entry):
    """As it was written at first, without those who were considered. Only read."""

    incident: UUID
    lead: str | None
    others: tuple[str, ...]
    gap: bool
    reasons: tuple[str, ...]

    def text(self) -> str:
        if self.gap:
            return _("Tidak ada instansi utama dalam SK; koordinator diberi tahu")
        return _("Instansi utama %(lead)s; juga: %(others)s") % {
            "lead": say_agency(self.lead or "-"),
            "others": ", ".join(say_agency(code) for code in self.others) or "-",
        }


@entry_kind("incident.routed", version=2)
@dataclass(frozen=True)
class IncidentRouted(IncidentRoutedOnce):
    """Who is obliged by the decree of this second, who else was considered and why not, and what stays open.

    `considered` holds the fields of `agencies.routing.Considered` in their order, one line with tabs a mandate.
    """

    considered: tuple[str, ...]

    def details(self) -> list[str]:
        """One line for each mandate: whose, by which article, and what became of it."""
        judged = (named(one) for one in self.judgements())
        return [f"{one.agency_code} - {one.decree}, {one.article}: {say_considered(one)}" for one in judged]

    def judgements(self) -> list[Considered]:
        """Every mandate that was looked at, as routing judged it."""
        rows = (line.split("\t") for line in self.considered)
        return [Considered(*row) for row in rows if len(row) == len(Considered._fields)]


@entry_kind("incident.reclassified")
@dataclass(frozen=True)
class IncidentReclassified(Entry):
    """Type or priority was changed by a person."""

    incident: UUID
    old_type: str
    old_priority: str
    type: str
    priority: str
    procedure_version: UUID | None

    def text(self) -> str:
        return _("Diubah dari %(old_type)s %(old_priority)s menjadi %(type)s %(priority)s") % {
            "old_type": say_type(self.old_type),
            "old_priority": self.old_priority,
            "type": say_type(self.type),
            "priority": self.priority,
        }


@entry_kind("incident.proposed")
@dataclass(frozen=True)
class PriorityProposed(Entry):
    """Answers speak for another type or priority; a person decides."""

    incident: UUID
    report: UUID
    old_type: str
    old_priority: str
    type: str
    priority: str
    because: tuple[str, ...]

    def text(self) -> str:
        return _("Jawaban mengusulkan %(type)s %(priority)s, bukan %(old_type)s %(old_priority)s: %(because)s") % {
            "old_type": say_type(self.old_type),
            "old_priority": self.old_priority,
            "type": say_type(self.type),
            "priority": self.priority,
            "because": ", ".join(self.because),
        }


@entry_kind("incident.proposal_declined")
@dataclass(frozen=True)
class ProposalDeclined(Entry):
    """A person left type and priority as they are."""

    incident: UUID
    type: str
    priority: str

    def text(self) -> str:
        return _("Usulan %(type)s %(priority)s tidak dipakai") % {
            "type": say_type(self.type),
            "priority": self.priority,
        }


@entry_kind("incident.placed")
@dataclass(frozen=True)
class IncidentPlaced(Entry):
    """Its place was found or corrected; the words and the point stand in the incident's row only."""

    incident: UUID
    old_area: str | None
    area: str | None

    def text(self) -> str:
        return _("Lokasi diperbaiki: dari %(old)s ke %(new)s") % {
            "old": self.old_area or _("belum diketahui"),
            "new": self.area or _("belum diketahui"),
        }


@entry_kind("incident.noted")
@dataclass(frozen=True)
class IncidentNoted(Entry):
    """A note was written; its words are in a row of their own."""

    incident: UUID
    note: UUID

    def text(self) -> str:
        return _("Catatan ditambahkan")


@entry_kind("incident.closed")
@dataclass(frozen=True)
class IncidentClosed(Entry):
    """It is over."""

    incident: UUID
    disposition: str

    def text(self) -> str:
        return _("Kejadian ditutup: %(disposition)s") % {"disposition": say(DISPOSITION, self.disposition)}


@entry_kind("incident.reopened")
@dataclass(frozen=True)
class IncidentReopened(Entry):
    """It was not over."""

    incident: UUID

    def text(self) -> str:
        return _("Kejadian dibuka kembali")


@entry_kind("incident.merged")
@dataclass(frozen=True)
class IncidentMerged(Entry):
    """Two incidents were one event; `incident` goes on in `into`."""

    incident: UUID
    into: UUID
    number: str

    def subjects(self) -> list[str]:
        """Both are incidents: both stories tell of it, both cards change."""
        return [f"incident:{self.incident}", f"incident:{self.into}"]

    def text(self) -> str:
        return _("Digabung ke kejadian %(number)s") % {"number": self.number}


@entry_kind("incident.left_board")
@dataclass(frozen=True)
class IncidentLeftBoard(Entry):
    """An hour after its end it leaves the boards."""

    incident: UUID

    def text(self) -> str:
        return _("Kejadian turun dari papan")


@entry_kind("complaint.recorded")
@dataclass(frozen=True)
class ComplaintRecorded(Entry):
    """A caller's complaint was written down; its words are in the row."""

    incident: UUID | None
    report: UUID | None
    complaint: UUID

    def text(self) -> str:
        return _("Keluhan dicatat; koordinator diberi tahu")


@entry_kind("complaint.forgotten")
@dataclass(frozen=True)
class ComplaintForgotten(Entry):
    """Its words were kept as long as the centre may, and stand nowhere any more."""

    complaint: UUID

    def text(self) -> str:
        return _("Isi keluhan dihapus: masa simpannya habis")
