"""What this room writes into the record."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.naming import say_agency
from foundation.journal import Entry, entry_kind
from sop.naming import say_type


@entry_kind("region.loaded")
@dataclass(frozen=True)
class RegionLoaded(Entry):
    """A region's areas and offices were read from files; each agency and unit has its own entry."""

    code: str
    name: str
    areas: int
    stations: int

    def text(self) -> str:
        return _("Wilayah %(name)s dimuat: %(areas)s wilayah, %(stations)s pos baru atau berubah") % {
            "name": self.name,
            "areas": self.areas,
            "stations": self.stations,
        }


@entry_kind("region.boundaries_imported")
@dataclass(frozen=True)
class BoundariesImported(Entry):
    """Outlines of areas were read from a file; points now belong to whom they hold."""

    areas: int

    def text(self) -> str:
        return _("Batas %(areas)s wilayah dimuat") % {"areas": self.areas}


@entry_kind("agency.registered")
@dataclass(frozen=True)
class AgencyRegistered(Entry):
    """An agency works with the centre from now on."""

    agency: UUID
    code: str
    name: str

    def text(self) -> str:
        return _("Instansi %(name)s terdaftar") % {"name": self.name}


@entry_kind("agency.changed")
@dataclass(frozen=True)
class AgencyChanged(Entry):
    """Something of an agency was changed; `fields` names what."""

    agency: UUID
    code: str
    name: str
    fields: tuple[str, ...]

    def text(self) -> str:
        return _("Data instansi %(name)s diubah: %(fields)s") % {"name": self.name, "fields": ", ".join(self.fields)}


@entry_kind("agency.member_added")
@dataclass(frozen=True)
class MemberAdded(Entry):
    """An account works for an agency; a crew's account also for a unit."""

    agency: UUID
    user: UUID
    unit: UUID | None
    code: str
    username: str
    supervisor: bool

    def text(self) -> str:
        said = _("Akun %(username)s bertugas sebagai penyelia di %(code)s")
        if not self.supervisor:
            said = _("Akun %(username)s bertugas di %(code)s")
        return said % {"username": self.username, "code": say_agency(self.code)}


@entry_kind("unit.registered")
@dataclass(frozen=True)
class UnitRegistered(Entry):
    """A unit can be sent from now on."""

    unit: UUID
    agency: UUID
    call_sign: str

    def text(self) -> str:
        return _("Unit %(call_sign)s terdaftar") % {"call_sign": self.call_sign}


@entry_kind("unit.changed")
@dataclass(frozen=True)
class UnitChanged(Entry):
    """Something of a unit was changed; `fields` names what."""

    unit: UUID
    agency: UUID
    call_sign: str
    fields: tuple[str, ...]

    def text(self) -> str:
        return _("Data unit %(call_sign)s diubah: %(fields)s") % {
            "call_sign": self.call_sign,
            "fields": ", ".join(self.fields),
        }


@entry_kind("unit.readiness_changed")
@dataclass(frozen=True)
class UnitReadinessChanged(Entry):
    """A unit went out of service, or is back."""

    unit: UUID
    agency: UUID
    call_sign: str
    in_service: bool

    def text(self) -> str:
        said = _("Unit %(call_sign)s siap tugas") if self.in_service else _("Unit %(call_sign)s luar dinas")
        return said % {"call_sign": self.call_sign}


@entry_kind("decree.drafted")
@dataclass(frozen=True)
class DecreeDrafted(Entry):
    """A decree was written down; it obliges nobody yet."""

    decree: UUID
    citation: str
    articles: int
    mandates: int

    def text(self) -> str:
        return _("%(citation)s disusun: %(articles)s pasal, %(mandates)s mandat") % {
            "citation": self.citation,
            "articles": self.articles,
            "mandates": self.mandates,
        }


@entry_kind("decree.in_force")
@dataclass(frozen=True)
class DecreeInForce(Entry):
    """What the decree says is frozen, and obliges from that moment on."""

    decree: UUID
    citation: str
    in_force_from: datetime

    def text(self) -> str:
        return _("%(citation)s berlaku sejak %(date)s") % {
            "citation": self.citation,
            "date": self.in_force_from.date().isoformat(),
        }


