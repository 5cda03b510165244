"""A database for each test: one template is migrated once a run, clones of it are made in milliseconds."""

import itertools
import os
import weakref
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest
import redis
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from pytest_django import DjangoDbBlocker

from psc.engine.postgresql import connect
from tests.engine_plugin import SERVERS

TEMPLATE = "psc_template"
DEMO_TEMPLATE = "psc_demo_template"
_numbers = itertools.count(1)
# Every connection any thread has opened: a pool's thread keeps its own, and it must not outlive the test.
_opened: "weakref.WeakSet[BaseDatabaseWrapper]" = weakref.WeakSet()


def _remember(connection: BaseDatabaseWrapper, **_: object) -> None:
    _opened.add(connection)


connection_created.connect(_remember)


def _close_all() -> None:
    for wrapper in list(_opened):
        wrapper.inc_thread_sharing()
        wrapper.close()
        wrapper.dec_thread_sharing()


def _url(base: str, name: str) -> str:
    before, query = base.split("?", 1)
    return f"{before.rsplit('/', 1)[0]}/{name}?{query}"


class Cluster:
    """The run's server: makes, drops and switches databases."""

    def __init__(self, base_url: str, redis_url: str) -> None:
        """`base_url` names any database of the server."""
        self.base_url = base_url
        self.redis_url = redis_url
        # While a test runs, the copy for the next one is made and the last one's is dropped.
        self.behind = ThreadPoolExecutor(max_workers=1, thread_name_prefix="databases")
        self._spare: dict[str, Future[str]] = {}

    def execute(self, statement: str) -> None:
        link = connect(_url(self.base_url, "postgres"))
        try:
            with link.cursor() as cursor:
                cursor.execute(statement)
        finally:
            link.close()

    def create(self, name: str, template: str = "template0") -> None:
        # Copying files beats copying pages through the log for a database of a few MB without fsync.
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")

    def drop(self, name: str) -> None:
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    @contextmanager
    def using(self, name: str) -> Iterator[str]:
        """Point Django, in all threads, and programs started meanwhile at this database."""
        settings = connections["default"].settings_dict
        before, url_before = settings["NAME"], os.environ["DATABASE_URL"]
        _close_all()
        settings["NAME"] = name
        os.environ["DATABASE_URL"] = _url(self.base_url, name)
        try:
            yield os.environ["DATABASE_URL"]
        finally:
            _close_all()
            settings["NAME"] = before
            os.environ["DATABASE_URL"] = url_before

    @contextmanager
    def clone(self, template: str) -> Iterator[str]:
        """A fresh copy of the template and an empty Redis, until the end of the block."""
        name = (self._spare.pop(template, None) or self._copy_soon(template)).result()
        self._spare[template] = self._copy_soon(template)
        try:
            with redis.Redis.from_url(self.redis_url) as link:
                link.flushall()
            with self.using(name) as url:
                yield url
        finally:
            self.behind.submit(self.drop, name)

    def _copy_soon(self, template: str) -> "Future[str]":
        name = f"psc_test_{next(_numbers)}"

        def copy() -> str:
            self.create(name, template)
            return name

        return self.behind.submit(copy)


@pytest.fixture(scope="session")
def cluster(pytestconfig: pytest.Config) -> Iterator[Cluster]:
    """The run's servers, as what tests do with databases."""
    servers = pytestconfig.stash[SERVERS]
    cluster = Cluster(servers.database_url, servers.redis_url)
    yield cluster
    cluster.behind.shutdown(cancel_futures=True)


@pytest.fixture(scope="session")
def template(cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> str:
    """The migrated, otherwise empty database that `database` clones."""
    cluster.create(TEMPLATE)
    with cluster.using(TEMPLATE), django_db_blocker.unblock():
        call_command("migrate", verbosity=0, interactive=False)
    return TEMPLATE


@pytest.fixture(scope="session")
def demo_template(cluster: Cluster, template: str, django_db_blocker: DjangoDbBlocker) -> str:
    """The template with the demo centre (Tulungagung) in it."""
    cluster.create(DEMO_TEMPLATE, template)
    with cluster.using(DEMO_TEMPLATE), django_db_blocker.unblock():
        call_command("load_demo", verbosity=0)
    return DEMO_TEMPLATE


@pytest.fixture
def database(cluster: Cluster, template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """An empty, migrated database with real commits; the value is its DATABASE_URL."""
    with cluster.clone(template) as url, django_db_blocker.unblock():
        yield url


@pytest.fixture
def demo_database(cluster: Cluster, demo_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database with the demo centre in it; the value is its DATABASE_URL."""
    with cluster.clone(demo_template) as url, django_db_blocker.unblock():
        yield url


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """Stands in the way of pytest-django's own databases, whose rollback would hide what commits do."""
    pytest.fail("Use the fixture `database` (or `demo_database`) instead of pytest.mark.django_db.")
