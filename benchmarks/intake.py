"""Reports accepted a second through the real server: sign-in, validation, classification, duplicates, journal, bell.

The limit is pgbench writing as many rows as a report has, with a gapless position, over as many connections.

    python -m benchmarks.intake
"""

import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.bench import (
    Api,
    Line,
    ask,
    calm,
    centre,
    database,
    headline,
    in_turns,
    pgbench,
    prepare_limits,
    web_server,
)
from psc.engine.processes import everything, web

CONNECTIONS, SECONDS, ROUNDS = 16, 4.0, 3
# The aim of a mature intake, and of the first honest one.
AIM, FIRST_AIM = 0.5, 0.2
SERVERS: dict[str, Callable[[int], Sequence[str]]] = {
    "reports accepted, one port (make run), 16 connections": everything,
    "reports accepted, deployed (gunicorn 2 x 8), 16 connections": lambda port: web(f"127.0.0.1:{port}"),
}


def file_reports(port: int, token: str, env: Mapping[str, str], spent: list[Any]) -> float:
    """Reports accepted a second."""
    told = ask("benchmarks.load", port, token, CONNECTIONS, SECONDS, env=env)
    if told["refused"]:
        raise RuntimeError(f"{told['refused']} reports were refused")
    spent.append(told)
    return float(told["accepted"] / told["seconds"])


def accepted(env: Mapping[str, str]) -> int:
    """How many reports the database holds."""
    with database(env) as cursor:
        cursor.execute("SELECT count(*) FROM incidents_report")
        return int(cursor.fetchone()[0])


def main() -> None:
    """Both forms of the server, each in turns with the limit."""
    calm()
    with centre() as env:
        prepare_limits(env)
        headline()
        for promise, command in SERVERS.items():
            with web_server(env, command) as port:
                token = Api(port, "operator").token
                spent: list[Any] = []
                ask("benchmarks.load", port, token, CONNECTIONS, 1, env=env)
                before = accepted(env)
                rounds = in_turns(
                    ROUNDS,
                    lambda port=port, token=token, spent=spent: file_reports(port, token, env, spent),  # type: ignore[misc]
                    lambda: pgbench(env, "gapless.sql", clients=CONNECTIONS, seconds=SECONDS),
                )
                Line(promise, "a second", rounds, AIM).print()
                kept = accepted(env) - before
                told = sum(entry["accepted"] for entry in spent)
                p50, p99 = (max(entry[name] for entry in spent) for name in ("p50", "p99"))
                answers = f"answers take p50 {p50:.0f} p99 {p99:.0f} ms"
                own = statistics.median(entry["spent"] for entry in spent)
                print(f"  (first aim {FIRST_AIM:g}; {answers}; {told} told, {kept} kept)")
                print(f"  (the generator itself spends {own:.2f} ms of the processor a report)")
                assert kept == told, "a receipt without a report, or a report without a receipt"


if __name__ == "__main__":
    main()
