"""Starting, settling and firing time limits.

The clock knows no kind of deadline. An app *declares* the kinds it starts; the app that knows what a missed one
means *handles* it, and may stand above the one that starts it.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.core import checks
from django.db import connection
from django.db.models import Min

from foundation.clock.entries import StepFailed
from foundation.clock.models import Deadline
from foundation.journal import SYSTEM, Change, change, insert_soon
from foundation.lib import time
from foundation.lib.sql import Statement

log = logging.getLogger(__name__)
BATCH = 500
# A step that fails is tried again after this many seconds, doubled each time up to the last.
FIRST_RETRY_S, LAST_RETRY_S = 1, 300


class Handler(Protocol):
    """What a kind of deadline does when it is due."""

    def lock(self, subject: str) -> object | None:
        """Lock the row the limit is about (FOR NO KEY UPDATE SKIP LOCKED); None when another holds it."""

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Take the next step inside the change; the moment of the step after it, or None when none follows."""


# Who meets an obligation after its limit has still missed it.
SETTLE = Statement(
    "settle_deadline",
    """
UPDATE clock_deadline SET settled_at = $1, next_at = NULL,
    outcome = CASE WHEN $2 = 'met' AND (missed_at IS NOT NULL OR $1 > due_at) THEN 'missed' ELSE $2 END
WHERE kind = $3 AND subject = $4 AND settled_at IS NULL""",
    "timestamptz, text, text, text",
)


@dataclass
class Clock:
    """Kinds declared and handled in this process."""

    declared: set[str]
    handlers: dict[str, Handler]

    def declare(self, kind: str) -> None:
        """Say that this app starts deadlines of a kind."""
        self.declared.add(kind)

    def handle(self, kind: str, handler: Handler) -> None:
        """Say what happens when a deadline of this kind is due."""
        self.handlers[kind] = handler

    def start(
        self,
        *,
        kind: str,
        subject: str,
        due_at: datetime,
        now: datetime,
        ladder: Sequence[dict[str, Any]] = (),
    ) -> Deadline:
        """Arm a limit; call it inside the change that creates the obligation. `ladder` is copied into the row.

        Raises:
            KeyError: nobody declared the kind.
        """
        if kind not in self.declared:
            raise KeyError(f"No app declared deadlines of kind {kind!r}.")
        armed = Deadline(kind=kind, subject=subject, started_at=now, due_at=due_at, next_at=due_at, ladder=list(ladder))
        insert_soon(armed)
        return armed

    def settle(
        self, *, kind: str, subject: str, now: datetime, outcome: Deadline.Outcome = Deadline.Outcome.MET
    ) -> None:
        """The obligation is met (or no longer stands): nothing will fire. Settling what is not running is no error."""
        SETTLE.soon(now, outcome, kind, subject)

    def drop(self, *, subject: str, now: datetime, kinds: Sequence[str] | None = None) -> None:
        """The subject is gone or the duty with it: its running limits (of these kinds) end unjudged."""
        running = Deadline.objects.filter(subject=subject, settled_at=None)
        for kind in running.values_list("kind", flat=True).order_by("id"):
            if kinds is None or kind in kinds:
                self.settle(kind=kind, subject=subject, now=now, outcome=Deadline.Outcome.DROPPED)

    def put_off(self, deadline: Deadline, *, next_at: datetime, step: int, ladder: Sequence[dict[str, Any]]) -> None:
        """Another moment and another way on for a limit that was missed; `due_at` stays what was promised.

        The caller holds the subject's lock and the deadline's.

        Raises:
            ValueError: it was met, or is not missed yet: what was promised does not move.
        """
        if deadline.settled_at is not None or deadline.missed_at is None:
            raise ValueError("Only a limit that was missed and still runs can be put off.")
        deadline.next_at, deadline.step, deadline.ladder = next_at, step, list(ladder)
        deadline.save(update_fields=["next_at", "step", "ladder"])

    def running(self, subjects: Sequence[str]) -> list[Deadline]:
        """The unsettled limits of these subjects, oldest first."""
        return list(Deadline.objects.filter(subject__in=subjects, settled_at=None).order_by("started_at", "id"))


