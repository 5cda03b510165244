"""The only way to write: a change, and its entries with it, or nothing."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, cast
from uuid import UUID

from django.db import connection, connections, transaction
from django.db.models import Model

from foundation.journal.entries import Entry
from foundation.lib import time
from foundation.lib.bell import bell
from foundation.lib.database.base import DatabaseWrapper
from foundation.lib.sql import inserting


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
    # Rows that wait for the next statement; of the tables in `once`, those that exist already are passed over.
    waiting: list[Model] = field(default_factory=list)
    once: set[type[Model]] = field(default_factory=set)
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

    def write_waiting(self) -> None:
        """Insert the rows that wait, by one statement, which travels with the next one."""
        if self.waiting:
            line().say_soon(*inserting(self.waiting, once=tuple(self.once)))
            self.waiting = []

    def before_statement(self, execute: Callable[..., Any], *statement: Any) -> Any:
        """Whatever asks the database finds all rows that were made before."""
        self.write_waiting()
        return execute(*statement)


def line() -> DatabaseWrapper:
    """This thread's connection."""
    return cast(DatabaseWrapper, connections["default"])


_running = threading.local()


@contextmanager
def change(actor: Actor, now: datetime | None = None) -> Iterator[Change]:
    """Open the one transaction that writes, or join the one that is open.

    `now` is the moment of the whole change: read once from the database, when first asked for, unless a caller knows
    better; it is the moment at which the transaction began, whenever it is read. The outermost change appends all
    entries in its last statement (the head's lock is the last one taken) and commits, both by one message, and rings
    the bell. An error anywhere inside undoes everything.
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
            with connection.execute_wrapper(started.before_statement):
                yield started
                refuse_half(started)
                finish(started)
        finally:
            _running.change = None
    if started.entries:
        bell.ring()


def insert_soon(*rows: Model, once: bool = False) -> None:
    """New rows of the running change, inserted together with those that follow, before anybody can ask for them.

    An opening makes twenty of them; one by one they cost more than all the rest. With `once` those that break a
    uniqueness are passed over.

    Raises:
        RuntimeError: no change is running.
    """
    running: Change | None = getattr(_running, "change", None)
    if running is None:
        raise RuntimeError("Rows are inserted inside a change.")
    for row in rows:
        row._state.adding, row._state.db = False, "default"
    running.waiting += rows
    if once:
        running.once.update(type(row) for row in rows)


def refuse_half(done: Change) -> None:
    """A part that failed took the whole with it, also when somebody on the way caught its error.

    Raises:
        RuntimeError: a nested change failed; what it had written until then must not stand.
    """
    if done.failed is not None:
        raise RuntimeError(f"A part of this change failed and was not undone: {done.failed!r}") from done.failed


def finish(done: Change) -> None:
    """The last rows and all entries leave together with COMMIT: the head's lock waits for nothing that we say."""
    done.write_waiting()
    if done.entries:
        line().say_soon(*appending(done))


def appending(done: Change) -> tuple[str, list[Any]]:
    """The statement that puts all entries of a change into the record, and its values."""
    return (
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
        line().begin("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
