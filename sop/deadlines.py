"""What the clock does with procedures: a chosen moment has come, an emergency change has had its time."""

from datetime import datetime
from uuid import UUID

from foundation.clock.clock import clock
from foundation.clock.models import Deadline
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


def version_id(subject: str) -> UUID:
    """The version of a deadline's subject."""
    return UUID(subject.removeprefix("procedure_version:"))


class OfVersion:
    """Both kinds lock the version's procedure, as every service does."""

    def lock(self, subject: str) -> object | None:
        """The procedure, unless somebody is at work on it."""
        procedures = Procedure.objects.filter(versions__id=version_id(subject))
        return procedures.select_for_update(no_key=True, skip_locked=True, of=("self",)).first()

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Do it once; nothing follows."""
        version = ProcedureVersion.objects.select_related("procedure__type").get(id=version_id(deadline.subject))
        deadline.settled_at, deadline.outcome = running.now, Deadline.Outcome.MET
        self.act(version, running)
        return None

    def act(self, version: ProcedureVersion, running: Change) -> None:
        """What this kind does."""
        raise NotImplementedError


class Begin(OfVersion):
    """An approved version comes into force at the moment that was chosen."""

    def act(self, version: ProcedureVersion, running: Change) -> None:
        """The switch, unless it was taken back meanwhile or binds somebody who has not signed it."""
        if version.status == Status.APPROVED and not hold_if_unsigned(version, running):
            switch_to(version, running)


class Expire(OfVersion):
    """An emergency change that not everybody signed gives way to the version before."""

    def act(self, version: ProcedureVersion, running: Change) -> None:
        """Kept or gone."""
        if running_emergency(version) and not keep_if_signed(version, running):
            restore_before(version, running)


class Recheck(OfVersion):
    """A decree has begun or ended; who must sign may be others than before."""

    def act(self, version: ProcedureVersion, running: Change) -> None:
        """Ask them; hold what was approved without them."""
        recheck(version, running)


class Remind(OfVersion):
    """Signatures are missing; the ladder holds the moments at which they are asked for."""

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Ask, and say when to ask again."""
        version = ProcedureVersion.objects.select_related("procedure__type").get(id=version_id(deadline.subject))
        remind(version, running)
        if deadline.step + 1 < len(deadline.ladder):
            return datetime.fromisoformat(deadline.ladder[deadline.step + 1]["at"])
        deadline.settled_at, deadline.outcome = running.now, Deadline.Outcome.MET
        return None


def register_deadlines() -> None:
    """Say which limits this room starts, and what they do."""
    for kind, handler in ((BEGINS, Begin()), (EXPIRES, Expire()), (REMINDS, Remind()), (RECHECKS, Recheck())):
        clock.declare(kind)
        clock.handle(kind, handler)
