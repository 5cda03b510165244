"""The ladder of sanctions that a decree or an agreement names: steps from the lightest up, each by its article. Pure.

People decide, step by step; the paper says which steps there are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from agencies.models.names import in_language

LONGEST_NAME = 120
MOST_STEPS = 9


@dataclass(frozen=True)
class Sanction:
    """One step; `article` is the number of the article or clause that names it."""

    name_id: str
    name_en: str = ""
    article: str = ""

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.name_id, self.name_en or self.name_id)


@dataclass(frozen=True)
class Ladder:
    """All steps from the lightest up, and the paper that names them; no paper names none."""

    steps: tuple[Sanction, ...] = ()
    citation: str = ""

    def open_after(self, earlier: Iterable[int]) -> tuple[tuple[int, Sanction], ...]:
        """The steps that may be given next, counted from 1: none higher than one above the highest given before."""
        highest = max(earlier, default=0)
        return tuple(enumerate(self.steps, start=1))[: highest + 1]


def sanctions_of(rows: Iterable[Mapping[str, str]]) -> tuple[Sanction, ...]:
    """As a paper's row keeps them."""
    return tuple(Sanction(**row) for row in rows)


def rows_of(sanctions: Iterable[Sanction]) -> list[dict[str, str]]:
    """As a paper's row keeps them."""
    return [asdict(sanction) for sanction in sanctions]


def faults_of(sanctions: Sequence[Sanction], articles: Iterable[str]) -> Iterator[str]:
    """What is wrong with a ladder whose paper has these articles."""
    known = set(articles)
    if len(sanctions) > MOST_STEPS:
        yield _("Tangga sanksi paling banyak %(most)s langkah.") % {"most": MOST_STEPS}
    for number, sanction in enumerate(sanctions, start=1):
        if not sanction.name_id.strip() or len(sanction.name_id) > LONGEST_NAME:
            yield _("Sanksi %(number)s: isi namanya, paling banyak %(most)s huruf.") % {
                "number": number,
                "most": LONGEST_NAME,
            }
        if sanction.article and sanction.article not in known:
            yield _("Sanksi %(number)s: pasal %(article)s tidak ada.") % {
                "number": number,
                "article": sanction.article,
            }
