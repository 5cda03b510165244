"""Our database engine: Django's PostgreSQL with the habits of a busy server (Django finds it by this file's name).

Each message to the server costs both sides more than most of our statements do. So BEGIN, and whatever nobody waits to
hear of, travels with the next statement, and the last ones with COMMIT: no lock waits for us to say that we are done.
"""

import select
from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.utils import debug_transaction
from psycopg2 import extensions


class Link(extensions.connection):
    """A session in autocommit, as psycopg2 calls it: we say BEGIN and COMMIT ourselves."""

    # What travels with the next statement, and goes before it: whoever asks finds it done.
    before: list[bytes]

    @property
    def idle(self) -> bool:
        """Whether the server is in no transaction of ours."""
        return self.get_transaction_status() == extensions.TRANSACTION_STATUS_IDLE


class Cursor(extensions.cursor):
    """Says what waits together with the next statement."""

    connection: Link

    def execute(self, query: Any, values: Any = None) -> None:
        """Run it. What cannot be written down leaves everything waiting."""
        if not self.connection.before:
            super().execute(query, values)
        elif self.name is not None:
            self._say_before()
            super().execute(query, values)
        else:
            text = self.mogrify(query, values)
            before, self.connection.before = self.connection.before, []
            super().execute(b"; ".join([*before, text]))

    def executemany(self, query: Any, rows: Any) -> None:
        """Run it for each row; psycopg2 does not call `execute` for that."""
        self._say_before()
        super().executemany(query, rows)

    def _say_before(self) -> None:
        before, self.connection.before = self.connection.before, []
        if before:
            with self.connection.cursor() as cursor:
                cursor.execute(b"; ".join(before))


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is looked at before each request without a question to the server, and that remembers
    which statements the server has planned for it."""

    connection: Link | None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A new session of the server knows no statement of ours."""
        self.prepared: set[str] = set()
        ours = {"connection_factory": Link, "cursor_factory": Cursor}
        link = super().get_new_connection({**conn_params, **ours})
        link.before = []
        return link

    def is_usable(self) -> bool:
        """Whether the server is there. On an idle line it says something only when it ends it, so a silent line is
        sound, and asking would cost every request a round trip."""
        if self.connection is None or self.connection.closed:
            return False
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return not line.poll(0) or super().is_usable()

    def say_soon(self, statement: str, values: Sequence[Any] | None = None) -> None:
        """Run this in one message with the next statement of the transaction, or with its COMMIT, and before it."""
        with self.cursor() as cursor:
            if self.in_atomic_block and self.connection is not None:
                self.connection.before.append(cursor.mogrify(statement, values))
            else:
                cursor.execute(statement, values)

    def begin(self, opening: str) -> None:
        """How the transaction that was just entered begins; nothing was said in it yet."""
        if self.connection is not None:
            self.connection.before = [opening.encode()]

    def _start_transaction_under_autocommit(self) -> None:
        # Django's hook for databases whose drivers do not begin by themselves.
        self.begin("BEGIN")

    def _commit(self) -> None:
        if self.connection is None:
            return
        if self.connection.idle and len(self.connection.before) < 2:
            # Nothing was said, and nothing need be.
            self.connection.before = []
            return
        last = b"; ".join([*self.connection.before, b"COMMIT"]).decode() if self.queries_logged else ""
        with debug_transaction(self, last), self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute("COMMIT")

    def _rollback(self) -> None:
        if self.connection is None:
            return
        self.connection.before = []
        if self.connection.closed or self.connection.idle:
            # Nothing to undo; a line that broke is said to be broken.
            super()._rollback()  # type: ignore[misc]
            return
        with debug_transaction(self, "ROLLBACK"), self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
