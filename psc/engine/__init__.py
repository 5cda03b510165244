"""The engine: embedded PostgreSQL and Redis, and the supervision of everything `make run` starts."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from psc.engine.errors import EngineError, HomeInUse
from psc.engine.home import home_from_env, wait_for_running
from psc.engine.servers import start_servers

__all__ = ["EngineError", "HomeInUse", "attach", "urls_from_env"]


def urls_from_env() -> bool:
    """Whether servers of the operator's own are given. One without the other is a mistake worth a word."""
    given = [name for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)]
    if len(given) == 1:
        raise EngineError(f"Only {given[0]} is set: set both DATABASE_URL and REDIS_URL, or neither.")
    return bool(given)


@contextmanager
def attach() -> Iterator[None]:
    """Set DATABASE_URL and REDIS_URL for the time of one command.

    Given by the environment, or those of the engine that runs over PSC_HOME, or servers of our own that
    are stopped afterwards.
    """
    if urls_from_env():
        yield
        return
    home = home_from_env()
    try:
        servers = start_servers(home)
    except HomeInUse:
        running = wait_for_running(home)
        os.environ.update(DATABASE_URL=running.database_url, REDIS_URL=running.redis_url)
        yield
        return
    os.environ.update(DATABASE_URL=servers.database_url, REDIS_URL=servers.redis_url)
    try:
        yield
    finally:
        servers.stop()
