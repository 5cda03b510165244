"""Celery's door to the rehearsals; the clock's beat wakes it when one waits."""

from typing import Any

from celery import shared_task
from celery.signals import worker_shutting_down

from foundation.clock.sources import Source, add_source
from foundation.lib.background import Turnstile
from foundation.lib.web import fresh_connection
from incidents.rehearsal.running import rehearsals
from incidents.runs import ending
from incidents.trials.running import trials

# Nobody stands in for the worker: a rehearsal can wait, and a server has callers to answer.
for task, runs in (("incidents.rehearse", rehearsals), ("incidents.try_decrees", trials)):
    add_source(Source(task=task, queue="rehearsal", next_due=runs.next_due, serve=runs.serve, stand_in=False))
# One at a time in a worker: the next one waits in its row.
_turnstile = Turnstile(1)


@shared_task(name="incidents.rehearse", ignore_result=True, expires=30)
def rehearse() -> None:
    """Work off what waits; harmless to run twice or at any time."""
    with fresh_connection():
        _turnstile.enter(lambda: rehearsals.serve("celery"))


@shared_task(name="incidents.try_decrees", ignore_result=True, expires=30)
def try_decrees() -> None:
    """The same for draft decrees."""
    with fresh_connection():
        _turnstile.enter(lambda: trials.serve("celery"))


@worker_shutting_down.connect
def stop_rehearsing(**_told: Any) -> None:
    """A worker that is told to end puts its run back at the next piece."""
    ending.set()
