"""Files reports over HTTP as programs do, over connections that stay open.

    python -m benchmarks.load PORT TOKEN CONNECTIONS SECONDS [PER_SECOND]

As fast as it can, or evenly so many a second. Prints `{accepted, refused, seconds, p50, p99}`, times in milliseconds.
"""

import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass, field

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


async def answer(reader: asyncio.StreamReader) -> int:
    """The status of one answer, its body read and forgotten."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next(int(line[15:]) for line in lines if line.startswith(b"content-length:"))
    await reader.readexactly(length)
    return int(head[9:12])


async def caller(port: int, token: str, seed: int, end: float, outcome: Outcome, pause: float) -> None:
    """One connection, one report after another."""
    dice = random.Random(seed)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    due = time.monotonic() + pause * dice.random()
    while time.monotonic() < end:
        if pause:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            due += pause
        wire = request(port, token, dice)
        began = time.monotonic()
        writer.write(wire)
        status = await answer(reader)
        if status == 201:
            outcome.times.append(time.monotonic() - began)
        else:
            outcome.refused += 1
    writer.close()


async def main(port: int, token: str, connections: int, seconds: float, per_second: float) -> None:
    """All connections at once, until the time is over."""
    outcome, began = Outcome(), time.monotonic()
    pause = connections / per_second if per_second else 0.0
    callers = (caller(port, token, seed, began + seconds, outcome, pause) for seed in range(connections))
    await asyncio.gather(*callers)
    told = {
        "accepted": len(outcome.times),
        "refused": outcome.refused,
        "seconds": time.monotonic() - began,
        "p50": percentile(outcome.times, 0.5) * 1000,
        "p99": percentile(outcome.times, 0.99) * 1000,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    numbers = [float(text) for text in sys.argv[3:]]
    uvloop.run(main(int(sys.argv[1]), sys.argv[2], int(numbers[0]), numbers[1], (numbers[2:] or [0.0])[0]))
