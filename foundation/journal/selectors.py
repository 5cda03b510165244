"""Reading the record."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import QuerySet

from foundation.journal.entries import parse_entry
from foundation.journal.models import JournalEntry, JournalHead, JournalSubject
from foundation.lib.sql import Statement

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Touched:
    """What the hub needs of an entry: its place in the record and the things it speaks of."""

    position: int
    subjects: tuple[str, ...]
    kind: str = ""


# The hub asks these at every change.
HEAD = Statement("journal_head", "SELECT position FROM journal_head WHERE id = 1")
AFTER = Statement(
    "journal_after",
    "SELECT position, subjects, kind FROM journal_entry WHERE position > $1 ORDER BY position LIMIT $2",
    "bigint, bigint",
)
LAST = Statement(
    "journal_last",
    """
    SELECT asked.subject, last.position FROM unnest($1::text[]) AS asked (subject), LATERAL (
        SELECT position FROM journal_subject WHERE subject = asked.subject ORDER BY position DESC LIMIT 1
    ) AS last
    """,
)


def head_position() -> int:
    """The position of the newest entry; 0 in an empty record.

    Raises:
        JournalHead.DoesNotExist: somebody took the head away.
    """
    rows = HEAD.rows()
    if not rows:
        raise JournalHead.DoesNotExist
    return cast(int, rows[0][0])


def read_after(position: int, limit: int = 2000) -> list[Touched]:
    """The entries after a position, oldest first, as much of them as the live board needs."""
    rows = AFTER.rows(position, limit)
    return [Touched(at, tuple(subjects), kind) for at, subjects, kind in rows]


def last_positions(subjects: Iterable[str]) -> dict[str, int]:
    """The position of the newest entry about each subject; one nobody spoke of is left out."""
    return dict(LAST.rows(list(subjects)))


def entries_about(subjects: Iterable[str], after: int = 0) -> QuerySet[JournalEntry]:
    """The entries after a position that speak of any of the subjects, oldest first."""
    spoken = JournalSubject.objects.filter(subject__in=list(subjects), position__gt=after)
    return JournalEntry.objects.filter(position__in=spoken.values("position")).order_by("position")


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
