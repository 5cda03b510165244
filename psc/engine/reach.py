"""Programs that the servers' account cannot reach (a checkout in /root) are copied next to its data."""

import hashlib
import shutil
from pathlib import Path

from psc.engine.account import can_reach
from psc.engine.home import Place


def in_reach(program: Path, place: Place, name: str) -> Path:
    """`program` (a file, or an installation's folder) itself, or a copy where the account can run it.

    The copy's name holds what it was made from, so that a new version of the package is copied anew.
    """
    if can_reach(place.account, program):
        return program
    made_from = hashlib.sha256(f"{program}{program.stat().st_mtime_ns}".encode()).hexdigest()[:8]
    copy = place.data / f"{name}-{made_from}"
    if not copy.exists():
        draft = copy.with_suffix(".new")
        _remove(draft)
        if program.is_dir():
            shutil.copytree(program, draft, symlinks=True)
        else:
            shutil.copy2(program, draft)
        draft.replace(copy)
    return copy


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
