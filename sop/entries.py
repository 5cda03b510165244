"""What this room writes into the record."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from foundation.journal import Entry, entry_kind
from sop.naming import say_type


@entry_kind("type.loaded")
@dataclass(frozen=True)
class TypeLoaded(Entry):
    """A type of incident was read from the files of this release."""

    type: str

    def text(self) -> str:
        return _("Jenis kejadian %(type)s dimuat") % {"type": say_type(self.type)}


@entry_kind("procedure.drafted")
@dataclass(frozen=True)
class VersionDrafted(Entry):
    """A new draft was begun."""

    procedure: UUID
    procedure_version: UUID
    type: str
    number: int

    def text(self) -> str:
        return _("SOP %(type)s versi %(number)s dirancang") % {"type": say_type(self.type), "number": self.number}


@entry_kind("procedure.approved")
@dataclass(frozen=True)
class VersionApproved(Entry):
    """The version was approved; its content is frozen."""

    procedure: UUID
    procedure_version: UUID
    type: str
    number: int

    def text(self) -> str:
        return _("SOP %(type)s versi %(number)s disetujui") % {"type": say_type(self.type), "number": self.number}


@entry_kind("procedure.version_loaded")
@dataclass(frozen=True)
class VersionLoaded(Entry):
    """A version was read from the files of this release."""

    procedure: UUID
    procedure_version: UUID
    type: str
    number: int

    def text(self) -> str:
        return _("SOP %(type)s versi %(number)s dimuat") % {"type": say_type(self.type), "number": self.number}


@entry_kind("procedure.in_force")
@dataclass(frozen=True)
class VersionInForce(Entry):
    """From this moment the version is how incidents of its type are handled."""

    procedure: UUID
    procedure_version: UUID
    type: str
    number: int

    def text(self) -> str:
        return _("SOP %(type)s versi %(number)s berlaku") % {"type": say_type(self.type), "number": self.number}


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
            "type": say_type(self.type),
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
            "type": say_type(self.type),
            "number": self.number,
            "director": self.director,
        }


def local(moment: datetime) -> str:
    """A moment as the centre's clocks show it."""
    return localtime(moment).strftime("%d-%m-%Y %H:%M")


@dataclass(frozen=True)
class OfVersion(Entry):
    """What every entry about one version says."""

    procedure: UUID
    procedure_version: UUID
    type: str
    number: int

    def named(self, sentence: str, **values: object) -> str:
        """The sentence with the version's name in it."""
        return sentence % {"type": say_type(self.type), "number": self.number, **values}


@entry_kind("procedure.edited")
@dataclass(frozen=True)
class VersionEdited(OfVersion):
    """Parts of a draft were written anew; what was signed before counts no more."""

    revision: int
    parts: tuple[str, ...]
    signatures_void: bool

    def text(self) -> str:
        said = _("SOP %(type)s versi %(number)s diubah (revisi %(revision)s)")
        if self.signatures_void:
            said = _("SOP %(type)s versi %(number)s diubah (revisi %(revision)s); semua tanda tangan gugur")
        return self.named(said, revision=self.revision)


@entry_kind("procedure.discarded")
@dataclass(frozen=True)
class VersionDiscarded(OfVersion):
    """A draft that nobody else had seen was thrown away."""

    def text(self) -> str:
        return self.named(_("Rancangan SOP %(type)s versi %(number)s dibuang"))


@entry_kind("procedure.submitted")
@dataclass(frozen=True)
class VersionSubmitted(OfVersion):
    """Those whom it binds are asked to sign."""

    revision: int

    def text(self) -> str:
        return self.named(
            _("SOP %(type)s versi %(number)s diajukan untuk telaah (revisi %(revision)s)"), revision=self.revision
        )


@entry_kind("procedure.withdrawn")
@dataclass(frozen=True)
class VersionWithdrawn(OfVersion):
    """It went back to the draft, to be edited."""

    def text(self) -> str:
        return self.named(_("SOP %(type)s versi %(number)s ditarik kembali menjadi rancangan"))


@entry_kind("procedure.scheduled")
@dataclass(frozen=True)
class VersionScheduled(OfVersion):
    """The clock will put it in force at that moment."""

    begins: datetime

    def text(self) -> str:
        return self.named(_("SOP %(type)s versi %(number)s akan berlaku mulai %(begins)s"), begins=local(self.begins))


