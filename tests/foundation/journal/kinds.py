"""Kinds of entry that only tests write, and what a test asks of the record."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import connection

from foundation.journal import SYSTEM, Entry, change, entry_kind
from foundation.journal.models import JournalEntry


@entry_kind("test.happened")
@dataclass(frozen=True)
class Happened(Entry):
    """Something."""

    thing: UUID
    word: str = "x"

    def text(self) -> str:
        return f"{self.word} terjadi"


@entry_kind("test.joined")
@dataclass(frozen=True)
class Joined(Entry):
    """Several things at once."""

    things: tuple[UUID, ...]
    words: tuple[str, ...]

    def text(self) -> str:
        return ", ".join(self.words)


def write(word: str = "x", count: int = 1) -> None:
    """One change with so many entries."""
    with change(SYSTEM) as running:
        for _turn in range(count):
            running.append(Happened(uuid4(), word))


def positions() -> list[int]:
    """All positions of the record, in order."""
    return list(JournalEntry.objects.order_by("position").values_list("position", flat=True))


def words() -> list[str]:
    """The word of every entry, in order."""
    return [entry.data["word"] for entry in JournalEntry.objects.order_by("position")]


def as_superuser(statement: str) -> None:
    """A statement with every trigger switched off: what only somebody with the keys of the database can do."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("RESET session_replication_role")
