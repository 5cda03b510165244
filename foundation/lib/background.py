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
