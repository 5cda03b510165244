"""One writer of the record: changes with one entry each, as services make them.

    python -m benchmarks.appender

Reads `{seconds}`, writes for so long, prints how many it committed.
"""

import json
import sys
import time
from dataclasses import dataclass
from uuid import UUID, uuid4

import django

from foundation.journal import SYSTEM, Entry, change, entry_kind


@entry_kind("bench.entry")
@dataclass(frozen=True)
class BenchEntry(Entry):
    """As long as a usual one."""

    report: UUID
    words: str = "b" * 200

    def text(self) -> str:
        return self.words


def append_for(seconds: float) -> int:
    """Changes committed in that time."""
    count, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        with change(SYSTEM) as running:
            running.append(BenchEntry(uuid4()))
        count += 1
    return count


def main() -> None:
    """Write whenever told to, for as long as told."""
    append_for(0.1)
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        print(json.dumps(append_for(json.loads(line)["seconds"])), flush=True)


if __name__ == "__main__":
    django.setup()
    main()
