"""A region as its files describe it (`agencies/data/<region>/`): read, checked whole, and nothing written.

Every mistake is found before anything is loaded, and all of them are said at once, each with its place.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from agencies.routing import EVERY_TYPE, LEAD, ROLES
from sop.closed import Malformed, Problem, parse
from sop.documents import read_data, read_document

DATA = Path(str(files("agencies"))) / "data"


@dataclass(frozen=True)
class Both:
    """A text in both languages."""

    id: str
    en: str


@dataclass(frozen=True)
class VillageFile:
    """`code` is what follows the district's."""

    code: str
    name: str
    at: tuple[float, ...]


@dataclass(frozen=True)
class DistrictFile:
    """A district with its villages."""

    code: str
    name: str
    at: tuple[float, ...]
    villages: tuple[VillageFile, ...]


@dataclass(frozen=True)
class AreasFile:
    """`areas.yaml`: the region itself, and everything in it."""

    code: str
    name: str
    at: tuple[float, ...]
    districts: tuple[DistrictFile, ...]


@dataclass(frozen=True)
class RungFile:
    """One office to ring."""

    title: Both
    phone: str


@dataclass(frozen=True)
class AgencyFile:
    """One of `agencies.yaml`."""

    code: str
    name: Both
    discipline: str
    phone: str = ""
    email: str = ""
    hosts_centre: bool = False
    active: bool = True
    ladder: tuple[RungFile, ...] = ()


@dataclass(frozen=True)
class StationFile:
    """One of `fleet.yaml`'s stations."""

    code: str
    agency: str
    kind: str
    name: str
    at: tuple[float, ...]
    area: str | None = None


@dataclass(frozen=True)
class UnitFile:
    """One of `fleet.yaml`'s units."""

    call_sign: str
    agency: str
    station: str
    kind: str
    crew: int
    capabilities: tuple[str, ...] = ()


@dataclass(frozen=True)
class FleetFile:
    """`fleet.yaml`."""

    stations: tuple[StationFile, ...]
    units: tuple[UnitFile, ...]


@dataclass(frozen=True)
class ArticleFile:
    """A clause: its number as it is quoted, and its words."""

    number: str
    id: str
    en: str


@dataclass(frozen=True)
class SanctionFile:
    """One step of the ladder of sanctions, and the clause that names it."""

    name: Both
    article: str


@dataclass(frozen=True)
class RowFile:
    """One type's row of the matrix: for each role, agency and duty; and who steps in for whom."""

    lead: Mapping[str, str] = field(default_factory=dict)
    support: Mapping[str, str] = field(default_factory=dict)
    informed: Mapping[str, str] = field(default_factory=dict)
    substitutes: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class SectionFile:
    """Rows that share their articles, areas and substitutes."""

    title: str
    articles: Mapping[Literal["lead", "support", "informed"], str]
    types: Mapping[str, RowFile]
    areas: tuple[str, ...] = ()
    substitutes: Mapping[str, str | None] = field(default_factory=dict)

    def article(self, role: str) -> str:
        """The clause behind this role; empty when the section names none."""
        return next((number for name, number in self.articles.items() if name == role), "")


@dataclass(frozen=True)
class DecreeFile:
    """`decree.yaml`."""

    kind: str
    number: str
    year: int
    issuer: str
    title: Both
    signed_on: date
    in_force_from: datetime
    considerations: tuple[str, ...]
    legal_bases: tuple[str, ...]
    articles: tuple[ArticleFile, ...]
    duties: Mapping[str, Both]
    matrix: tuple[SectionFile, ...]
    sanctions: tuple[SanctionFile, ...] = ()


@dataclass(frozen=True)
class OfficialFile:
    """One of `officials.yaml`: an office held for a term; `stands_in_for` names another official of the agency."""

    agency: str
    post: Literal["head", "duty", "contact"]
    title: Both
    name: str
    since: date
    until: date | None = None
    phone: str = ""
    stands_in_for: str | None = None


@dataclass(frozen=True)
class MemberFile:
    """One of `members.yaml`: an account and whom it works for."""

    username: str
    agency: str
    unit: str | None = None
    supervisor: bool = False


@dataclass(frozen=True)
class RegionFile:
    """All files of a region."""

    areas: AreasFile
    agencies: tuple[AgencyFile, ...]
    fleet: FleetFile
    decree: DecreeFile
    members: tuple[MemberFile, ...] = ()
    officials: tuple[OfficialFile, ...] = ()


@dataclass(frozen=True)
class Cell:
    """One mandate, with everything its section and row say about it."""

    path: str
    type_code: str
    role: str
    agency: str
    article: str
    duty: str
    area: str | None
    substitute: str | None


def read_region(name: str, folder: Path = DATA) -> RegionFile:
    """The region of that name, complete and without contradiction.

    Raises:
        Malformed: with every problem of shape, or else every problem of sense.
        FileNotFoundError: there is no such region.
    """
    home = folder / name
    loaded: dict[str, Any] = {}
    for part in ("areas", "agencies", "fleet", "decree", "members", "officials"):
        file = home / f"{part}.yaml"
        if file.exists() or part not in ("members", "officials"):
            loaded[part] = read_document(file)
    region = parse(RegionFile, loaded)
    problems = list(problems_of(region))
    if problems:
        raise Malformed(problems)
    return region


