"""Migrations and the demo centre, skipped when this very database has already had these very ones.

The mark is the database's own comment: it goes where the data goes, and a database that was put in its place
(restored, or another server's) does not have it.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg2
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from psc.engine.home import PROJECT

_MARK = "psc-112 prepared "
# Besides the migrations: whose versions bring migrations of their own, and what decides about the demo centre.
_ALSO = ("requirements.txt", "psc/demo.py", "psc/example.py")
_VARIABLES = ("PSC_DEMO", "PSC_CENTRE")


def wanted_mark() -> str:
    """What the comment says once everything that this checkout brings has been done."""
    total = hashlib.sha256()
    for path in sorted([*_migrations(PROJECT), *(PROJECT / name for name in _ALSO)]):
        total.update(f"{path.relative_to(PROJECT)}\0".encode() + path.read_bytes())
    total.update(repr([os.environ.get(name) for name in _VARIABLES]).encode())
    total.update(str("SECRET_KEY" in os.environ).encode())
    return _MARK + total.hexdigest()[:32]


def _migrations(project: Path) -> Iterator[Path]:
    for rooms in ("*", "*/*"):
        yield from project.glob(f"{rooms}/migrations/*.py")


def is_prepared(database_url: str) -> bool:
    """Whether this database carries our mark."""
    with _cursor(database_url) as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        )
        row = cursor.fetchone()
    return row is not None and row[0] == wanted_mark()


def mark_as_prepared(database_url: str) -> None:
    """Leave our mark. On a server where we do not own the database we cannot, and prepare each time instead."""
    with contextlib.suppress(psycopg2.errors.InsufficientPrivilege), _cursor(database_url) as cursor:
        cursor.execute("SELECT quote_ident(current_database())")
        (name,) = cursor.fetchone() or ("",)
        cursor.execute(f"COMMENT ON DATABASE {name} IS %s", [wanted_mark()])


@contextlib.contextmanager
def _cursor(database_url: str) -> Iterator[Cursor]:
    with contextlib.closing(psycopg2.connect(database_url, connect_timeout=5)) as link, link, link.cursor() as cursor:
        yield cursor