@entry_kind("procedure.held")
@dataclass(frozen=True)
class VersionHeld(OfVersion):
    """It was approved, and binds somebody since who has not signed it: back to the review."""

    def text(self) -> str:
        return self.named(
            _("SOP %(type)s versi %(number)s tertahan: mengikat instansi yang belum menandatangani; kembali ditelaah")
        )


@entry_kind("procedure.emergency_in_force")
@dataclass(frozen=True)
class EmergencyInForce(OfVersion):
    """The coordinator changed the rules at once; it runs out unless all sign it."""

    until: datetime

    def text(self) -> str:
        return self.named(
            _("Perubahan darurat: SOP %(type)s versi %(number)s berlaku sampai %(until)s kecuali ditandatangani semua"),
            until=local(self.until),
        )


@entry_kind("procedure.emergency_kept")
@dataclass(frozen=True)
class EmergencyKept(OfVersion):
    """Everybody whom it binds has signed the emergency change: it stays."""

    def text(self) -> str:
        return self.named(_("Perubahan darurat SOP %(type)s versi %(number)s ditandatangani semua dan tetap berlaku"))


@entry_kind("procedure.emergency_expired")
@dataclass(frozen=True)
class EmergencyExpired(OfVersion):
    """Not everybody signed in time: the text of the version before rules again, under a new number."""

    restored: int
    by: int

    def text(self) -> str:
        return self.named(
            _(
                "Perubahan darurat SOP %(type)s versi %(number)s habis waktunya; isi versi %(restored)s berlaku lagi"
                " sebagai versi %(by)s"
            ),
            restored=self.restored,
            by=self.by,
        )


@entry_kind("procedure.case_added")
@dataclass(frozen=True)
class CaseAdded(Entry):
    """Every version of the procedure must make this of what the case says. Its words are in a row of their own."""

    procedure: UUID
    case: UUID
    of: str
    type: str
    priority: str
    lead: str | None

    def text(self) -> str:
        return _("Kasus uji SOP %(of)s ditambah: harap %(type)s %(priority)s") % {
            "of": self.of,
            "type": say_type(self.type),
            "priority": self.priority,
        }


@entry_kind("procedure.case_removed")
@dataclass(frozen=True)
class CaseRemoved(Entry):
    """A case no longer counts."""

    procedure: UUID
    case: UUID
    of: str
    type: str

    def text(self) -> str:
        return _("Kasus uji SOP %(of)s dihapus (%(type)s)") % {"of": self.of, "type": say_type(self.type)}


@entry_kind("type.added")
@dataclass(frozen=True)
class TypeAdded(Entry):
    """A type came with another regency's procedures; it is in the menu once its first version is in force."""

    type: str

    def text(self) -> str:
        return _("Jenis kejadian %(type)s ditambahkan dari berkas") % {"type": say_type(self.type)}


@entry_kind("procedure.imported")
@dataclass(frozen=True)
class ProceduresImported(Entry):
    """A file of procedures became drafts."""

    drafts: int
    new_types: int
    unchanged: int

    def text(self) -> str:
        return _("Impor SOP: %(drafts)s rancangan, %(new_types)s jenis baru, %(unchanged)s sama") % {
            "drafts": self.drafts,
            "new_types": self.new_types,
            "unchanged": self.unchanged,
        }


@entry_kind("procedure.rehearsed")
@dataclass(frozen=True)
class VersionRehearsed(OfVersion):
    """A text was run over past reports: how many, and how many would have been handled otherwise."""

    rehearsal: UUID
    revision: int
    reports: int
    changed: int
    classes: int

    def text(self) -> str:
        return self.named(
            _("SOP %(type)s versi %(number)s digladi pada %(reports)s laporan: %(changed)s berubah"),
            reports=self.reports,
            changed=self.changed,
        )


@entry_kind("procedure.change_ticked")
@dataclass(frozen=True)
class ChangeTicked(OfVersion):
    """A person has read one class of change and stands for it."""

    rehearsal: UUID
    key: str
    by: str

    def text(self) -> str:
        return self.named(
            _("Perubahan SOP %(type)s versi %(number)s dibaca oleh %(by)s: %(key)s"), key=self.key, by=self.by
        )
