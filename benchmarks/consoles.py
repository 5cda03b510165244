"""Many consoles in one process, as light as they can be: what is measured is the server, not they.

    python -m benchmarks.consoles PORT PATH

Told by lines of JSON on its input, it answers by one line each:

`{connect: [[token, count], ...], watch: k}`  open them; the first k of each token keep what they are sent
`{reach: position, seconds: s}`               wait until every console was told of that position; when, and of how many
`{stall: token}`                              one more console that says what it wants and then never reads
`{resume: position, seconds: s}`              the stalled one reads on; whether it got there
`{seen: true}`                                what the watched ones were sent: `[[moment, text], ...]`, and forget it

Moments are those of the machine's monotonic clock (seconds), the same for every process.
"""

import asyncio
import base64
import json
import os
import socket
import sys
import time
from typing import Any, cast

import uvloop

TEXT, PING, PONG = 1, 9, 10
POSITION = b'"position":'
OPENING = b'{"after":null}'


class Console(asyncio.Protocol):
    """One console: reads frames, and of most only how far they reach."""

    def __init__(self, path: str, port: int, token: str, *, keeps: bool) -> None:
        self.position = -1
        self.frames = 0
        self.kept: list[tuple[float, str]] = []
        self.lost: Exception | None = None
        self._keeps = keeps
        self._rest = b""
        self._open = False
        key = base64.b64encode(os.urandom(16)).decode()
        self._greeting = (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nAuthorization: Token {token}\r\n\r\n"
        ).encode()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        self.transport = cast(asyncio.Transport, transport)
        self.transport.write(self._greeting)

    def data_received(self, data: bytes) -> None:
        """Take whole frames off what came."""
        data = self._rest + data if self._rest else data
        if not self._open:
            head, found, data = data.partition(b"\r\n\r\n")
            if not found:
                self._rest = head
                return
            self._open = True
            self.transport.write(masked(OPENING))
        at = 0
        while (found_frame := next_frame(data, at)) is not None:
            start, end = found_frame
            kind = data[at] & 0x0F
            if kind == TEXT:
                self.frame(data[start:end])
            elif kind == PING:
                self.transport.write(masked(data[start:end], PONG))
            at = end
        self._rest = data[at:]

    def frame(self, payload: bytes) -> None:
        """How far it reaches; all of it if this one keeps."""
        self.frames += 1
        found = payload.find(POSITION, 0, 60)
        if found >= 0:
            digits = payload[found + len(POSITION) : found + len(POSITION) + 20]
            self.position = max(self.position, int(digits.partition(b",")[0].partition(b"}")[0]))
        if self._keeps:
            self.kept.append((time.monotonic(), payload.decode()))

    def connection_lost(self, error: Exception | None) -> None:
        """It should not happen."""
        self.lost = error or ConnectionResetError()


def next_frame(data: bytes, at: int) -> tuple[int, int] | None:
    """Where the next frame's payload starts and ends, if all of it is there."""
    if len(data) < at + 2:
        return None
    length, start = data[at + 1] & 0x7F, at + 2
    if length == 126:
        length, start = int.from_bytes(data[at + 2 : at + 4], "big"), at + 4
    elif length == 127:
        length, start = int.from_bytes(data[at + 2 : at + 10], "big"), at + 10
    return (start, start + length) if len(data) >= start + length else None


def masked(payload: bytes, kind: int = 1) -> bytes:
    """A short frame as a client must send it; the mask is all zeros."""
    return bytes([0x80 | kind, 0x80 | len(payload), 0, 0, 0, 0]) + payload


class Hall:
    """All consoles of this process."""

    def __init__(self, port: int, path: str) -> None:
        self.port, self.path = port, path
        self.consoles: list[Console] = []
        self.stalled: Console | None = None

    async def connect(self, groups: list[list[Any]], watch: int) -> int:
        """Open them in small groups; all have their first frame when this is over."""
        wanted = [(token, number < watch) for token, count in groups for number in range(count)]
        for start in range(0, len(wanted), 20):
            fresh = await asyncio.gather(*(self.one(token, keeps) for token, keeps in wanted[start : start + 20]))
            self.consoles += fresh
        end = time.monotonic() + 60
        while any(console.frames == 0 for console in self.consoles):
            self.check()
            if time.monotonic() > end:
                raise RuntimeError("not all consoles got their first frame")
            await asyncio.sleep(0.02)
        return len(self.consoles)

    async def one(self, token: str, keeps: bool) -> Console:
        """One connection."""
        loop = asyncio.get_running_loop()
        _transport, console = await loop.create_connection(
            lambda: Console(self.path, self.port, token, keeps=keeps), "127.0.0.1", self.port
        )
        return console

    def check(self) -> None:
        """A console that lost its line makes the round worthless."""
        lost = [console.lost for console in self.consoles if console.lost]
        if lost:
            raise RuntimeError(f"{len(lost)} consoles lost their line: {lost[0]!r}")

    async def reach(self, position: int, seconds: float) -> dict[str, Any]:
        """Wait until all were told of that position."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and any(console.position < position for console in self.consoles):
            self.check()
            await asyncio.sleep(0.002)
        behind = sum(console.position < position for console in self.consoles)
        return {"at": time.monotonic(), "behind": behind, "frames": sum(console.frames for console in self.consoles)}

    async def stall(self, token: str) -> str:
        """One more that stops reading, with a buffer as small as can be."""
        link = socket.socket()
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        link.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(link, ("127.0.0.1", self.port))
        _transport, console = await loop.create_connection(
            lambda: Console(self.path, self.port, token, keeps=True), sock=link
        )
        while console.frames == 0:
            await asyncio.sleep(0.01)
        console.transport.pause_reading()
        self.stalled = console
        return "stalled"

    async def resume(self, position: int, seconds: float) -> dict[str, Any]:
        """The stalled one reads on."""
        assert self.stalled
        self.stalled.transport.resume_reading()
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.stalled.position < position and not self.stalled.lost:
            await asyncio.sleep(0.01)
        told, lost = self.stalled.position >= position, self.stalled.lost is not None
        self.stalled.transport.close()
        return {"told": told, "lost": lost, "frames": self.stalled.frames}

    def seen(self) -> list[tuple[float, str]]:
        """What the watched ones were sent, in order."""
        kept = sorted(item for console in self.consoles for item in console.kept)
        for console in self.consoles:
            console.kept = []
        return kept


async def main(port: int, path: str) -> None:
    """Do what one is told."""
    hall = Hall(port, path)
    reader = asyncio.StreamReader(limit=2**20)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        told = json.loads(line)
        if "connect" in told:
            answer: Any = await hall.connect(told["connect"], told["watch"])
        elif "reach" in told:
            answer = await hall.reach(told["reach"], told["seconds"])
        elif "stall" in told:
            answer = await hall.stall(told["stall"])
        elif "resume" in told:
            answer = await hall.resume(told["resume"], told["seconds"])
        else:
            answer = hall.seen()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), sys.argv[2]))
