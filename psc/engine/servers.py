"""The embedded PostgreSQL and Redis of one PSC_HOME."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from psc.engine.binaries import find_postgres, find_redis
from psc.engine.home import Home, Place, Running
from psc.engine.postgresql import PostgreSQL
from psc.engine.redis_server import Redis


@dataclass
class Servers:
    """Two running servers and the lock of their home. `stop` (or the death of this process) ends them."""

    postgres: PostgreSQL
    redis: Redis
    home: Home
    place: Place
    durable: bool

    @property
    def database_url(self) -> str:
        """For DATABASE_URL."""
        return self.postgres.url

    @property
    def redis_url(self) -> str:
        """For REDIS_URL."""
        return self.redis.url

    def stop(self) -> None:
        """Stop Redis, then PostgreSQL, and give the home back. Data that was not to last is removed."""
        self.redis.stop()
        self.postgres.stop()
        self.home.remove_sockets(self.place)
        if not self.durable:
            shutil.rmtree(self.place.data, ignore_errors=True)
        self.home.release()


def start_servers(home: Path, durable: bool = True) -> Servers:
    """Start both servers over `home` and wait until they answer.

    Call it from the main thread: the servers end with the thread that started them. Raises EngineError
    (HomeInUse when another process owns the home). `durable=False` is for tests: a power cut would lose data.
    """
    owned = Home(home)
    try:
        return _start(owned, durable)
    except BaseException:
        owned.release()
        raise


def _start(owned: Home, durable: bool) -> Servers:
    postgres_root, redis_program = find_postgres(), find_redis()
    place = owned.place(durable)
    postgres = PostgreSQL(postgres_root, place, owned.logs / "postgres.log", durable)
    redis = Redis(redis_program, place, owned.logs / "redis.log")
    try:
        redis.start()
        postgres.start()
    except BaseException:
        redis.stop()
        postgres.stop()
        owned.remove_sockets(place)
        raise
    owned.announce(Running(os.getpid(), postgres.url, redis.url, str(place.sockets)))
    return Servers(postgres=postgres, redis=redis, home=owned, place=place, durable=durable)
