"""The life of an agreement, as the partnership seed has it: identify, plan, agree, carry out, evaluate, end. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

# Its text may change before it is signed, and never after.
OPEN_PHASES: Final = ("identified", "planned")
# Phase -> the phases that may follow. An evaluation may lead on: the agreement is carried out again until it ends.
FOLLOWING: Final[Mapping[str, tuple[str, ...]]] = {
    "identified": ("planned", "ended"),
    "planned": ("identified", "agreed", "ended"),
    "agreed": ("running", "ended"),
    "running": ("evaluated", "ended"),
    "evaluated": ("running", "ended"),
    "ended": (),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the next phase asks about an agreement."""

    parties: int
    parties_without_authority: int
    unsigned: int
    promises: int
    legal_bases: int
    purpose: bool
    number: bool
    starts_on: date | None
    ends_on: date | None
    evaluations: int


def lacks(facts: Facts, phase: str, today: date) -> Iterator[str]:
    """What still keeps an agreement from this phase, in sentences."""
    if phase in ("planned", "agreed") and facts.parties < 2:
        yield _("Perjanjian perlu sedikitnya dua pihak.")
    if phase == "planned" and not facts.purpose:
        yield _("Tujuannya belum ditulis.")
    if phase == "agreed":
        yield from lacks_to_bind(facts)
    if phase == "running" and facts.starts_on is not None and facts.starts_on > today:
        yield _("Masa berlakunya baru mulai %(day)s.") % {"day": facts.starts_on.isoformat()}
    if phase in ("agreed", "running") and facts.ends_on is not None and facts.ends_on < today:
        yield _("Masa berlakunya sudah lewat (%(day)s).") % {"day": facts.ends_on.isoformat()}
    if phase == "evaluated" and facts.evaluations == 0:
        yield _("Belum ada evaluasi yang dicatat.")


def lacks_to_bind(facts: Facts) -> Iterator[str]:
    """What a text must say before anybody's signature can bind."""
    if not facts.number:
        yield _("Nomornya belum diisi.")
    if facts.legal_bases == 0:
        yield _("Dasar hukumnya belum ditulis.")
    if facts.starts_on is None:
        yield _("Tanggal mulai belum diisi.")
    if facts.promises == 0:
        yield _("Tidak ada yang dijanjikan.")
    if facts.parties_without_authority:
        yield _("Ada pihak tanpa kewenangan menandatangani.")
    if facts.unsigned:
        yield _("Belum semua pihak menandatangani.")
