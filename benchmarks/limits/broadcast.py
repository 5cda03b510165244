"""The bare limit of the live stream: `websockets.broadcast` to everybody from one asyncio process, and no database.

    python -m benchmarks.limits.broadcast PORT BYTES

Whoever connects to `/drive` and says a number n makes it send n frames of that size, numbered on; everybody else
receives them.
"""

import asyncio
import sys

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

PAD = "x"


class Hall:
    """Everybody who listens, and the number of the last frame."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.listening: set[ServerConnection] = set()
        self.position = 0

    async def serve(self, link: ServerConnection) -> None:
        """One connection, until it is gone."""
        if link.request is not None and link.request.path == "/drive":
            async for count in link:
                await self.drive(int(count))
                await link.send(str(self.position))
            return
        await link.recv()
        await link.send(self.frame())
        self.listening.add(link)
        try:
            await link.wait_closed()
        finally:
            self.listening.discard(link)

    async def drive(self, count: int) -> None:
        """Send so many frames, letting the loop breathe after each."""
        for _frame in range(count):
            self.position += 1
            broadcast(self.listening, self.frame())
            await asyncio.sleep(0)

    def frame(self) -> str:
        """As many bytes as a real frame has, with a position in it."""
        start = f'{{"after":{self.position - 1},"position":{self.position},"cards":"'
        return start + PAD * (self.size - len(start) - 2) + '"}'


async def main(port: int, size: int) -> None:
    """Serve for ever."""
    hall = Hall(size)
    async with serve(hall.serve, "127.0.0.1", port, compression=None, ping_interval=None, max_queue=None):
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), int(sys.argv[2])))
