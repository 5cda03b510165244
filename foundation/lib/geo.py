"""Places on the earth: WGS84 degrees in, metres out."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_M = 6_371_008.8


def distance_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in metres (haversine; good to 0.5 %, far better than any location we are told)."""
    north, east = radians(lat2 - lat1), radians(lon2 - lon1)
    half = sin(north / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(half)))


def box(lat: float, lon: float, radius_m: float) -> tuple[float, float, float, float]:
    """(min lat, min lon, max lat, max lon) that surely holds the circle: an index can look there first."""
    north = radius_m / 111_320
    east = north / max(0.01, cos(radians(lat)))
    return lat - north, lon - east, lat + north, lon + east