clock = Clock(declared=set(), handlers={})


def next_due() -> datetime | None:
    """When the clock must look next, or None when nothing is armed."""
    due: datetime | None = Deadline.objects.filter(settled_at=None, next_at__isnull=False).aggregate(
        soonest=Min("next_at")
    )["soonest"]
    return due


def fire_due(source: str) -> int:
    """One pass: every step that is due, each in its own change; how many were taken.

    1. Read the ids that are due, without locks.
    2. For each: lock its subject, then the deadline, look again, take the step.
    3. Write the heartbeat: a pass was completed by `source`.

    A row that another holds is skipped (it is being served); a step that fails is retried with back-off and never
    stops the others. Two clocks never fire a step twice: the second finds the deadline changed under its lock.
    """
    taken = 0
    while True:
        moment = time.now()
        due = Deadline.objects.filter(settled_at=None, next_at__lte=moment).order_by("next_at")
        batch = list(due.values_list("id", "kind", "subject")[:BATCH])
        done = sum(fire_one(*row) for row in batch)
        taken += done
        if len(batch) < BATCH or not done:
            break
    beat(source)
    return taken


def fire_one(deadline_id: UUID, kind: str, subject: str) -> bool:
    """Take one due step; False when someone else has it, it is settled, or it failed."""
    try:
        with change(SYSTEM) as running:
            return take_step(deadline_id, clock.handlers[kind], subject, running)
    except Exception as error:
        log.exception("deadline %s of kind %s failed", deadline_id, kind)
        postpone(deadline_id, error)
        return False


def take_step(deadline_id: UUID, handler: Handler, subject: str, running: Change) -> bool:
    """The step itself, under the subject's lock and then the deadline's."""
    if handler.lock(subject) is None:
        return False
    due = Deadline.objects.select_for_update(skip_locked=True).filter(
        id=deadline_id, settled_at=None, next_at__lte=running.now
    )
    deadline = due.first()
    if deadline is None:
        return False
    if deadline.missed_at is None:
        deadline.missed_at = running.now
    deadline.next_at = handler.step(deadline, running)
    deadline.step += 1
    deadline.failures = 0
    deadline.save(update_fields=["missed_at", "next_at", "step", "failures", "settled_at", "outcome"])
    return True


def postpone(deadline_id: UUID, error: Exception) -> None:
    """A failed step comes again later; the record says that it failed and why.

    Only while it is still due: a step whose commit went through although its answer was lost, or that another clock
    has taken since, must not make the ladder's next step come early.
    """
    with change(SYSTEM) as running:
        still_due = Deadline.objects.filter(id=deadline_id, settled_at=None, next_at__lte=running.now)
        deadline = still_due.select_for_update(skip_locked=True).first()
        if deadline is None:
            return
        deadline.failures += 1
        pause = min(LAST_RETRY_S, FIRST_RETRY_S * 2 ** min(deadline.failures - 1, 9))
        deadline.next_at = running.now + timedelta(seconds=pause)
        deadline.save(update_fields=["failures", "next_at"])
        running.append(
            StepFailed(
                deadline=deadline.id,
                limit=deadline.kind,
                failures=deadline.failures,
                error=type(error).__name__,
            )
        )


def beat(source: str) -> None:
    """Write that `source` completed a pass; one statement, outside any change."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO clock_heartbeat (source, at) VALUES (%s, now())"
            " ON CONFLICT (source) DO UPDATE SET at = excluded.at",
            [source],
        )


def silence_s(source: str) -> float | None:
    """Seconds since `source` completed a pass; None when it never did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM now() - at) FROM clock_heartbeat WHERE source = %s", [source])
        row = cursor.fetchone()
    return None if row is None else float(row[0])


def check_handlers(**_: Any) -> list[checks.CheckMessage]:
    """A deadline that nobody handles would be missed in silence: refuse to start."""
    lacking = sorted(clock.declared - set(clock.handlers))
    return [checks.Error(f"Deadlines of kind {kind!r} have no handler.", id="clock.E001") for kind in lacking]
