"""What most handlers share: a limit is about one row, named by its subject, and locks it before it acts."""

from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from foundation.clock.models import Deadline
from foundation.journal import Change

Row = TypeVar("Row", bound=Model)


def id_of(subject: str) -> UUID:
    """The id in `kind:uuid`."""
    return UUID(subject.partition(":")[2])


def unless_held(rows: QuerySet[Row]) -> Row | None:
    """The row of `rows`, locked; None when somebody is at work on it, or there is none."""
    return rows.select_for_update(skip_locked=True, no_key=True, of=("self",)).first()


class RowLimit(Generic[Row]):
    """Subject `<kind>:<uuid>`, the id of a row of `model`; `parts` are read with it."""

    model: type[Row]
    parts: tuple[str, ...] = ()

    def lock(self, subject: str) -> object | None:
        """The row itself."""
        return unless_held(self.model._default_manager.filter(id=id_of(subject)))

    def row(self, deadline: Deadline) -> Row:
        """What the limit is about."""
        rows = self.model._default_manager.all()
        # Without names it would join every table that the row points to.
        return (rows.select_related(*self.parts) if self.parts else rows).get(id=id_of(deadline.subject))


class Due(RowLimit[Row]):
    """A limit that misses nothing: its moment comes, something is done, and it is settled or comes again."""

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Do what is due; settled, unless there is a next time."""
        again = self.act(self.row(deadline), deadline, running)
        if again is None:
            deadline.settled_at, deadline.outcome = running.now, Deadline.Outcome.MET
        return again

    def act(self, row: Row, deadline: Deadline, running: Change) -> datetime | None:
        """The change itself; when to come again."""
        raise NotImplementedError
