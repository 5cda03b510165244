"""Which open incidents a report may tell of."""

from datetime import UTC, datetime, timedelta

import pytest

from incidents.duplicates import Known, find_duplicates

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


def known(number: str, **but: object) -> Known:
    fields: dict[str, object] = {
        "id": number,
        "number": number,
        "type": "FIR-BUILDING",
        "group": "fire",
        "lat": -8.05,
        "lon": 111.91,
        "opened_at": NOW - timedelta(minutes=5),
        "same_caller": False,
    }
    return Known(**{**fields, **but})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (known("same place"), True),
        (known("300 m away", lat=-8.0527), True),
        (known("2 km away", lat=-8.07), False),
        (known("an hour ago", opened_at=NOW - timedelta(hours=1)), False),
        (known("nobody knows where", lat=None, lon=None), False),
        (known("same caller, place unknown", lat=None, lon=None, same_caller=True), True),
    ],
)
def test_near_in_time_and_place_or_of_the_same_caller(other: Known, found: bool) -> None:
    assert bool(find_duplicates(-8.05, 111.91, "fire", NOW, [other])) is found


def test_a_circle_is_near_to_all_in_it() -> None:
    far = [known("2 km away", lat=-8.07)]
    assert not find_duplicates(-8.05, 111.91, "fire", NOW, far, reach_m=1_000)
    assert find_duplicates(-8.05, 111.91, "fire", NOW, far, reach_m=2_000)
    assert find_duplicates(-8.05, 111.91, "fire", NOW, [known("somewhere in 2 km", lat=-8.07, radius_m=2_000)])


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (known("a point of its own", same_area=True), True),
        (known("no point", lat=None, lon=None, same_area=True), True),
        (known("other group", lat=None, lon=None, same_area=True, group="medical"), False),
        (known("other village", lat=None, lon=None), False),
    ],
)
def test_without_a_point_the_same_village_and_the_same_group_are_near_enough(other: Known, found: bool) -> None:
    assert bool(find_duplicates(None, None, "fire", NOW, [other])) is found


def test_the_same_caller_comes_first_then_the_same_group_then_the_nearest() -> None:
    others = [
        known("near, other group", group="medical"),
        known("farther, same group", lat=-8.052),
        known("caller", lat=None, lon=None, same_caller=True),
    ]
    found = find_duplicates(-8.05, 111.91, "fire", NOW, others)
    assert [candidate.number for candidate in found] == ["caller", "farther, same group", "near, other group"]
