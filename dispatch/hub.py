"""One hub per server process: reads the record, builds what changed, fills the rings.

Everything here runs on the event loop; what touches the database runs in one thread of the hub's own, so that it
uses one connection and no more.
"""

import asyncio
import contextlib
import logging
import os
import socket
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final, TypeVar

from channels.layers import get_channel_layer
from django.db import DatabaseError, InterfaceError, connections
from redis.exceptions import RedisError

from dispatch.board import Position, cards_of, changed_by, position_of, positions, wall_places, whole_house
from dispatch.cards import Card
from dispatch.models import UnitPosition
from dispatch.ring import Beat, Ring, dumps
from dispatch.shelf import Shelf, Written, write
from foundation.clock.standin import is_late
from foundation.journal import snapshot
from foundation.journal.selectors import read_after
from foundation.lib import time
from foundation.lib.bell import GROUP, bell
from foundation.lib.time import iso
from foundation.lib.web import fresh_connection
from foundation.people.presence import write_presence
from incidents.access import CENTRE, WALLBOARD, Audience

log = logging.getLogger(__name__)
T = TypeVar("T")
# Seconds: the look that needs no bell, the heartbeat, the pace of positions and of presence.
LOOK_S: Final = 1.0
BEAT_S: Final = 3.0
MOVES_S: Final = 1.0
MOVES_OVERLAP: Final = timedelta(seconds=2)
READ_AT_ONCE: Final = 2000


@dataclass(frozen=True)
class News:
    """What one look at the record found."""

    position: int
    cards: tuple[Card, ...]
    all_anew: bool = False
    more: bool = False


