"""What the clock does with procedures: a chosen moment has come, an emergency change has had its time."""

from datetime import datetime

from foundation.clock.clock import clock
from foundation.clock.models import Deadline
from foundation.clock.rows import Due, id_of, unless_held
from foundation.journal import Change
from sop.models import Procedure, ProcedureVersion
from sop.services.guards import Status
from sop.services.reminding import hold_if_unsigned, recheck, remind
from sop.services.switching import (
    BEGINS,
    EXPIRES,
    RECHECKS,
    REMINDS,
    keep_if_signed,
    restore_before,
    running_emergency,
    switch_to,
)


class OfVersion(Due[ProcedureVersion]):
    """All kinds lock the version's procedure, as every service does."""

    model = ProcedureVersion
    parts = ("procedure__type",)

    def lock(self, subject: str) -> object | None:
        """The procedure, unless somebody is at work on it."""
        return unless_held(Procedure.objects.filter(versions__id=id_of(subject)))


class Begin(OfVersion):
    """An approved version comes into force at the moment that was chosen."""

    def act(self, row: ProcedureVersion, deadline: Deadline, running: Change) -> datetime | None:
        """The switch, unless it was taken back meanwhile or binds somebody who has not signed it."""
        if row.status == Status.APPROVED and not hold_if_unsigned(row, running):
            switch_to(row, running)
        return None


class Expire(OfVersion):
    """An emergency change that not everybody signed gives way to the version before."""

    def act(self, row: ProcedureVersion, deadline: Deadline, running: Change) -> datetime | None:
        """Kept or gone."""
        if running_emergency(row) and not keep_if_signed(row, running):
            restore_before(row, running)
        return None


class Recheck(OfVersion):
    """A decree has begun or ended; who must sign may be others than before."""

    def act(self, row: ProcedureVersion, deadline: Deadline, running: Change) -> datetime | None:
        """Ask them; hold what was approved without them."""
        recheck(row, running)
        return None


class Remind(OfVersion):
    """Signatures are missing; the ladder holds the moments at which they are asked for."""

    def act(self, row: ProcedureVersion, deadline: Deadline, running: Change) -> datetime | None:
        """Ask, and say when to ask again."""
        remind(row, running)
        if deadline.step + 1 < len(deadline.ladder):
            return datetime.fromisoformat(deadline.ladder[deadline.step + 1]["at"])
        return None


def register_deadlines() -> None:
    """Say which limits this room starts, and what they do."""
    for kind, handler in ((BEGINS, Begin()), (EXPIRES, Expire()), (REMINDS, Remind()), (RECHECKS, Recheck())):
        clock.declare(kind)
        clock.handle(kind, handler)
