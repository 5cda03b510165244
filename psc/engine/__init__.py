"""The engine: embedded PostgreSQL and Redis, and the supervision of everything `make run` starts."""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from psc.engine.errors import EngineError, HomeInUse
from psc.engine.home import home_from_env, join
from psc.engine.servers import start_servers

__all__ = ["EngineError", "HomeInUse", "attach", "urls_from_env"]

# An engine that is starting announces itself after its recovery; one that stops is gone within its shutdown.
_PATIENCE_SECONDS = 60.0


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
    with ExitStack() as stack:
        database_url, redis_url = _servers(home_from_env(), stack)
        os.environ.update(DATABASE_URL=database_url, REDIS_URL=redis_url)
        yield


def _servers(home: Path, stack: ExitStack) -> tuple[str, str]:
    """Start servers, or join those of the home's owner; `stack` ends what was begun."""
    limit = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            servers = start_servers(home)
        except HomeInUse:
            guest = join(home)
            if guest is not None:
                stack.callback(guest.leave)
                return guest.running.database_url, guest.running.redis_url
            if time.monotonic() > limit:
                raise
            time.sleep(0.05)
        else:
            stack.callback(servers.stop)
            stack.callback(servers.home.wait_for_guests)
            return servers.database_url, servers.redis_url
