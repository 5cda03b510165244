"""A room above has counted what a decree would have changed, and hands the numbers down."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.entries import DecreeRehearsed
from agencies.models.rehearsed import DecreeRehearsal
from agencies.services.papers import lock_draft, require_admin
from foundation.journal import Actor, change


def record_decree_rehearsal(
    *,
    decree_id: UUID,
    edition: int,
    since: datetime,
    result: Mapping[str, Any],
    actor: Actor,
    now: datetime | None = None,
) -> DecreeRehearsal:
    """Keep the numbers with the draft that they speak of.

    Raises:
        Denied, Missing, WrongMove: not an administrator; no such draft; it was changed meanwhile.
    """
    require_admin(actor)
    with change(actor, now) as running:
        decree = lock_draft(decree_id, edition)
        kept = DecreeRehearsal.objects.create(
            decree=decree, edition=edition, since=since, result=dict(result), at=running.now, by_id=actor.id
        )
        running.append(
            DecreeRehearsed(
                decree=decree.id,
                citation=decree.citation,
                edition=edition,
                incidents=int(result["incidents"]),
                changed=int(result["changed"]),
            )
        )
        return kept
