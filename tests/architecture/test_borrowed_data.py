"""Real data of other people is for testing only: no row of it stands in the project."""

import csv
import gzip
import io
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import PROJECT

RUN = 8  # Words in a row that two texts do not share by chance.
TEXTS = {".py", ".ts", ".js", ".css", ".html", ".yaml", ".yml", ".md", ".txt", ".toml", ".po", ".csv", ".json", ".sh"}
WORD = re.compile(r"[^\W_]+")


@pytest.fixture(scope="module")
def borrowed() -> Path:
    """The folder of real data."""
    folder = os.environ.get("PSC_TEST_DATA")
    if not folder:
        pytest.skip("PSC_TEST_DATA names no folder of real data")
    return Path(folder)


def runs(text: str) -> Iterator[str]:
    """Every so many words in a row."""
    words = WORD.findall(text.lower())
    return (" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def tracked() -> list[Path]:
    """The files of the project."""
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    return [PROJECT / name for name in listed.splitlines() if Path(name).suffix in TEXTS and (PROJECT / name).exists()]


def rows(folder: Path) -> Iterator[tuple[str, str]]:
    """Every long cell of every table, with where it is from."""
    for path in sorted([*folder.rglob("*.csv"), *folder.rglob("*.csv.gz")]):
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for row in csv.reader(io.StringIO(data.decode("utf-8", "replace"))):
            yield from ((path.name, cell) for cell in row if len(cell) > 30)


def test_no_text_of_others_is_copied(borrowed: Path) -> None:
    ours = {run: path for path in tracked() for run in runs(path.read_text(errors="replace"))}
    assert len(ours) > 50_000
    theirs = {run: name for name, cell in rows(borrowed) for run in runs(cell)}
    found = {f"{ours[run].relative_to(PROJECT)}: {run!r} of {theirs[run]}" for run in ours.keys() & theirs.keys()}
    assert not found


def test_no_outline_of_others_is_copied(borrowed: Path) -> None:
    """Points of the borrowed outlines, to six decimals, in a row."""
    ours = "\n".join(path.read_text(errors="replace") for path in tracked())
    numbers = set(re.findall(r"-?\d+\.\d{5,}", ours))
    for path in sorted(borrowed.rglob("*.geojson")):
        theirs = set(re.findall(r"-?\d+\.\d{5,}", path.read_text()))
        assert len(theirs & numbers) < 20, path.name