def read_capabilities() -> frozenset[str]:
    """The codes that units may list: one vocabulary for all regions."""
    return frozenset(row["code"] for row in read_data("capabilities.yaml"))


def area_codes(areas: AreasFile) -> Iterator[str]:
    """Every code of the region, from the whole down."""
    yield areas.code
    for district in areas.districts:
        yield district.code
        yield from (f"{district.code}.{village.code}" for village in district.villages)


def cells_of(decree: DecreeFile) -> Iterator[Cell]:
    """The matrix cell by cell; a section with areas has each cell once for each of them."""
    for index, section in enumerate(decree.matrix):
        for type_code, row in section.types.items():
            substitutes = {**section.substitutes, **row.substitutes}
            for role in ROLES:
                for agency, duty in getattr(row, role).items():
                    for area in section.areas or (None,):
                        yield Cell(
                            path=f"decree.matrix[{index}].types.{type_code}.{role}.{agency}",
                            type_code=type_code,
                            role=role,
                            agency=agency,
                            article=section.article(role),
                            duty=duty,
                            area=area,
                            substitute=substitutes.get(agency),
                        )


def problems_of(region: RegionFile) -> Iterator[Problem]:
    """What does not fit together: names that nobody has, doubles, two leads."""
    agencies = {agency.code for agency in region.agencies}
    areas = set(area_codes(region.areas))
    stations = {station.code for station in region.fleet.stations}
    units = {unit.call_sign: unit.agency for unit in region.fleet.units}
    yield from _doubles("areas", area_codes(region.areas))
    yield from _doubles("agencies", (agency.code for agency in region.agencies))
    yield from _doubles("fleet.stations", (station.code for station in region.fleet.stations))
    yield from _doubles("fleet.units", (unit.call_sign for unit in region.fleet.units))
    for station in region.fleet.stations:
        yield from _unknown(f"fleet.stations.{station.code}", station.agency, agencies)
        yield from _unknown(f"fleet.stations.{station.code}", station.area or region.areas.code, areas)
    capabilities = read_capabilities()
    for unit in region.fleet.units:
        path = f"fleet.units.{unit.call_sign}"
        yield from _unknown(path, unit.agency, agencies)
        yield from _unknown(path, unit.station, stations)
        for capability in unit.capabilities:
            yield from _unknown(path, capability, capabilities)
    yield from _problems_of_decree(region.decree, agencies, areas)
    yield from _problems_of_officials(region.officials, agencies)
    for member in region.members:
        yield from _unknown(f"members.{member.username}", member.agency, agencies)
        if member.unit and units.get(member.unit) != member.agency:
            yield Problem(f"members.{member.username}", f"{member.unit} is no unit of {member.agency}")


def _problems_of_officials(officials: Iterable[OfficialFile], agencies: set[str]) -> Iterator[Problem]:
    known = {(one.agency, one.name) for one in officials}
    yield from _doubles("officials", (f"{one.agency}, {one.title.id}, {one.name}, {one.since}" for one in officials))
    for one in officials:
        path = f"officials.{one.name}"
        yield from _unknown(path, one.agency, agencies)
        if one.until is not None and one.until < one.since:
            yield Problem(path, "the term ends before it begins")
        if one.stands_in_for and ((one.agency, one.stands_in_for) not in known or one.stands_in_for == one.name):
            yield Problem(path, f"{one.stands_in_for} is no other official of {one.agency}")


def _problems_of_decree(decree: DecreeFile, agencies: set[str], areas: set[str]) -> Iterator[Problem]:
    articles = {article.number for article in decree.articles}
    cells = list(cells_of(decree))
    yield from _doubles("decree.articles", (article.number for article in decree.articles))
    for place, sanction in enumerate(decree.sanctions):
        yield from _unknown(f"decree.sanctions[{place}]", sanction.article, articles)
    for cell in cells:
        yield from _unknown(cell.path, cell.agency, agencies)
        yield from _unknown(cell.path, cell.article, articles)
        yield from _unknown(cell.path, cell.duty, set(decree.duties))
        if cell.area:
            yield from _unknown(cell.path, cell.area, areas)
        if cell.substitute:
            yield from _unknown(cell.path, cell.substitute, agencies)
            if cell.substitute == cell.agency:
                yield Problem(cell.path, "an agency cannot stand in for itself")
    seats = (f"{cell.type_code}, {cell.agency}, {cell.area or 'everywhere'}" for cell in cells)
    yield from _doubles("decree.matrix", seats)
    leads = (f"{cell.type_code}, lead, {cell.area or 'everywhere'}" for cell in cells if cell.role == LEAD)
    yield from _doubles("decree.matrix", leads)


def _doubles(path: str, codes: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            yield Problem(path, f"{code} stands twice")
        seen.add(code)


def _unknown(path: str, code: str, known: Iterable[str]) -> Iterator[Problem]:
    if code not in known:
        yield Problem(path, f"{code or 'nothing'} is not known here")


def unknown_types(decree: DecreeFile, known: Iterable[str]) -> list[str]:
    """Types and groups that the matrix names and the SOP does not."""
    return sorted({cell.type_code for cell in cells_of(decree)} - {EVERY_TYPE, *known})
