"""A kind of deadline of the tests' own: about accounts, with a handler that keeps what it did."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread
from uuid import UUID, uuid4

from django.db import connection

from foundation.clock.clock import clock
from foundation.clock.models import Deadline
from foundation.journal import SYSTEM, Change, change
from foundation.people.models import User
from tests.foundation.journal.kinds import Happened

KIND = "test_limit"
PATIENCE_S = 20.0


class Steps:
    """Takes the steps of a ladder of `after_s`; fails for the subjects that it was told to."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, int]] = []
        self.failing: set[str] = set()

    def lock(self, subject: str) -> object | None:
        """The account's row."""
        rows = User.objects.select_for_update(skip_locked=True, no_key=True)
        return rows.filter(id=UUID(subject.partition(":")[2])).first()

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Write an entry; fail if told to, after having written."""
        running.append(Happened(deadline.id, str(deadline.step)))
        User.objects.filter(id=deadline.subject.partition(":")[2]).update(phone=f"step {deadline.step}")
        if deadline.subject in self.failing:
            raise ValueError("told to fail")
        self.taken.append((deadline.subject, deadline.step))
        if deadline.step >= len(deadline.ladder):
            return None
        return running.now + timedelta(seconds=deadline.ladder[deadline.step]["after_s"])


def arm(in_s: float = 60, *, ladder: tuple[int, ...] = (), kind: str = KIND, subject: str = "") -> Deadline:
    """A running limit about an account of its own."""
    with change(SYSTEM) as running:
        if not subject:
            subject = f"user:{User.objects.create_user(uuid4().hex, None, name='x').id}"
        return clock.start(
            kind=kind,
            subject=subject,
            due_at=running.now + timedelta(seconds=in_s),
            now=running.now,
            ladder=[{"after_s": seconds} for seconds in ladder],
        )


@contextmanager
def held(subject: str) -> Iterator[None]:
    """Somebody else holds the subject's row for the length of the block."""
    ready, release = Event(), Event()

    def hold() -> None:
        with change(SYSTEM):
            User.objects.select_for_update(no_key=True).get(id=subject.partition(":")[2])
            ready.set()
            release.wait(PATIENCE_S)
        connection.close()

    holder = Thread(target=hold)
    holder.start()
    try:
        assert ready.wait(PATIENCE_S)
        yield
    finally:
        release.set()
        holder.join()
