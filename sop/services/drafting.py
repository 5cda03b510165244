"""Writing a version: begun, edited by one or several, submitted, taken back, thrown away."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from foundation.journal import Actor, Change, change
from foundation.lib.errors import Invalid, WrongMove
from sop.closed import Malformed, Problem
from sop.content import parse_draft
from sop.editing import Clash, Edit, apply_edits
from sop.entries import (
    VersionDiscarded,
    VersionDrafted,
    VersionEdited,
    VersionSubmitted,
    VersionWithdrawn,
)
from sop.models import Procedure, ProcedureVersion
from sop.services.guards import (
    APPROVERS,
    MOVES,
    WRITERS,
    Status,
    blocking_clashes,
    lock_procedure,
    lock_version,
    refuse_unready,
    require_role,
    require_status,
)
from sop.services.reminding import drop_reminders, remind_in_review
from sop.services.switching import drop_plan
from sop.services.telling import VOID, tell, those_who_signed


class Conflict(WrongMove):
    """Somebody else changed the same part first; both values are here, and nothing was written."""

    code = "conflict"

    def __init__(self, version: ProcedureVersion, clashes: Sequence[Clash]) -> None:
        super().__init__(
            _("Orang lain lebih dulu mengubah bagian ini. Bandingkan keduanya, lalu pilih."),
            fields={clash.path: [repr_of(clash.now), repr_of(clash.wanted)] for clash in clashes},
            allowed=list(MOVES[Status(version.status)]),
        )
        self.revision = version.revision
        self.clashes = tuple(clashes)


def repr_of(value: Any) -> str:
    """A value in an error message."""
    return value if isinstance(value, str) else str(value)


def draft_version(
    *, type_code: str, content: Mapping[str, object], actor: Actor, now: datetime | None = None
) -> ProcedureVersion:
    """A new draft with the next number. Its texts may still be empty; its shape may not be wrong.

    Raises:
        Denied: the account is neither administrator nor coordinator.
        Missing: there is no procedure for the type.
        Invalid: the content has a wrong shape; `fields` names each place.
    """
    writer = require_role(actor, *WRITERS)
    with change(actor, now) as running:
        return add_draft(lock_procedure(type_code=type_code), content, (writer.id,), running)


def add_draft(
    procedure: Procedure, content: Mapping[str, object], authors: Sequence[UUID], running: Change
) -> ProcedureVersion:
    """The row and its entry; the procedure is locked."""
    version = ProcedureVersion.objects.create(
        procedure=procedure,
        number=next_number(procedure),
        content=checked(content),
        authors=list(authors),
        created_at=running.now,
    )
    running.append(VersionDrafted(procedure.id, version.id, version.type_code, version.number))
    return version


def next_number(procedure: Procedure) -> int:
    """One more than the last; the procedure is locked."""
    last: int = procedure.versions.aggregate(last=Max("number"))["last"] or 0
    return last + 1


def checked(content: Mapping[str, object]) -> dict[str, object]:
    """The content as it is kept.

    Raises:
        Invalid: with one message for each path.
    """
    try:
        return parse_draft(content).as_json()
    except Malformed as error:
        raise invalid(error.problems) from error


def invalid(problems: Sequence[Problem]) -> Invalid:
    """The refusal of content, by path."""
    fields: dict[str, list[str]] = {}
    for problem in problems:
        fields.setdefault(problem.path, []).append(problem.text)
    return Invalid(_("Isi SOP belum benar; tidak ada yang disimpan."), fields=fields)


def edit_version(
    *, version_id: UUID, revision: int, edits: Sequence[Edit], actor: Actor, now: datetime | None = None
) -> ProcedureVersion:
    """Write parts of a draft. Two people never overwrite each other.

    `revision` is the one that the editor had before them. Behind the newest, an edit of a part that nobody else
    touched still holds; otherwise nothing is written. What was signed before no longer counts, and the entry says so.

    Raises:
        Denied, Missing, WrongMove: no administrator or coordinator; no such version; not a draft.
        Conflict: somebody else was first; both values.
        Invalid: the content would have a wrong shape.
    """
    writer = require_role(actor, *WRITERS)
    with change(actor, now) as running:
        version = lock_version(version_id)
        require_status(version, Status.DRAFT)
        edited, clashes = apply_edits(version.content, edits, stale=revision != version.revision)
        if clashes:
            raise Conflict(version, clashes)
        content = checked(edited)
        if content == version.content:
            return version
        signed = those_who_signed(version, running.now) if version.submitted_at else []
        write_content(version, content, writer.id)
        tell(running, version, signed, VOID)
        running.append(
            VersionEdited(
                version.procedure_id,
                version.id,
                version.type_code,
                version.number,
                revision=version.revision,
                parts=tuple(sorted(edit.path for edit in edits)),
                signatures_void=version.submitted_at is not None,
            )
        )
        return version


def write_content(version: ProcedureVersion, content: dict[str, object], author: UUID) -> None:
    """The next revision; the medical director's signature was under another text."""
    version.content = content
    version.__dict__.pop("parsed", None)
    version.revision += 1
    if author not in version.authors:
        version.authors = [*version.authors, author]
    version.medical_approved_by, version.medical_approved_at = None, None
    version.save(
        update_fields=["content", "revision", "authors", "medical_approved_by", "medical_approved_at"],
    )


