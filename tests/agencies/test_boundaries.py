"""Polygons as tables: inside, outside, holes, islands, shared borders."""

from typing import Any

import pytest

from agencies.boundaries import Malformed, box_of, contains, read_outlines


def _square(west: float, south: float, size: float) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


SQUARE = {"type": "Polygon", "coordinates": [_square(0, 0, 10)]}
HOLED = {"type": "Polygon", "coordinates": [_square(0, 0, 10), _square(4, 4, 2)]}
ISLANDS = {"type": "MultiPolygon", "coordinates": [[_square(0, 0, 1)], [_square(5, 5, 1)]]}
NOTCHED = {"type": "Polygon", "coordinates": [[[0, 0], [10, 0], [10, 10], [5, 2], [0, 10], [0, 0]]]}


@pytest.mark.parametrize(
    ("geometry", "lat", "lon", "inside"),
    [
        (SQUARE, 5, 5, True),
        (SQUARE, 5, 11, False),
        (SQUARE, -1, 5, False),
        (HOLED, 5, 5, False),
        (HOLED, 1, 1, True),
        (ISLANDS, 5.5, 5.5, True),
        (ISLANDS, 3, 3, False),
        (NOTCHED, 5, 5, False),
        (NOTCHED, 5, 1, True),
        # A ray through a corner counts it once.
        (NOTCHED, 2, 1, True),
        (NOTCHED, 2, -1, False),
    ],
)
def test_a_point_lies_inside_or_not(geometry: dict[str, Any], lat: float, lon: float, inside: bool) -> None:
    assert contains(geometry, lat, lon) is inside


@pytest.mark.parametrize("lat", [0.0, 3.3, 5.0])
def test_a_point_on_a_shared_border_belongs_to_one_neighbour(lat: float) -> None:
    left = {"type": "Polygon", "coordinates": [_square(0, 0, 10)]}
    right = {"type": "Polygon", "coordinates": [_square(10, 0, 10)]}

    assert contains(left, lat, 10) != contains(right, lat, 10)


def test_the_box_holds_every_part() -> None:
    assert box_of(ISLANDS) == (0, 6, 0, 6)


def _collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def test_outlines_are_read_by_their_code() -> None:
    feature = {"type": "Feature", "properties": {"kode": "35.04.01", "nama": "X"}, "geometry": SQUARE}

    assert read_outlines(_collection(feature), "kode") == {"35.04.01": SQUARE}


@pytest.mark.parametrize(
    "collection",
    [
        [],
        {"type": "FeatureCollection"},
        _collection("x"),
        _collection({"properties": {}, "geometry": SQUARE}),
        _collection({"properties": {"kode": 3504}, "geometry": SQUARE}),
        _collection({"properties": {"kode": "1"}, "geometry": None}),
        _collection({"properties": {"kode": "1"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}),
        _collection({"properties": {"kode": "1"}, "geometry": {"type": "Polygon", "coordinates": []}}),
        _collection({"properties": {"kode": "1"}, "geometry": {"type": "Polygon", "coordinates": [[[0, 0]]]}}),
        # Open: the last point is not the first.
        _collection(
            {"properties": {"kode": "1"}, "geometry": {"type": "Polygon", "coordinates": [_square(0, 0, 1)[:4]]}}
        ),
        # Latitude before longitude leaves the earth in Indonesia.
        _collection({"properties": {"kode": "1"}, "geometry": {"type": "Polygon", "coordinates": [[[-8, 111]] * 4]}}),
        _collection(*[{"properties": {"kode": "1"}, "geometry": SQUARE}] * 2),
    ],
)
def test_what_is_no_outline_is_refused(collection: Any) -> None:
    with pytest.raises(Malformed):
        read_outlines(collection, "kode")
