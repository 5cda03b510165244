"""Entries appended to the record a second, by eight writers at once.

The limit is pgbench writing the same rows with a gapless position, without a chain, an index on subjects, or our code.

    python -m benchmarks.journal
"""

from collections.abc import Sequence
from contextlib import ExitStack

from benchmarks.bench import (
    Helper,
    Line,
    calm,
    database,
    headline,
    helper,
    in_turns,
    migrate,
    pgbench,
    prepare_limits,
    servers,
)

WRITERS, SECONDS, ROUNDS = 8, 3.0, 3
AIM = 0.9


def by_our_code(writers: Sequence[Helper]) -> float:
    """Changes a second, by processes of our own code."""
    for writer in writers:
        writer.tell(seconds=SECONDS)
    return float(sum(writer.hear() for writer in writers) / SECONDS)


def main() -> None:
    """The record with a report's rows, the record alone, then with our code around it."""
    calm()
    with servers() as env, ExitStack() as stack:
        migrate(env)
        prepare_limits(env)
        headline()

        def run(script: str) -> float:
            return pgbench(env, script, clients=WRITERS, seconds=SECONDS)

        rounds = in_turns(ROUNDS, lambda: run("append.sql"), lambda: run("gapless.sql"))
        Line("three rows and an entry, 8 writers", "a second", rounds, AIM).print()
        rounds = in_turns(ROUNDS, lambda: run("append_entry.sql"), lambda: run("gapless_entry.sql"))
        Line("an entry alone, 8 writers", "a second", rounds, None).print()
        writers = [stack.enter_context(helper("benchmarks.appender", env=env)) for _one in range(WRITERS)]
        for writer in writers:
            writer.hear()
        rounds = in_turns(ROUNDS, lambda: by_our_code(writers), lambda: run("gapless_entry.sql"))
        Line("the same through change(), 8 processes of ours", "a second", rounds, None).print()
        with database(env) as cursor:
            cursor.execute("SELECT max(position), count(*) FROM journal_entry")
            last, count = cursor.fetchone()
        assert last == count, "a gap"


if __name__ == "__main__":
    main()