@entry_kind("decree.written")
@dataclass(frozen=True)
class DecreeWritten(Entry):
    """Somebody changed the words of a draft; `parts` names which."""

    decree: UUID
    citation: str
    edition: int
    parts: tuple[str, ...]

    def text(self) -> str:
        return _("Rancangan %(citation)s diubah (edisi %(edition)s): %(parts)s") % {
            "citation": self.citation,
            "edition": self.edition,
            "parts": ", ".join(self.parts),
        }


@entry_kind("decree.submitted")
@dataclass(frozen=True)
class DecreeSubmitted(Entry):
    """An edition of a draft was laid before others to look through."""

    decree: UUID
    citation: str
    edition: int

    def text(self) -> str:
        return _("Rancangan %(citation)s (edisi %(edition)s) diajukan untuk ditelaah") % {
            "citation": self.citation,
            "edition": self.edition,
        }


@entry_kind("decree.initialled")
@dataclass(frozen=True)
class DecreeInitialled(Entry):
    """Somebody else has looked an edition of a draft through."""

    decree: UUID
    citation: str
    edition: int
    by: str

    def text(self) -> str:
        return _("Rancangan %(citation)s (edisi %(edition)s) diparaf %(by)s") % {
            "citation": self.citation,
            "edition": self.edition,
            "by": self.by,
        }


@entry_kind("decree.mandates_set")
@dataclass(frozen=True)
class MandatesSet(Entry):
    """Cells of a draft's matrix were changed; `area` is a code, empty for the whole region."""

    decree: UUID
    citation: str
    edition: int
    area: str
    written: int
    cleared: int

    def text(self) -> str:
        said = _("Matriks %(citation)s diubah (edisi %(edition)s, %(area)s): %(written)s diisi, %(cleared)s dihapus")
        return said % {
            "citation": self.citation,
            "edition": self.edition,
            "area": self.area or _("seluruh wilayah"),
            "written": self.written,
            "cleared": self.cleared,
        }


@entry_kind("decree.scanned")
@dataclass(frozen=True)
class DecreeScanned(Entry):
    """The signed paper was added; the record keeps its digest, so that neither can be changed unseen."""

    decree: UUID
    citation: str
    digest: str
    size: int

    def text(self) -> str:
        return _("Naskah pindaian %(citation)s dilampirkan, sidik %(digest)s") % {
            "citation": self.citation,
            "digest": self.digest[:16],
        }


@entry_kind("decree.withdrawn")
@dataclass(frozen=True)
class DecreeWithdrawn(Entry):
    """A draft was thrown away; it never obliged anybody."""

    decree: UUID
    citation: str

    def text(self) -> str:
        return _("Rancangan %(citation)s dibuang") % {"citation": self.citation}


@entry_kind("decree.began")
@dataclass(frozen=True)
class DecreeBegan(Entry):
    """Its first moment came."""

    decree: UUID
    citation: str

    def text(self) -> str:
        return _("%(citation)s mulai berlaku") % {"citation": self.citation}


@entry_kind("decree.ended")
@dataclass(frozen=True)
class DecreeEnded(Entry):
    """Its last moment came: superseded, revoked, or past its own term."""

    decree: UUID
    citation: str
    how: str
    by: str

    def text(self) -> str:
        said = {
            "superseded": _("%(citation)s digantikan oleh %(by)s"),
            "revoked": _("%(citation)s dicabut oleh %(by)s"),
            "ended": _("%(citation)s habis masa berlakunya"),
        }.get(self.how, _("%(citation)s berakhir: %(how)s"))
        return said % {"citation": self.citation, "by": self.by, "how": self.how}


@entry_kind("decree.end_announced")
@dataclass(frozen=True)
class DecreeEndAnnounced(Entry):
    """The administrator was told that a decree ends, and how many types it leaves without a lead."""

    decree: UUID
    citation: str
    days: int
    ends_at: datetime
    gaps: int

    def text(self) -> str:
        return _("%(citation)s berakhir dalam %(days)s hari; %(gaps)s jenis kejadian akan tanpa pemimpin") % {
            "citation": self.citation,
            "days": self.days,
            "gaps": self.gaps,
        }


