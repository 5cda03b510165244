"""Django's WSGI application under ASGI: a fixed number of threads, and one hand-over each way.

A request waits on the event loop until it is whole, so that a slow sender holds no thread; its answer goes back whole.
Only what is large is read and sent in pieces.
"""

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
Headers = list[tuple[str, str]]
WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# Bytes that are received before a thread is asked, and that are gathered before they are sent.
WHOLE: Final = 256 * 1024
PIECE: Final = 64 * 1024


class Bridge:
    """An ASGI application that calls a WSGI one."""

    def __init__(self, application: WSGI, threads: int) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="pages")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        loop = asyncio.get_running_loop()
        length = announced_length(scope)
        body: io.BufferedIOBase
        if length <= WHOLE:
            body = io.BytesIO(await receive_whole(receive) if length else b"")
        else:
            body = io.BufferedReader(Upload(loop, receive), PIECE)
        answer = Answer(loop, send)
        await loop.run_in_executor(self._threads, answer.make, self._application, environ_of(scope, body))
        await answer.finish()


class Answer:
    """What the application says to one request."""

    def __init__(self, loop: asyncio.AbstractEventLoop, send: Send) -> None:
        self._loop = loop
        self._send = send
        self._start: dict[str, Any] | None = None
        self._pieces: list[bytes] = []

    def make(self, application: WSGI, environ: dict[str, Any]) -> None:
        """Call the application, in a thread; who reads slowly holds up whoever writes much."""
        chunks = application(environ, self._begin)
        try:
            waiting = 0
            for chunk in chunks:
                self._pieces.append(chunk)
                waiting += len(chunk)
                if waiting >= PIECE:
                    asyncio.run_coroutine_threadsafe(self._flush(more=True), self._loop).result()
                    waiting = 0
        finally:
            getattr(chunks, "close", lambda: None)()

    async def finish(self) -> None:
        """Send what is left, on the loop."""
        await self._flush(more=False)

    def _begin(self, status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], None]:
        named = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers]
        self._start = {"type": "http.response.start", "status": int(status[:3]), "headers": named}
        return self._pieces.append

    async def _flush(self, *, more: bool) -> None:
        if self._start is not None:
            await self._send(self._start)
            self._start = None
        body, self._pieces = b"".join(self._pieces), []
        await self._send({"type": "http.response.body", "body": body, "more_body": more})


class Upload(io.RawIOBase):
    """A large body, received piece by piece while a thread reads it."""

    def __init__(self, loop: asyncio.AbstractEventLoop, receive: Receive) -> None:
        self._loop = loop
        self._receive = receive
        self._left = b""
        self._more = True

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes; none when the body, or its sender, is at an end."""
        while not self._left and self._more:
            message = asyncio.run_coroutine_threadsafe(self._next(), self._loop).result()
            self._left, self._more = message.get("body", b""), message.get("more_body", False)
        taken = self._left[: len(buffer)]
        self._left = self._left[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)

    async def _next(self) -> Any:
        return await self._receive()


async def receive_whole(receive: Receive) -> bytes:
    """A small body; what a sender that went away had sent."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(body)


def announced_length(scope: Scope) -> int:
    """The bytes of the body. None announced is none: WSGI knows no body of unknown length."""
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0


def environ_of(scope: Scope, body: io.BufferedIOBase) -> dict[str, Any]:
    """The request as WSGI has it."""
    host, port = scope.get("server") or ("localhost", 80)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin1"),
        "QUERY_STRING": scope["query_string"].decode("latin1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        # `x_real` and `x-real` would become one name: nobody's proxy writes the first, and who does means to deceive.
        if b"_" in raw_name:
            continue
        name, value = raw_name.decode("latin1").upper().replace("-", "_"), raw_value.decode("latin1")
        if name not in ("CONTENT_LENGTH", "CONTENT_TYPE"):
            name = f"HTTP_{name}"
        environ[name] = f"{environ[name]},{value}" if name in environ else value
    return environ
