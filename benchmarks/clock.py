"""How late the clock is with a hundred thousand limits armed and a hundred due each second.

Real beat, real worker; the limits are of a kind whose step writes one row, so that only the clock is measured - and
then real unhandled reports, whose step climbs a ladder. The bare limit is one loop over a bare table.

    python -m benchmarks.clock [ARMED]
"""

import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack

from benchmarks.bench import Line, Round, ask, calm, centre, database, headline, percentile, program
from psc.engine.processes import BEAT, WORKER
from psc.engine.spawn import wait_until

ARMED, PER_SECOND, SECONDS, ROUNDS = 100_000, 100, 5, 2
REPORTS_PER_SECOND = 10
AIM_MS = 50.0
FILL = """
INSERT INTO clock_deadline (id, kind, subject, started_at, due_at, next_at, step, ladder, failures)
SELECT gen_random_uuid(), 'bench', 'bench:' || gen_random_uuid(), now(), at, at, 0, '[]', 0
FROM (SELECT now() + interval '1 day' + n * interval '1 ms' AS at FROM generate_series(1, {armed}) AS n) AS far
"""
DUE = """
INSERT INTO clock_deadline (id, kind, subject, started_at, due_at, next_at, step, ladder, failures)
SELECT gen_random_uuid(), 'bench', 'bench:' || gen_random_uuid(), now(), at, at, 0, '[]', 0
FROM (SELECT now() + interval '2 s' + n * interval '{gap} ms' AS at FROM generate_series(1, {count}) AS n) AS soon
"""
TABLES = """
CREATE TABLE bench_fired (
    deadline uuid NOT NULL, due_at timestamptz NOT NULL, at timestamptz DEFAULT clock_timestamp());
CREATE TABLE bare_deadline (id bigserial PRIMARY KEY, due_at timestamptz NOT NULL, next_at timestamptz);
CREATE INDEX ON bare_deadline (next_at) WHERE next_at IS NOT NULL;
INSERT INTO bare_deadline (due_at, next_at)
SELECT at, at FROM (SELECT now() + interval '1 day' + n * interval '1 ms' AS at FROM generate_series(1, {armed}) n) x;
"""
BARE_DUE = """
INSERT INTO bare_deadline (due_at, next_at) SELECT at, at
FROM (SELECT now() + interval '2 s' + n * interval '{gap} ms' AS at FROM generate_series(1, {count}) AS n) AS soon
"""


def lateness(env: Mapping[str, str]) -> list[float]:
    """Milliseconds that each limit fired late, by our clock."""
    count = PER_SECOND * SECONDS
    with database(env) as cursor:
        cursor.execute("TRUNCATE bench_fired")
        cursor.execute(DUE.format(gap=1000 / PER_SECOND, count=count))
        time.sleep(2 + SECONDS)

        def all_fired() -> bool:
            cursor.execute("SELECT count(*) FROM bench_fired")
            return int(cursor.fetchone()[0]) >= count

        if not wait_until(all_fired, seconds=20, every=0.1):
            raise RuntimeError(f"not all of {count} limits fired")
        cursor.execute("SELECT count(DISTINCT deadline), count(*) FROM bench_fired")
        assert cursor.fetchone() == (count, count), "a limit fired twice"
        cursor.execute("SELECT extract(epoch FROM at - due_at) * 1000 FROM bench_fired")
        return [float(late) for (late,) in cursor.fetchall()]


def bare_lateness(env: Mapping[str, str]) -> list[float]:
    """The same of the bare loop."""
    with database(env) as cursor:
        cursor.execute(BARE_DUE.format(gap=1000 / PER_SECOND, count=PER_SECOND * SECONDS))
    late = ask("benchmarks.limits.clock_loop", env["DATABASE_URL"], SECONDS + 3, env=env)
    return [float(value) for value in late]


def ladder_lateness(env: Mapping[str, str]) -> list[float]:
    """Milliseconds that the first step of unhandled reports came late, by the record's own times."""
    count = REPORTS_PER_SECOND * SECONDS
    subprocess.run([sys.executable, "-m", "benchmarks.unhandled", str(count)], env=dict(env), check=True)
    with database(env) as cursor:
        cursor.execute(
            "UPDATE clock_deadline SET due_at = at, next_at = at FROM (SELECT id AS which, now() + interval '1 s' +"
            " row_number() OVER () * interval '1 s' / %s AS at FROM clock_deadline WHERE kind = 'unhandled'"
            " AND step = 0 AND settled_at IS NULL) AS plan WHERE id = which",
            [REPORTS_PER_SECOND],
        )
        time.sleep(1 + SECONDS)
        missed = "SELECT count(*) FROM clock_deadline WHERE kind = 'unhandled' AND missed_at IS NOT NULL"

        def all_missed() -> bool:
            cursor.execute(missed)
            return bool(cursor.fetchone()[0] >= count)

        wait_until(all_missed, seconds=20, every=0.1)
        cursor.execute(
            "SELECT extract(epoch FROM missed_at - due_at) * 1000 FROM clock_deadline"
            " WHERE kind = 'unhandled' AND missed_at IS NOT NULL"
        )
        return [float(late) for (late,) in cursor.fetchall()]


def main(armed: int) -> None:
    """Arm, start the clock, measure in turns."""
    calm()
    with centre() as plain, ExitStack() as stack:
        env = {**plain, "DJANGO_SETTINGS_MODULE": "benchmarks.clock_settings"}
        with database(env) as cursor:
            cursor.execute(TABLES.format(armed=armed))
            cursor.execute(FILL.format(armed=armed))
            cursor.execute("ANALYZE clock_deadline, bare_deadline")
        stack.enter_context(program("worker", WORKER, env))
        stack.enter_context(program("beat", BEAT, env))
        wait_for_clock(env)
        rounds = [(lateness(env), bare_lateness(env)) for _round in range(ROUNDS)]
        ladders = ladder_lateness(env)
    headline()
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        both = [Round(percentile(late, share), percentile(bare, share)) for late, bare in rounds]
        aim = AIM_MS if share > 0.9 else None
        promise = f"lateness {name}, {armed:,} armed, {PER_SECOND} due a second"
        Line(promise, "ms", both, aim, less_is_better=True, absolute=True).print()
    p50, p99 = percentile(ladders, 0.5), percentile(ladders, 0.99)
    print(f"  (ladders of unhandled reports, {REPORTS_PER_SECOND} a second: p50 {p50:.1f} ms, p99 {p99:.1f} ms)")


def wait_for_clock(env: Mapping[str, str]) -> None:
    """Until worker and beat have completed a pass together."""
    with database(env) as cursor:

        def beats() -> bool:
            cursor.execute("SELECT count(*) FROM clock_heartbeat WHERE source = 'celery'")
            return bool(cursor.fetchone()[0])

        if not wait_until(beats, seconds=30, every=0.1):
            raise RuntimeError(f"the clock does not start: see {env['PSC_HOME']}/log")
    time.sleep(2)


if __name__ == "__main__":
    main(int((sys.argv[1:] or [str(ARMED)])[0]))
