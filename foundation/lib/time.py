"""The time: one clock for everybody, the database's.

Pure code never asks for the time; services read it once per change. Tests move it instead of waiting.
"""

from datetime import UTC, datetime, timedelta

from django.db import connection

_shift = [timedelta(0)]


def now() -> datetime:
    """The database's present, in UTC; inside a transaction the moment it began."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        moment: datetime = cursor.fetchone()[0]
    return moment.astimezone(UTC) + _shift[0]


def shift(by: timedelta) -> None:
    """Move this process's clock on. For tests only: production never calls it."""
    _shift[0] += by


def shifted() -> timedelta:
    """How far the clock of this process has been moved."""
    return _shift[0]


def reset() -> None:
    """Put the clock of this process back to the database's."""
    _shift[0] = timedelta(0)


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with a trailing Z, as every answer and frame carries it."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
