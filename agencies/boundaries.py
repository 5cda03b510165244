"""Polygons: whether a point lies inside, and the box around them. GeoJSON in, plain answers out."""

from collections.abc import Iterator
from typing import Any

Ring = list[list[float]]


class Malformed(ValueError):
    """The file is no collection of outlines."""


def read_outlines(collection: Any, code_property: str) -> dict[str, dict[str, Any]]:
    """`code -> geometry` of every feature of a GeoJSON FeatureCollection (WGS84, lon before lat).

    Raises:
        Malformed: it is none, or a feature lacks its code, or an outline that closes on the earth.
    """
    if not isinstance(collection, dict) or not isinstance(collection.get("features"), list):
        raise Malformed("not a GeoJSON FeatureCollection")
    outlines: dict[str, dict[str, Any]] = {}
    for number, feature in enumerate(collection["features"]):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        code = properties.get(code_property) if isinstance(properties, dict) else None
        if not isinstance(code, str):
            raise Malformed(f"feature {number} has no property {code_property!r}")
        if code in outlines:
            raise Malformed(f"{code} stands twice")
        geometry = feature.get("geometry")
        if not is_outline(geometry):
            raise Malformed(f"{code} has no Polygon or MultiPolygon of closed rings in longitude, latitude")
        outlines[code] = {"type": geometry["type"], "coordinates": geometry["coordinates"]}
    return outlines


def is_outline(geometry: Any) -> bool:
    """Whether it is a polygon or several, each of closed rings of points on the earth."""
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return False
    coordinates = geometry.get("coordinates")
    polygons: Any = [coordinates] if geometry["type"] == "Polygon" else coordinates
    return isinstance(polygons, list) and bool(polygons) and all(_is_polygon(rings) for rings in polygons)


def _is_polygon(rings: Any) -> bool:
    return isinstance(rings, list) and bool(rings) and all(_is_ring(ring) for ring in rings)


def _is_ring(ring: Any) -> bool:
    return isinstance(ring, list) and len(ring) >= 4 and all(map(_is_point, ring)) and bool(ring[0] == ring[-1])


def _is_point(point: Any) -> bool:
    if not isinstance(point, list) or len(point) < 2 or not all(isinstance(part, int | float) for part in point):
        return False
    lon, lat = float(point[0]), float(point[1])
    return -180 <= lon <= 180 and -90 <= lat <= 90


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
    lon1, lat1 = ring[-1][:2]
    for point in ring:
        lon2, lat2 = point[:2]
        if (lat1 > lat) != (lat2 > lat) and lon < lon1 + (lat - lat1) * (lon2 - lon1) / (lat2 - lat1):
            crossings += 1
        lon1, lat1 = lon2, lat2
    return crossings
