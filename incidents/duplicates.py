"""Whether a report tells of an incident that is already open. Pure: near in time, near in place, alike in kind."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from foundation.lib.geo import distance_m

# Two callers of one event rarely name places further apart than this, or call later.
NEAR_M: Final = 500.0
NEAR_S: Final = 30 * 60
MOST: Final = 5


@dataclass(frozen=True)
class Known:
    """An open incident as far as likeness needs it."""

    id: str
    number: str
    type: str
    group: str
    lat: float | None
    lon: float | None
    opened_at: datetime
    same_caller: bool
    same_area: bool = False
    # How far from its point it may be.
    radius_m: int | None = None


@dataclass(frozen=True)
class Candidate:
    """An incident that this report may belong to, nearest first."""

    id: str
    number: str
    type: str
    distance_m: int | None
    minutes: int
    same_caller: bool

    def as_json(self) -> dict[str, object]:
        """As the API and the card carry it."""
        return {
            "id": self.id,
            "number": self.number,
            "type": self.type,
            "distance_m": self.distance_m,
            "minutes": self.minutes,
            "same_caller": self.same_caller,
        }


def find_duplicates(
    lat: float | None, lon: float | None, group: str, moment: datetime, known: list[Known], *, reach_m: float = 0
) -> list[Candidate]:
    """The open incidents that this report may tell of.

    One counts when it is near in time and either near in place, or from the same caller. A place that is sure only
    within `reach_m`, or an incident only within its own radius, is near to all in that circle; where one of the two has
    no point, the same group of types in the same village or district is near enough. Of equally near ones the same
    group comes first.
    """
    found: list[tuple[tuple[bool, bool, int], Candidate]] = []
    for other in known:
        age_s = abs((moment - other.opened_at).total_seconds())
        far = None
        if lat is not None and lon is not None and other.lat is not None and other.lon is not None:
            far = round(distance_m(lat, lon, other.lat, other.lon))
        near = (
            other.same_area and other.group == group if far is None else far <= NEAR_M + reach_m + (other.radius_m or 0)
        )
        if age_s > NEAR_S or not (near or other.same_caller):
            continue
        candidate = Candidate(other.id, other.number, other.type, far, round(age_s / 60), other.same_caller)
        found.append(((not other.same_caller, other.group != group, far if far is not None else 10**9), candidate))
    return [candidate for _order, candidate in sorted(found, key=lambda pair: pair[0])[:MOST]]
