"""`GET /healthz`: whether the centre can do its work."""

from collections.abc import Callable

import redis
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from foundation.clock.standin import is_late
from foundation.journal.models import JournalHead
from foundation.journal.selectors import head_position

# A Redis that does not answer within this time (seconds) is away.
PATIENCE_S = 0.3
# Without these no report can be accepted; anything else missing is a nuisance that is said and survived.
VITAL = ("database", "journal")


@require_GET
def healthz(request: HttpRequest) -> JsonResponse:
    """503 only when no report can be accepted; anything else missing is `degraded`."""
    checks = {name: answer_of(check) for name, check in CHECKS.items()}
    down = any(checks[name] != "ok" for name in VITAL)
    degraded = any(state != "ok" for state in checks.values())
    status = "down" if down else ("degraded" if degraded else "ok")
    response = JsonResponse({"status": status, "checks": checks}, status=503 if down else 200)
    response["Cache-Control"] = "no-store"
    if down:
        response["Retry-After"] = "2"
    return response


def answer_of(check: Callable[[], str]) -> str:
    """The check's word, or that what it asked is away."""
    try:
        return check()
    except (DatabaseError, InterfaceError):
        connection.close()
        return "away"
    except (redis.RedisError, OSError):
        return "away"


def check_database() -> str:
    """PostgreSQL answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def check_redis() -> str:
    """Redis answers in time."""
    with redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=PATIENCE_S, socket_connect_timeout=PATIENCE_S
    ) as server:
        server.ping()
    return "ok"


def check_journal() -> str:
    """The record's head is there; without it nothing can be written."""
    try:
        head_position()
    except JournalHead.DoesNotExist:
        return "broken"
    return "ok"


def check_clock() -> str:
    """Celery completed a pass within its five seconds."""
    return "late" if is_late() else "ok"


CHECKS: dict[str, Callable[[], str]] = {
    "database": check_database,
    "redis": check_redis,
    "journal": check_journal,
    "clock": check_clock,
}
