"""The bare limit of the engine's start: the same programs, started by hand, until each answers.

    python -m benchmarks.limits.engine_start FOLDER

The folder belongs to whom PostgreSQL may run as. Prints the seconds from nothing to both answering, and the seconds
of a second start over the same data.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from psc.engine.binaries import find_postgres, find_redis


def lower() -> None:
    """PostgreSQL refuses to run as root: become the folder's owner."""
    owner = Path(sys.argv[1]).stat()
    if os.geteuid() == 0:
        os.setgid(owner.st_gid)
        os.setuid(owner.st_uid)


def wait(ready: Callable[[], bool]) -> None:
    """Ask until it answers."""
    while not ready():
        time.sleep(0.005)


def answers(path: Path, words: bytes) -> bool:
    """Whether a server behind a socket says anything to this."""
    try:
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(1)
            link.connect(str(path))
            link.sendall(words)
            # PostgreSQL that is not ready yet answers with an error ("E") to the same greeting.
            return link.recv(1) not in (b"", b"E")
    except OSError:
        return False


def start(folder: Path, root: Path, redis: Path) -> float:
    """Both servers; the seconds until they answered. They are stopped again."""
    began = time.monotonic()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if not (folder / "data").exists():
        command = [
            root / "bin" / "initdb",
            "-D",
            folder / "data",
            "-U",
            "psc",
            "-A",
            "trust",
            "--sync-method",
            "syncfs",
        ]
        subprocess.run(
            [*command, "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C", "-E", "UTF8"],
            check=True,
            **quiet,
        )  # type: ignore[call-overload]
    options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}"]
    postgres = subprocess.Popen([root / "bin" / "postgres", "-D", folder / "data", *options], **quiet)  # type: ignore[call-overload]
    store = subprocess.Popen([redis, "--port", "0", "--unixsocket", folder / "r", "--save", ""], **quiet)  # type: ignore[call-overload]
    greeting = b"\x00\x00\x00\x20\x00\x03\x00\x00user\x00psc\x00database\x00x\x00\x00"
    greeting = len(greeting).to_bytes(4, "big") + greeting[4:]
    wait(lambda: answers(folder / "r", b"PING\r\n"))
    wait(lambda: answers(folder / ".s.PGSQL.5432", greeting))
    took = time.monotonic() - began
    for process in (postgres, store):
        process.terminate()
        process.wait()
    return took


def main() -> None:
    """From nothing, and again."""
    root, redis = find_postgres(), find_redis()
    lower()
    folder = Path(sys.argv[1])
    print(json.dumps([start(folder, root, redis), start(folder, root, redis)]))


if __name__ == "__main__":
    main()
