"""Changes incidents as fast as one process can: each change is one entry, and the bell rings after it.

    python -m benchmarks.storm INCIDENT [INCIDENT ...]

Reads `{count}`, makes so many changes (one incident after another), prints `{began, ended, position}`.
"""

import json
import sys
import time
from uuid import UUID, uuid4

import django

django.setup()

from foundation.journal import SYSTEM, change  # noqa: E402  (models can be imported once Django is set up)
from foundation.journal.selectors import head_position  # noqa: E402
from incidents.entries import IncidentNoted  # noqa: E402


def main(incidents: list[UUID]) -> None:
    """Storm whenever told to."""
    head_position()
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        began = time.monotonic()
        for number in range(json.loads(line)["count"]):
            with change(SYSTEM) as running:
                running.append(IncidentNoted(incident=incidents[number % len(incidents)], note=uuid4()))
        told = {"began": began, "ended": time.monotonic(), "position": head_position()}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main([UUID(text) for text in sys.argv[1:]])
