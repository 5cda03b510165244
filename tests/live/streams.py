"""A real server process and real consoles: what a screen would hold, frame by frame."""

import json
import os
import signal
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from psc.engine.checks import answers
from psc.engine.processes import by_this_python, everything
from psc.engine.spawn import end, spawn, wait_until
from tests.engine.test_run import free_port

PROJECT = Path(__file__).resolve().parents[2]
# Generous (seconds): two cores may serve several test runs. What must come soon is measured, not waited for.
PATIENCE_S = 30.0


class Server:
    """One `uvicorn psc.asgi:application` on a port of its own, on the database and the Redis of the environment."""

    def __init__(self, folder: Path) -> None:
        """Start it and wait until it answers."""
        self.port = free_port()
        self.log = folder / f"web-{self.port}.log"
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        self.process = spawn(by_this_python(everything(self.port)), log=self.log, env=environment, folder=PROJECT)
        assert wait_until(lambda: answers(f"http://127.0.0.1:{self.port}/healthz"), seconds=PATIENCE_S), self.said()

    def get(self, path: str, key: str) -> Any:
        """GET under `/api/v1/` by token."""
        return get_json(self.port, path, key)

    def said(self) -> str:
        """Its log."""
        return self.log.read_text(errors="replace")

    def stop(self) -> None:
        """In order, as `make run` does."""
        end(self.process, [(signal.SIGTERM, 15.0)])


def get_json(port: int, path: str, key: str) -> Any:
    """GET under `/api/v1/` of the server at this port."""
    url = f"http://127.0.0.1:{port}/api/v1/{path}"
    with urllib.request.urlopen(
        urllib.request.Request(url, headers={"Authorization": f"Token {key}"}), timeout=20
    ) as answer:
        return json.load(answer)


def open_stream(
    port: int, headers: Mapping[str, str], path: str = "/ws/board", **options: Any
) -> AbstractContextManager[ClientConnection]:
    """A connection to the stream; nothing is said on it yet."""
    line: AbstractContextManager[ClientConnection] = connect(
        f"ws://127.0.0.1:{port}{path}",
        additional_headers=dict(headers),
        open_timeout=PATIENCE_S,
        compression=None,
        max_size=None,
        **options,
    )
    return line


def by_token(key: str) -> dict[str, str]:
    """The header of a program."""
    return {"Authorization": f"Token {key}"}


@dataclass
class Console:
    """A screen: it holds a position and cards as the page's store does, and remembers all it was told."""

    port: int
    key: str
    position: int | None = None
    held: dict[str, dict[str, Any]] = field(default_factory=dict)
    places: dict[str, list[Any]] = field(default_factory=dict)
    frames: list[dict[str, Any]] = field(default_factory=list)
    beats: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    moves: list[tuple[float, list[Any]]] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    closed: int | None = None

    def __post_init__(self) -> None:
        self._news = threading.Condition()
        self._line = ExitStack()
        self._link: ClientConnection | None = None

    def open(self) -> "Console":
        """Connect with the position that is held, and read from now on; returns with the first frame."""
        known = len(self.frames)
        self._link = self._line.enter_context(open_stream(self.port, by_token(self.key)))
        self.closed = None
        self._link.send(json.dumps({"after": self.position}))
        self._reader = threading.Thread(target=self._read, args=[self._link], daemon=True)
        self._reader.start()
        self.wait(lambda: len(self.frames) > known or self.closed is not None)
        return self

    def send(self, message: Any) -> None:
        """Say something, as the page does."""
        assert self._link is not None
        self._link.send(json.dumps(message))

    def close(self) -> None:
        """Cut the line; what is held stays."""
        if self._link is not None:
            self._line.close()
            self._reader.join(PATIENCE_S)

    def _read(self, link: ClientConnection) -> None:
        opening = True
        while True:
            try:
                text = str(link.recv())
            except (ConnectionClosed, EOFError) as end_of_line:
                code = end_of_line.rcvd.code if isinstance(end_of_line, ConnectionClosed) and end_of_line.rcvd else 1006
                with self._news:
                    self.closed = code
                    self._news.notify_all()
                return
            with self._news:
                self.raw.append(text)
                self._take(json.loads(text), opening)
                opening = False
                self._news.notify_all()

    def _take(self, message: dict[str, Any], opening: bool) -> None:
        if "beat" in message:
            self.beats.append((time.monotonic(), message["beat"]))
        elif "positions" in message:
            self.moves.append((time.monotonic(), message["positions"]))
            self.places.update({place[0]: place for place in message["positions"]})
        else:
            self._apply(message, opening)

    def _apply(self, frame: dict[str, Any], opening: bool) -> None:
        """Drop everything for `after: null`; else put and remove by id."""
        put = {card["id"]: card for cards in frame["cards"].values() for card in cards}
        self._check(not put.keys() & set(frame["gone"]), "an id in cards and in gone", frame)
        self._check(all(card["rev"] <= frame["position"] for card in put.values()), "a rev of the future", frame)
        if opening:
            self._check(frame["after"] in (None, self.position), "not what was asked for", frame)
        else:
            self._check(self.position is not None and frame["position"] > self.position, "positions must rise", frame)
        if frame["after"] is None:
            self.held = {}
        self.held |= put
        for gone in frame["gone"]:
            self.held.pop(gone, None)
        self.position = frame["position"]
        self.frames.append(frame)

    def _check(self, holds: bool, what: str, frame: dict[str, Any]) -> None:
        if not holds:
            self.faults.append(f"{what}: {json.dumps(frame)[:500]}")

    def wait(self, condition: Callable[[], bool], seconds: float = PATIENCE_S) -> float:
        """Wait until it holds; the seconds that took.

        Raises:
            AssertionError: it never did.
        """
        start = time.monotonic()
        with self._news:
            assert self._news.wait_for(condition, seconds), f"closed: {self.closed}, last: {self.raw[-1:]}"
        return time.monotonic() - start

    def shows(self, board: Mapping[str, Any]) -> bool:
        """Whether it holds exactly the cards of a board."""
        return self.held == {card["id"]: card for cards in board["cards"].values() for card in cards}


def close_code(port: int, headers: Mapping[str, str], first: str | bytes | None = None, path: str = "/ws/board") -> int:
    """With which code the server ends a connection, after this first message if there is one."""
    try:
        with open_stream(port, headers, path) as link:
            if first is not None:
                link.send(first)
            while True:
                link.recv(PATIENCE_S)
    except ConnectionClosed as end_of_line:
        return end_of_line.rcvd.code if end_of_line.rcvd else 1006
    except InvalidStatus as refused:
        return refused.response.status_code
