"""Real incidents of a real Indonesian 112 through the real intake and routing: how many fit what was really done.

Makes the CSV that `manage.py replay --open` wants from `sumenep-cc112/incidents.csv`, without the head that names the
teams that went, replays it on an engine of its own, and prints two shares against the aim of 90 %.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.classification import SUMENEP_FITS, read_rows, without_head

COLUMNS = ("received", "text", "lat", "lon", "place", "channel")
AIM = 0.9
# The teams of the Sumenep notes, as the demonstration centre knows such an office.
OURS = {
    "puskesmas": {"puskesmas_net", "rsud_iskak_psc", "dinkes"},
    "rsud": {"rsud_iskak_psc"},
    "polri": {"polres"},
    "tni": {"kodim_0807"},
    "telkom": {"diskominfo"},
}


@dataclass(frozen=True)
class Shares:
    """What fitted, of how many rows, and the rows that did not."""

    rows: int
    typed: float
    named: int
    called: float
    misses: tuple[str, ...]


def real_rows(data: Path) -> list[dict[str, str]]:
    """The incidents as that centre wrote them down."""
    return list(read_rows(data / "sumenep-cc112" / "incidents.csv"))


def write_replay_csv(rows: Iterable[dict[str, str]], path: Path) -> None:
    """The rows as `replay` wants them."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in rows:
            place = ", ".join(part for part in (row["alamat"], row["desa"], row["kecamatan"]) if part)
            text = without_head(row["narrative"])
            writer.writerow([row["received"], text, row["lat"], row["lon"], place, "call"])


def judge(rows: Sequence[dict[str, str]], lines: Sequence[dict[str, Any]]) -> Shares:
    """The share typed as the real `kejadian` allows, and the share where a team that really went leads or supports."""
    misses, typed, named, called = [], 0, 0, 0
    for row, line in zip(rows, lines, strict=True):
        fits = line["type"] in SUMENEP_FITS[row["kejadian"]]
        typed += fits
        went = set(row["agencies"].split())
        asked = {code for code, role in (line["roles"] or {}).items() if role in ("lead", "support")}
        hit = "all_teams" in went or any(OURS.get(team, {team}) & asked for team in went)
        if went:
            named += 1
            called += hit
        if not fits or (went and not hit):
            misses.append(f"{row['kejadian']}: {line['type']}, {sorted(went)} went, {sorted(asked)} called")
    return Shares(len(rows), typed / len(rows), named, called / max(1, named), tuple(misses))


def main() -> None:
    """Replay on an engine of its own and print the shares."""
    given = os.environ.get("PSC_TEST_DATA")
    if not given:
        print("replay: skipped, PSC_TEST_DATA names no folder of test data")
        return
    rows = real_rows(Path(given))
    with tempfile.TemporaryDirectory(prefix="psc-replay-") as folder:
        Path(folder).chmod(0o711)
        path = Path(folder) / "sumenep.csv"
        write_replay_csv(rows, path)
        home = {**os.environ, "PSC_HOME": str(Path(folder) / "home")}
        for command in (["migrate", "-v0"], ["load_demo"]):
            subprocess.run([sys.executable, "manage.py", *command], env=home, check=True, stdout=subprocess.DEVNULL)
        replayed = subprocess.run(
            [sys.executable, "manage.py", "replay", str(path), "--open"], env=home, check=True, stdout=subprocess.PIPE
        )
    lines = [json.loads(line) for line in replayed.stdout.splitlines()]
    shares = judge(rows, lines)
    print(f"replay: {shares.rows} rows, {sum(line['error'] is not None for line in lines)} refused")
    print(f"  type fits the real incident       {shares.typed:6.1%}  (aim {AIM:.0%})")
    print(f"  a team that went leads or supports {shares.called:6.1%} of {shares.named}  (aim {AIM:.0%})")
    for miss in shares.misses:
        print(f"  - {miss}")


if __name__ == "__main__":
    main()
