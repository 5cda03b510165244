"""What is looked at before anything starts, so that the answer is one line and not a traceback later."""

import errno
import shutil
import socket
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import psycopg2
import redis

from psc.engine.errors import EngineError
from psc.engine.home import disk_full

# A new cluster takes 40 MB and its first log segments 32; with less the first busy hour would fail.
_ROOM_NEEDED = 200 * 1024 * 1024
_ROOM_NEEDED_AGAIN = 32 * 1024 * 1024
_OLDEST_POSTGRESQL = 180000
# Our own address is never behind a proxy, whatever the environment says.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def port_from_env(env: Mapping[str, str]) -> int:
    """PORT, or 8112."""
    text = env.get("PORT") or "8112"
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise EngineError(f"PORT must be a number from 1 to 65535, not {text!r}.")


def check_port(port: int) -> None:
    """Refuse early when the port cannot be had: the servers need not start for that."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise EngineError(_port_refused(port, error)) from error


def _port_refused(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {port} is in use, perhaps by another PSC 112: "
            f"stop that program, or choose another port with `make run PORT={port + 1}`."
        )
    return f"port {port} cannot be used ({error.strerror}): choose another with `make run PORT=8112`."


def check_room(folder: Path) -> None:
    """Refuse on a disk that would be full within the hour."""
    needed = _ROOM_NEEDED_AGAIN if (folder / "data" / "postgres").exists() else _ROOM_NEEDED
    existing = next(p for p in (folder, *folder.parents) if p.exists())
    if shutil.disk_usage(existing).free < needed:
        raise EngineError(f"{disk_full(folder)} At least {needed // 1024**2} MB must be free.")


def check_given_servers(database_url: str, redis_url: str) -> None:
    """Say in one line which of the two does not answer, and why."""
    try:
        with psycopg2.connect(database_url, connect_timeout=5) as link:
            version = link.server_version
        link.close()
    except psycopg2.Error as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise EngineError(f"the PostgreSQL of DATABASE_URL does not answer: {reason}") from error
    if version < _OLDEST_POSTGRESQL:
        raise EngineError(f"DATABASE_URL is PostgreSQL {version // 10000}; PSC 112 needs 18 or newer.")
    try:
        with redis.Redis.from_url(redis_url, socket_timeout=5, socket_connect_timeout=5) as cache:
            cache.ping()
    except (redis.RedisError, ValueError) as error:
        raise EngineError(f"the Redis of REDIS_URL does not answer: {error}") from error


def answers(url: str) -> bool:
    """Whether the address answers 200."""
    try:
        with _direct.open(url, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False
