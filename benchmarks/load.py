"""Files reports over HTTP as programs do, over connections that stay open.

    python -m benchmarks.load PORT TOKEN CONNECTIONS SECONDS [PER_SECOND]

As fast as it can, or evenly so many a second. Prints `{accepted, refused, seconds, p50, p99, spent}`,
times in milliseconds.
"""

import asyncio
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import cast

import uvloop

from benchmarks.bench import percentile

# What people say, by nobody in particular.
TEXTS = (
    "Rumah tetangga saya kebakaran, api sudah sampai atap, tolong cepat",
    "Ada kecelakaan motor dengan truk di perempatan, satu orang tidak sadar",
    "Bapak saya sesak napas dan dadanya sakit sejak tadi pagi",
    "Pohon besar tumbang menutup jalan, kabel listrik ikut putus",
    "Ada ular kobra masuk ke dapur, kami tidak berani mendekat",
    "Banjir sudah setinggi lutut, nenek saya masih di dalam rumah",
    "Toko saya baru saja dirampok dua orang membawa celurit",
    "Anak saya kejang dan badannya panas sekali",
    "halo halo",
    "Mau tanya nomor telepon kantor kecamatan",
)
# Reports written before the time begins to run; more than a run takes, so that no caller calls twice.
READY = 4000


@dataclass
class Outcome:
    """What the server said, and how long each answer took (seconds)."""

    refused: int = 0
    times: list[float] = field(default_factory=list)


def request(port: int, token: str, dice: random.Random) -> bytes:
    """One report as bytes on the wire."""
    body = json.dumps(
        {
            "channel": "call",
            "text": dice.choice(TEXTS),
            "caller": {"phone": f"08{dice.randrange(10**9, 10**10)}", "name": "Penelepon"},
            "location": {"lat": dice.uniform(-8.25, -7.9), "lon": dice.uniform(111.75, 112.05), "text": "dekat pasar"},
        }
    ).encode()
    head = (
        f"POST /api/v1/reports HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Token {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Caller(asyncio.Protocol):
    """One connection, one report after another. No streams, no tasks: the limit's generator is in C, and ours must not
    take the processor from the server that it measures."""

    def __init__(self, wires: Iterator[bytes], end: float, outcome: Outcome, pause: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._wires, self._end, self._outcome, self._pause = wires, end, outcome, pause
        self._due = time.monotonic() + pause * random.random()
        self._began = 0.0
        self._heard = b""
        self.done = self._loop.create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._line = cast(asyncio.Transport, transport)
        self._later()

    def data_received(self, data: bytes) -> None:
        """Take the time of a whole answer, and say the next report."""
        self._heard = self._heard + data if self._heard else data
        end = self._heard.find(b"\r\n\r\n")
        if end < 0 or len(self._heard) < end + 4 + length_of(self._heard[:end]):
            return
        if self._heard[9:12] == b"201":
            self._outcome.times.append(time.monotonic() - self._began)
        else:
            self._outcome.refused += 1
        self._heard = b""
        self._later()

    def connection_lost(self, _error: Exception | None) -> None:
        """The end, or the server's."""
        if not self.done.done():
            self.done.set_result(None)

    def _later(self) -> None:
        now = time.monotonic()
        if now >= self._end:
            self._line.close()
        elif self._pause and now < self._due:
            self._loop.call_later(self._due - now, self._say)
        else:
            self._say()

    def _say(self) -> None:
        self._due += self._pause
        self._began = time.monotonic()
        self._line.write(next(self._wires))


def length_of(head: bytes) -> int:
    """The bytes of the body that follows."""
    lines = head.lower().split(b"\r\n")
    return next(int(line[15:]) for line in lines if line.startswith(b"content-length:"))


async def main(port: int, token: str, connections: int, seconds: float, per_second: float) -> None:
    """All connections at once, until the time is over; what they say is written before it begins."""
    dice = random.Random(connections)
    wires = [request(port, token, dice) for _wire in range(READY)]
    outcome, began, spent = Outcome(), time.monotonic(), time.process_time()
    pause = connections / per_second if per_second else 0.0
    said, loop = cycle(wires), asyncio.get_running_loop()
    callers = [
        await loop.create_connection(lambda: Caller(said, began + seconds, outcome, pause), "127.0.0.1", port)
        for _connection in range(connections)
    ]
    await asyncio.gather(*(caller.done for _line, caller in callers))
    told = {
        "accepted": len(outcome.times),
        "refused": outcome.refused,
        "seconds": time.monotonic() - began,
        "p50": percentile(outcome.times, 0.5) * 1000,
        "p99": percentile(outcome.times, 0.99) * 1000,
        # Of the generator itself, for each report (milliseconds).
        "spent": (time.process_time() - spent) / max(1, len(outcome.times)) * 1000,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    numbers = [float(text) for text in sys.argv[3:]]
    uvloop.run(main(int(sys.argv[1]), sys.argv[2], int(numbers[0]), numbers[1], (numbers[2:] or [0.0])[0]))
