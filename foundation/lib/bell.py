"""The bell: "look at the database", said to every server process, never awaited by anybody.

A lost ring costs nothing (the hub also looks every second), so ringing never blocks, never retries and
never fails: one background thread per process sends, and rings that come while it sends become one.
"""

import asyncio
import logging
import secrets
import threading
import time
from collections.abc import Callable

from channels.layers import get_channel_layer
from redis.exceptions import RedisError

GROUP = "bell"
# Seconds between two rings sent to other processes: what is rung meanwhile becomes one.
PACE_S = 0.025
log = logging.getLogger(__name__)


class Bell:
    """One per process; `ring` may be called from any thread and returns at once."""

    def __init__(self) -> None:
        # Who rings: a process need not look twice for what it wrote itself.
        self.name = secrets.token_hex(8)
        self._wanted = threading.Event()
        self._start = threading.Lock()
        self._thread: threading.Thread | None = None
        self._listeners: list[Callable[[], object]] = []

    def ring(self) -> None:
        """Tell the listeners of this process directly and all other processes through the channel layer."""
        for listener in list(self._listeners):
            listener()
        self._wanted.set()
        if self._thread is None:
            self._begin()

    def listen(self, listener: Callable[[], object]) -> None:
        """Call `listener` on every ring made in this process: no detour over Redis for one's own changes."""
        self._listeners.append(listener)

    def forget(self, listener: Callable[[], object]) -> None:
        """Stop calling `listener`."""
        self._listeners.remove(listener)

    def _begin(self) -> None:
        with self._start:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="bell", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        # The thread itself waits, not a pool's thread for it: Python waits for pools when a process ends, and a
        # command that once rang would never come back.
        with asyncio.Runner() as runner:
            while self._wanted.wait():
                self._wanted.clear()
                runner.run(self._send())
                time.sleep(PACE_S)

    async def _send(self) -> None:
        try:
            await asyncio.wait_for(
                get_channel_layer().group_send(GROUP, {"type": "bell", "from": self.name}), timeout=1
            )
        except (OSError, RedisError, TimeoutError, RuntimeError) as error:  # the database has the truth
            log.info("bell not rung: %s", error)


bell = Bell()
