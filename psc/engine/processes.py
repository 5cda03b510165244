"""The programs of a centre: what `make run` supervises and docker-compose.yml runs (a test compares)."""

import sys
from collections.abc import Sequence

# The compression of per-message deflate costs as much as the sending.
_STREAM = ("--loop", "uvloop", "--ws", "websockets-sansio", "--ws-per-message-deflate", "false")
_QUIET = ("--no-access-log", "--no-server-header", "--log-level", "warning")

# Threads: a step of the clock waits for the database, not for the processor, and one process is one kill.
# One for the clock, two for the outbox, one for a rehearsal (its computing is done in a child), one to spare.
WORKER = (
    *("celery", "-A", "psc", "worker", "-Q", "clock,outbox,rehearsal,celery"),
    *("--pool", "threads", "--concurrency", "5", "--loglevel", "warning"),
    # Nobody listens to the workers' talk among themselves, and a frozen Redis must not hold one up.
    *("--without-gossip", "--without-mingle", "--without-heartbeat"),
)
BEAT = ("celery", "-A", "psc", "beat", "-S", "foundation.clock.beat:ClockScheduler", "--loglevel", "warning")
MIGRATE = ("python", "manage.py", "migrate", "--no-input", "--verbosity", "0")
# Does nothing where a centre is there already, or outside demo mode.
LOAD_DEMO = ("python", "manage.py", "load_demo", "--if-empty", "--example")


def everything(port: int) -> tuple[str, ...]:
    """One server for pages, API and the live stream: what `make run` offers on this machine only."""
    return (
        *("uvicorn", "psc.asgi:application", "--host", "127.0.0.1", "--port", str(port)),
        *_STREAM,
        *("--timeout-graceful-shutdown", "3", *_QUIET),
    )


def web(bind: str = "0.0.0.0:8000") -> tuple[str, ...]:
    """Deployed: pages and API by WSGI in processes of their own."""
    return (
        *("gunicorn", "psc.wsgi:application", "--bind", bind, "--worker-class", "gthread"),
        # gunicorn's heartbeat files must not wait for a disk, and the root file system is read-only.
        *("--workers", "2", "--threads", "8", "--worker-tmp-dir", "/dev/shm"),  # noqa: S108
        *("--forwarded-allow-ips", "*", "--graceful-timeout", "10", "--no-control-socket"),
    )


def live(host: str = "0.0.0.0", port: int = 8001) -> tuple[str, ...]:  # noqa: S104
    """Deployed: the live stream by ASGI."""
    return (
        *("uvicorn", "psc.asgi:application", "--host", host, "--port", str(port)),
        *_STREAM,
        *("--timeout-graceful-shutdown", "10", "--proxy-headers", "--forwarded-allow-ips", "*", *_QUIET),
    )


def by_this_python(command: Sequence[str]) -> list[str]:
    """The command run by the Python we run in, whatever PATH says; its line still shows what it is."""
    program, *rest = command
    return [sys.executable, *rest] if program == "python" else [sys.executable, "-m", program, *rest]
