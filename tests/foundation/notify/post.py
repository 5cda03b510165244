"""A way out of the house that does as it is told, and messages for it."""

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

from foundation.journal import SYSTEM, change
from foundation.notify.models import Notification
from foundation.notify.services import queue_notification
from foundation.notify.transports import NotSent

NAME = "test_post"


class Post:
    """Keeps what it took; `answer` may refuse, hang or do something else meanwhile."""

    name = NAME
    breakable = True

    def __init__(self) -> None:
        self.tried: list[str] = []
        self.took: list[str] = []
        self.answer: Callable[[Notification], None] = lambda message: None

    def send(self, message: Notification) -> None:
        """Take the message, or do as told."""
        self.tried.append(message.key)
        self.answer(message)
        self.took.append(message.key)


def refuse(message: Notification) -> None:
    """Not now."""
    raise NotSent("the line is busy")


def refuse_for_ever(message: Notification) -> None:
    """Never."""
    raise NotSent("no such number", final=True)


def queue(
    key: str = "k",
    *,
    transport: str = NAME,
    to: str = "a@example.org",
    cutoff_s: float = 3600,
    secret: bool = False,
) -> Notification:
    """A message in the outbox."""
    with change(SYSTEM) as running:
        queue_notification(
            running,
            transport=transport,
            to=to,
            title="Panggilan 112",
            body="Kebakaran",
            key=key,
            about="incident:x",
            cutoff=timedelta(seconds=cutoff_s),
            secret=secret,
        )
    return Notification.objects.get(key=key)


class Gateway:
    """A gateway for text messages on this machine; `answer` is the code it gives, `asked` what came."""

    def __init__(self) -> None:
        self.answer = 202
        self.asked: list[tuple[dict[str, str], dict[str, str]]] = []
        gateway = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                gateway.asked.append((dict(self.headers), body))
                self.send_response(gateway.answer)
                self.send_header("Location", gateway.address)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Quietly."""

        self.server = HTTPServer(("127.0.0.1", 0), Door)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/send"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Nobody answers any more."""
        self.server.shutdown()
        self.server.server_close()
