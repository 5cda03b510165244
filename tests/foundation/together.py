"""Several things at once, each in a thread with a database connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
PATIENCE_S = 20.0


def in_another_thread(work: Callable[[], T]) -> T:
    """Do it elsewhere and wait for it: what it does is committed, and seen only once it is."""
    return together([work])[0]


def together(works: Sequence[Callable[[], T]]) -> list[T]:
    """Start all at the same moment; their answers, or the first error."""
    gate = Barrier(len(works))

    def one(work: Callable[[], T]) -> T:
        gate.wait(PATIENCE_S)
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [done.result(PATIENCE_S) for done in [pool.submit(one, work) for work in works]]
