"""Opening hours, as offices write them."""

from datetime import datetime

import pytest

from agencies.hours import Unreadable, is_open, read_hours

MONDAY = datetime(2026, 1, 5)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "day", "hour", "minute", "there"),
    [
        ("24 jam", 6, 3, 0, True),
        ("Sen-Jum 07:30-16:00", 0, 7, 30, True),
        ("Sen-Jum 07:30-16:00", 0, 7, 29, False),
        ("Sen-Jum 07:30-16:00", 4, 16, 0, False),
        ("Sen-Jum 07.30-16.00; Sab 08:00-12:00", 5, 11, 59, True),
        ("Sen-Jum 07:30-16:00; Sab 08:00-12:00", 6, 9, 0, False),
        ("Jum-Sen 08:00-12:00", 6, 9, 0, True),
        ("Sab 20:00-06:00", 5, 23, 0, True),
        ("Sab 20:00-06:00", 6, 5, 59, True),
        ("Sab 20:00-06:00", 5, 5, 0, False),
        ("", 0, 9, 0, None),
    ],
)
def test_whether_somebody_is_there(text: str, day: int, hour: int, minute: int, there: bool | None) -> None:
    assert is_open(read_hours(text), MONDAY.replace(day=5 + day, hour=hour, minute=minute)) is there


@pytest.mark.parametrize("text", ["jam kerja", "Xxx 08:00-16:00", "Sen 8-16", "Sen 25:00-26:00", "Sen 08:00-08:00"])
def test_what_is_no_hours_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_hours(text)
