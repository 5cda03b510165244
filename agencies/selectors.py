"""What the rooms above ask of the agencies: where a place is, who is obliged there, who works for whom."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from agencies.atlas import Atlas, Plot
from agencies.binding import Bound, bound_by
from agencies.clashes import Base, Ground, Village, find_clashes_on_the_ground
from agencies.coverage import Finding, Place, find_uncovered
from agencies.extents import extents
from agencies.gazetteer import DISTRICT, REGENCY, VILLAGE
from agencies.models import Agency, Area, Boundary, Decree, Endorsement, Member, Station, Unit
from agencies.models.decrees import cite
from agencies.models.names import in_language
from agencies.outlines import simplified
from agencies.places import STATION, Found, PlaceIndex, Spot
from agencies.routing import EVERY_TYPE, INFORMED, MandateRule, Route, TypeKey, route
from agencies.sanctions import Ladder, sanctions_of
from foundation.lib.sql import OneOf, Read, Statement
from foundation.people.models import Role, User
from sop.clashes import Clash
from sop.library import roles
from sop.models import IncidentType, ProcedureVersion
from sop.selectors import type_group
from sop.versions import clashes_of

NEVER = datetime(9000, 1, 1, tzinfo=UTC)
# Who names a station means its gate or the road before it (metres).
STATION_M = 150
# A circle so many times wider than the village under its middle speaks of the district.
WIDER = 2
# Who may see every agency's units: the centre's own people, and those who look after it.
SEES_ALL = (Role.CALL_TAKER, Role.DISPATCHER, Role.COORDINATOR, Role.ADMIN, Role.AUDITOR)


# Where.

AreasEdition = tuple[int, datetime | None]
# Changes whenever an area or an outline does. Plain SQL: every report that comes in asks it, among other things.
AREAS_EDITION = "SELECT count(*), max(changed_at) FROM agencies_area"
_known: list[AreasEdition] = []


def edition_known() -> AreasEdition:
    """The areas as this process knew them last; whoever trusts it compares it with the edition that holds."""
    return _known[0] if _known else _edition()


def area_at(lat: float, lon: float, edition: AreasEdition | None = None, radius_m: int = 0) -> Area | None:
    """The area in which the point lies (`Atlas.at` has the rule); one small query, or none with the edition at hand.

    The point of a wide circle is only its middle: nobody named the village that happens to lie there.
    """
    edition = edition or _edition()
    atlas, areas = _atlas_of(edition)
    found = atlas.at(lat, lon)
    if found is None:
        return None
    area = areas[found]
    wide = radius_m > 0 and area.kind == VILLAGE and radius_m > WIDER * _reach(*edition)[found]
    return area.parent if wide and area.parent else area


def area_named(text: str, edition: AreasEdition | None = None) -> Area | None:
    """The village or district that the text names; None when it names none, or more than one thing."""
    atlas, areas = _atlas_of(edition or _edition())
    found = atlas.named(text)
    return areas[found] if found else None


def find_places(text: str) -> list[Found]:
    """The districts, villages and stations that somebody who types this may mean, the likeliest first."""
    stations = tuple(StationRow(*row) for row in Station.objects.values_list(*StationRow._fields))
    return _place_index(stations, *_edition()).search(text)


def _edition() -> AreasEdition:
    """Which areas hold now."""
    with connection.cursor() as cursor:
        cursor.execute(AREAS_EDITION)
        rows, changed_at = cursor.fetchone()
    return rows, changed_at


def _atlas_of(edition: AreasEdition) -> tuple[Atlas, dict[UUID, Area]]:
    """The atlas of this edition, which is from now on the one known."""
    _known[:] = [edition]
    return _atlas(*edition)


@lru_cache(maxsize=2)
def _atlas(rows: int, changed_at: datetime | None) -> tuple[Atlas, dict[UUID, Area]]:
    """All areas by their id, their parents at hand; built once per edition, shared by all threads, never changed."""
    areas = {area.id: area for area in Area.objects.order_by()}
    for area in areas.values():
        if area.parent_id is not None:
            area.parent = areas[area.parent_id]
    return Atlas(_plots(areas.values())), areas


@lru_cache(maxsize=2)
def _reach(rows: int, changed_at: datetime | None) -> dict[UUID, int]:
    """How far each area goes from its middle; built once per edition."""
    _atlas_of_now, areas = _atlas(rows, changed_at)
    return extents(_plots(areas.values()))


def _plots(areas: Iterable[Area]) -> list[Plot]:
    """The areas on the map, with the outlines that were imported."""
    outlines = dict(Boundary.objects.values_list("area_id", "geometry"))
    return [
        Plot(area.id, area.code, area.name, area.kind, area.parent_id, area.lat, area.lon, outlines.get(area.id))
        for area in areas
    ]


class StationRow(NamedTuple):
    """What the index of places keeps of a station. The rows themselves are its edition: one moved is a new one."""

    id: UUID
    name: str
    lat: float
    lon: float
    area_id: UUID | None


@lru_cache(maxsize=2)
def _place_index(stations: tuple[StationRow, ...], rows: int, changed_at: datetime | None) -> PlaceIndex:
    """The names of all areas and stations; built once per edition, shared by all threads, never changed."""
    _atlas_of_now, areas = _atlas(rows, changed_at)
    reach = _reach(rows, changed_at)
    spots = [
        Spot(area.id, area.name, area.kind, within_of(area), area.parent_id, area.lat, area.lon, reach[area.id])
        for area in areas.values()
        if area.kind in (DISTRICT, VILLAGE)
    ]
    for station in stations:
        area = areas.get(station.area_id) if station.area_id else None
        label = area.label if area else ""
        spots.append(Spot(station.id, station.name, STATION, label, None, station.lat, station.lon, STATION_M))
    return PlaceIndex(spots)


def within_of(area: Area) -> str:
    """What an area lies in, as people write it."""
    return area.parent.label if area.parent else ""


def areas_on_map() -> tuple[str, bytes]:
    """All areas as a GeoJSON FeatureCollection, and the name of this edition of them."""
    edition = _edition()
    return f'"{edition[0]}-{edition[1]:%Y%m%d%H%M%S%f}"' if edition[1] else '"0"', _feature_collection(*edition)


@lru_cache(maxsize=1)
def _feature_collection(rows: int, changed_at: datetime | None) -> bytes:
    """Built once per edition: outlines are long."""
    _atlas_of_now, areas = _atlas(rows, changed_at)
    reach = _reach(rows, changed_at)
    features = [_feature(plot, areas[plot.id].parent, reach.get(plot.id)) for plot in _plots(areas.values())]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()


def _feature(plot: Plot, parent: Area | None, radius_m: int | None) -> dict[str, Any]:
    """An area with its outline where one was imported, else with its middle."""
    middle = [plot.lon, plot.lat]
    return {
        "type": "Feature",
        "id": plot.code,
        "properties": {
            "name": plot.name,
            "kind": plot.kind,
            "parent": parent.code if parent else None,
            "middle": middle,
            "radius_m": radius_m,
        },
        "geometry": simplified(plot.outline) if plot.outline else {"type": "Point", "coordinates": middle},
    }


def stations_on_map() -> QuerySet[Station]:
    """Where units stand and patients are taken."""
    return Station.objects.select_related("agency").filter(agency__active=True)


# Who is obliged.


def route_for(type_code: str, area: Area | None, at: datetime) -> Route:
    """Lead, supporting and informed agencies by the decrees in force at `at`; one query."""
    key = type_key(type_code)
    chain = chain_of(area)
    return route(key, chain, at, signed_rules([key.code, key.group, EVERY_TYPE], chain))


def ladder_at(at: datetime, paper: Decree | None = None) -> Ladder:
    """The ladder of sanctions: that of this decree, or else of the latest one in force at `at` that names any."""
    own = [paper] if paper is not None and paper.sanctions else []
    found = [*ladders_in_force(at), *own]
    return Ladder(sanctions_of(found[-1].sanctions), found[-1].citation) if found else Ladder()


def ladders_in_force(at: datetime) -> list[Decree]:
    """The decrees in force then that name sanctions; the last is the one that holds."""
    signed = Decree.objects.exclude(status=Decree.Status.DRAFT).exclude(sanctions=[]).filter(in_force_from__lte=at)
    return [decree for decree in signed if decree.in_force(at)]


class Router:
    """The routes of one moment for whoever asks for thousands: mandates are read once, and a place that no mandate
    names is like any other such place.
    """

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.rules = signed_rules()
        self.named = {rule.area for rule in self.rules if rule.area is not None}
        self.groups = dict(IncidentType.objects.values_list("code", "group"))
        self.known: dict[tuple[str, tuple[UUID, ...]], Route] = {}

    def route(self, type_code: str, area: Area | None) -> Route:
        """The agencies that `route_for` names, without asking the database."""
        chain = tuple(one for one in chain_of(area) if one in self.named)
        found = self.known.get((type_code, chain))
        if found is None:
            key = TypeKey(type_code, self.groups.get(type_code, ""))
            found = self.known[type_code, chain] = route(key, chain, self.at, self.rules)
        return found


def type_key(type_code: str) -> TypeKey:
    """The type with its group; a type nobody knows has none, and only `*` mandates reach it."""
    return TypeKey(type_code, type_group(type_code) or "")


def chain_of(area: Area | None) -> tuple[UUID, ...]:
    """The area and the district above it; the regency needs no place in it, its mandates hold everywhere."""
    if area is None or area.kind == REGENCY:
        return ()
    if area.kind == VILLAGE and area.parent_id is not None:
        return (area.id, area.parent_id)
    return (area.id,)


# Plain SQL, because an incident waits for it: building five joins anew each time takes longer than running them.
# $1 types, $2 areas, $3 a decree; null is all.
RULES = Statement(
    "mandate_rules",
    """
