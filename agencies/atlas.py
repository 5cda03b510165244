"""Which area holds a point, and which one words name: all areas of a region in memory, no table, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from agencies.boundaries import box_of, contains
from agencies.gazetteer import DISTRICT, VILLAGE, Gazetteer, NamedArea
from foundation.lib.geo import box, distance_m

NEAREST_CENTRE_M = 5_000.0

Box = tuple[float, float, float, float]
"""Min lat, max lat, min lon, max lon."""


@dataclass(frozen=True, slots=True)
class Plot:
    """An area on the map: its middle, and its outline where one was imported (GeoJSON)."""

    id: UUID
    code: str
    name: str
    kind: str
    parent: UUID | None
    lat: float
    lon: float
    outline: dict[str, Any] | None = None


class Atlas:
    """The areas of one region. Immutable; build it once per edition of the areas."""

    def __init__(self, plots: Iterable[Plot]) -> None:
        known = sorted(plots, key=lambda plot: plot.code)
        self._gazetteer = Gazetteer(NamedArea(plot.id, plot.name, plot.kind, plot.parent) for plot in known)
        self._outlined = {
            kind: [(box_of(plot.outline), plot) for plot in known if plot.outline and plot.kind == kind]
            for kind in (VILLAGE, DISTRICT)
        }
        self._centres = [plot for plot in known if plot.kind == VILLAGE and not plot.outline]

    def at(self, lat: float, lon: float) -> UUID | None:
        """The area in which the point lies.

        1. The village whose outline holds it.
        2. Of the villages without an outline, the one with the nearest centre within 5 km.
        3. The district whose outline holds it.
        4. None: outside the region, or at sea.
        """
        found = self._holding(VILLAGE, lat, lon) or self._nearest_centre(lat, lon) or self._holding(DISTRICT, lat, lon)
        return found.id if found else None

    def named(self, text: str) -> UUID | None:
        """The village or district that the text names without doubt."""
        return self._gazetteer.find(text)

    def _holding(self, kind: str, lat: float, lon: float) -> Plot | None:
        for (south, north, west, east), plot in self._outlined[kind]:
            in_box = south <= lat <= north and west <= lon <= east
            if in_box and plot.outline and contains(plot.outline, lat, lon):
                return plot
        return None

    def _nearest_centre(self, lat: float, lon: float) -> Plot | None:
        south, west, north, east = box(lat, lon, NEAREST_CENTRE_M)
        near = [
            (distance_m(lat, lon, plot.lat, plot.lon), plot.code, plot)
            for plot in self._centres
            if south <= plot.lat <= north and west <= plot.lon <= east
        ]
        metres, _code, nearest = min(near, key=lambda found: found[:2], default=(0.0, "", None))
        return nearest if metres <= NEAREST_CENTRE_M else None
