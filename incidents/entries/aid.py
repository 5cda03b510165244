"""What the record keeps of help under agreements, and of what was not kept."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.models import in_language
from foundation.journal import Entry, entry_kind
from foundation.lib.words import say
from incidents.words import AID, MISSED, SANCTION


@entry_kind("aid.asked")
@dataclass(frozen=True)
class AidAsked(Entry):
    """The centre asked for what an agreement promises."""

    incident: UUID
    aid: UUID
    agreement: UUID
    citation: str
    party: str
    what: str
    amount: int
    measure: str

    def text(self) -> str:
        return _("Bantuan diminta dari %(party)s: %(amount)s %(measure)s %(what)s (%(citation)s)") % {
            "party": self.party,
            "amount": self.amount,
            "measure": self.measure,
            "what": self.what,
            "citation": self.citation,
        }


@entry_kind("aid.moved")
@dataclass(frozen=True)
class AidMoved(Entry):
    """One side took its step."""

    incident: UUID
    aid: UUID
    agreement: UUID
    party: str
    old_status: str
    status: str
    amount: int | None
    cost: int | None
    late: bool
    on_behalf_name: str | None
    on_behalf_means: str | None

    def text(self) -> str:
        said = _("Bantuan %(party)s: %(status)s")
        if self.amount is not None:
            said = _("Bantuan %(party)s: %(status)s (%(amount)s)")
        text = said % {"party": self.party, "status": say(AID, self.status), "amount": self.amount}
        return f"{text} - {_('terlambat')}" if self.late else text


@entry_kind("finding.opened")
@dataclass(frozen=True)
class FindingOpened(Entry):
    """Something promised or prescribed was not kept; what follows is for people."""

    incident: UUID
    finding: UUID
    agency: UUID | None
    cause: str
    what: str
    basis: str

    def text(self) -> str:
        return _("Temuan: %(what)s tidak dipenuhi (%(basis)s)") % {
            "what": say(MISSED, self.what),
            "basis": self.basis or "-",
        }


@entry_kind("finding.answered")
@dataclass(frozen=True)
class FindingAnswered(Entry):
    """The agency said why; its words stand with the finding."""

    incident: UUID
    finding: UUID
    by: str

    def text(self) -> str:
        return _("Temuan dijawab oleh %(by)s") % {"by": self.by}


@entry_kind("finding.decided")
@dataclass(frozen=True)
class FindingDecidedByCode(Entry):
    """As it was written while the ladder of sanctions stood in the code."""

    incident: UUID
    finding: UUID
    upheld: bool
    sanction: str
    by: str

    def text(self) -> str:
        words = {"by": self.by, "sanction": say(SANCTION, self.sanction)}
        if not self.upheld:
            return _("Temuan tidak terbukti menurut %(by)s") % words
        if not self.sanction:
            return _("Temuan terbukti menurut %(by)s, tanpa sanksi") % words
        return _("Temuan terbukti menurut %(by)s: %(sanction)s") % words


@entry_kind("finding.decided", version=2)
@dataclass(frozen=True)
class FindingDecided(Entry):
    """A person decided about it; the step of the ladder that follows is named as the decree names it."""

    incident: UUID
    finding: UUID
    upheld: bool
    sanction: str
    sanction_en: str
    by: str

    def text(self) -> str:
        words = {"by": self.by, "sanction": in_language(self.sanction, self.sanction_en or self.sanction)}
        if not self.upheld:
            return _("Temuan tidak terbukti menurut %(by)s") % words
        if not self.sanction:
            return _("Temuan terbukti menurut %(by)s, tanpa sanksi") % words
        return _("Temuan terbukti menurut %(by)s: %(sanction)s") % words
