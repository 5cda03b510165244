"""The programs' logs under PSC_HOME/log: kept small while they are being written."""

import shutil
from pathlib import Path

LARGE = 10 * 1024 * 1024


def set_aside_large_logs(folder: Path) -> None:
    """Copy each log that has grown large to `.log.1` and empty it.

    Emptied in place, because the programs hold it open; they append, so their next line is the first again.
    A line written between the copy and the emptying is lost, which a log can bear.
    """
    for log in folder.glob("*.log"):
        if log.stat().st_size > LARGE:
            shutil.copyfile(log, log.with_suffix(".log.1"))
            with log.open("r+b") as file:
                file.truncate(0)


def last_line(log: Path) -> str:
    """What a program said last, as a remark in brackets."""
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return f" ({lines[-1].strip()[:200]})" if lines else ""
