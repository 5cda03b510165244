"""What the record keeps of reports, and of the numbers handed out for paper."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Entry, entry_kind
from foundation.lib.words import say
from incidents.words import DISPOSITION, STATUS
from sop.naming import say_type


@entry_kind("report.received")
@dataclass(frozen=True)
class ReportReceived(Entry):
    """A report was accepted: from here on it is never lost."""

    report: UUID
    number: str
    channel: str
    type: str
    priority: str
    confidence: float
    procedure_version: UUID | None
    caller_seal: str | None
    exercise: bool

    def text(self) -> str:
        return _("Laporan %(number)s diterima; usulan %(type)s %(priority)s") % {
            "number": self.number,
            "type": say_type(self.type),
            "priority": self.priority,
        }


@entry_kind("paper.issued")
@dataclass(frozen=True)
class PaperNumbersIssued(Entry):
    """An account may write under these numbers on paper."""

    account: UUID
    numbers: tuple[str, ...]

    def text(self) -> str:
        return _("Nomor kertas dibagikan: %(numbers)s") % {"numbers": ", ".join(self.numbers)}


@entry_kind("paper.matched")
@dataclass(frozen=True)
class PaperMatched(Entry):
    """The report was written on paper first, under this number."""

    report: UUID
    number: str

    def text(self) -> str:
        return _("Ditulis di kertas lebih dulu: %(number)s") % {"number": self.number}


@entry_kind("report.claimed")
@dataclass(frozen=True)
class ReportClaimed(Entry):
    """A call-taker took it."""

    report: UUID
    by: str

    def text(self) -> str:
        return _("Laporan ditangani oleh %(by)s") % {"by": self.by}


@entry_kind("report.opened")
@dataclass(frozen=True)
class ReportOpened(Entry):
    """It became an incident."""

    report: UUID
    incident: UUID

    def text(self) -> str:
        return _("Laporan dibuka menjadi kejadian")


@entry_kind("report.attached")
@dataclass(frozen=True)
class ReportAttached(Entry):
    """It tells of an incident already open."""

    report: UUID
    incident: UUID
    number: str

    def text(self) -> str:
        return _("Laporan digabung ke kejadian %(number)s") % {"number": self.number}


@entry_kind("report.dismissed")
@dataclass(frozen=True)
class ReportDismissed(Entry):
    """A person decided that no incident follows."""

    report: UUID
    disposition: str

    def text(self) -> str:
        return _("Laporan ditutup: %(disposition)s") % {"disposition": say(DISPOSITION, self.disposition)}


@entry_kind("report.undone")
@dataclass(frozen=True)
class ReportUndone(Entry):
    """The last decision was taken back within its seconds."""

    report: UUID
    incident: UUID | None
    decision: str

    def text(self) -> str:
        return _("Keputusan dibatalkan: %(decision)s") % {"decision": say(STATUS, self.decision)}


@entry_kind("report.reopened")
@dataclass(frozen=True)
class ReportReopened(Entry):
    """It was dismissed, or attached, by mistake: somebody must decide about it anew."""

    report: UUID
    incident: UUID | None
    decision: str
    disposition: str

    def text(self) -> str:
        if self.disposition:
            return _("Laporan dibuka lagi; tadinya ditutup: %(disposition)s") % {
                "disposition": say(DISPOSITION, self.disposition)
            }
        return _("Laporan dibuka lagi; tadinya %(decision)s") % {"decision": say(STATUS, self.decision)}


@entry_kind("report.caller_revealed")
@dataclass(frozen=True)
class CallerRevealed(Entry):
    """Somebody looked at a caller's full number (UU 27/2022: every access is recorded)."""

    report: UUID
    reveal: UUID

    def text(self) -> str:
        return _("Nomor penelepon dibuka")


@entry_kind("report.answered")
@dataclass(frozen=True)
class ReportAnswered(Entry):
    """Questions were answered: `question=branch` for each, and what that makes of the suggestion."""

    report: UUID
    incident: UUID | None
    answers: tuple[str, ...]
    type: str
    priority: str
    procedure_version: UUID | None

    def text(self) -> str:
        return _("Jawaban dicatat: %(answers)s; usulan %(type)s %(priority)s") % {
            "answers": ", ".join(self.answers),
            "type": say_type(self.type),
            "priority": self.priority,
        }
