"""One private PostgreSQL: made, started, watched and stopped by us, reached through a socket only."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import psycopg2
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT, connection

from psc.engine import spawn
from psc.engine.errors import EngineError
from psc.engine.home import Place, disk_full
from psc.engine.orphans import end_orphans
from psc.engine.reach import in_reach

DATABASE = "psc"
USER = "psc"
# A crash of a busy centre is recovered in seconds; a minute and a half means that something else is wrong.
_RECOVERY_SECONDS = 90.0
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    # Planning our short statements just in time costs more than running them.
    "jit": "off",
}
_SETTINGS_WITHOUT_DURABILITY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "max_wal_size": "256MB",
    # Files in the data folder, which is removed afterwards, also after a kill.
    "dynamic_shared_memory_type": "mmap",
}


class PostgreSQL:
    """The server of one place. `start` may be called again after it died."""

    name = "postgres"

    def __init__(self, root: Path, place: Place, log: Path, durable: bool) -> None:
        """`root` is the installation (bin, lib, share); it is copied next to the data if out of reach."""
        self._place = place
        self._root = in_reach(root, place, "postgresql")
        self._data = place.data / "postgres"
        self._log = log
        self._durable = durable
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """What DATABASE_URL is set to."""
        return self._url(DATABASE)

    def _url(self, database: str) -> str:
        return f"postgresql://{USER}@/{database}?host={quote(str(self._place.sockets))}"

    def start(self, given_up: Callable[[], bool] = lambda: False) -> None:
        """Start and wait until it answers, through recovery if it was killed; or until `given_up` says so."""
        end_orphans(self._data, {"postgres"}, leader=self._last_postmaster())
        for name in ("postmaster.pid",):
            (self._data / name).unlink(missing_ok=True)
        if not (self._data / "PG_VERSION").exists():
            self._make_cluster()
        self.process = spawn.spawn(
            self._command(),
            log=self._log,
            env=_environment(),
            account=self._place.account,
            folder=self._place.data,
            death_signal=signal.SIGINT,
        )
        self._wait_until_it_answers(self.process, given_up)

    def _command(self) -> list[str | Path]:
        settings = dict(_SETTINGS, unix_socket_directories=str(self._place.sockets))
        if not self._durable:
            settings.update(_SETTINGS_WITHOUT_DURABILITY)
        flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [self._root / "bin" / "postgres", "-D", self._data, *flags]

    def _last_postmaster(self) -> int | None:
        try:
            return int((self._data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None

    def _make_cluster(self) -> None:
        """initdb beside the final name, so that an interrupted one never looks finished."""
        draft = self._data.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        process = spawn.spawn(
            [
                self._root / "bin" / "initdb",
                *("--pgdata", draft, "--username", USER, "--auth", "trust", "--encoding", "UTF8"),
                *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"),
                # One call for the whole file system instead of one for each of a thousand files.
                *(("--sync-method", "syncfs") if self._durable and sys.platform == "linux" else ("--no-sync",)),
            ],
            log=self._log,
            env=_environment(),
            account=self._place.account,
            folder=self._place.data,
        )
        if process.wait() != 0:
            raise EngineError(self._why("PostgreSQL could not make its data folder"))
        draft.replace(self._data)

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes], given_up: Callable[[], bool]) -> None:
        limit = time.monotonic() + _RECOVERY_SECONDS
        while True:
            if process.poll() is not None:
                raise EngineError(self._why("PostgreSQL does not start"))
            try:
                link = connect(self._url("postgres"))
                break
            except psycopg2.OperationalError:
                if given_up():
                    return
                if time.monotonic() > limit:
                    spawn.end(process, [(signal.SIGQUIT, 5)])
                    raise EngineError(self._why("PostgreSQL does not get ready")) from None
                time.sleep(0.01)
        make_database(link)
        link.close()

    def _why(self, what: str) -> str:
        lines = self._log.read_text(errors="replace").splitlines() if self._log.exists() else []
        if any("No space left on device" in line for line in lines[-30:]):
            return disk_full(self._place.data)
        telling = [line for line in lines[-30:] if "FATAL" in line or "PANIC" in line or "error:" in line]
        reason = f" ({telling[-1].split('] ')[-1].strip()})" if telling else ""
        return f"{what}{reason}: see {self._log}."

    def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back, everything committed is on disk."""
        if self.process is not None:
            steps = [(signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0)] if self._durable else [(signal.SIGQUIT, 5.0)]
            spawn.end(self.process, steps)
            end_orphans(self._data, {"postgres"})
            self.process = None


def connect(url: str) -> connection:
    """A connection for statements that must stand outside a transaction (CREATE DATABASE)."""
    link = psycopg2.connect(url, connect_timeout=2)
    link.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    return link


def make_database(link: connection) -> None:
    """Create our database unless it is there: an interrupted first start may have left none."""
    with link.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE DATABASE {DATABASE}")


def _environment() -> dict[str, str]:
    """Nothing of the caller's PG* variables or locale reaches the server."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}
