"""The smallest things that everything stands on: moments, distances, identifiers."""

import time as wall
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as some

from foundation.lib import time
from foundation.lib.geo import box, distance_m
from foundation.lib.ids import new_id

latitudes = some.floats(-84, 84)
longitudes = some.floats(-179, 179)


def test_now_is_the_databases_in_utc(database: str) -> None:
    assert abs(time.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert time.now().tzinfo is UTC


def test_time_is_moved_and_put_back(database: str) -> None:
    before = time.now()
    time.shift(timedelta(hours=1))
    time.shift(timedelta(hours=1))
    assert time.shifted() == timedelta(hours=2)
    assert timedelta(hours=2) <= time.now() - before < timedelta(hours=2, seconds=10)
    time.reset()
    assert time.now() - before < timedelta(seconds=10)


def test_a_moment_is_written_in_utc_with_a_z() -> None:
    java = timezone(timedelta(hours=7))
    assert time.iso(datetime(2030, 1, 2, 3, 4, 5, 678901, java)) == "2030-01-01T20:04:05.678Z"
    assert time.iso(None) is None


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        ((-8.0652, 111.9020), (-8.0652, 111.9020), 0),
        ((0, 0), (0, 1), 111_195),
        ((0, 179.5), (0, -179.5), 111_195),
        ((-8.0652, 111.9020), (-7.8480, 112.0178), 27_300),
        ((90, 0), (-90, 0), 20_015_115),
    ],
)
def test_distances_are_great_circles(one: tuple[float, float], other: tuple[float, float], metres: float) -> None:
    assert distance_m(*one, *other) == pytest.approx(metres, rel=0.005, abs=0.1)


@given(latitudes, longitudes, some.floats(1, 50_000), some.floats(-1, 1), some.floats(-1, 1))
def test_a_box_holds_its_whole_circle(lat: float, lon: float, radius: float, north: float, east: float) -> None:
    south, west, far_north, far_east = box(lat, lon, radius)
    there = (lat + north, lon + east)
    if distance_m(lat, lon, *there) <= radius * 0.99:
        assert south <= there[0] <= far_north
        assert west <= there[1] <= far_east


def test_ids_rise_with_time_and_are_uuids_of_version_7() -> None:
    ids = []
    for _turn in range(20):
        ids.append(new_id())
        wall.sleep(0.002)
    assert ids == sorted(ids)
    assert {(one.version, one.variant) for one in ids} == {(7, "specified in RFC 4122")}
    assert len({new_id() for _turn in range(10_000)}) == 10_000