@entry_kind("decree.notice_read")
@dataclass(frozen=True)
class DecreeNoticeRead(Entry):
    """As it was written while only decrees were announced."""

    decree: UUID
    notice: UUID
    citation: str
    by: str

    def text(self) -> str:
        return _("Peringatan akhir %(citation)s dibaca %(by)s") % {"citation": self.citation, "by": self.by}


@entry_kind("decree.notice_read", version=2)
@dataclass(frozen=True)
class NoticeRead(Entry):
    """An administrator has seen what was announced of a decree or an agreement."""

    decree: UUID | None
    agreement: UUID | None
    notice: UUID
    citation: str
    by: str

    def text(self) -> str:
        return _("Peringatan akhir %(citation)s dibaca %(by)s") % {"citation": self.citation, "by": self.by}


@entry_kind("procedure.endorsed")
@dataclass(frozen=True)
class ProcedureEndorsed(Entry):
    """An agency signed a procedure that binds it; `letter` says that it did so on paper."""

    procedure: UUID
    procedure_version: UUID
    agency: UUID
    type: str
    number: int
    revision: int
    code: str
    signer: str
    letter: str

    def text(self) -> str:
        said = _("%(code)s menandatangani SOP %(type)s versi %(number)s (revisi %(revision)s): %(signer)s")
        if self.letter:
            said = _(
                "%(code)s menandatangani SOP %(type)s versi %(number)s (revisi %(revision)s) dengan surat %(letter)s: "
                "%(signer)s"
            )
        return said % {
            "code": say_agency(self.code),
            "type": say_type(self.type),
            "number": self.number,
            "revision": self.revision,
            "signer": self.signer,
            "letter": self.letter,
        }


@entry_kind("procedure.objected")
@dataclass(frozen=True)
class ProcedureObjected(Entry):
    """An agency objects to a procedure; its reason stands with the version."""

    procedure: UUID
    procedure_version: UUID
    agency: UUID
    type: str
    number: int
    revision: int
    code: str
    signer: str

    def text(self) -> str:
        return _("%(code)s berkeberatan atas SOP %(type)s versi %(number)s (revisi %(revision)s): %(signer)s") % {
            "code": say_agency(self.code),
            "type": say_type(self.type),
            "number": self.number,
            "revision": self.revision,
            "signer": self.signer,
        }


@dataclass(frozen=True)
class OfAgreement(Entry):
    """An entry about one agreement, quoted as it was called then."""

    agreement: UUID
    citation: str


@entry_kind("agreement.drafted")
@dataclass(frozen=True)
class AgreementDrafted(OfAgreement):
    """A partnership was identified."""

    def text(self) -> str:
        return _("%(citation)s disusun") % {"citation": self.citation}


@entry_kind("agreement.written")
@dataclass(frozen=True)
class AgreementWritten(OfAgreement):
    """Its text changed; signatures given before do not count any more."""

    edition: int
    parts: tuple[str, ...]
    voided: int

    def text(self) -> str:
        said = _("%(citation)s diubah (naskah %(edition)s)")
        if self.voided:
            said = _("%(citation)s diubah (naskah %(edition)s); %(voided)s tanda tangan gugur")
        return said % {"citation": self.citation, "edition": self.edition, "voided": self.voided}


@entry_kind("agreement.signed")
@dataclass(frozen=True)
class AgreementSigned(OfAgreement):
    """A party signed."""

    party: str
    signatory: str

    def text(self) -> str:
        return _("%(party)s menandatangani %(citation)s: %(signatory)s") % {
            "party": self.party,
            "citation": self.citation,
            "signatory": self.signatory,
        }


@entry_kind("agreement.moved")
@dataclass(frozen=True)
class AgreementMoved(OfAgreement):
    """It entered another phase of its life; the reason for an end stands in its row."""

    old_phase: str
    phase: str

    def text(self) -> str:
        words = phase_words()
        return _("%(citation)s: %(old)s menjadi %(new)s") % {
            "citation": self.citation,
            "old": words.get(self.old_phase, self.old_phase),
            "new": words.get(self.phase, self.phase),
        }


