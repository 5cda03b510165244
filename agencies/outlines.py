"""Outlines as a screen needs them: without the corners that no eye can tell apart. Plain values in and out."""

import heapq
from itertools import count, pairwise
from typing import Any

from agencies.boundaries import Ring

LEAST_CORNER = 6e-7
"""The smallest triangle that a corner must make with its neighbours, in square degrees: about 85 m by 85 m."""
DIGITS = 5
"""Digits after the point: about a metre."""


def simplified(geometry: dict[str, Any], least: float = LEAST_CORNER) -> dict[str, Any]:
    """The outline with fewer corners; small islands stay, as triangles at least."""
    if geometry["type"] == "Polygon":
        return {"type": "Polygon", "coordinates": _polygon(geometry["coordinates"], least)}
    return {"type": "MultiPolygon", "coordinates": [_polygon(rings, least) for rings in geometry["coordinates"]]}


def _polygon(rings: list[Ring], least: float) -> list[Ring]:
    """Holes of which nothing would be seen are seams between the parts that an outline was sewn from."""
    outside, *holes = (_ring(ring, least) for ring in rings)
    return [outside, *(hole for hole in holes if _area(hole) >= least * 10)]


def _ring(ring: Ring, least: float) -> Ring:
    """Visvalingam: the corner with the smallest triangle goes first, until all that stay are large enough.

    What a corner is worth depends on its two neighbours alone, not on where the ring begins: the border that two
    areas share loses the same corners in both, so that no gap opens between them.
    """
    points = [(round(point[0], DIGITS), round(point[1], DIGITS)) for point in ring[:-1]]
    size = len(points)
    before = [(at - 1) % size for at in range(size)]
    after = [(at + 1) % size for at in range(size)]
    worth = [_triangle(points[before[at]], points[at], points[after[at]]) for at in range(size)]
    order = count(size)
    queue = [(area, at, at) for at, area in enumerate(worth)]
    heapq.heapify(queue)
    left, dropped = size, set[int]()
    while queue and left > 3 and queue[0][0] < least:
        area, _turn, at = heapq.heappop(queue)
        if at in dropped or area != worth[at]:
            continue
        dropped.add(at)
        left -= 1
        after[before[at]], before[after[at]] = after[at], before[at]
        for neighbour in (before[at], after[at]):
            worth[neighbour] = _triangle(points[before[neighbour]], points[neighbour], points[after[neighbour]])
            heapq.heappush(queue, (worth[neighbour], next(order), neighbour))
    kept = [list(points[at]) for at in range(size) if at not in dropped]
    return [*kept, kept[0]]


def _area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def _triangle(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
