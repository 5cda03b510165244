"""Starts PostgreSQL and Redis for one pytest run, before Django's settings are read (loaded by `-p`).

A private home in the temporary folder, without durability; the run's end or death takes it away.
"""

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from psc.engine.errors import EngineError
from psc.engine.servers import Servers, start_servers

SERVERS = pytest.StashKey[Servers]()


def memory() -> str | None:
    """The memory file system where it has room: copying a database there takes half the time."""
    place = "/dev/shm"
    if not os.access(place, os.W_OK):
        return None
    info = os.statvfs(place)
    # As root the server programs may have to be copied beside the data, and must run there.
    runs_programs = not info.f_flag & os.ST_NOEXEC
    return place if runs_programs and info.f_bavail * info.f_frsize > 2 * 1024**3 else None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Before pytest-django's own hook of this name, which imports the settings."""
    # Short, because socket paths must be; enterable, because as root the servers run as another user.
    folder = Path(tempfile.mkdtemp(prefix="psc-test-", dir=memory()))
    folder.chmod(0o711)
    try:
        servers = start_servers(folder / "home", durable=False)
    except EngineError as error:
        raise pytest.UsageError(str(error)) from error
    early_config.stash[SERVERS] = servers
    os.environ.update(
        DATABASE_URL=servers.database_url,
        REDIS_URL=servers.redis_url,
        PSC_HOME=str(folder / "home"),
        PSC_DEMO="true",
    )

    def stop() -> None:
        servers.stop()
        shutil.rmtree(folder, ignore_errors=True)

    early_config.add_cleanup(stop)
    return (yield)
