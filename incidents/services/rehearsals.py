"""A rehearsal asked for, called off, come to its end."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Actor, change
from foundation.lib.errors import Invalid, Missing, WrongMove
from incidents.entries import RehearsalEnded, RehearsalStarted
from incidents.models import RehearsalRun
from incidents.rehearsal.uploads import pack_upload
from sop.models import ProcedureVersion
from sop.selectors import ruling_beside
from sop.services.guards import WRITERS, lock_version, require_role
from sop.services.rehearsals import record_rehearsal

Status = RehearsalRun.Status
DAYS = (30, 90, 180, 365)


def start_rehearsal(
    *,
    version_id: UUID,
    actor: Actor,
    days: int | None = None,
    exercises: bool = False,
    upload: bytes | None = None,
    file_name: str = "",
    now: datetime | None = None,
) -> RehearsalRun:
    """Ask for a version to be run over the reports of the last days, or over the rows of a file.

    A worker takes it up; nobody waits here.

    Raises:
        Denied, Missing: no administrator or coordinator; no such version.
        Invalid: no such time, or a file that is refused.
        WrongMove: it is law already, or it is being rehearsed at this moment.
    """
    person = require_role(actor, *WRITERS)
    packed = pack_upload(upload) if upload is not None else None
    if packed is None and days not in DAYS:
        raise Invalid(_("Pilih laporan berapa hari terakhir, atau kirim berkas."), fields={"days": [str(days)]})
    with change(actor, now) as running:
        version = lock_version(version_id)
        guard_rehearsal(version)
        run = RehearsalRun.objects.create(
            version=version,
            revision=version.revision,
            ruling=ruling_beside(version),
            since=running.now - timedelta(days=days or 0) if packed is None else None,
            exercises=exercises,
            upload=packed,
            file_name=file_name[:200] if packed is not None else "",
            requested_at=running.now,
            requested_by=person,
        )
        running.append(
            RehearsalStarted(version.procedure_id, version.id, run.id, version.label, version.revision, days or None)
        )
        return run


def guard_rehearsal(version: ProcedureVersion) -> None:
    """Only what is not law yet, and one at a time.

    Raises:
        WrongMove: otherwise.
    """
    if version.status in (ProcedureVersion.Status.IN_FORCE, ProcedureVersion.Status.RETIRED):
        raise WrongMove(_("Versi ini sudah berlaku; yang digladi adalah rancangan."), allowed=[])
    if RehearsalRun.objects.filter(version=version, status__in=[Status.QUEUED, Status.RUNNING]).exists():
        raise WrongMove(_("Versi ini sedang digladi."), allowed=["cancel"])


def cancel_rehearsal(*, run_id: UUID, actor: Actor, now: datetime | None = None) -> RehearsalRun:
    """Call it off: the worker stops at the next piece. What was counted so far is thrown away.

    Raises:
        Denied, Missing: no administrator or coordinator; no such run.
        WrongMove: it has come to its end.
    """
    require_role(actor, *WRITERS)
    with change(actor, now) as running:
        run = lock_run(run_id)
        if run.status == Status.CANCELLED:
            return run
        if not run.is_open:
            raise WrongMove(_("Gladi ini sudah selesai."), allowed=[])
        end_run(run, Status.CANCELLED, running.now)
        running.append(ended_entry(run, Status.CANCELLED))
        return run


def finish_rehearsal(
    *, run_id: UUID, holder: UUID | None, result: Mapping[str, Any], actor: Actor, now: datetime | None = None
) -> RehearsalRun:
    """Hand the numbers down to the version, unless somebody called it off at the last moment, or another worker
    (`holder`) has it.

    Raises:
        WrongMove: the version, or the one in force, is another text by now.
    """
    with change(actor, now) as running:
        run = lock_run(run_id)
        if run.status != Status.RUNNING or run.holder != holder:
            return run
        record_rehearsal(
            version_id=run.version_id,
            revision=run.revision,
            ruling_id=run.ruling_id,
            source="reports" if run.upload is None else "file",
            since=run.since,
            result=result,
            actor=actor,
        )
        end_run(run, Status.DONE, running.now)
        running.append(ended_entry(run, Status.DONE))
        return run


def fail_rehearsal(
    *, run_id: UUID, holder: UUID | None, failure: str, actor: Actor, now: datetime | None = None
) -> RehearsalRun:
    """It cannot be finished, and why; somebody may ask for it anew. A worker that lost it fails nothing."""
    with change(actor, now) as running:
        run = lock_run(run_id)
        if run.is_open and run.holder == holder:
            run.failure = failure[:300]
            end_run(run, Status.FAILED, running.now)
            running.append(ended_entry(run, Status.FAILED))
        return run


def lock_run(run_id: UUID) -> RehearsalRun:
    """The run, its version locked first.

    Raises:
        Missing: there is none.
    """
    version_id = RehearsalRun.objects.filter(id=run_id).values_list("version_id", flat=True).first()
    if version_id is None:
        raise Missing(_("Gladi ini tidak ada."))
    lock_version(version_id)
    runs = RehearsalRun.objects.select_for_update(no_key=True, of=("self",))
    return runs.select_related("version__procedure").get(id=run_id)


def end_run(run: RehearsalRun, status: RehearsalRun.Status, now: datetime) -> None:
    """What every end has in common: the words of the file go."""
    run.status, run.finished_at, run.holder, run.upload, run.tally = status, now, None, None, {}
    run.save(update_fields=["status", "finished_at", "holder", "upload", "tally", "failure"])


def ended_entry(run: RehearsalRun, status: str) -> RehearsalEnded:
    """What the record keeps of an end."""
    return RehearsalEnded(run.version.procedure_id, run.version_id, run.id, run.version.label, status, run.done)