class Hub:
    """The rings of all audiences that were ever looked at in this process."""

    def __init__(self) -> None:
        self.rings: dict[str, Ring] = {}
        # From the first console on.
        self._shelf: Shelf | None = None
        # While the record cannot be read no beat is sent: a console must see that what it shows is stale.
        self._reading = True
        self._notes: set[asyncio.Task[None]] = set()
        self.process = f"{socket.gethostname()}:{os.getpid()}"
        self._consoles: Counter[str] = Counter()
        self._wake = asyncio.Event()
        self._lock = asyncio.Lock()
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hub")
        self._tasks: list[asyncio.Task[None]] = []
        self._moved_until: datetime | None = None

    async def start(self) -> None:
        """Begin to read the record from its present end; does nothing when it runs already."""
        if self._tasks:
            return
        loop = asyncio.get_running_loop()
        self._listener = lambda: loop.call_soon_threadsafe(self._wake.set)
        bell.listen(self._listener)
        jobs = (
            self._read_for_ever(),
            self._hear_bells(),
            self._every(BEAT_S, self._beat),
            self._every(MOVES_S, self._follow_moves),
        )
        self._tasks = [asyncio.create_task(job) for job in jobs]

    async def stop(self) -> None:
        """End; consoles find another server."""
        bell.forget(self._listener)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        await self._in_thread(connections.close_all)
        self._threads.shutdown(wait=False)

    async def ring_of(self, audience: Audience | None) -> Ring:
        """The audience's ring, filled with its whole board when nobody looked at it before."""
        name = name_of(audience)
        if name not in self.rings:
            # Under the lock, so that no change falls between the board and the frames that follow it.
            async with self._lock:
                if self._shelf is None:
                    self._shelf = await self._in_thread(fill_shelf)
                else:
                    await self._read_on()
                if name not in self.rings:
                    places = await self._in_thread(lambda: places_of(audience))
                    self.rings[name] = self._shelf.ring_of(name)
                    self.rings[name].places = places
        return self.rings[name]

    async def catch_up(self) -> None:
        """Read now what the record holds, for a console that knows more than this process does."""
        await self._read()

    def arrive(self, audience: Audience | None) -> None:
        """A console connected; its presence is written at once, because an alert may follow at once."""
        self._consoles[name_of(audience)] += 1
        self._note_presence()

    def leave(self, audience: Audience | None) -> None:
        """A console is gone."""
        self._consoles[name_of(audience)] -= 1
        self._note_presence()

    def _note_presence(self) -> None:
        # The loop itself holds a task only weakly.
        note = asyncio.get_running_loop().create_task(self._write_presence())
        self._notes.add(note)
        note.add_done_callback(self._notes.discard)

    async def _write_presence(self) -> None:
        held = {name: max(0, count) for name, count in self._consoles.items()}
        with contextlib.suppress(DatabaseError, InterfaceError):
            await self._in_thread(lambda: write_presence(self.process, held))

    async def _in_thread(self, work: Callable[[], T]) -> T:
        def guarded() -> T:
            with fresh_connection():
                return work()

        return await asyncio.get_running_loop().run_in_executor(self._threads, guarded)

    async def _read_for_ever(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), LOOK_S)
            self._wake.clear()
            try:
                await self._read()
                self._reading = True
            except (DatabaseError, InterfaceError) as error:
                self._reading = False
                log.warning("live board: the database is away: %s", error)
            except Exception:
                self._reading = False
                log.exception("live board: the record cannot be read")

    async def _read(self) -> None:
        async with self._lock:
            await self._read_on()

    async def _read_on(self) -> None:
        while self._shelf is not None:
            news = await self._in_thread(partial(look, self._shelf.position))
            if news is None:
                return
            await self._spread(news)
            # Whoever wrote meanwhile has rung for it.
            if not news.more:
                return

    async def _spread(self, news: News) -> None:
        if self._shelf is None or news.all_anew:
            self._shelf = await self._in_thread(fill_shelf)
            for name, ring in self.rings.items():
                ring.replace(self._shelf.ring_of(name))
            return
        written = write(news.cards)
        self._shelf.put(news.position, written)
        spread(self.rings, news.position, written)

    async def _hear_bells(self) -> None:
        layer = get_channel_layer()
        while True:
            try:
                channel = await layer.new_channel()
                await layer.group_add(GROUP, channel)
                while True:
                    message = await layer.receive(channel)
                    # Our own rings came without the way over Redis.
                    if message.get("from") != bell.name:
                        self._wake.set()
            except (
                OSError,
                RedisError,
                TimeoutError,
                RuntimeError,
            ) as error:  # Redis is away: the look every second goes on
                log.info("bells not heard: %s", error)
                await asyncio.sleep(1)

    async def _every(self, seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        """Do it for ever: a database that is away is waited for, and no defect ends it in silence."""
        while True:
            await asyncio.sleep(seconds)
            try:
                await work()
            except (DatabaseError, InterfaceError):
                continue
            except Exception:
                log.exception("live board: a regular job failed")

    async def _beat(self) -> None:
        """Say that the stream lives; not while the record cannot be read, for then what the consoles show is stale."""
        if not self._reading:
            return
        at, late = await self._in_thread(clock_state)
        await self._write_presence()
        for ring in self.rings.values():
            ring.publish(Beat(ring.position, iso(at) or "", "late" if late else "ok"))

    async def _follow_moves(self) -> None:
        if self.rings:
            self._spread_moves(await self._in_thread(self._moves))

    def _moves(self) -> list[Position]:
        rows = UnitPosition.objects.select_related("unit").order_by("heard_at")
        if self._moved_until is not None:
            # Rows do not become visible in the order of their times: look a little back, and tell only what is new.
            rows = rows.filter(heard_at__gt=self._moved_until - MOVES_OVERLAP)
        found = list(rows)
        if found:
            self._moved_until = found[-1].heard_at
        return [position_of(row) for row in found]

    def _spread_moves(self, moved: list[Position]) -> None:
        texts = {place.unit: dumps(place.as_json()) for place in moved}
        for audience, ring in self.rings.items():
            if audience == WALLBOARD.name:
                mine = {place.unit: dumps(place.as_json()) for place in wall_places(moved)}
            else:
                mine = {place.unit: texts[place.unit] for place in moved if audience in place.audiences}
            told = {unit: text for unit, text in mine.items() if ring.places.get(unit) != text}
            if told:
                ring.move(told)


# Whose screens are the most, and who as a rule made the change.
HOUSE: Final = {CENTRE.name, WALLBOARD.name}


def spread(rings: Mapping[str, Ring], position: int, written: Written) -> None:
    """Put what changed up to `position` into every ring; a ring's consoles are woken as it is filled.

    Those who are called come first: behind a hundred screens of the centre a desk would wait milliseconds longer.
    """
    for audience, ring in sorted(rings.items(), key=lambda item: item[0] in HOUSE):
        if audience == WALLBOARD.name:
            ring.put(audience, position, written.wall, written.wall_texts)
        else:
            ring.put(audience, position, written.cards, written.texts)


def look(position: int) -> News | None:
    """What the record says after `position`, with the cards of everything it speaks of; None when nothing is new."""
    with snapshot():
        entries = read_after(position, READ_AT_ONCE)
        if not entries:
            return None
        changed = changed_by(entries, position)
        more = len(entries) == READ_AT_ONCE
        return News(changed.position, tuple(cards_of(changed)), changed.all_anew, more)


def name_of(audience: Audience | None) -> str:
    """The name of an audience's ring. Accounts without a part in what goes on share one: empty, but alive."""
    return audience.name if audience is not None else "nobody"


def fill_shelf() -> Shelf:
    """Every card of anybody's board, as of one moment."""
    with snapshot():
        whole = whole_house()
    return Shelf(whole.position, write(whole.cards))


def places_of(audience: Audience | None) -> dict[str, str]:
    """The last places of the units that this audience sees, as they travel."""
    return {} if audience is None else {place.unit: dumps(place.as_json()) for place in positions(audience)}


def clock_state() -> tuple[datetime, bool]:
    """The database's time, and whether Celery's clock is late."""
    return time.now(), is_late()


hub = Hub()
