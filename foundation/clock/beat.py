"""Celery's beat, sleeping to the next due row instead of following a timetable."""

import logging
from typing import Any

from celery import Celery
from celery.beat import Scheduler
from django.db import DatabaseError, InterfaceError

from foundation.clock.nightly import ensure_nights
from foundation.clock.sources import Source, sources
from foundation.clock.tasks import CELERY, WAKE_PACE_S
from foundation.journal import SYSTEM, change
from foundation.lib import time
from foundation.lib.background import Background
from foundation.lib.web import fresh_connection

log = logging.getLogger(__name__)
# Seconds: how long it sleeps at the most; how often a worker is woken with nothing due, so that its heartbeat
# shows it alive; how long a due row may lie before the beat serves it itself.
LONGEST_NAP_S, IDLE_WAKE_S, PATIENCE_S = 0.25, 1.0, 0.5


class ClockScheduler(Scheduler):
    """Wakes a worker when a row is due. It never waits for Redis: wakes are published by a background thread."""

    def __init__(self, app: Celery, *args: Any, **kwargs: Any) -> None:
        super().__init__(app, *args, **kwargs)
        self._publisher = Background("beat-wakes")
        self._woken: dict[str, float] = {}
        self._nights_armed = False

    def setup_schedule(self) -> None:
        """No timetable: the rows are the schedule."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """One look at every source; the seconds to sleep until the next look."""
        try:
            with fresh_connection():
                self._arm_nights()
                moment = time.now().timestamp()
                return min([self._look(source, moment) for source in sources()] + [LONGEST_NAP_S])
        except (DatabaseError, InterfaceError) as error:
            log.warning("clock: the database is away: %s", error)
            return 1.0

    def _arm_nights(self) -> None:
        """Once: what follows every day is armed, in every centre, and after a restore too."""
        if not self._nights_armed:
            with change(SYSTEM) as running:
                ensure_nights(running.now)
            self._nights_armed = True

    def _look(self, source: Source, moment: float) -> float:
        due = source.next_due()
        lateness = moment - due.timestamp() if due else -LONGEST_NAP_S
        if source.stand_in and lateness >= PATIENCE_S:
            # A row that stays because another holds it must not make the beat spin.
            return 0.0 if source.serve(CELERY) else 0.05
        since_wake = moment - self._woken.get(source.task, 0.0)
        if since_wake >= IDLE_WAKE_S or (lateness >= 0 and since_wake >= WAKE_PACE_S):
            self._woken[source.task] = moment
            self._publisher.run(source.task, lambda: self._wake(source))
        return max(0.01, -lateness) if lateness < 0 else WAKE_PACE_S / 2

    def _wake(self, source: Source) -> None:
        self.app.send_task(source.task, queue=source.queue, ignore_result=True, retry=False, expires=30)
