"""Polygons: whether a point lies inside, and the box around them. GeoJSON in, plain answers out."""

from collections.abc import Iterator
from typing import Any

Ring = list[list[float]]


def contains(geometry: dict[str, Any], lat: float, lon: float) -> bool:
    """Whether the point lies inside a `Polygon` or `MultiPolygon`; holes are outside.

    Ray casting: a ray eastwards crosses the rings an odd number of times from inside. An edge counts its
    southern end and not its northern one, so that a corner is never counted twice; hence a point on a shared
    border belongs to one neighbour only.
    """
    return any(sum(_crossings(ring, lat, lon) for ring in polygon) % 2 for polygon in _polygons(geometry))


def box_of(geometry: dict[str, Any]) -> tuple[float, float, float, float]:
    """Min lat, max lat, min lon, max lon."""
    points = [point for polygon in _polygons(geometry) for ring in polygon for point in ring]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return min(lats), max(lats), min(lons), max(lons)


def _polygons(geometry: dict[str, Any]) -> Iterator[list[Ring]]:
    if geometry["type"] == "Polygon":
        yield geometry["coordinates"]
    else:
        yield from geometry["coordinates"]


def _crossings(ring: Ring, lat: float, lon: float) -> int:
    crossings = 0
    lon1, lat1 = ring[-1]
    for lon2, lat2 in ring:
        if (lat1 > lat) != (lat2 > lat) and lon < lon1 + (lat - lat1) * (lon2 - lon1) / (lat2 - lat1):
            crossings += 1
        lon1, lat1 = lon2, lat2
    return crossings
