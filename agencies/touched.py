"""Open incidents that a draft decree would route otherwise: a room above knows them and says them here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from agencies.consequences import Shift
from agencies.models import Decree


@dataclass(frozen=True, slots=True)
class Touched:
    """One that goes on now; it keeps the decree by which its agencies were called."""

    number: str
    type_code: str
    type_name: str
    place: str
    opened_at: datetime
    shifts: tuple[Shift, ...]


Source = Callable[[Decree, datetime], Sequence[Touched]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """A room above says what it knows of."""
    _sources.append(source)


def touched_by(draft: Decree, begins: datetime) -> list[Touched]:
    """Every open incident that would be called otherwise, were it reported after `begins`; the oldest first."""
    found = [one for source in _sources for one in source(draft, begins)]
    return sorted(found, key=lambda one: (one.opened_at, one.number))