SELECT mandate.id, mandate.type_code, mandate.role, mandate.obligation, mandate.obligation_en,
    mandate.substitute_id, mandate.agency_id, agency.code, agency.active, article.number, area.id, area.name,
    decree.kind, decree.issuer, decree.number, decree.year, decree.in_force_from, decree.in_force_until, decree.id
FROM agencies_mandate mandate
JOIN agencies_decree decree ON decree.id = mandate.decree_id
    AND CASE WHEN $3::uuid IS NULL THEN decree.status <> 'draft' ELSE decree.id = $3 END
JOIN agencies_article article ON article.id = mandate.article_id
JOIN agencies_agency agency ON agency.id = mandate.agency_id
-- What is said of the regency itself holds everywhere, as if no area were named.
LEFT JOIN agencies_area area ON area.id = mandate.area_id AND area.kind <> 'regency'
WHERE ($1::text[] IS NULL OR mandate.type_code = ANY($1))
    AND ($2::uuid[] IS NULL OR area.id IS NULL OR area.id = ANY($2))
""",
)


def signed_rules(
    types: list[str] | None = None, chain: tuple[UUID, ...] | None = None, decree: UUID | None = None
) -> list[MandateRule]:
    """The mandates that were ever signed (or one decree's, a draft's too): for these types and areas, or all."""
    return [_rule(row) for row in RULES.rows(types, None if chain is None else list(chain), decree)]


def _rule(row: tuple[Any, ...]) -> MandateRule:
    """A row of `RULES` as routing reads it."""
    mandate, type_code, role, obligation, obligation_en, substitute, agency, code, active, article, *rest = row
    area, area_name, kind, issuer, number, year, begins, ends, decree_id = rest
    return MandateRule(
        id=mandate,
        agency=agency,
        agency_code=code,
        agency_active=active,
        type_code=type_code,
        area=area,
        area_name=area_name or "",
        role=role,
        decree=cite(kind, issuer, number, year),
        decree_id=decree_id,
        article=article,
        obligation=obligation,
        obligation_en=obligation_en,
        # A draft has no first moment yet; whoever asks for its rules gives it one.
        in_force_from=begins or NEVER,
        in_force_until=ends,
        substitute=substitute,
    )


def agencies_bound_by(version: ProcedureVersion, at: datetime) -> tuple[Bound, ...]:
    """The agencies that must sign a version (`agencies/binding.py` has the rule)."""
    key = type_key(version.type_code)
    trades = dict(Agency.objects.values_list("id", "discipline"))
    return bound_by(key, version.parsed.checklist, at, signed_rules([key.code, key.group, EVERY_TYPE]), trades)


def problems_with(version: ProcedureVersion, at: datetime) -> list[Clash]:
    """Everything that is wrong with a version, the blocking first: by itself, and by the register of agencies."""
    found = [*clashes_of(version, at), *find_clashes_on_the_ground(version.parsed, ground_of(version, at))]
    return sorted(found, key=lambda clash: clash.severity != "blocking")


def ground_of(version: ProcedureVersion, at: datetime) -> Ground:
    """What the register holds against a version."""
    key = type_key(version.type_code)
    rules = [
        rule for rule in signed_rules([key.code, key.group, EVERY_TYPE]) if rule.in_force(at) and rule.agency_active
    ]
    trades = dict(Agency.objects.values_list("id", "discipline"))
    acting = [rule.agency for rule in rules if rule.role != INFORMED]
    units = Unit.objects.filter(agency__in=acting, in_service=True).select_related("station")
    villages = Area.objects.filter(kind=VILLAGE)
    return Ground(
        bound=bound_by(key, version.parsed.checklist, at, rules, trades),
        trades=[trades[rule.agency] for rule in rules],
        bases=[Base(one.kind, one.station.lat, one.station.lon, frozenset(one.capabilities)) for one in units],
        villages=[Village(name, lat, lon) for name, lat, lon in villages.values_list("name", "lat", "lon")],
        role_names={role.code: in_language(role.name_id, role.name_en) for role in roles()},
    )


def words_on(version: ProcedureVersion) -> dict[UUID, Endorsement]:
    """The last word of each agency on the text as it is now."""
    spoken = Endorsement.objects.filter(version=version, revision=version.revision).select_related("agency", "user")
    return {word.agency_id: word for word in spoken.order_by("at", "id")}


def uncovered(since: datetime) -> tuple[Finding, ...]:
    """Where and when, from `since` on, an active type has no lead or several; a place unknown counts too."""
    return find_uncovered(active_types(), all_places(), signed_rules(), since)


def active_types() -> list[TypeKey]:
    """Every type that an incident may have."""
    return [TypeKey(*row) for row in IncidentType.objects.filter(active=True).values_list("code", "group")]


def all_places() -> list[Place]:
    """Every district and village, and a place unknown."""
    areas = Area.objects.exclude(kind=REGENCY).select_related("parent__parent")
    return [*(Place(chain_of(area), area.label) for area in areas), Place((), "")]


def count_areas() -> int:
    """Districts and villages."""
    return Area.objects.exclude(kind=REGENCY).count()


# Who works for whom.


def agency_of(user: User) -> Agency | None:
    """The agency that the account works for; None for the centre's own people and the public."""
    member = Member.objects.select_related("agency").filter(user=user).first()
    return member.agency if member else None


