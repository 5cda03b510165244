"""A worker's part in every run of a draft over the past: take one that has no worker, hold it by signs of life, end it.

Everything about a run that is not its end is written outside any change, one statement each: it is no event, and no
console may wait for it.
"""

import logging
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import Min, Q

from foundation.lib import time
from foundation.lib.errors import DomainError
from foundation.lib.ids import new_id
from incidents.models.runs import Run

log = logging.getLogger(__name__)
Status = Run.Status
R = TypeVar("R", bound=Run)
# Seconds without a sign of life after which another worker takes a run.
SILENCE_S = 30
# Set when the worker is told to end: a run is put back at its next piece, for whoever comes next.
ending = threading.Event()


class Counted(Protocol):
    """What was counted."""

    def as_json(self) -> dict[str, Any]:
        """As a row keeps it."""


class Runs(Generic[R]):
    """The runs of one kind; what is counted and how one ends is that kind's."""

    model: type[R]

    def count(self, run: R) -> Counted | None:
        """From where it is to its end; None when the run is not ours any more."""
        raise NotImplementedError

    def finish(self, run: R, result: Mapping[str, Any]) -> None:
        """Hand the numbers down."""
        raise NotImplementedError

    def fail(self, run: R, failure: str) -> None:
        """It cannot be finished."""
        raise NotImplementedError

    def next_due(self) -> datetime | None:
        """When a worker is wanted: at once for a run that waits, later for one that may have lost its worker."""
        rows = self.model._default_manager
        waiting = rows.filter(status=Status.QUEUED).aggregate(soonest=Min("requested_at"))["soonest"]
        seen = rows.filter(status=Status.RUNNING).aggregate(soonest=Min("seen_at"))["soonest"]
        moments = [waiting, seen + timedelta(seconds=SILENCE_S) if seen else None]
        return min((moment for moment in moments if moment is not None), default=None)

    def serve(self, _source: str) -> int:
        """Work off every run that has no worker; how many came to an end."""
        ended = 0
        while not ending.is_set() and (run := self.claim()) is not None:
            ended += self.work_off(run)
        return ended

    def claim(self) -> R | None:
        """The oldest run without a worker, now ours: exactly one update finds it as it was."""
        now, rows = time.now(), self.model._default_manager
        free = Q(status=Status.QUEUED) | Q(status=Status.RUNNING, seen_at__lt=now - timedelta(seconds=SILENCE_S))
        found = rows.filter(free).order_by("requested_at", "id").first()
        if found is None:
            return None
        won = rows.filter(free, id=found.id, holder=found.holder)
        if won.update(status=Status.RUNNING, holder=(holder := new_id()), seen_at=now) != 1:
            return None
        found.status, found.holder, found.seen_at = Status.RUNNING, holder, now
        return found

    def work_off(self, run: R) -> bool:
        """To its end; False when it was put back, called off or taken from us. Whatever goes wrong is its failure."""
        try:
            counted = self.count(run)
            if counted is not None:
                self.finish(run, counted.as_json())
        except DomainError as error:
            self.fail(run, error.message)
        except Exception as error:
            log.exception("%s %s failed", type(run).__name__, run.id)
            self.fail(run, type(error).__name__)
        else:
            return counted is not None
        return True

    def live_on(self, run: R, **more: Any) -> bool:
        """A sign of life, with how far it is; False when the run is not ours any more."""
        ours = self.model._default_manager.filter(id=run.id, holder=run.holder, status=Status.RUNNING)
        return ours.update(seen_at=time.now(), **more) == 1

    def go_on(self, run: R, counted: Counted, **progress: Any) -> bool:
        """Write how far it is; False when somebody called it off, another worker has it, or we are told to end."""
        progress["tally"] = counted.as_json()
        if not ending.is_set():
            return self.live_on(run, **progress)
        self.live_on(run, status=Status.QUEUED, holder=None, **progress)
        return False
