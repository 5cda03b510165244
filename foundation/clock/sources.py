"""What the beat watches: rows with a due time, each with the task that serves them.

The deadlines are one source, the outbox another; there is no schedule beside these.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from foundation.clock.clock import fire_due, next_due


@dataclass(frozen=True)
class Source:
    """Rows that fall due: when the next one does, and who serves all that are due (given who asks)."""

    task: str
    queue: str
    next_due: Callable[[], datetime | None]
    serve: Callable[[str], int]
    # Whether the beat or a server process may serve it in the worker's place: only what never waits for a network.
    stand_in: bool


_sources: dict[str, Source] = {}


def add_source(source: Source) -> None:
    """Let the beat watch one more kind of row."""
    _sources[source.task] = source


def sources() -> list[Source]:
    """All that the beat watches."""
    return list(_sources.values())


DEADLINES = Source(task="clock.fire_due", queue="clock", next_due=next_due, serve=fire_due, stand_in=True)
add_source(DEADLINES)
