"""Who looks at a live screen right now. Written by the hub, read by whoever must know whether anybody is there."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Now

from foundation.lib import time
from foundation.lib.sql import OneOf, Read
from foundation.people.models import Duty, Presence

# A server process that has not written for this long is gone, and its consoles with it.
FRESH = timedelta(seconds=10)
SEEN_EVERY = timedelta(minutes=1)


def write_presence(process: str, consoles: Mapping[str, int]) -> None:
    """One statement: what this process holds now; audiences it no longer holds become zero."""
    if not consoles:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_presence (process, audience, consoles, at)"
            " SELECT %s, audience, consoles, now() FROM unnest(%s::text[], %s::int[]) AS held(audience, consoles)"
            " ON CONFLICT (process, audience) DO UPDATE SET consoles = excluded.consoles, at = excluded.at",
            [process, list(consoles), list(consoles.values())],
        )


def see_on_duty(user: UUID) -> None:
    """One statement: a console of this person is there, written once a minute at the most."""
    now = time.now()
    stale = Q(seen_at=None) | Q(seen_at__lt=now - SEEN_EVERY)
    Duty.objects.filter(stale, user=user, ended_at=None).update(seen_at=now)


HELD = Read(
    "held_audiences",
    1,
    lambda audiences: Presence.objects.filter(
        OneOf("audience", audiences), consoles__gt=0, at__gt=Now() - FRESH
    ).values_list("audience"),
)


def online_audiences(audiences: Sequence[str]) -> set[str]:
    """Those of these audiences that have at least one live console, over all server processes, in one query."""
    return {audience for (audience,) in HELD.rows(list(audiences))}


def is_online(audience: str) -> bool:
    """Whether anybody of the audience sees what is put on the board."""
    return bool(online_audiences([audience]))
