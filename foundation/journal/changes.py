"""The only way to write: a change, and its entries with it, or nothing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import connection, transaction

from foundation.journal.entries import Entry
from foundation.lib import time
from foundation.lib.bell import bell


class Actor(Protocol):
    """Who acts: an account, or the machine itself."""

    @property
    def id(self) -> UUID | None:
        """None for the machine."""

    @property
    def label(self) -> str:
        """The name that the record keeps, even when the account is gone."""


@dataclass(frozen=True)
class System:
    """The machine acting by a rule: the clock, a loader, a rehearsal."""

    id: UUID | None = None
    label: str = "PSC 112"


SYSTEM = System()


@dataclass
class Change:
    """A running change: who, when, and what will stand in the record."""

    actor: Actor
    # Whoever asks the database for other things may bring the moment along and save the question.
    known_now: datetime | None = None
    entries: list[Entry] = field(default_factory=list)
    failed: BaseException | None = None

    @property
    def now(self) -> datetime:
        """The moment of the whole change."""
        if self.known_now is None:
            self.known_now = time.now()
        return self.known_now

    def append(self, entry: Entry) -> None:
        """Put an entry into the record when, and only when, this change commits."""
        self.entries.append(entry)


_running = threading.local()


@contextmanager
def change(actor: Actor, now: datetime | None = None) -> Iterator[Change]:
    """Open the one transaction that writes, or join the one that is open.

    `now` is the moment of the whole change: read once from the database, when first asked for, unless a caller knows
    better; it is the moment at which the transaction began, whenever it is read. The
    outermost change appends all entries in its last statement (the head's lock is the last one taken), commits,
    and rings the bell. An error anywhere inside undoes everything.
    """
    outer: Change | None = getattr(_running, "change", None)
    if outer is not None:
        try:
            yield outer
        except BaseException as error:
            outer.failed = error
            raise
        return
    with transaction.atomic():
        started = Change(actor, now)
        _running.change = started
        try:
            yield started
            refuse_half(started)
            write_entries(started)
        finally:
            _running.change = None
    if started.entries:
        bell.ring()


def refuse_half(done: Change) -> None:
    """A part that failed took the whole with it, also when somebody on the way caught its error.

    Raises:
        RuntimeError: a nested change failed; what it had written until then must not stand.
    """
    if done.failed is not None:
        raise RuntimeError(f"A part of this change failed and was not undone: {done.failed!r}") from done.failed


def write_entries(done: Change) -> None:
    """All entries of a change in one statement: the head's lock is held for its length and the commit only."""
    if not done.entries:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT journal_append(%s, %s, %s, %s::text[], %s::smallint[], %s::text[], %s::text[])",
            [
                done.now,
                done.actor.id,
                done.actor.label,
                [entry.kind for entry in done.entries],
                [entry.version for entry in done.entries],
                [",".join(entry.subjects()) for entry in done.entries],
                [entry.body() for entry in done.entries],
            ],
        )


@contextmanager
def snapshot() -> Iterator[None]:
    """Read many things as of one moment: a REPEATABLE READ transaction that cannot write."""
    if connection.in_atomic_block:
        raise RuntimeError("A snapshot must be the outermost transaction, or it would not be one.")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
