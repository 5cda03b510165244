"""The lightest step there can be."""

from datetime import datetime

from django.db import connection

from foundation.clock.models import Deadline
from foundation.journal import Change


class OneStep:
    """Its subject is nothing that could be locked."""

    def lock(self, subject: str) -> object | None:
        """Nobody else wants it."""
        return subject

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Write down that, and when."""
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_fired (deadline, due_at) VALUES (%s, %s)", [deadline.id, deadline.due_at])
        deadline.settled_at, deadline.outcome = running.now, Deadline.Outcome.MET
        return None
