"""How long the engine takes to start: from nothing, and over data that is there.

The limit is the same programs started by hand.

    python -m benchmarks.engine
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.bench import PROJECT, Line, Round, calm, headline
from psc.engine.account import account_for, give
from psc.engine.servers import Servers, start_servers

ROUNDS = 4
COLD_AIM_S, WARM_AIM_S = 1.0, 0.2


def start(home: Path) -> tuple[float, Servers]:
    """The seconds until both servers answer."""
    began = time.monotonic()
    running = start_servers(home)
    return time.monotonic() - began, running


def ours(folder: Path) -> tuple[float, float]:
    """Cold, then warm."""
    cold, running = start(folder / "home")
    running.stop()
    warm, running = start(folder / "home")
    running.stop()
    if running.place.data.parent != folder / "home":
        shutil.rmtree(running.place.data, ignore_errors=True)
    return cold, warm


def limit(folder: Path) -> tuple[float, float]:
    """The same, by hand."""
    place = folder / "bare"
    place.mkdir(mode=0o700)
    give(place, account_for(place))
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.limits.engine_start", place],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    cold, warm = json.loads(ran.stdout)
    return cold, warm


def main() -> None:
    """In turns with the limit, each time from nothing."""
    calm()
    cold: list[Round] = []
    warm: list[Round] = []
    for _round in range(ROUNDS):
        folder = Path(tempfile.mkdtemp(prefix="psc-bench-"))
        folder.chmod(0o711)
        try:
            (our_cold, our_warm), (bare_cold, bare_warm) = ours(folder), limit(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        cold.append(Round(our_cold, bare_cold))
        warm.append(Round(our_warm, bare_warm))
    headline()
    Line("engine started from nothing", "s", cold, COLD_AIM_S, less_is_better=True, absolute=True).print()
    Line("engine started over its data", "s", warm, WARM_AIM_S, less_is_better=True, absolute=True).print()


if __name__ == "__main__":
    main()