def unit_of(user: User) -> Unit | None:
    """The unit whose crew the account belongs to."""
    member = Member.objects.select_related("unit__agency", "unit__station").filter(user=user).first()
    return member.unit if member else None


def members_of(agency: Agency) -> QuerySet[User]:
    """The accounts that work for the agency and may sign in."""
    return User.objects.filter(membership__agency=agency, is_active=True).order_by("username")


def agencies_with_desk(agencies: Iterable[Agency]) -> set[UUID]:
    """Those of them where somebody has an account that shows the agency's board."""
    desks = Member.objects.filter(agency__in=agencies, user__is_active=True)
    return set(desks.filter(user__roles__overlap=[Role.DESK, Role.SUPERVISOR]).values_list("agency_id", flat=True))


def crew_of(unit: Unit) -> QuerySet[User]:
    """The accounts that ride with the unit."""
    return User.objects.filter(membership__unit=unit, is_active=True).order_by("username")


def supervisors_of(agency: Agency) -> QuerySet[User]:
    """Those of its people to whom a missed limit climbs."""
    return members_of(agency).filter(membership__is_supervisor=True)


AGENCIES = Read("agencies_by_id", 1, lambda ids: Agency.objects.filter(OneOf("id", ids)))


def agencies_by_id(ids: Iterable[UUID]) -> dict[UUID, Agency]:
    """Agencies at hand by id, in one query."""
    return {agency.id: agency for agency in AGENCIES(list(ids))}


def units_registered_for(user: User) -> QuerySet[Unit]:
    """All units for the centre, an agency's own for its people, none for anybody else."""
    units = Unit.objects.select_related("agency", "station")
    if user.has_role(*SEES_ALL):
        return units
    return units.filter(agency__members__user=user)


def region_name() -> str:
    """What the centre's one region is called; empty before its areas are loaded, or where there are several."""
    names = Area.objects.filter(kind=REGENCY).values_list("name", flat=True)[:2]
    return names[0] if len(names) == 1 else ""
