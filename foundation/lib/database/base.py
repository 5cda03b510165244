"""Our database engine: Django's PostgreSQL with the habits of a busy server (Django finds it by this file's name).

Each message to the server costs both sides more than most of our statements do. So BEGIN travels with the first
statement of a transaction, and COMMIT with the last ones: no lock waits for us to say that we are done.
"""

import select
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.utils import debug_transaction
from psycopg2 import extensions


class Link(extensions.connection):
    """A session in autocommit, as psycopg2 calls it: we say BEGIN and COMMIT ourselves."""

    # What opens the transaction that was begun and in which nothing was said yet.
    opening = ""

    @property
    def idle(self) -> bool:
        """Whether the server is in no transaction of ours."""
        return self.get_transaction_status() == extensions.TRANSACTION_STATUS_IDLE


class Cursor(extensions.cursor):
    """Says the opening of a transaction together with its first statement."""

    connection: Link

    def execute(self, query: Any, values: Any = None) -> None:
        """Run it. An opening that never left (the values could not be written) is still owed."""
        if self.name is not None or not isinstance(query, str):
            self._open()
        opening, self.connection.opening = self.connection.opening, ""
        try:
            super().execute(f"{opening}; {query}" if opening else query, values)
        except BaseException:
            if self.connection.idle:
                self.connection.opening = opening
            raise

    def executemany(self, query: Any, rows: Any) -> None:
        """Run it for each row; psycopg2 does not call `execute` for that."""
        self._open()
        super().executemany(query, rows)

    def _open(self) -> None:
        opening, self.connection.opening = self.connection.opening, ""
        if opening:
            with self.connection.cursor() as cursor:
                cursor.execute(opening)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is looked at before each request without a question to the server, and that remembers
    which statements the server has planned for it."""

    connection: Link | None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A new session of the server knows no statement of ours."""
        self.prepared: set[str] = set()
        self._last: list[tuple[str, list[Any]]] = []
        ours = {"connection_factory": Link, "cursor_factory": Cursor}
        return super().get_new_connection({**conn_params, **ours})

    def is_usable(self) -> bool:
        """Whether the server is there. On an idle line it says something only when it ends it, so a silent line is
        sound, and asking would cost every request a round trip."""
        if self.connection is None or self.connection.closed:
            return False
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return not line.poll(0) or super().is_usable()

    def say_last(self, statement: str, values: list[Any]) -> None:
        """Run this in one message with the COMMIT that follows; at once where the transaction goes on."""
        if len(self.atomic_blocks) == 1:
            self._last.append((statement, values))
            return
        with self.cursor() as cursor:
            cursor.execute(statement, values)

    def begin(self, opening: str) -> None:
        """How the transaction that was just entered begins, if not plainly; nothing was said in it yet."""
        if self.connection is not None:
            self.connection.opening = opening

    def _start_transaction_under_autocommit(self) -> None:
        # Django's hook for databases whose drivers do not begin by themselves.
        self._last = []
        self.begin("BEGIN")

    def _commit(self) -> None:
        if self.connection is None:
            return
        last, self._last = self._last, []
        if self.connection.opening and not last:
            self.connection.opening = ""
            return
        message = "; ".join([*(statement for statement, _values in last), "COMMIT"])
        with debug_transaction(self, message), self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(message, [value for _statement, values in last for value in values] or None)

    def _rollback(self) -> None:
        if self.connection is None:
            return
        self.connection.opening, self._last = "", []
        if self.connection.closed or self.connection.idle:
            # Nothing to undo; a line that broke is said to be broken.
            super()._rollback()  # type: ignore[misc]
            return
        with debug_transaction(self, "ROLLBACK"), self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
