"""Opening hours as an office writes them: "24 jam", or "Sen-Jum 07:30-16:00; Sab 08:00-12:00". Pure."""

import re
from dataclasses import dataclass
from datetime import datetime

DAYS = ("sen", "sel", "rab", "kam", "jum", "sab", "min")
ALWAYS = "24 jam"
PART = re.compile(r"^([a-z]{3})(?:-([a-z]{3}))?\s+(\d{1,2})[:.](\d{2})\s*-\s*(\d{1,2})[:.](\d{2})$")
MIDNIGHT = 24 * 60


class Unreadable(ValueError):
    """Not written as hours are."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `opens` to `closes` (minutes of the day) on these days (Monday is 0); over midnight when it closes first."""

    days: frozenset[int]
    opens: int
    closes: int


def read_hours(text: str) -> tuple[Stretch, ...]:
    """The stretches that the words name; empty words say nothing is known.

    Raises:
        Unreadable: with the part that cannot be read.
    """
    said = " ".join(text.lower().replace("–", "-").split())
    if not said:
        return ()
    if said == ALWAYS:
        return (Stretch(frozenset(range(7)), 0, MIDNIGHT),)
    return tuple(_stretch(part.strip()) for part in said.split(";") if part.strip())


def _stretch(part: str) -> Stretch:
    found = PART.match(part)
    if found is None:
        raise Unreadable(part)
    first, last, *clock = found.groups()
    if first not in DAYS or (last or first) not in DAYS:
        raise Unreadable(part)
    opens, closes = (int(clock[at]) * 60 + int(clock[at + 1]) for at in (0, 2))
    if opens >= MIDNIGHT or closes > MIDNIGHT or opens == closes or int(clock[1]) > 59 or int(clock[3]) > 59:
        raise Unreadable(part)
    begin, end = DAYS.index(first), DAYS.index(last or first)
    days = [(begin + step) % 7 for step in range((end - begin) % 7 + 1)]
    return Stretch(frozenset(days), opens, closes)


def is_open(hours: tuple[Stretch, ...], local: datetime) -> bool | None:
    """Whether somebody is there at that local moment; None when nothing is known."""
    if not hours:
        return None
    minute, day = local.hour * 60 + local.minute, local.weekday()
    return any(_covers(stretch, day, minute) for stretch in hours)


def _covers(stretch: Stretch, day: int, minute: int) -> bool:
    if stretch.opens < stretch.closes:
        return day in stretch.days and stretch.opens <= minute < stretch.closes
    late = day in stretch.days and minute >= stretch.opens
    return late or ((day - 1) % 7 in stretch.days and minute < stretch.closes)
