"""Today's service standards in numbers, and who lets a screen in."""

from collections import Counter
from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from dispatch.models import Wallboard
from foundation.clock.models import Deadline
from foundation.lib import time
from foundation.lib.time import iso
from foundation.people.models import Token
from incidents.access import CENTRE, visible_to

KINDS: Final = ("acknowledge", "dispatch", "on_scene")


def wallboard_of(key: str) -> Wallboard | None:
    """The screen with this key, unless it was revoked."""
    return Wallboard.objects.select_related("created_by").filter(digest=Token.digest_of(key), revoked_at=None).first()


def today() -> dict[str, Any]:
    """Of all limits that came due today: how many there were, and how many were met."""
    now = time.now()
    return {"at": iso(now), "standards": standards(midnight(now), now)}


def midnight(now: datetime) -> datetime:
    """When the centre's day began."""
    return now.astimezone(ZoneInfo(settings.TIME_ZONE)).replace(hour=0, minute=0, second=0, microsecond=0)


def standards(since: datetime, now: datetime) -> list[dict[str, Any]]:
    """For each kind n and how many in time; a limit that was dropped counts on neither side, nor does an exercise."""
    rows = Deadline.objects.filter(kind__in=KINDS, due_at__gte=since, started_at__lte=now)
    decided = [
        (kind, subject, outcome == Deadline.Outcome.MET)
        for kind, subject, outcome, missed in rows.values_list("kind", "subject", "outcome", "missed_at")
        if outcome in (Deadline.Outcome.MET, Deadline.Outcome.MISSED) or (outcome is None and missed is not None)
    ]
    exercises = exercise_subjects([subject for _kind, subject, _met in decided])
    count: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for kind, subject, in_time in decided:
        if subject not in exercises:
            count[kind] += 1
            met[kind] += in_time
    return [{"kind": kind, "n": count[kind], "met": met[kind]} for kind in KINDS]


def exercise_subjects(subjects: list[str]) -> set[str]:
    """Those of these subjects that belong to exercises."""
    ids: dict[str, list[UUID]] = {"incident": [], "assignment": []}
    for subject in subjects:
        name, _colon, thing = subject.partition(":")
        if name in ids:
            ids[name].append(UUID(thing))
    exercises = visible_to(CENTRE).filter(exercise=True)
    parts = exercises.filter(assignments__in=ids["assignment"]).values_list("assignments", flat=True)
    own = exercises.filter(id__in=ids["incident"]).values_list("id", flat=True)
    return {f"assignment:{part}" for part in parts} | {f"incident:{incident}" for incident in own}
