"""Hearing that somebody wants us to stop, also when they tell only the `make` that started us."""

import os
import signal
import time
from pathlib import Path
from types import FrameType

from psc.engine.spawn import die_with_parent

_LOOK_SECONDS = 0.25


class Signals:
    """Remembers that somebody asked us to stop. A flag, because an exception could tear a start in two."""

    def __init__(self) -> None:
        """From now on Ctrl-C, SIGTERM, a closed terminal and the end of our make are heard."""
        self._heard = False
        self._looked_at = 0.0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._hear)
        self._make = os.getppid() if "MAKELEVEL" in os.environ else None
        if self._make is not None:
            die_with_parent(signal.SIGTERM, self._make)

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        self._heard = True

    @property
    def stopping(self) -> bool:
        """Whether we have been asked to stop."""
        if not self._heard and self._make is not None and time.monotonic() - self._looked_at > _LOOK_SECONDS:
            self._looked_at = time.monotonic()
            self._heard = was_interrupted(self._make)
        return self._heard


def was_interrupted(pid: int) -> bool:
    """Whether this make has been sent SIGINT.

    Make hands SIGTERM on, but not SIGINT: it takes for granted that the terminal has sent that to everybody,
    and waits for us without end when it was sent to make alone. It then blocks SIGINT, which /proc shows.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    blocked = next((line.split()[1] for line in status.splitlines() if line.startswith("SigBlk:")), "0")
    return bool(int(blocked, 16) & 1 << (signal.SIGINT - 1))
