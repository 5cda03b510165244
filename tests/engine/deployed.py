"""The deployed form on this machine: compose's processes with compose's variables, on servers started apart.

No container runs here, so what containers add is put aside: names become addresses, and ports become free
ones. Everything else is taken as docker-compose.yml and the Dockerfile say it, and is compared afterwards.
"""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg2
import yaml

from psc.engine import processes
from psc.engine.account import account_for
from psc.engine.binaries import find_postgres, find_redis
from psc.engine.home import Place
from psc.engine.processes import by_this_python
from psc.engine.reach import in_reach
from psc.engine.spawn import end, spawn, wait_until
from tests.engine_plugin import memory

PROJECT = Path(__file__).resolve().parents[2]
HOST = "psc.example.org"
COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
PROGRAMS = ("web", "live", "worker", "beat")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def substitute(value: str, env: Mapping[str, str]) -> str:
    """`${NAME}`, `${NAME:-default}` and `${NAME:?message}` as compose replaces them."""

    def replace(found: re.Match[str]) -> str:
        name, default = found["name"], found["default"]
        return env.get(name, f"<{name} is missing>" if default is None else default)

    return re.sub(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*)|:\?[^}]*)?\}", replace, value)


def environment_of(service: str, env: Mapping[str, str]) -> dict[str, str]:
    """A service's variables with `.env` filled in."""
    return {k: substitute(str(v), env) for k, v in COMPOSE["services"][service].get("environment", {}).items()}


class Deployed:
    """PostgreSQL on TCP, Redis with a password, and the four programs; `stop` ends all."""

    def __init__(self) -> None:
        """Start the two servers; the programs follow when the database is ready for them."""
        self.folder = Path(tempfile.mkdtemp(prefix="psc-deployed-", dir=memory()))
        self.folder.chmod(0o711)
        self.ports = {name: free_port() for name in ("postgres", "redis", "web", "live")}
        names = ("POSTGRES_PASSWORD", "REDIS_PASSWORD", "SECRET_KEY")
        self.env_file = {name: secrets.token_hex(32) for name in names} | {"PSC_HOST": HOST}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self._account = account_for(self.folder / "data")
        data = self.folder / "data"
        data.mkdir()
        if self._account is not None:
            os.chown(data, self._account.uid, self._account.gid)
        self._place = Place(self._account, data, data)
        self._start_postgres()
        self._start_redis()

    def _start_postgres(self) -> None:
        root = in_reach(find_postgres(), self._place, "postgresql")
        cluster, password = self._place.data / "cluster", self._place.data / "password"
        password.write_text(self.env_file["POSTGRES_PASSWORD"])
        wanted = COMPOSE["services"]["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split()
        init = spawn(
            [root / "bin" / "initdb", "-D", cluster, "-U", "psc", "--auth", "scram-sha-256", "--pwfile", password,
             "--locale", "C", "--no-sync", *wanted],
            log=self.folder / "initdb.log", account=self._account,
        )  # fmt: skip
        assert init.wait() == 0, (self.folder / "initdb.log").read_text()
        port = str(self.ports["postgres"])
        self.running["postgres"] = spawn(
            [root / "bin" / "postgres", "-D", cluster, "-h", "127.0.0.1", "-p", port, "-k", cluster,
             *COMPOSE["services"]["postgres"]["command"][1:]],
            log=self.folder / "postgres.log", account=self._account, death_signal=signal.SIGQUIT,
        )  # fmt: skip
        assert wait_until(self._make_database, seconds=60, every=0.05), (self.folder / "postgres.log").read_text()

    def _make_database(self) -> bool:
        url = f"postgresql://psc:{self.env_file['POSTGRES_PASSWORD']}@127.0.0.1:{self.ports['postgres']}/postgres"
        try:
            link = psycopg2.connect(url, connect_timeout=2)
        except psycopg2.OperationalError:
            return False
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute("CREATE DATABASE psc")
        link.close()
        return True

    def _start_redis(self) -> None:
        _program, *options = COMPOSE["services"]["redis"]["command"]
        self.running["redis"] = spawn(
            [find_redis(), "--bind", "127.0.0.1", "--port", str(self.ports["redis"]),
             *(substitute(option, self.env_file) for option in options)],
            log=self.folder / "redis.log", folder=self.folder,
        )  # fmt: skip

    def local(self, text: str) -> str:
        """Compose's names and ports as they are on this machine."""
        for there, name in (
            ("@postgres:5432", "postgres"), ("@redis:6379", "redis"),
            ("0.0.0.0:8000", "web"),
        ):  # fmt: skip
            text = text.replace(there, f"{'@' if there[0] == '@' else ''}127.0.0.1:{self.ports[name]}")
        return text

    def local_command(self, service: str) -> list[str]:
        """A service's command with this machine's addresses."""
        ports = {"0.0.0.0": "127.0.0.1", "8001": str(self.ports["live"])}
        words = [self.local(str(word)) for word in COMPOSE["services"][service]["command"]]
        return [ports.get(word, word) for word in words]

    def environment(self, service: str) -> dict[str, str]:
        """What the container would have: the service's variables and the image's, and nothing of ours."""
        image = {
            "PATH": os.environ["PATH"],
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "STATIC_ROOT": str(self.folder / "static"),
            "PSC_HOME": str(self.folder / "home"),
        }
        return image | {k: self.local(v) for k, v in environment_of(service, self.env_file).items()}

    def run(self, *command: str, **env: str) -> None:
        """A command in a container of its own, to its end (`docker compose run`)."""
        done = subprocess.run(
            [sys.executable, *command], cwd=PROJECT, env=self.environment("migrate") | env,
            capture_output=True, text=True, check=False, timeout=180,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    def start_programs(self) -> None:
        """The four programs as psc/engine/processes.py names them."""
        commands = {
            "web": processes.web(f"127.0.0.1:{self.ports['web']}"),
            "live": processes.live("127.0.0.1", self.ports["live"]),
            "worker": processes.WORKER,
            "beat": processes.BEAT,
        }
        for name, command in commands.items():
            self.running[name] = spawn(
                by_this_python(command), log=self.folder / f"{name}.log", env=self.environment(name), folder=PROJECT
            )

    def said(self) -> str:
        """What the programs have logged, for the message of a failed test."""
        return "\n".join(f"--- {name}\n{(self.folder / f'{name}.log').read_text()}" for name in PROGRAMS)

    def stop(self) -> None:
        """In the order of `make run`, then the folder."""
        for name in (*PROGRAMS, "redis", "postgres"):
            if name in self.running:
                number = signal.SIGINT if name == "postgres" else signal.SIGTERM
                end(self.running[name], [(number, 15.0)])
        shutil.rmtree(self.folder)
