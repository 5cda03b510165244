"""What the benchmarks share: a centre of their own, rounds in turns, and how numbers are printed.

Only ratios count: the machine is shared and noisy, so ours and its bare limit run in turns, in one go.
"""

import contextlib
import http.client
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg2

from psc.engine.binaries import find_postgres
from psc.engine.checks import answers
from psc.engine.processes import MIGRATE, by_this_python
from psc.engine.servers import start_servers
from psc.engine.spawn import wait_until
from psc.engine.supervisor import Program

PROJECT = Path(__file__).resolve().parent.parent
LIMITS = PROJECT / "benchmarks" / "limits"
PASSWORD = "demo-112"  # noqa: S105  (the demonstration's, known to everybody)


@dataclass(frozen=True)
class Round:
    """One round: ours and the limit in the same unit; `better` is which way is good."""

    ours: float
    limit: float


@dataclass
class Line:
    """One promise of speed and what became of it."""

    promise: str
    unit: str
    rounds: list[Round]
    aim: float | None
    # Times are better when small, rates when large.
    less_is_better: bool = False
    # An aim in the unit itself rather than as a ratio to the limit.
    absolute: bool = False

    def print(self) -> None:
        """Absolutes, the limit of the same rounds, the ratio, the aim."""
        ours = statistics.median(entry.ours for entry in self.rounds)
        limit = statistics.median(entry.limit for entry in self.rounds)
        ratio = statistics.median(entry.ours / entry.limit for entry in self.rounds if entry.limit)
        if self.aim is None:
            verdict = ""
        else:
            value = ours if self.absolute else ratio
            kept = value <= self.aim if self.less_is_better else value >= self.aim
            verdict = f"aim {'<=' if self.less_is_better else '>='} {self.aim:g}: {'kept' if kept else 'MISSED'}"
        print(f"{self.promise:<58} {ours:>9.4g} {limit:>9.4g} {self.unit:<10} {ratio:>7.2f}  {verdict}", flush=True)


def headline() -> None:
    """What the columns are."""
    print(f"{'':<58} {'ours':>9} {'limit':>9} {'':<10} {'ratio':>7}", flush=True)


def in_turns(rounds: int, ours: Callable[[], float], limit: Callable[[], float]) -> list[Round]:
    """Ours and its limit, in turns, so that what else the machine does hits both."""
    return [Round(limit=limit(), ours=ours()) for _round in range(rounds)]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all stay below."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@contextmanager
