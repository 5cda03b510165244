"""The mandate matrix as a page draws and reads it: letters with the number of the article behind them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency, Area, Decree, Mandate
from agencies.routing import EVERY_TYPE, INFORMED, LEAD, SUPPORT
from agencies.services.matrix import Cell
from foundation.lib.errors import Invalid
from sop.models import IncidentType

LETTERS = {"L": LEAD, "D": SUPPORT, "I": INFORMED}
LETTER_OF = {role: letter for letter, role in LETTERS.items()}
WRITTEN = re.compile(r"^\s*([LDI])\s*(\d{0,3})\s*(?:>\s*([a-z0-9_]*))?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Box:
    """One cell as it is drawn: `L3` leads by the third article, `L3>satpol_pp` with that substitute."""

    name: str
    value: str
    label: str
    title: str
    wrong: bool


@dataclass(frozen=True)
class Duty:
    """The words of one cell that is filled: what this agency has to do."""

    path: str
    written: str
    type_code: str
    agency: str
    obligation: str
    obligation_en: str


@dataclass(frozen=True)
class Line:
    """A row: one type, a group of them, or every type."""

    code: str
    name: str
    boxes: tuple[Box, ...]


class Matrix:
    """One area and one group of types of a decree's matrix."""

    def __init__(self, decree: Decree, area: str, group: str) -> None:
        self.decree, self.area_code, self.group = decree, area, group
        self.articles = list(decree.articles.all())
        self.area = Area.objects.filter(code=area).select_related("parent").first() if area else None
        cells = decree.mandates.filter(area=self.area).select_related("agency", "article", "substitute")
        self.known = {(cell.type_code, cell.agency.code): cell for cell in cells}
        named = {cell.agency_id for cell in cells}
        self.agencies = [agency for agency in Agency.objects.all() if agency.active or agency.id in named]

    def rows(self) -> list[tuple[str, str]]:
        """Code and name of every row of this tab; an imported type too: it is in no menu before somebody leads it."""
        types = IncidentType.objects.filter(group=self.group)
        return [
            (EVERY_TYPE, _("Semua jenis")),
            (self.group, _("Semua jenis kelompok ini")),
            *((kind.code, kind.name) for kind in types),
        ]

    def lines(self, typed: Mapping[str, Any] | None = None, wrong: Mapping[str, Any] | None = None) -> Iterator[Line]:
        """Everything the page draws; what was typed goes before what is kept, so that a refusal loses nothing."""
        for code, name in self.rows():
            boxes = tuple(self._box(code, name, agency, typed, wrong or {}) for agency in self.agencies)
            yield Line(code, name, boxes)

    def _box(
        self, code: str, name: str, agency: Agency, typed: Mapping[str, Any] | None, wrong: Mapping[str, Any]
    ) -> Box:
        field, cell = f"c.{code}.{agency.code}", self.known.get((code, agency.code))
        kept = self.written(cell)
        return Box(
            name=field,
            value=str(typed.get(field, "")) if typed is not None else kept,
            label=f"{name}, {agency.name}",
            title=f"{cell.article.number}: {cell.obligation}" if cell else "",
            wrong=f"{code}.{agency.code}" in wrong,
        )

    def duties(self, typed: Mapping[str, Any] | None = None) -> Iterator[Duty]:
        """The filled cells of this tab with their words; what was typed goes before what is kept."""
        kept = typed or {}
        for code, _name in self.rows():
            for agency in self.agencies:
                cell, path = self.known.get((code, agency.code)), f"{code}.{agency.code}"
                if cell is not None:
                    words, english = kept.get(f"o.{path}", cell.obligation), kept.get(f"e.{path}", cell.obligation_en)
                    yield Duty(path, self.written(cell), code, agency.name, str(words), str(english))

    def written(self, cell: Mandate | None) -> str:
        """A cell as a person writes it."""
        if cell is None:
            return ""
        place = next(place for place, article in enumerate(self.articles, 1) if article.id == cell.article_id)
        stand_in = f">{cell.substitute.code}" if cell.substitute else ""
        return f"{LETTER_OF[cell.role]}{place}{stand_in}"

    def read(self, typed: Mapping[str, Any]) -> list[Cell]:
        """The cells that somebody changed.

        Raises:
            Invalid: with a message for each cell that says nothing we know.
        """
        cells, problems = [], {}
        for code, _name in self.rows():
            for agency in self.agencies:
                kept = self.written(self.known.get((code, agency.code)))
                value = str(typed.get(f"c.{code}.{agency.code}", kept))
                words = self._words(code, agency.code, typed)
                if value.strip() == kept and words is None:
                    continue
                try:
                    cells.append(self._cell(code, agency.code, value, words))
                except ValueError as error:
                    problems[f"{code}.{agency.code}"] = [str(error)]
        if problems:
            raise Invalid(_("Matriks belum benar; tidak ada yang diubah."), fields=problems)
        return cells

    def _words(self, code: str, agency: str, typed: Mapping[str, Any]) -> tuple[str, str] | None:
        """The obligation in both languages where somebody changed it."""
        cell, path = self.known.get((code, agency)), f"{code}.{agency}"
        if cell is None or f"o.{path}" not in typed:
            return None
        # A browser sends line ends as \r\n.
        said = tuple(str(typed.get(f"{letter}.{path}", "")).replace("\r\n", "\n").strip() for letter in "oe")
        return None if said == (cell.obligation.strip(), cell.obligation_en.strip()) else (said[0], said[1])

    def _cell(self, code: str, agency: str, value: str, words: tuple[str, str] | None = None) -> Cell:
        if not value.strip():
            return Cell(code, agency)
        said = WRITTEN.match(value)
        if said is None:
            raise ValueError(_("Tulis L, D atau I dan nomor urut pasal, misalnya L3."))
        letter, number, stand_in = said.groups()
        article = ""
        if number:
            if not 1 <= int(number) <= len(self.articles):
                raise ValueError(_("Pasal nomor urut %(number)s tidak ada.") % {"number": number})
            article = self.articles[int(number) - 1].number
        obligation, english = words or (None, "")
        role, substitute = LETTERS[letter.upper()], (stand_in or "").lower()
        return Cell(code, agency, role, article, obligation, substitute, english)

    def tabs(self) -> list[Area]:
        """The areas that have cells of their own, and the one that is being looked at."""
        codes = set(self.decree.mandates.filter(area__isnull=False).values_list("area__code", flat=True))
        return list(Area.objects.filter(code__in=codes | {self.area_code}).select_related("parent"))
