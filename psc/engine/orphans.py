"""Servers left over from an owner that was killed: they must be gone before a new one touches their data."""

import os
import signal
from collections.abc import Set
from pathlib import Path

from psc.engine.spawn import wait_until


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


def end_orphans(folder: Path, names: Set[str], *, gently: int | None) -> None:
    """End every such process and wait until all are gone: first `gently` for ten seconds, then by SIGKILL."""
    if gently is not None and _all_gone_after(folder, names, gently, seconds=10.0):
        return
    _all_gone_after(folder, names, signal.SIGKILL, seconds=10.0)


def _all_gone_after(folder: Path, names: Set[str], number: int, seconds: float) -> bool:
    for pid in processes_in(folder, names):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue
    return wait_until(lambda: not processes_in(folder, names), seconds=seconds, every=0.02)