def servers(*, durable: bool = True) -> Iterator[dict[str, str]]:
    """PostgreSQL and Redis in a temporary PSC_HOME; the environment that programs over it need."""
    folder = Path(tempfile.mkdtemp(prefix="psc-bench-"))
    folder.chmod(0o711)
    running = start_servers(folder / "home", durable=durable)
    try:
        yield {
            **os.environ,
            "DATABASE_URL": running.database_url,
            "REDIS_URL": running.redis_url,
            "PSC_HOME": str(folder / "home"),
            "PSC_DEMO": "true",
            "DJANGO_SETTINGS_MODULE": "psc.settings",
            "PYTHONPATH": str(PROJECT),
        }
    finally:
        running.stop()
        if running.place.data.parent != folder / "home":
            shutil.rmtree(running.place.data, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def centre() -> Iterator[dict[str, str]]:
    """The demonstration centre on servers of its own; its programs are not started yet."""
    with servers() as env:
        migrate(env)
        manage(env, ("python", "manage.py", "load_demo"))
        yield env


def migrate(env: Mapping[str, str]) -> None:
    """Make the tables."""
    manage(env, MIGRATE)


def manage(env: Mapping[str, str], command: Sequence[str]) -> None:
    """Run one command of `manage.py` to its end."""
    subprocess.run(by_this_python(command), env=dict(env), cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def program(name: str, command: Sequence[str], env: Mapping[str, str]) -> Iterator[Program]:
    """One of the centre's programs, with its log in the centre's home."""
    child = Program(name, by_this_python(command), env, Path(env["PSC_HOME"]) / "log" / f"{name}.log")
    child.start()
    try:
        yield child
    finally:
        child.stop()


@contextmanager
def web_server(env: Mapping[str, str], command: Callable[[int], Sequence[str]]) -> Iterator[int]:
    """A web server on a free port of this machine, answering; the port."""
    port = free_port()
    with program("web", command(port), env):
        if not wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthz"), seconds=30, every=0.05):
            raise RuntimeError(f"the web server does not answer: see {env['PSC_HOME']}/log/web.log")
        yield port


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as link:
        link.bind(("127.0.0.1", 0))
        port: int = link.getsockname()[1]
        return port


class Api:
    """One account's program, over one connection."""

    def __init__(self, port: int, username: str) -> None:
        """Sign in."""
        self.port = port
        self._link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._used = 0.0
        self._headers = {"Content-Type": "application/json"}
        self.token = self.post("tokens", {"username": username, "password": PASSWORD})["token"]
        self._headers["Authorization"] = f"Token {self.token}"

    def post(self, path: str, body: Any = None) -> Any:
        """POST under `/api/v1/`."""
        self._request("POST", path, json.dumps(body or {}))
        return self._answer(path)

    def get(self, path: str) -> Any:
        """GET under `/api/v1/`."""
        self._request("GET", path, None)
        return self._answer(path)

    def _request(self, method: str, path: str, body: str | None) -> None:
        # The server closes a connection that was idle for some seconds; a new one then, before it can be missed.
        if time.monotonic() - self._used > 1:
            self._link.close()
        self._used = time.monotonic()
        self._link.request(method, f"/api/v1/{path}", body, self._headers)

    def _answer(self, path: str) -> Any:
        response = self._link.getresponse()
        answer = json.loads(response.read())
        if response.status >= 400:
            raise RuntimeError(f"{path}: {response.status} {answer}")
        return answer


@contextmanager
def database(env: Mapping[str, str]) -> Iterator[Any]:
    """A cursor outside any transaction."""
    link = psycopg2.connect(env["DATABASE_URL"])
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            yield cursor
    finally:
        link.close()


def prepare_limits(env: Mapping[str, str]) -> None:
    """The bare tables that the limits write into."""
    with database(env) as cursor:
        cursor.execute((LIMITS / "schema.sql").read_text())


def pgbench(env: Mapping[str, str], script: str, *, clients: int, seconds: float) -> float:
    """Transactions a second of one of `limits/*.sql`, by PostgreSQL's own load generator."""
    parts = urlsplit(env["DATABASE_URL"])
    host = parse_qs(parts.query)["host"][0]
    ran = subprocess.run(
        [
            str(find_postgres() / "bin" / "pgbench"),
            *("--no-vacuum", "--protocol=prepared", f"--client={clients}", "--jobs=2", f"--time={seconds:.0f}"),
            f"--file={LIMITS / script}",
            *("--host", host, "--username", parts.username or "", parts.path.lstrip("/")),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    for line in ran.stdout.splitlines():
        if line.startswith("tps = "):
            return float(line.split()[2])
    raise RuntimeError(ran.stderr)


def ask(module: str, *arguments: object, env: Mapping[str, str]) -> Any:
    """Run a script of the benchmarks in a process of its own; the JSON it prints."""
    command = [sys.executable, "-m", module, *(str(argument) for argument in arguments)]
    ran = subprocess.run(command, env=dict(env), cwd=PROJECT, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise RuntimeError(f"{module}: {ran.stderr}")
    return json.loads(ran.stdout.splitlines()[-1])


class Helper:
    """A script of the benchmarks that stays and is told what to do: one line of JSON each way."""

    def __init__(self, module: str, *arguments: object, env: Mapping[str, str]) -> None:
        """Start it."""
        command = [sys.executable, "-m", module, *(str(argument) for argument in arguments)]
        self.process = subprocess.Popen(
            command, env=dict(env), cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def tell(self, **words: Any) -> None:
        """Say something and go on."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        """Wait for its next line."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("a helper of the benchmark died")
        return json.loads(line)

    def ask(self, **words: Any) -> Any:
        """Say something and wait for the answer."""
        self.tell(**words)
        return self.hear()

    def end(self) -> None:
        """It is not needed any more."""
        self.process.kill()
        self.process.wait()


@contextmanager
def helper(module: str, *arguments: object, env: Mapping[str, str]) -> Iterator[Helper]:
    """A helper for the length of a block."""
    one = Helper(module, *arguments, env=env)
    try:
        yield one
    finally:
        one.end()


def calm() -> None:
    """Say when the machine is busy with something else: then the absolutes mean little."""
    with contextlib.suppress(OSError):
        load = os.getloadavg()[0]
        if load > 1.5:
            print(f"(the machine is busy: load {load:.1f} on {os.cpu_count()} processors)", flush=True)
    time.sleep(0)
