"""Servers left over from an owner that was killed: they must be gone before a new one touches their data."""

import contextlib
import os
import signal
from collections.abc import Set
from pathlib import Path

from psc.engine.spawn import wait_until

_SHUTDOWN_SECONDS = 15.0
_NOTICE_SECONDS = 1.0


def processes_in(folder: Path, names: Set[str]) -> list[int]:
    """Processes with one of these names whose working folder is `folder`: server and children alike.

    PostgreSQL's children leave our session and, when the postmaster was killed, have no parent to find
    them by; but all of them stand in the data folder. Where there is no /proc the answer is empty, and
    PostgreSQL's own lock file is what protects the data.
    """
    proc = Path("/proc")
    if not proc.is_dir():
        return []
    return [int(p.name) for p in proc.iterdir() if p.name.isdigit() and _stands_in(p, folder, names)]


def _stands_in(process: Path, folder: Path, names: Set[str]) -> bool:
    try:
        return (
            (process / "comm").read_text().strip() in names
            and os.readlink(process / "cwd") == str(folder)
            and (process / "stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
        )
    except OSError:  # it has just ended, or is another user's
        return False


def end_orphans(folder: Path, names: Set[str], leader: int | None = None) -> None:
    """End every such process and wait until all are gone.

    1. A leader (postmaster) that still lives is shutting down or is asked to; only it may be signalled,
       because its children read the same signals differently.
    2. Children without a leader notice by themselves that it is gone.
    3. Whatever is left is killed; recovery repairs what that breaks.
    """

    def gone() -> bool:
        return not processes_in(folder, names)

    if leader is not None and leader in processes_in(folder, names):
        _kill(leader, signal.SIGINT)
        wait_until(gone, seconds=_SHUTDOWN_SECONDS, every=0.02)
    if wait_until(gone, seconds=_NOTICE_SECONDS, every=0.02):
        return
    for pid in processes_in(folder, names):
        _kill(pid, signal.SIGKILL)
    wait_until(gone, seconds=_NOTICE_SECONDS, every=0.02)


def _kill(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
