"""Reading the record."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from foundation.journal.entries import parse_entry
from foundation.journal.models import JournalEntry, JournalHead, JournalSubject

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Touched:
    """What the hub needs of an entry: its place in the record and the things it speaks of."""

    position: int
    subjects: tuple[str, ...]
    kind: str = ""


def head_position() -> int:
    """The position of the newest entry; 0 in an empty record."""
    return JournalHead.objects.values_list("position", flat=True).get(id=1)


def read_after(position: int, limit: int = 2000) -> list[Touched]:
    """The entries after a position, oldest first, as much of them as the live board needs."""
    rows = JournalEntry.objects.filter(position__gt=position).values_list("position", "subjects", "kind")
    return [Touched(at, tuple(subjects), kind) for at, subjects, kind in rows[:limit]]


def last_positions(subjects: Iterable[str]) -> dict[str, int]:
    """The position of the newest entry about each subject; one nobody spoke of is left out."""
    rows = JournalSubject.objects.filter(subject__in=list(subjects)).values_list("subject", "position")
    return dict(rows)


def entries_about(subjects: Iterable[str], after: int = 0) -> QuerySet[JournalEntry]:
    """The entries after a position that speak of any of the subjects, oldest first."""
    return JournalEntry.objects.filter(subjects__overlap=list(subjects), position__gt=after).order_by("position")


def say(entry: JournalEntry) -> str:
    """The entry in the reader's language; a kind nobody knows any more is named rather than hidden."""
    return say_all(entry)[0]


def say_all(entry: JournalEntry) -> tuple[str, list[str]]:
    """The same, with the lines that stand under the sentence."""
    try:
        parsed = parse_entry(entry.kind, entry.version, entry.data)
        return parsed.text(), parsed.details()
    except (KeyError, TypeError, ValueError):
        log.exception("entry %s of kind %s cannot be said", entry.position, entry.kind)
        return entry.kind, []


def position_at(moment: datetime) -> int:
    """The last position before a moment, found by halving: the record stands in the order of its times."""
    low, high = 0, head_position()
    while low < high:
        middle = (low + high + 1) // 2
        at = JournalEntry.objects.values_list("at", flat=True).get(position=middle)
        low, high = (middle, high) if at < moment else (low, middle - 1)
    return low


def entries_since(moment: datetime, kinds: Iterable[str]) -> Iterator[JournalEntry]:
    """The entries of these kinds from a moment on, oldest first."""
    since = JournalEntry.objects.filter(position__gt=position_at(moment), at__gte=moment, kind__in=list(kinds))
    return since.order_by("position").iterator()
