"""What the record keeps of decrees: written, looked through, in force, ended."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Entry, entry_kind


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
