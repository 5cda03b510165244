"""Celery's door to the clock."""

from time import monotonic, sleep

from celery import shared_task

from foundation.clock.clock import fire_due, next_due
from foundation.lib import time
from foundation.lib.background import Turnstile
from foundation.lib.web import fresh_connection

# What the heartbeat calls the pair of beat and worker: one is no clock without the other.
CELERY = "celery"
# Seconds: a worker is woken no more often than this, so a pass stays for what falls due until the next wake - and in
# all for no longer than this, so that a worker told to end does.
WAKE_PACE_S, LONGEST_STAY_S = 0.1, 2.0
# A row that another holds stays due: look at it again after this pause (seconds).
SHORTEST_NAP_S = 0.01
_turnstile = Turnstile(1)


@shared_task(name="clock.fire_due", ignore_result=True, expires=30)
def fire_due_deadlines() -> None:
    """Take every step that is due; woken by the beat, harmless to run twice or at any time."""
    with fresh_connection():
        _turnstile.enter(fire_and_stay)


def fire_and_stay() -> None:
    """A pass, and another whenever the next row falls due before the next wake would come."""
    leave = monotonic() + LONGEST_STAY_S
    fire_due(CELERY)
    while monotonic() < leave:
        due = next_due()
        nap = WAKE_PACE_S if due is None else (due - time.now()).total_seconds()
        if nap >= WAKE_PACE_S:
            return
        sleep(max(SHORTEST_NAP_S, nap))
        fire_due(CELERY)