def discard_version(*, version_id: UUID, actor: Actor, now: datetime | None = None) -> None:
    """Throw a draft away. One that was ever submitted is kept: somebody may have signed it.

    Raises:
        Denied, Missing, WrongMove: no administrator or coordinator; no such version; not a draft, or seen by others.
    """
    require_role(actor, *WRITERS)
    with change(actor, now) as running:
        version = lock_version(version_id)
        require_status(version, Status.DRAFT)
        if version.submitted_at is not None:
            raise WrongMove(_("Rancangan yang pernah diajukan tidak dihapus."), allowed=["edit", "submit"])
        running.append(VersionDiscarded(version.procedure_id, version.id, version.type_code, version.number))
        version.delete()


def submit_version(*, version_id: UUID, actor: Actor, now: datetime | None = None) -> ProcedureVersion:
    """Ask for review: nobody edits it now, and those whom it binds may sign.

    Raises:
        Denied, Missing, WrongMove: no administrator or coordinator; no such version; not a draft, or not whole yet.
    """
    require_role(actor, *WRITERS)
    with change(actor, now) as running:
        version = lock_version(version_id)
        if version.status == Status.IN_REVIEW:
            return version
        require_status(version, Status.DRAFT)
        refuse_unready(version, blocking_clashes(version, running.now))
        version.status, version.submitted_at = Status.IN_REVIEW, running.now
        version.save(update_fields=["status", "submitted_at"])
        running.append(
            VersionSubmitted(
                version.procedure_id, version.id, version.type_code, version.number, revision=version.revision
            )
        )
        remind_in_review(version, running)
        return version


def withdraw_version(*, version_id: UUID, actor: Actor, now: datetime | None = None) -> ProcedureVersion:
    """Take it back from review, or before its moment has come, so that it can be edited again.

    Signatures stand as long as nothing is edited: they are tied to the revision.

    Raises:
        Denied, Missing, WrongMove: not an administrator or coordinator; no such version; nothing to take back.
    """
    require_role(actor, *APPROVERS)
    with change(actor, now) as running:
        version = lock_version(version_id)
        if version.status == Status.DRAFT:
            return version
        require_status(version, Status.IN_REVIEW, Status.APPROVED)
        drop_plan(version, running.now)
        drop_reminders(version, running.now)
        version.status, version.in_force_from = Status.DRAFT, None
        version.approved_by, version.approved_at = None, None
        version.save(update_fields=["status", "in_force_from", "approved_by", "approved_at"])
        running.append(VersionWithdrawn(version.procedure_id, version.id, version.type_code, version.number))
        return version
