"""What this room writes into the record."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Entry, entry_kind


@entry_kind("type.loaded")
@dataclass(frozen=True)
class TypeLoaded(Entry):
    """A type of incident was read from the files of this release."""

    type: str

    def text(self) -> str:
        return _("Jenis kejadian %(type)s dimuat") % {"type": self.type}


@entry_kind("procedure.drafted")
@dataclass(frozen=True)
class VersionDrafted(Entry):
    """A new draft was begun."""

    procedure: UUID
    procedure_version: UUID
    type: str
    number: int

    def text(self) -> str:
        return _("SOP %(type)s versi %(number)s dirancang") % {"type": self.type, "number": self.number}


@entry_kind("procedure.approved")
@dataclass(frozen=True)
class VersionApproved(Entry):
    """The version was approved; its content is frozen."""

    procedure: UUID
    procedure_version: UUID
    type: str
    number: int

    def text(self) -> str:
        return _("SOP %(type)s versi %(number)s disetujui") % {"type": self.type, "number": self.number}


@entry_kind("procedure.version_loaded")
@dataclass(frozen=True)
class VersionLoaded(Entry):
    """A version was read from the files of this release."""

    procedure: UUID
    procedure_version: UUID
    type: str
    number: int

    def text(self) -> str:
        return _("SOP %(type)s versi %(number)s dimuat") % {"type": self.type, "number": self.number}


@entry_kind("procedure.in_force")
@dataclass(frozen=True)
class VersionInForce(Entry):
    """From this moment the version is how incidents of its type are handled."""

    procedure: UUID
    procedure_version: UUID
    type: str
    number: int

    def text(self) -> str:
        return _("SOP %(type)s versi %(number)s berlaku") % {"type": self.type, "number": self.number}


@entry_kind("procedure.retired")
@dataclass(frozen=True)
class VersionRetired(Entry):
    """The version no longer rules new incidents; those that began under it keep it."""

    procedure: UUID
    procedure_version: UUID
    type: str
    number: int

    def text(self) -> str:
        return _("SOP %(type)s versi %(number)s tidak berlaku lagi") % {
            "type": self.type,
            "number": self.number,
        }


@entry_kind("procedure.medical_approved")
@dataclass(frozen=True)
class MedicalTextApproved(Entry):
    """The medical director signed the medical text; call-takers may read it out."""

    procedure: UUID
    procedure_version: UUID
    type: str
    number: int
    director: str

    def text(self) -> str:
        return _("Teks medis SOP %(type)s versi %(number)s disetujui %(director)s") % {
            "type": self.type,
            "number": self.number,
            "director": self.director,
        }
