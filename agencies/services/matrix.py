"""The mandate matrix of a draft, cell by cell."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.entries import MandatesSet
from agencies.models import Agency, Area, Article, Decree, Mandate
from agencies.routing import EVERY_TYPE, ROLES
from agencies.services.papers import lock_draft, require_admin, sign_edition
from foundation.journal import Actor, change
from foundation.lib.errors import Invalid
from sop.models import Group, IncidentType

LONGEST_OBLIGATION = 2_000


@dataclass(frozen=True)
class Cell:
    """What one agency has to do for one row; no role clears it. Without `article` the row's habit decides.

    `obligation` and `substitute` of None keep what the cell had; a new cell, or one whose obligation
    was emptied, takes the words of its article.
    """

    type_code: str
    agency: str
    role: str = ""
    article: str = ""
    obligation: str | None = None
    substitute: str | None = None
    obligation_en: str = ""

    @property
    def path(self) -> str:
        """How a problem names the cell."""
        return f"{self.type_code}.{self.agency}"


def set_mandates(
    *,
    decree_id: UUID,
    edition: int,
    area_code: str,
    cells: Sequence[Cell],
    actor: Actor,
    now: datetime | None = None,
) -> Decree:
    """Set or clear cells of one area's matrix (the whole region without a code); what is so already writes nothing.

    Raises:
        Denied, Missing, WrongMove: not an administrator; no such draft; somebody changed it meanwhile.
        Invalid: with one message for each wrong cell; nothing was changed.
    """
    require_admin(actor)
    with change(actor, now) as running:
        decree = lock_draft(decree_id, edition)
        sheet = Sheet(decree, _area(area_code))
        problems = {cell.path: texts for cell in cells if (texts := list(sheet.problems(cell)))}
        if problems:
            raise Invalid(_("Matriks belum benar; tidak ada yang diubah."), fields=problems)
        written = sum(sheet.write(cell) for cell in cells if cell.role)
        cleared = sum(sheet.clear(cell) for cell in cells if not cell.role)
        if not written and not cleared:
            return decree
        sign_edition(running, decree)
        decree.save(update_fields=["edition", "written_by"])
        running.append(
            MandatesSet(
                decree=decree.id,
                citation=decree.citation,
                edition=decree.edition,
                area=area_code,
                written=written,
                cleared=cleared,
            )
        )
        return decree


def _area(code: str) -> Area | None:
    """The area of a matrix; the regency itself is the whole region.

    Raises:
        Invalid: no such area.
    """
    area = Area.objects.filter(code=code).first() if code else None
    if code and area is None:
        raise Invalid(_("Kode wilayah tidak dikenal: %(codes)s.") % {"codes": code})
    return None if area is None or area.kind == Area.Kind.REGENCY else area


class Sheet:
    """One area's matrix of a draft, with what its cells may name."""

    def __init__(self, decree: Decree, area: Area | None) -> None:
        self.decree, self.area = decree, area
        self.agencies: Mapping[str, Agency] = {agency.code: agency for agency in Agency.objects.all()}
        self.articles: Mapping[str, Article] = {article.number: article for article in decree.articles.all()}
        self.types = {EVERY_TYPE, *Group.values, *IncidentType.objects.values_list("code", flat=True)}
        self.groups: dict[str, str] = dict(IncidentType.objects.values_list("code", "group"))
        rows = decree.mandates.filter(area=area).select_related("agency", "article", "substitute")
        self.known = {(row.type_code, row.agency.code): row for row in rows}

    def problems(self, cell: Cell) -> Iterator[str]:
        """What is wrong with a cell that is to be written; an unchanged one of a retired agency may be cleared only."""
        agency = self.agencies.get(cell.agency)
        if agency is None:
            yield _("Instansi %(code)s tidak dikenal.") % {"code": cell.agency}
        if cell.type_code not in self.types:
            yield _("Jenis %(type)s tidak dikenal.") % {"type": cell.type_code}
        if not cell.role:
            return
        if cell.role not in ROLES:
            yield _("Peran harus L, D atau I.")
        if agency is not None and not agency.active:
            yield _("Instansi %(code)s tidak aktif lagi.") % {"code": cell.agency}
        if cell.article and cell.article not in self.articles:
            yield _("Pasal %(article)s tidak ada dalam keputusan ini.") % {"article": cell.article}
        elif self.article_of(cell) is None:
            yield _("Pilih pasal yang menjadi dasarnya.")
        if max(len(cell.obligation or ""), len(cell.obligation_en)) > LONGEST_OBLIGATION:
            yield _("Kewajiban paling panjang %(most)s huruf.") % {"most": LONGEST_OBLIGATION}
        yield from self._problems_of_substitute(cell)

    def _problems_of_substitute(self, cell: Cell) -> Iterator[str]:
        if not cell.substitute:
            return
        stand_in = self.agencies.get(cell.substitute)
        if stand_in is None or not stand_in.active or cell.substitute == cell.agency:
            yield _("Pengganti %(code)s tidak dapat dipakai.") % {"code": cell.substitute}

    def article_of(self, cell: Cell) -> Article | None:
        """The article named, else what the cell had, else what this role has in the same group of types."""
        if cell.article:
            return self.articles.get(cell.article)
        known = self.known.get((cell.type_code, cell.agency))
        if known is not None and known.role == cell.role:
            return known.article
        group = self.groups.get(cell.type_code, cell.type_code)
        like = [
            row.article.number
            for row in self.known.values()
            if row.role == cell.role and self.groups.get(row.type_code, row.type_code) == group
        ]
        return self.articles[Counter(like).most_common(1)[0][0]] if like else None

    def write(self, cell: Cell) -> bool:
        """Whether anything changed."""
        known = self.known.get((cell.type_code, cell.agency))
        row = known or Mandate(
            decree=self.decree, agency=self.agencies[cell.agency], type_code=cell.type_code, area=self.area
        )
        article = self.article_of(cell)
        if article is None:
            return False
        before = (row.role, row.article_id, row.obligation, row.obligation_en, row.substitute_id)
        kept = known is not None and known.role == cell.role and known.article_id == article.id
        row.role, row.article = cell.role, article
        if cell.obligation is not None or not kept:
            row.obligation = cell.obligation or article.text
            row.obligation_en = cell.obligation_en if cell.obligation else article.text_en
        if cell.substitute is not None:
            row.substitute = self.agencies[cell.substitute] if cell.substitute else None
        after = (row.role, row.article_id, row.obligation, row.obligation_en, row.substitute_id)
        if known is not None and before == after:
            return False
        row.save()
        self.known[cell.type_code, cell.agency] = row
        return True

    def clear(self, cell: Cell) -> bool:
        """Whether there was anything."""
        row = self.known.pop((cell.type_code, cell.agency), None)
        if row is not None:
            row.delete()
        return row is not None
