"""Rehearsals handed down by the room that knows reports, and the person who has read them."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Actor, change
from foundation.lib.errors import Invalid, Missing, WrongMove
from sop.entries import ChangeTicked, VersionRehearsed
from sop.models import ProcedureVersion, Rehearsal, Tick
from sop.selectors import ruling_beside
from sop.services.guards import APPROVERS, lock_version, require_role


def record_rehearsal(
    *,
    version_id: UUID,
    revision: int,
    ruling_id: UUID | None,
    source: str,
    result: Mapping[str, Any],
    actor: Actor,
    since: datetime | None = None,
    now: datetime | None = None,
) -> Rehearsal:
    """Keep what a version would have changed. `result`: `reports`, `changed`, `classes` (each with its `key`), `work`.

    Raises:
        Missing: no such version.
        WrongMove: its text, or the one in force, has changed since; the numbers speak of another text.
    """
    with change(actor, now) as running:
        version = lock_version(version_id)
        ruling = ruling_beside(version)
        refuse_other_text(version, revision if (ruling.id if ruling else None) == ruling_id else 0)
        rehearsal = Rehearsal.objects.create(
            version=version,
            revision=revision,
            ruling=ruling,
            source=source,
            since=since,
            result=dict(result),
            at=running.now,
            by_id=actor.id,
        )
        running.append(
            VersionRehearsed(
                version.procedure_id,
                version.id,
                version.type_code,
                version.number,
                rehearsal=rehearsal.id,
                revision=revision,
                reports=result["reports"],
                changed=result["changed"],
                classes=len(result["classes"]),
            )
        )
        return rehearsal


def refuse_other_text(version: ProcedureVersion, revision: int) -> None:
    """Numbers about one text say nothing about another.

    Raises:
        WrongMove: the version is not at this revision.
    """
    if version.revision != revision:
        raise WrongMove(_("SOP berubah sejak gladi dimulai; ulangi gladi dengan teks yang baru."), allowed=["rehearse"])


def tick_changes(*, rehearsal_id: UUID, keys: Collection[str], actor: Actor, now: datetime | None = None) -> Rehearsal:
    """A person has read these classes of change and stands for them; what is ticked stays ticked.

    Raises:
        Denied: no administrator or coordinator.
        Missing: no such rehearsal.
        Invalid: it has no such class, or none was named.
    """
    person = require_role(actor, *APPROVERS)
    with change(actor, now) as running:
        rehearsal = Rehearsal.objects.select_related("version__procedure").filter(id=rehearsal_id).first()
        if rehearsal is None:
            raise Missing(_("Gladi ini tidak ada."))
        version = lock_version(rehearsal.version_id)
        if not keys or not set(keys) <= set(rehearsal.keys):
            raise Invalid(_("Centang perubahan yang sudah Anda baca."))
        for key in sorted(set(keys) & set(unread(rehearsal))):
            Tick.objects.create(rehearsal=rehearsal, key=key, at=running.now, by=person)
            running.append(
                ChangeTicked(
                    version.procedure_id,
                    version.id,
                    version.type_code,
                    version.number,
                    rehearsal=rehearsal.id,
                    key=key,
                    by=person.label,
                )
            )
        return rehearsal


def lack_rehearsal(version: ProcedureVersion, now: datetime) -> Iterator[str]:
    """What stands in the way of an approval: nobody knows what this text would change, or nobody has read it."""
    last = last_rehearsal(version)
    if last is None:
        yield _("Belum digladi: jalankan teks ini pada laporan yang lalu dulu")
        return
    open_keys = unread(last)
    if open_keys:
        yield _("Gladi: %(count)s perubahan belum dibaca dan dicentang") % {"count": len(open_keys)}


def last_rehearsal(version: ProcedureVersion) -> Rehearsal | None:
    """The newest that speaks of this very text beside the one in force now."""
    same_text = version.rehearsals.filter(revision=version.revision, ruling=ruling_beside(version))
    return same_text.order_by("-at", "-id").first()


def unread(rehearsal: Rehearsal) -> list[str]:
    """The classes that nobody has ticked."""
    ticked = set(rehearsal.ticks.values_list("key", flat=True))
    return [key for key in rehearsal.keys if key not in ticked]
