"""Celery's door to the clock."""

from celery import shared_task

from foundation.clock.clock import fire_due
from foundation.lib.background import Turnstile
from foundation.lib.web import fresh_connection

# What the heartbeat calls the pair of beat and worker: one is no clock without the other.
CELERY = "celery"
_turnstile = Turnstile(1)


@shared_task(name="clock.fire_due", ignore_result=True, expires=30)
def fire_due_deadlines() -> None:
    """Take every step that is due; woken by the beat, harmless to run twice or at any time."""
    with fresh_connection():
        _turnstile.enter(lambda: fire_due(CELERY))
