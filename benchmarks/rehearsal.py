"""A draft over 100,000 past reports, through the real worker, and what somebody who files a report meanwhile feels.

The limit is a bare loop of `classify`, twice a report, over the same texts in a process of its own.

    python -m benchmarks.rehearsal [COUNT]
"""

import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Any

from benchmarks.bench import Api, calm, centre, database, percentile, program, web_server
from psc.engine.processes import BEAT, WORKER, everything

COUNT, AIM_S, PATIENCE_S = 100_000, 300.0, 900.0
POSTS, PAUSE_S = 300, 0.05
REPORT = {"channel": "call", "text": "Rumah terbakar, api besar", "location": {"text": "Kedungwaru"}}


def bare_loop(env: Mapping[str, str], count: int) -> float:
    """Reports a second that nothing but classification would allow."""
    command = [sys.executable, "-m", "benchmarks.rehearsing.bare", str(count)]
    return float(subprocess.run(command, env=dict(env), capture_output=True, text=True, check=True).stdout)


def file_reports(api: Api, until: Any) -> list[float]:
    """Milliseconds of each report filed, at a busy centre's pace, for as long as it takes."""
    spent: list[float] = []
    while not until(len(spent)):
        began = time.perf_counter()
        api.post("reports", REPORT)
        spent.append((time.perf_counter() - began) * 1000)
        time.sleep(PAUSE_S)
    return spent


def status(env: Mapping[str, str]) -> tuple[str, int]:
    """Where the rehearsal is."""
    with database(env) as cursor:
        cursor.execute("SELECT status, done FROM incidents_rehearsal_run")
        row = cursor.fetchone()
        return str(row[0]), int(row[1])


def seconds(env: Mapping[str, str]) -> float:
    """From asking to the numbers, as the rows say."""
    with database(env) as cursor:
        cursor.execute("SELECT extract(epoch FROM finished_at - requested_at) FROM incidents_rehearsal_run")
        return float(cursor.fetchone()[0])


def say(name: str, spent: list[float]) -> None:
    """Median and 99th percentile of what somebody waited."""
    print(f"{name:<46} p50 {percentile(spent, 0.5):7.1f}  p99 {percentile(spent, 0.99):7.1f} ms   (n={len(spent)})")


def fill(env: Mapping[str, str], *arguments: str) -> None:
    """Run the part that needs the applications."""
    subprocess.run([sys.executable, "-m", "benchmarks.rehearsing.fill", *arguments], env=dict(env), check=True)


def main(count: int) -> None:
    """Quiet, then with the rehearsal; then the bare loop."""
    calm()
    with centre() as env, web_server(env, everything) as port:
        fill(env, str(count))
        with program("worker", WORKER, env), program("beat", BEAT, env):
            api = Api(port, "operator")
            file_reports(api, lambda filed: filed >= 20)
            say("filing a report, nothing else going on", file_reports(api, lambda filed: filed >= POSTS))
            fill(env)
            limit = time.monotonic() + PATIENCE_S
            during = file_reports(
                api, lambda _filed: status(env)[0] not in ("queued", "running") or time.monotonic() > limit
            )
            say("filing a report while it is rehearsed", during)
        took, (ended, done) = seconds(env), status(env)
        if ended != "done":
            raise RuntimeError(f"the rehearsal is {ended} after {done} reports")
        bare = bare_loop(env, min(count, 20_000))
    rate, verdict = done / took, "kept" if took * COUNT / done <= AIM_S else "MISSED"
    print(f"{done} reports rehearsed in {took:.1f} s: {rate:.0f} a second; bare loop {bare:.0f} a second")
    print(f"ratio {rate / bare:.2f}; aim {COUNT} in {AIM_S:.0f} s: {verdict}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
