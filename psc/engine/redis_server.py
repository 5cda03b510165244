"""One private Redis: messages only. It keeps nothing on disk, because it holds nothing PostgreSQL lacks."""

import signal
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from psc.engine import spawn
from psc.engine.account import give
from psc.engine.errors import EngineError
from psc.engine.home import Place
from psc.engine.orphans import end_orphans
from psc.engine.reach import in_reach


class Redis:
    """The server of one place. `start` may be called again after it died."""

    name = "redis"

    def __init__(self, program: Path, place: Place, log: Path) -> None:
        """`program` is redis-server or valkey-server; it is copied next to the data if out of reach."""
        self._place = place
        self._program = in_reach(program, place, program.name)
        self._folder = place.data / "redis"
        self._socket = place.sockets / "redis.sock"
        self._log = log
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """What REDIS_URL is set to."""
        return f"unix://{quote(str(self._socket))}?db=0"

    def start(self, given_up: Callable[[], bool] = lambda: False) -> None:
        """Start and wait until it answers, or until `given_up` says so."""
        end_orphans(self._folder, {"redis-server", "valkey-server"})
        if not self._folder.exists():
            self._folder.mkdir(mode=0o700)
            give(self._folder, self._place.account)
        self.process = spawn.spawn(self._command(), log=self._log, account=self._place.account, folder=self._folder)
        process = self.process
        if not spawn.wait_until(lambda: process.poll() is not None or self._answers() or given_up(), seconds=10):
            spawn.end(process, [])
        if process.poll() is not None:
            raise EngineError(f"Redis does not start: see {self._log}.")

    def _command(self) -> list[str | Path]:
        return [
            self._program,
            *("--port", "0", "--unixsocket", self._socket, "--unixsocketperm", "700"),
            *("--save", "", "--appendonly", "no", "--dir", self._folder, "--daemonize", "no"),
        ]

    def _answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
                link.settimeout(1)
                link.connect(str(self._socket))
                link.sendall(b"PING\r\n")
                return link.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def stop(self) -> None:
        """Nothing to save; it ends at once."""
        if self.process is not None:
            spawn.end(self.process, [(signal.SIGTERM, 5.0)])
            self.process = None
