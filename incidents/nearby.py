"""What the centre knows of a place and a number while somebody still types: open incidents, and earlier calls."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Q, Value
from django.db.models.functions import Coalesce

from agencies.models import Area
from agencies.selectors import area_at, area_named
from foundation.lib.geo import box
from incidents.duplicates import NEAR_M, NEAR_S, Candidate, Known, find_duplicates
from incidents.models import Incident, Report
from incidents.screening import NUISANCE, CallHistory
from sop.selectors import type_group

MOST_ROWS = 50
# Metres in a degree of longitude at 60° north or south: a sieve must let everything near through.
DEGREE_M: Final = 55_660.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Whereabouts:
    """A place as far as it is known: a point with its uncertainty, words, or nothing."""

    lat: float | None = None
    lon: float | None = None
    radius_m: int = 0
    text: str = ""

    @property
    def area(self) -> Area | None:
        """The village or district."""
        if self.lat is not None and self.lon is not None:
            return area_at(self.lat, self.lon, radius_m=self.radius_m)
        return area_named(self.text) if self.text else None

    @property
    def box(self) -> Box | None:
        """What holds everything near to it; None without a point."""
        if self.lat is None or self.lon is None:
            return None
        return box(self.lat, self.lon, NEAR_M + self.radius_m)


@dataclass(frozen=True)
class Nearby:
    """What is known before anything is filed."""

    area: Area | None
    incidents: list[Candidate]
    history: CallHistory


def look_nearby(where: Whereabouts, phone: str, type_code: str | None, now: datetime) -> Nearby:
    """Open incidents that a report from here, or from this number, may tell of; and the number's past. Only reads."""
    area = where.area
    own = incidents_of_number(phone)
    known = known_near(where, area, own, now)
    group = (type_group(type_code) if type_code else "") or ""
    found = find_duplicates(where.lat, where.lon, group, now, known, reach_m=where.radius_m)
    return Nearby(area, found, history_of_number(phone, now))


def known_near(where: Whereabouts, area: Area | None, own: set[UUID], now: datetime) -> list[Known]:
    """The recent open incidents that may be near, or are of the number (`own`)."""
    return [
        Known(
            id=str(row.id),
            number=row.number,
            type=row.type_id,
            group=row.type.group,
            lat=row.lat,
            lon=row.lon,
            opened_at=row.opened_at,
            same_caller=row.id in own,
            same_area=area is not None and row.area_id == area.id,
            radius_m=row.radius_m,
        )
        for row in open_incidents(where, area, own, now)
    ]


def open_incidents(where: Whereabouts, area: Area | None, own: set[UUID], now: datetime) -> list[Incident]:
    """The recent open incidents in the box around the point, in the area, or of the number (`own`)."""
    near = Q(area=area) if area is not None else Q()
    if where.box:
        south, west, north, east = where.box
        wide = Coalesce(F("radius_m"), 0) / Value(DEGREE_M)
        near |= Q(lat__gte=south - wide, lat__lte=wide + north, lon__gte=west - wide, lon__lte=wide + east)
    if own:
        near |= Q(id__in=own)
    if not near:
        return []
    recent = Incident.objects.filter(closed_at=None, opened_at__gt=now - timedelta(seconds=NEAR_S))
    return list(recent.filter(near).select_related("type").order_by("-opened_at")[:MOST_ROWS])


def incidents_of_number(phone: str) -> set[UUID]:
    """The open incidents that somebody with this number told of."""
    if not phone:
        return set()
    return set(Incident.objects.filter(reports__caller__phone=phone, closed_at=None).values_list("id", flat=True))


def history_of_number(phone: str, now: datetime) -> CallHistory:
    """What this number did before; one that never called has no past."""
    if not phone:
        return CallHistory()
    counts = Report.objects.filter(caller__phone=phone).aggregate(
        last_day=Count("id", filter=Q(filed_at__gt=now - timedelta(days=1))),
        nuisance=Count("id", filter=Q(disposition__in=NUISANCE)),
        genuine=Count("id", filter=Q(status__in=["opened", "attached"])),
    )
    return CallHistory(**counts)
