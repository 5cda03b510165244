"""What the record keeps of agreements. Offices' and officials' names may stand; the texts stand in their rows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Entry, entry_kind


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
    """It entered another phase of its life."""

    old_phase: str
    phase: str
    reason: str

    def text(self) -> str:
        words = phase_words()
        said = _("%(citation)s: %(old)s menjadi %(new)s")
        if self.reason:
            said = _("%(citation)s: %(old)s menjadi %(new)s (%(reason)s)")
        return said % {
            "citation": self.citation,
            "old": words.get(self.old_phase, self.old_phase),
            "new": words.get(self.phase, self.phase),
            "reason": self.reason,
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
            "day": date.fromisoformat(self.ends_on).strftime("%d-%m-%Y"),
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
        "decision": _("Keputusan"),
        "evaluation": _("Evaluasi"),
    }
