"""A whole centre as `make run` starts it, its callers, and what may happen to it."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg2
import redis

from psc.engine.home import read_running
from psc.engine.spawn import wait_until
from tests.engine.test_run import LINES, PROJECT, Engine, free_port
from tests.live.streams import Console, get_json

# Generous (seconds): what must be quick is measured and printed; a slow machine only takes longer.
PATIENCE_S = 90.0
# The ladder of the deadlines that are armed here: three steps, the later ones two seconds after the one before.
LADDER: list[dict[str, Any]] = [
    {"after_s": 0, "to": "dispatcher"},
    {"after_s": 2, "to": "coordinator"},
    {"after_s": 2, "to": "coordinator"},
]


def children_of(pid: int) -> list[int]:
    """The processes that this one has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_alive(pid: int) -> bool:
    """Whether it runs; one that has ended and waits for its parent does not."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


@dataclass(frozen=True)
class Reply:
    """What the web server answered, or None where it did not, its headers in small letters; and the seconds it took."""

    status: int | None
    data: Any
    headers: dict[str, str]
    seconds: float


class Centre:
    """The engine over a home of its own, an operator's key, and the database behind it."""

    def __init__(self) -> None:
        """Start it and wait until everything in it works."""
        self.folder = Path(tempfile.mkdtemp(prefix="psc-chaos-"))
        self.folder.chmod(0o711)
        self.home = self.folder / "home"
        self.engine = Engine(self.home, free_port())
        self.engine.wait_until_said("PSC 112 is ready on")
        self.wait_until_well()
        self.key = str(self.post("tokens", {"username": "operator", "password": "demo-112"}).data["token"])

    def stop(self) -> None:
        """In order, and nothing is left."""
        self.engine.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def post(self, path: str, body: Any, key: str | None = None) -> Reply:
        """One POST on a connection of its own, tried once."""
        headers = {"Content-Type": "application/json"}
        if path != "tokens":
            headers["Authorization"] = f"Token {self.key}"
        if key is not None:
            headers["Idempotency-Key"] = key
        return self.ask("POST", f"/api/v1/{path}", json.dumps(body), headers)

    def ask(self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None) -> Reply:
        """One request."""
        start = time.monotonic()
        line = HTTPConnection("127.0.0.1", self.engine.port, timeout=20)
        try:
            line.request(method, path, body, headers or {})
            answer = line.getresponse()
            data = json.loads(answer.read() or b"null")
            return Reply(
                answer.status,
                data,
                {name.lower(): value for name, value in answer.headers.items()},
                time.monotonic() - start,
            )
        except (OSError, HTTPException):
            return Reply(None, None, {}, time.monotonic() - start)
        finally:
            line.close()

    def report(self, text: str, key: str | None = None) -> Reply:
        """A call from the house in Kedungwaru."""
        place = {"lat": -8.0542, "lon": 111.9131, "text": "Kedungwaru"}
        return self.post("reports", {"channel": "call", "text": text, "location": place}, key)

    def board(self) -> Any:
        """What the operator may see."""
        return get_json(self.engine.port, "board", self.key)

    def console(self) -> Console:
        """An operator's live screen, not yet connected."""
        return Console(self.engine.port, self.key)

    def query(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Ask the database itself.

        Raises:
            psycopg2.OperationalError: it is away.
        """
        running = read_running(self.home)
        assert running is not None
        link = psycopg2.connect(running.database_url, connect_timeout=5)
        try:
            with link, link.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall() if cursor.description else []
        finally:
            link.close()

    def arm(self, report: str, seconds: float) -> tuple[str, datetime]:
        """Let the limit of a waiting report end so soon, with three steps: the deadline's id and when it is due."""
        ((deadline, due),) = self.query(
            "UPDATE clock_deadline SET due_at = now() + %s * interval '1 second',"
            " next_at = now() + %s * interval '1 second', ladder = %s"
            " WHERE kind = 'unhandled' AND subject = %s AND missed_at IS NULL RETURNING id, due_at",
            [seconds, seconds, json.dumps(LADDER), f"report:{report}"],
        )
        return str(deadline), due

    def escalations(self) -> list[tuple[str, int, datetime]]:
        """Every step that the record holds: deadline, step, moment."""
        rows = self.query("SELECT body, at FROM journal_entry WHERE kind = 'dispatch.escalated' ORDER BY position")
        return [(json.loads(body)["deadline"], json.loads(body)["step"], at) for body, at in rows]

    def pids(self) -> dict[str, int]:
        """The processes that live."""
        return self.engine.pids()

    def kill(self, name: str) -> None:
        """kill -9; supervision must bring it back as another process."""
        before = self.pids()[name]
        os.kill(before, signal.SIGKILL)
        back = wait_until(lambda: self.pids().get(name, before) != before, seconds=PATIENCE_S, every=0.05)
        assert back, (name, self.engine.lines)

    @contextmanager
    def kept_dead(self, *names: str) -> Iterator[None]:
        """kill -9 and, until the block ends, nobody who could start them again: supervision itself is frozen."""
        before = self.pids()
        children = [child for name in names for child in children_of(before[name])]
        self.engine.process.send_signal(signal.SIGSTOP)
        try:
            for name in names:
                os.kill(before[name], signal.SIGKILL)
            # A killed PostgreSQL lives on for some milliseconds in the children that have not noticed yet.
            assert wait_until(lambda: not any(map(is_alive, children)), seconds=PATIENCE_S, every=0.01)
            yield
        finally:
            self.engine.process.send_signal(signal.SIGCONT)
        self.wait_until_well()
        assert not {before[name] for name in names} & set(self.pids().values())

    @contextmanager
    def frozen(self, name: str) -> Iterator[None]:
        """Alive, holding all its connections, and answering nothing."""
        pid = self.pids()[name]
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    def wait_until_well(self) -> None:
        """From now on everything works: health, every process, a worker that listens, a beat that wakes it."""
        # Wakes that a killed beat had left in the queue are served within this second.
        since = datetime.now(UTC) + timedelta(seconds=1)
        well = wait_until(lambda: self._is_well(since), seconds=PATIENCE_S, every=0.2)
        assert well, (self.engine.health(), self.pids(), self.engine.lines)

    def _is_well(self, since: datetime) -> bool:
        if self.engine.health().get("status") != "ok" or set(self.pids()) != set(LINES):
            return False
        running = read_running(self.home)
        assert running is not None
        with redis.Redis.from_url(running.redis_url) as link:
            listening = any(client["cmd"] == "brpop" for client in link.client_list())
        beats = self.query("SELECT 1 FROM clock_heartbeat WHERE source = 'celery' AND at > %s", [since])
        return listening and bool(beats)

    def verify_journal(self) -> str:
        """What `manage.py verify_journal` says of the record; it must be whole."""
        without = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
        done = subprocess.run(
            [sys.executable, "manage.py", "verify_journal"], cwd=PROJECT, capture_output=True, text=True, check=False,
            env={**without, "PSC_HOME": str(self.home)}, timeout=PATIENCE_S,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@dataclass
class Caller(threading.Thread):
    """Files one report after the other under a key of its own, and repeats each until it has a receipt."""

    centre: Centre
    arms: bool = False
    receipts: dict[str, str] = field(default_factory=dict)
    armed: dict[str, datetime] = field(default_factory=dict)
    refusals: list[Reply] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self._enough = threading.Event()

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        """Until told that it is enough; the report in hand is brought to its end."""
        while not self._enough.wait(0.1):
            key = uuid4().hex
            report = self.file(key)
            if self.arms:
                self.arm(report)

    def file(self, key: str) -> str:
        """The receipt of this report, however long it takes."""
        while True:
            reply = self.centre.report(f"Rumah terbakar, panggilan {key}", key)
            if reply.status == 201:
                self.receipts[key] = str(reply.data["id"])
                return self.receipts[key]
            self.refusals.append(reply)
            time.sleep(0.1)

    def arm(self, report: str) -> None:
        """Its limit shall end in a second."""
        while True:
            try:
                deadline, due = self.centre.arm(report, 1.0)
            except psycopg2.OperationalError:
                time.sleep(0.1)
            else:
                self.armed[deadline] = due
                return

    def finish(self) -> None:
        """Enough."""
        self._enough.set()
        self.join(PATIENCE_S)
        assert not self.is_alive(), "a report got no receipt"


class Watcher(threading.Thread):
    """Keeps a console connected as the page does: a line that was cut is taken up with the position that is held."""

    def __init__(self, console: Console) -> None:
        super().__init__(daemon=True)
        self.console = console
        self.cuts = 0
        self._enough = threading.Event()

    def run(self) -> None:
        """Until told that it is enough."""
        while not self._enough.wait(0.1):
            if self.console.closed is not None:
                self.cuts += 1
                with contextlib.suppress(OSError, TimeoutError, AssertionError):
                    self.console.close()
                    self.console.open()

    def finish(self) -> None:
        """Enough."""
        self._enough.set()
        self.join(PATIENCE_S)
        self.console.close()
