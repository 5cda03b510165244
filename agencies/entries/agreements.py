"""What the record keeps of agreements."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.words import EVENT, PHASE
from foundation.journal import Entry, entry_kind
from foundation.lib.words import say


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
        return _("%(citation)s: %(old)s menjadi %(new)s") % {
            "citation": self.citation,
            "old": say(PHASE, self.old_phase),
            "new": say(PHASE, self.phase),
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
            "event": say(EVENT, self.event),
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
