"""Our database engine: Django's PostgreSQL with two habits of a busy server (Django finds it by this file's name)."""

import select
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is looked at before each request without a question to the server, and that remembers
    which statements the server has planned for it."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A new session of the server knows no statement of ours."""
        self.prepared: set[str] = set()
        return super().get_new_connection(conn_params)

    def is_usable(self) -> bool:
        """Whether the server is there. On an idle line it says something only when it ends it, so a silent line is
        sound, and asking would cost every request a round trip."""
        if self.connection is None or self.connection.closed:
            return False
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return not line.poll(0) or super().is_usable()
