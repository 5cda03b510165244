"""A home for engines of the tests' own."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine_plugin import memory


@pytest.fixture(scope="module")
def homes() -> Iterator[Path]:
    """A folder with a short path that the servers' account may enter, as an installation's is."""
    folder = Path(tempfile.mkdtemp(prefix="psc-engine-", dir=memory()))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def home(homes: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A PSC_HOME that is not there yet, for one test."""
    home = homes / f"home-{abs(hash(request.node.name)) % 10**6}"
    yield home
    shutil.rmtree(home, ignore_errors=True)
