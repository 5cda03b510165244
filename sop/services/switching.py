"""One version gives way to the next: by a person's hand, at a chosen moment, or when an emergency change runs out."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from foundation.clock.clock import clock
from foundation.clock.models import Deadline
from foundation.journal import Change
from sop.entries import EmergencyExpired, EmergencyKept, VersionInForce, VersionRetired
from sop.models import IncidentType, ProcedureVersion
from sop.services.guards import Status, lacking_signatures
from sop.services.telling import EMERGENCY, EXPIRED, RULES, makers, tell, tell_signers

# Kinds of deadline: the chosen moment has come; an emergency change has had its time; signatures are missing; a
# decree may bind others than before.
BEGINS, EXPIRES = "procedure_begins", "emergency_expires"
REMINDS, RECHECKS = "signatures_missing", "signers_changed"
EMERGENCY_LASTS: Final = timedelta(hours=72)


# Rooms above tell those at work that a version rules from now on.
heralds: list[Callable[[Change, ProcedureVersion], None]] = []


def subject_of(version: ProcedureVersion) -> str:
    """The version as a deadline names it."""
    return f"procedure_version:{version.id}"


def switch_to(version: ProcedureVersion, running: Change) -> None:
    """In force from this moment; the one before it is retired in the same moment. Its procedure is locked.

    Incidents that began under the old one keep it: each holds its version.
    """
    for old in version.procedure.versions.filter(status=Status.IN_FORCE):
        old.status, old.in_force_until = Status.RETIRED, running.now
        old.save(update_fields=["status", "in_force_until"])
        clock.drop(subject=subject_of(old), now=running.now, kinds=[EXPIRES, REMINDS])
        running.append(VersionRetired(old.procedure_id, old.id, version.type_code, old.number))
    clock.drop(subject=subject_of(version), now=running.now, kinds=[REMINDS])
    version.status, version.in_force_from = Status.IN_FORCE, running.now
    version.save()
    if not version.procedure.versions.filter(status=Status.RETIRED).exists():
        # The first: a type that came with an imported procedure is in the menu from now on.
        kind = IncidentType.objects.filter(code=version.type_code, active=False)
        kind.update(active=True, changed_at=running.now)
    running.append(VersionInForce(version.procedure_id, version.id, version.type_code, version.number))
    if version.restores is None:
        tell_signers(running, version, EMERGENCY if running_emergency(version) else RULES)
    for herald in heralds:
        herald(running, version)


def plan(version: ProcedureVersion, begins: datetime, now: datetime) -> None:
    """The clock switches it at that moment; a moment planned before no longer counts."""
    drop_plan(version, now)
    clock.start(kind=BEGINS, subject=subject_of(version), due_at=begins, now=now)


def drop_plan(version: ProcedureVersion, now: datetime) -> None:
    """No moment is planned any more."""
    clock.settle(kind=BEGINS, subject=subject_of(version), now=now, outcome=Deadline.Outcome.DROPPED)


def running_emergency(version: ProcedureVersion) -> bool:
    """Whether it rules as an emergency change that not all have signed yet."""
    return version.emergency_running


def keep_if_signed(version: ProcedureVersion, running: Change) -> bool:
    """An emergency change that everybody has signed stays; whether it does. Call it after every signature."""
    if not running_emergency(version) or lacking_signatures(version, running.now):
        return False
    version.emergency_kept_at = running.now
    version.save(update_fields=["emergency_kept_at"])
    clock.settle(kind=EXPIRES, subject=subject_of(version), now=running.now)
    clock.drop(subject=subject_of(version), now=running.now, kinds=[REMINDS])
    running.append(EmergencyKept(version.procedure_id, version.id, version.type_code, version.number))
    return True


def version_before(version: ProcedureVersion) -> ProcedureVersion | None:
    """The last version that ruled by signature and not by emergency."""
    ruled = version.procedure.versions.filter(status=Status.RETIRED).order_by("-in_force_from")
    return next((old for old in ruled if not old.emergency or old.emergency_kept_at is not None), None)


def restore_before(version: ProcedureVersion, running: Change) -> ProcedureVersion | None:
    """The text of the version before rules again, under a number of its own: what was retired is never reopened."""
    before = version_before(version)
    if before is None:
        return None
    again = ProcedureVersion.objects.create(
        procedure=version.procedure,
        number=version.procedure.versions.order_by("-number").values_list("number", flat=True)[0] + 1,
        status=Status.APPROVED,
        content=before.content,
        authors=before.authors,
        approved_by=before.approved_by,
        approved_at=before.approved_at,
        medical_approved_by=before.medical_approved_by,
        medical_approved_at=before.medical_approved_at,
        restores=before.number,
        created_at=running.now,
    )
    running.append(
        EmergencyExpired(
            version.procedure_id, version.id, version.type_code, version.number, restored=before.number, by=again.number
        )
    )
    switch_to(again, running)
    tell_signers(running, version, EXPIRED)
    tell(running, version, makers(), EXPIRED)
    return again
