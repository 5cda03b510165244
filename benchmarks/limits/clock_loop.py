"""The bare limit of the clock: one loop that sleeps to the next due row and takes it, and nothing else.

    python -m benchmarks.limits.clock_loop DATABASE_URL SECONDS

Prints the lateness of each row in milliseconds.
"""

import json
import sys
import time
from datetime import UTC, datetime

import psycopg2

LONGEST_NAP_S = 0.25
NEXT = "SELECT min(next_at) FROM bare_deadline WHERE next_at IS NOT NULL"
TAKE = """
UPDATE bare_deadline SET next_at = NULL WHERE id IN (
    SELECT id FROM bare_deadline WHERE next_at <= now() ORDER BY next_at LIMIT 500 FOR UPDATE SKIP LOCKED
) RETURNING due_at
"""


def main(url: str, seconds: float) -> None:
    """Take what is due until the time is over."""
    link = psycopg2.connect(url)
    link.autocommit = True
    late: list[float] = []
    end = time.monotonic() + seconds
    with link.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute(TAKE)
            taken = cursor.fetchall()
            moment = datetime.now(UTC)
            late += [(moment - due).total_seconds() * 1000 for (due,) in taken]
            cursor.execute(NEXT)
            (soonest,) = cursor.fetchone() or (None,)
            left = LONGEST_NAP_S if soonest is None else (soonest - datetime.now(UTC)).total_seconds()
            time.sleep(max(0.0, min(LONGEST_NAP_S, left)))
    print(json.dumps(late))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
