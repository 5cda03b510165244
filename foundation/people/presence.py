"""Who looks at a live screen right now. Written by the hub, read by whoever must know whether anybody is there."""

from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.models import Sum

from foundation.people.models import Presence

# A server process that has not written for this long (seconds) is gone, and its consoles with it.
FRESH_S = 10


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


def consoles_online(audience: str) -> int:
    """How many consoles of the audience are connected, over all server processes."""
    fresh = Presence.objects.filter(audience=audience).extra(where=["at > now() - interval '%s seconds'" % FRESH_S])
    total: int | None = fresh.aggregate(total=Sum("consoles"))["total"]
    return total or 0


def is_online(audience: str) -> bool:
    """Whether anybody of the audience sees what is put on the board."""
    return consoles_online(audience) > 0


def online_audiences(audiences: Sequence[str]) -> set[str]:
    """Those of these audiences that have at least one live console, in one query."""
    fresh = Presence.objects.filter(audience__in=audiences, consoles__gt=0)
    return set(fresh.extra(where=["at > now() - interval '%s seconds'" % FRESH_S]).values_list("audience", flat=True))
