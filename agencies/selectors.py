"""What the rooms above ask of the agencies: where a place is, who is obliged there, who works for whom."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from agencies.boundaries import contains
from agencies.coverage import Finding, Place, find_uncovered
from agencies.gazetteer import REGENCY, VILLAGE, Gazetteer, NamedArea
from agencies.models import Agency, Area, Decree, Mandate, Member, Unit
from agencies.models.decrees import cite
from agencies.routing import EVERY_TYPE, MandateRule, Route, TypeKey, route
from foundation.lib.geo import box, distance_m
from foundation.people.models import Role, User
from sop.models import IncidentType

NEAREST_CENTRE_M = 5_000.0
# Who may see every agency's units: the centre's own people, and those who look after it.
SEES_ALL = (Role.CALL_TAKER, Role.DISPATCHER, Role.COORDINATOR, Role.ADMIN, Role.AUDITOR)


# Where.


def area_at(lat: float, lon: float) -> Area | None:
    """The area in which the point lies.

    1. The village, else the district, whose boundary holds it.
    2. Of the villages without an imported boundary, the one with the nearest centre within 5 km.
    3. None: outside the region, or at sea.

    One query; the answer's `parent` is at hand.
    """
    south, west, north, east = box(lat, lon, NEAREST_CENTRE_M)
    holding = Q(
        boundary__min_lat__lte=lat,
        boundary__max_lat__gte=lat,
        boundary__min_lon__lte=lon,
        boundary__max_lon__gte=lon,
    )
    near = Q(kind=VILLAGE, boundary__isnull=True, lat__range=(south, north), lon__range=(west, east))
    found = Area.objects.filter(~Q(kind=REGENCY), holding | near).select_related("parent", "boundary").order_by()
    candidates = sorted(found, key=lambda area: (area.kind != VILLAGE, area.code))
    outlined = [area for area in candidates if hasattr(area, "boundary")]
    inside = [area for area in outlined if contains(area.boundary.geometry, lat, lon)]
    if inside and inside[0].kind == VILLAGE:
        return inside[0]
    nearest = _nearest_centre([area for area in candidates if area not in outlined], lat, lon)
    return nearest or (inside[0] if inside else None)


def _nearest_centre(villages: Sequence[Area], lat: float, lon: float) -> Area | None:
    measured = [(distance_m(lat, lon, area.lat, area.lon), area.code, area) for area in villages]
    metres, _code, area = min(measured, key=lambda found: found[:2], default=(0.0, "", None))
    return area if metres <= NEAREST_CENTRE_M else None


def area_named(text: str) -> Area | None:
    """The village or district that the text names; None when it names none, or more than one thing."""
    edition = Area.objects.aggregate(rows=Count("id"), changed_at=Max("changed_at"))
    found = _gazetteer(edition["rows"], edition["changed_at"]).find(text)
    return Area.objects.select_related("parent").filter(id=found).first() if found else None


@lru_cache(maxsize=2)
def _gazetteer(rows: int, changed_at: datetime | None) -> Gazetteer:
    """Built once per edition of the areas; the arguments are that edition."""
    areas = Area.objects.values_list("id", "name", "kind", "parent_id")
    return Gazetteer(NamedArea(*area) for area in areas)


# Who is obliged.


def route_for(type_code: str, area: Area | None, at: datetime) -> Route:
    """Lead, supporting and informed agencies by the decrees in force at `at`; two queries."""
    key = type_key(type_code)
    named = Q(type_code__in=(key.code, key.group, EVERY_TYPE))
    here = Q(area__isnull=True) | Q(area__kind=REGENCY)
    if area is not None:
        here |= Q(area__in=_chain(area))
    return route(key, _chain(area), at, _rules(Mandate.objects.filter(named, here)))


def type_key(type_code: str) -> TypeKey:
    """The type with its group; a type nobody knows has none, and only `*` mandates reach it."""
    groups = IncidentType.objects.filter(code=type_code).values_list("group", flat=True)
    return TypeKey(type_code, next(iter(groups), ""))


def _chain(area: Area | None) -> tuple[UUID, ...]:
    """The area and the district above it; the regency needs no place in it, its mandates hold everywhere."""
    if area is None or area.kind == REGENCY:
        return ()
    if area.kind == VILLAGE and area.parent_id is not None:
        return (area.id, area.parent_id)
    return (area.id,)


# What routing needs of a mandate, and nothing more: whole rows of five tables would cost three times as much.
COLUMNS = (
    "id",
    "type_code",
    "role",
    "obligation",
    "obligation_en",
    "substitute_id",
    "agency_id",
    "agency__code",
    "agency__active",
    "article__number",
    "area_id",
    "area__kind",
    "area__name",
    "decree__kind",
    "decree__issuer",
    "decree__number",
    "decree__year",
    "decree__in_force_from",
    "decree__in_force_until",
)


def _rules(mandates: QuerySet[Mandate]) -> list[MandateRule]:
    signed = mandates.filter(decree__in_force_from__isnull=False).exclude(decree__status=Decree.Status.DRAFT)
    return [_rule(row) for row in signed.order_by().values(*COLUMNS)]


def _rule(row: dict[str, Any]) -> MandateRule:
    """A mandate as routing reads it; what is said of the regency itself holds everywhere."""
    everywhere = row["area_id"] is None or row["area__kind"] == REGENCY
    return MandateRule(
        id=row["id"],
        agency=row["agency_id"],
        agency_code=row["agency__code"],
        agency_active=row["agency__active"],
        type_code=row["type_code"],
        area=None if everywhere else row["area_id"],
        area_name="" if everywhere else row["area__name"],
        role=row["role"],
        decree=cite(row["decree__kind"], row["decree__issuer"], row["decree__number"], row["decree__year"]),
        article=row["article__number"],
        obligation=row["obligation"],
        obligation_en=row["obligation_en"],
        in_force_from=row["decree__in_force_from"],
        in_force_until=row["decree__in_force_until"],
        substitute=row["substitute_id"],
    )


def uncovered(since: datetime) -> tuple[Finding, ...]:
    """Where and when, from `since` on, an active type has no lead or several; a place unknown counts too."""
    types = [TypeKey(*row) for row in IncidentType.objects.filter(active=True).values_list("code", "group")]
    areas = Area.objects.exclude(kind=REGENCY).select_related("parent__parent")
    places = [Place(_chain(area), area.label) for area in areas]
    return find_uncovered(types, [*places, Place((), "")], _rules(Mandate.objects.all()), since)


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


def supervisors_of(agency: Agency) -> QuerySet[User]:
    """Those of its people to whom a missed limit climbs."""
    return members_of(agency).filter(membership__is_supervisor=True)


def agencies_by_id(ids: Iterable[UUID]) -> dict[UUID, Agency]:
    """Agencies at hand by id, in one query."""
    return Agency.objects.in_bulk(list(ids))


def units_of(agency: Agency) -> QuerySet[Unit]:
    """Its units, in or out of service."""
    return Unit.objects.filter(agency=agency).select_related("agency", "station")


def units_visible_to(user: User) -> QuerySet[Unit]:
    """All units for the centre, an agency's own for its people, none for anybody else."""
    units = Unit.objects.select_related("agency", "station")
    if user.has_role(*SEES_ALL):
        return units
    return units.filter(agency__members__user=user)
