"""Celery's door to the outbox; the clock's beat wakes it when a message is due."""

from celery import shared_task

from foundation.clock.sources import Source, add_source
from foundation.clock.tasks import CELERY
from foundation.lib.background import Turnstile
from foundation.lib.web import fresh_connection
from foundation.notify.services import next_send, send_due

# A stand-in never sends: a transport may hang on the network, and neither the beat nor a server may wait for it.
OUTBOX = Source(task="notify.send_due", queue="outbox", next_due=next_send, serve=send_due, stand_in=False)
add_source(OUTBOX)
# A transport may hang for seconds: however many messages wait, the clock must find a free thread beside it.
_turnstile = Turnstile(2)


@shared_task(name="notify.send_due", ignore_result=True, expires=30)
def send_due_notifications() -> None:
    """Send what is due; harmless to run twice or at any time."""
    with fresh_connection():
        _turnstile.enter(lambda: send_due(CELERY))
