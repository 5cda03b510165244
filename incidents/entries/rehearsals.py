"""What the record keeps of drafts that were run over the past: procedures and decrees."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Entry, entry_kind


@entry_kind("rehearsal.started")
@dataclass(frozen=True)
class RehearsalStarted(Entry):
    """A draft is to be run over past reports: of so many days, or (no days) of a file."""

    procedure: UUID
    procedure_version: UUID
    rehearsal_run: UUID
    version_name: str
    revision: int
    days: int | None

    def text(self) -> str:
        words = {"version": self.version_name, "days": self.days}
        if self.days is None:
            return _("Gladi %(version)s dimulai atas sebuah berkas") % words
        return _("Gladi %(version)s dimulai atas laporan %(days)s hari") % words


@entry_kind("rehearsal.ended")
@dataclass(frozen=True)
class RehearsalEnded(Entry):
    """A run came to its end: done, cancelled or failed."""

    procedure: UUID
    procedure_version: UUID
    rehearsal_run: UUID
    version_name: str
    status: str
    reports: int

    def text(self) -> str:
        said = {
            "done": _("Gladi %(version)s selesai (%(reports)s laporan)"),
            "cancelled": _("Gladi %(version)s dibatalkan"),
            "failed": _("Gladi %(version)s gagal"),
        }.get(self.status, _("Gladi %(version)s gagal"))
        return said % {"version": self.version_name, "reports": self.reports}


@entry_kind("trial.started")
@dataclass(frozen=True)
class TrialStarted(Entry):
    """A draft decree is to be run over the incidents of so many months."""

    decree: UUID
    trial: UUID
    citation: str
    months: int

    def text(self) -> str:
        return _("Gladi %(citation)s dimulai atas kejadian %(months)s bulan") % {
            "citation": self.citation,
            "months": self.months,
        }


@entry_kind("trial.ended")
@dataclass(frozen=True)
class TrialEnded(Entry):
    """It came to its end: done, cancelled or failed."""

    decree: UUID
    trial: UUID
    citation: str
    outcome: str

    def text(self) -> str:
        return _("Gladi %(citation)s berakhir: %(outcome)s") % {"citation": self.citation, "outcome": self.outcome}
