"""How far from its middle somebody may be who names only a village or district. Pure."""

from collections import defaultdict
from collections.abc import Collection
from typing import Final
from uuid import UUID

from agencies.atlas import Plot
from agencies.boundaries import box_of
from agencies.gazetteer import DISTRICT, VILLAGE
from foundation.lib.geo import box, distance_m

LEAST_M: Final = 300.0
MOST_M: Final = 5_000.0


def extents(plots: Collection[Plot]) -> dict[UUID, int]:
    """Metres around the middle of each area.

    With an outline: to the farthest corner of its box. Without one a village reaches to the middle of its nearest
    neighbour, and a district as far as its farthest village does.
    """
    villages = [plot for plot in plots if plot.kind == VILLAGE]
    found = {plot.id: _to_corner(plot) if plot.outline else _to_neighbour(plot, villages) for plot in villages}
    inside: dict[UUID | None, list[Plot]] = defaultdict(list)
    for plot in villages:
        inside[plot.parent].append(plot)
    for plot in plots:
        if plot.kind == DISTRICT:
            reach = [distance_m(plot.lat, plot.lon, one.lat, one.lon) + found[one.id] for one in inside[plot.id]]
            found[plot.id] = _to_corner(plot) if plot.outline else max(reach, default=MOST_M)
    return {area: int(round(metres, -1)) for area, metres in found.items()}


def _to_corner(plot: Plot) -> float:
    south, north, west, east = box_of(plot.outline or {})
    return max(distance_m(plot.lat, plot.lon, lat, lon) for lat in (south, north) for lon in (west, east))


def _to_neighbour(plot: Plot, villages: Collection[Plot]) -> float:
    south, west, north, east = box(plot.lat, plot.lon, MOST_M)
    near = [
        distance_m(plot.lat, plot.lon, one.lat, one.lon)
        for one in villages
        if one.id != plot.id and south <= one.lat <= north and west <= one.lon <= east
    ]
    return min(max(min(near, default=MOST_M), LEAST_M), MOST_M)
