"""What the proxy lets through: never less than what a door behind it takes."""

import re
from fnmatch import fnmatchcase
from uuid import UUID

import pytest
from django.urls import reverse

from agencies.services.drafting import LARGEST_SCAN
from incidents.pictures import LARGEST_BYTES
from incidents.rehearsal.uploads import MOST_BYTES as MOST_OF_REPORTS
from sop.exchange import MOST_BYTES as MOST_OF_RULES
from tests.engine.deployed import PROJECT

CADDYFILE = (PROJECT / "docker/proxy/Caddyfile").read_text()
# The same in every process: tests that run side by side are told apart by their names.
ID = UUID(int=112)
# Every door that takes a file larger than what a form holds.
DOORS = [
    (reverse("decree-scan-add", args=[ID]), LARGEST_SCAN),
    (reverse("agreement-attach", args=[ID]), LARGEST_SCAN),
    (reverse("sop-import"), MOST_OF_RULES),
    (reverse("sop-rehearsal-start", args=["FIR-BUILDING", 2]), MOST_OF_REPORTS),
    (f"/api/v1/incidents/{ID}/photos", LARGEST_BYTES),
]
# The form around a file, and its other fields.
WRAPPING = 64 * 1024


def limits() -> tuple[list[str], int, int]:
    """The paths of files, and both limits in bytes; Caddy counts in thousands."""
    named = re.search(r"@files path (.+)", CADDYFILE)
    assert named is not None
    sizes = [int(size) * 1_000_000 for size in re.findall(r"max_size (\d+)MB", CADDYFILE)]
    assert len(sizes) == 2
    return named[1].split(), sizes[0], sizes[1]


@pytest.mark.parametrize(("path", "most"), DOORS)
def test_a_file_that_a_door_takes_comes_through(path: str, most: int) -> None:
    paths, files, rest = limits()
    room = files if any(fnmatchcase(path, pattern) for pattern in paths) else rest
    assert room >= most + WRAPPING


def test_everything_else_is_kept_small() -> None:
    paths, files, rest = limits()
    assert rest < files
    for path in ("/api/v1/reports", "/login", "/api/v1/tokens"):
        assert not any(fnmatchcase(path, pattern) for pattern in paths)