@entry_kind("agreement.file_attached")
@dataclass(frozen=True)
class AgreementFileAttached(OfAgreement):
    """A file with its digest."""

    file: UUID
    digest: str

    def text(self) -> str:
        return _("Berkas dilampirkan pada %(citation)s (SHA-256 %(digest)s)") % {
            "citation": self.citation,
            "digest": self.digest[:16],
        }


@entry_kind("agreement.event_added")
@dataclass(frozen=True)
class AgreementEventAdded(OfAgreement):
    """A meeting, a progress report, a decision or an evaluation was written down."""

    agreement_event: UUID
    event: str
    follow_up_on: str | None

    def text(self) -> str:
        return _("%(citation)s: %(event)s dicatat") % {
            "citation": self.citation,
            "event": event_words().get(self.event, self.event),
        }


@entry_kind("agreement.follow_up_done")
@dataclass(frozen=True)
class FollowUpDone(OfAgreement):
    """What was decided is done."""

    agreement_event: UUID

    def text(self) -> str:
        return _("%(citation)s: tindak lanjut selesai") % {"citation": self.citation}


@entry_kind("agreement.follow_up_due")
@dataclass(frozen=True)
class FollowUpDue(OfAgreement):
    """The day of a decision's follow-up came, and it is not done."""

    agreement_event: UUID

    def text(self) -> str:
        return _("%(citation)s: tindak lanjut sudah jatuh tempo") % {"citation": self.citation}


@entry_kind("agreement.renewal_due")
@dataclass(frozen=True)
class RenewalDue(OfAgreement):
    """Its end is near."""

    days: int
    ends_on: str

    def text(self) -> str:
        return _("%(citation)s berakhir %(day)s (%(days)s hari lagi)") % {
            "citation": self.citation,
            "day": self.ends_on,
            "days": self.days,
        }


def phase_words() -> dict[str, str]:
    """The phases in the reader's language."""
    return {
        "identified": _("Dijajaki"),
        "planned": _("Direncanakan"),
        "agreed": _("Disepakati"),
        "running": _("Berjalan"),
        "evaluated": _("Dievaluasi"),
        "ended": _("Berakhir"),
    }


def event_words() -> dict[str, str]:
    """What parties do about an agreement, in the reader's language."""
    return {
        "meeting": _("Rapat"),
        "progress": _("Laporan kemajuan"),
        "decision": _("Putusan"),
        "evaluation": _("Evaluasi"),
    }


@entry_kind("agency.station_written")
@dataclass(frozen=True)
class StationWritten(Entry):
    """A station came into the register, or something of it was changed; `fields` names what."""

    agency: UUID
    station: UUID
    code: str
    name: str
    fields: tuple[str, ...]

    def text(self) -> str:
        return _("Pos %(name)s dicatat: %(fields)s") % {"name": self.name, "fields": ", ".join(self.fields)}


@entry_kind("agency.official_written")
@dataclass(frozen=True)
class OfficialWritten(Entry):
    """An official came into the register, or something of the office was changed; `fields` names what."""

    agency: UUID
    official: UUID
    title: str
    name: str
    fields: tuple[str, ...]

    def text(self) -> str:
        return _("Pejabat %(title)s %(name)s dicatat: %(fields)s") % {
            "title": self.title,
            "name": self.name,
            "fields": ", ".join(self.fields),
        }


@entry_kind("decree.rehearsed")
@dataclass(frozen=True)
class DecreeRehearsed(Entry):
    """A draft was run over past incidents; how many would have been called otherwise."""

    decree: UUID
    citation: str
    edition: int
    incidents: int
    changed: int

    def text(self) -> str:
        return _("%(citation)s (edisi %(edition)s) digladi atas %(incidents)s kejadian; %(changed)s berbeda") % {
            "citation": self.citation,
            "edition": self.edition,
            "incidents": self.incidents,
            "changed": self.changed,
        }
