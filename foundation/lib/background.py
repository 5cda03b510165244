"""One daemon thread that runs small jobs which may hang, so that whoever asks never waits."""

import logging
import queue
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)


class Background:
    """Runs jobs one after another; a job already waiting under the same name is not queued twice."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: queue.SimpleQueue[tuple[str, Callable[[], object]]] = queue.SimpleQueue()
        self._waiting: set[str] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def run(self, name: str, job: Callable[[], object]) -> bool:
        """Queue `job`; False when one of that name is still waiting or running (so it would say the same)."""
        with self._lock:
            if name in self._waiting:
                return False
            self._waiting.add(name)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._thread.start()
        self._jobs.put((name, job))
        return True

    def _work(self) -> None:
        while True:
            name, job = self._jobs.get()
            try:
                job()
            except Exception as error:  # noqa: BLE001  a job that fails is said and forgotten: its truth is in the database
                log.info("%s: %s failed: %s", self._name, name, error)
            finally:
                with self._lock:
                    self._waiting.discard(name)


class Turnstile:
    """At most so many at once in this process. Who finds it full goes away, and one of those inside looks once more.

    Wakes come faster than a pass may last: passes side by side would ask for the same rows and step on each other.
    """

    def __init__(self, most: int) -> None:
        self._places = threading.BoundedSemaphore(most)
        self._asked = threading.Event()

    def enter(self, work: Callable[[], object]) -> bool:
        """Do the work, again for as long as others were turned away meanwhile; False for one turned away."""
        self._asked.set()
        if not self._places.acquire(blocking=False):
            return False
        try:
            while self._asked.is_set():
                self._asked.clear()
                work()
        finally:
            self._places.release()
        return True
