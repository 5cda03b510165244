"""A server process keeps the clock when Celery is gone."""

import logging
import threading

from django.db import DatabaseError, InterfaceError

from foundation.clock.clock import silence_s
from foundation.clock.sources import sources
from foundation.clock.tasks import CELERY
from foundation.lib.web import fresh_connection

log = logging.getLogger(__name__)
# Celery's heartbeat may be this old (seconds) before a server takes its place; then it looks this often.
SILENCE_S, LOOK_S = 5.0, 0.25
SERVER = "server"


class StandIn(threading.Thread):
    """Watches Celery's heartbeat once a second; fires what is due for as long as it is silent."""

    def __init__(self) -> None:
        super().__init__(name="clock-stand-in", daemon=True)
        self._stopped = threading.Event()
        self.active = False

    def run(self) -> None:
        """Until stopped."""
        while not self._stopped.wait(LOOK_S if self.active else 1.0):
            try:
                with fresh_connection():
                    self.look()
            except (DatabaseError, InterfaceError) as error:
                log.warning("clock stand-in: the database is away: %s", error)
            except Exception:
                log.exception("clock stand-in: a look failed")  # the last clock there is must not end with it

    def look(self) -> None:
        """Serve what is due if Celery has been silent for too long."""
        silence = silence_s(CELERY)
        silent = silence is None or silence > SILENCE_S
        if silent != self.active:
            log.warning("clock: Celery is %s", "silent, this server takes its place" if silent else "back")
        self.active = silent
        if silent:
            for source in sources():
                if source.stand_in:
                    source.serve(SERVER)

    def stop(self) -> None:
        """End at the next look."""
        self._stopped.set()


def is_late() -> bool:
    """Whether Celery's clock has gone silent, so that every console must say so."""
    silence = silence_s(CELERY)
    return silence is None or silence > SILENCE_S
