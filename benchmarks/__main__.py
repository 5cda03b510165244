"""Every benchmark in turn, or those named: `python -m benchmarks [engine journal intake live clock ...]`.

Each prints absolutes, the bare limit of the same run, the ratio and the aim. A missed aim is no failure of the run;
a benchmark that cannot run is.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence

ALL = ("engine", "journal", "intake", "live", "clock", "rehearsal", "classification", "replay", "board")
# Measured on real reports of others, which are no part of the project.
ON_REAL_REPORTS = {"classification", "replay"}


def main(names: Sequence[str]) -> int:
    """Run them one after another: side by side they would measure each other."""
    unknown = sorted(set(names) - set(ALL))
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are: {', '.join(ALL)}.")
        return 2
    failed = []
    for name in names or ALL:
        began = time.monotonic()
        print(f"\n== {name}", flush=True)
        if name in ON_REAL_REPORTS and not os.environ.get("PSC_TEST_DATA"):
            print("skipped: PSC_TEST_DATA names no folder of real reports", flush=True)
            continue
        if subprocess.call([sys.executable, "-m", f"benchmarks.{name}"]) != 0:
            failed.append(name)
        print(f"   {time.monotonic() - began:.0f} s", flush=True)
    if failed:
        print(f"\ncould not run: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
