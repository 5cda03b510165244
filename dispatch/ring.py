"""One audience's frames: serialised once, kept for a while, read by every console at its own cursor. Plain Python."""

import asyncio
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dispatch.cards import KINDS, Card

# So many frames are kept; a console that is farther behind is told everything anew.
KEPT: Final = 2000


def dumps(value: Any) -> str:
    """JSON without spaces."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def dump_card(card: Card) -> str:
    """A card as it travels; done once, whatever the number of audiences and consoles."""
    return dumps(card.data)


@dataclass(frozen=True)
class CardFrame:
    """Cards put and ids gone between two positions."""

    after: int
    position: int
    cards: Mapping[str, Mapping[str, str]]
    gone: frozenset[str]


@dataclass(frozen=True)
class Beat:
    """The stream is alive, and whether the clock is."""

    position: int
    at: str
    clock: str


@dataclass(frozen=True)
class Moves:
    """Units that moved, by id: JSON text of `[id, lat, lon, at]`."""

    units: Mapping[str, str]


Frame = CardFrame | Beat | Moves


@dataclass
class Ring:
    """The frames of one audience and the board they lead to.

    `start` is the absolute number of the oldest frame kept, `floor` the position from which the frames kept are
    complete. The board itself (`cards`, `places`) stands beside the frames: a console that starts or fell too far
    behind is served from it, without asking the database.
    """

    position: int
    cards: dict[str, dict[str, str]]
    places: dict[str, str] = field(default_factory=dict)
    frames: list[Frame] = field(default_factory=list)
    start: int = 0
    floor: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    _merged: dict[int, list[str]] = field(default_factory=dict)

    @classmethod
    def from_cards(cls, position: int, cards: Iterable[Card]) -> "Ring":
        """A ring that begins with a whole board."""
        held: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        for card in cards:
            held[card.kind][card.id] = dump_card(card)
        return cls(position=position, cards=held, floor=position)

    @property
    def end(self) -> int:
        """The number that the next frame will have."""
        return self.start + len(self.frames)

    def put(self, audience: str, position: int, cards: Sequence[Card], texts: Mapping[str, str]) -> None:
        """Take in what changed up to `position`: put what this audience sees, and name gone what it saw before."""
        if position <= self.position:
            return
        put: dict[str, dict[str, str]] = {}
        gone = set()
        for card in cards:
            held = self.cards[card.kind]
            if audience in card.audiences:
                held[card.id] = texts[card.id]
                put.setdefault(card.kind, {})[card.id] = texts[card.id]
            elif held.pop(card.id, None) is not None:
                gone.add(card.id)
        after, self.position = self.position, position
        if put or gone:
            self.publish(CardFrame(after, position, put, frozenset(gone)))

    def replace(self, new: "Ring") -> None:
        """Begin again with another's board: every console's cursor has left the ring, so all are told everything."""
        self.cards, self.position, self.floor = new.cards, new.position, new.position
        self.start, self.frames = self.end + 1, []
        self._wake()

    def move(self, places: Mapping[str, str]) -> None:
        """Units moved."""
        self.places.update(places)
        self.publish(Moves(dict(places)))

    def publish(self, frame: Frame) -> None:
        """Append a frame and wake every console that waits."""
        self.frames.append(frame)
        if len(self.frames) > KEPT:
            self._forget(len(self.frames) - KEPT)
        self._wake()

    def _wake(self) -> None:
        self._merged.clear()
        waiting, self.changed = self.changed, asyncio.Event()
        waiting.set()

    def _forget(self, count: int) -> None:
        for frame in self.frames[:count]:
            if isinstance(frame, CardFrame):
                self.floor = frame.position
        del self.frames[:count]
        self.start += count

    def cursor_after(self, position: int) -> int | None:
        """Where a console that holds `position` goes on; None when it must be told everything."""
        if not self.floor <= position <= self.position:
            return None
        for back, frame in enumerate(reversed(self.frames)):
            if isinstance(frame, CardFrame) and frame.position <= position:
                return self.end - back
        return self.start

    def take(self, cursor: int) -> list[str] | None:
        """Everything after a cursor as few messages as possible; None when the cursor has left the ring.

        What many consoles ask for at once is made once.
        """
        if cursor < self.start:
            return None
        if cursor not in self._merged:
            self._merged[cursor] = merge(self.frames[cursor - self.start :])
        return self._merged[cursor]

    def since(self, cursor: int, after: int) -> list[str]:
        """The answer to a console that comes back holding position `after`: always one frame, and all places."""
        missed = [frame for frame in self.frames[cursor - self.start :] if isinstance(frame, CardFrame)]
        first = merge_cards(missed, after) if missed else frame_text(after, self.position, {}, ())
        return [first, *self.all_places()]

    def everything(self) -> list[str]:
        """The whole board: drop what you have, this is all there is."""
        if -1 not in self._merged:
            whole = frame_text(None, self.position, self.cards, ())
            self._merged[-1] = [whole, *self.all_places()]
        return self._merged[-1]

    def all_places(self) -> list[str]:
        """Where every unit is, as one message; none when nobody told."""
        return [positions_text(self.places.values())] if self.places else []


def merge(frames: Sequence[Frame]) -> list[str]:
    """Frames as messages: all cards in one (the last state of each), the last place of each unit, the last beat."""
    cards = [frame for frame in frames if isinstance(frame, CardFrame)]
    moves = [frame for frame in frames if isinstance(frame, Moves)]
    beats = [frame for frame in frames if isinstance(frame, Beat)]
    texts = [merge_cards(cards, cards[0].after)] if cards else []
    if moves:
        last: dict[str, str] = {}
        for frame in moves:
            last.update(frame.units)
        texts.append(positions_text(last.values()))
    if beats:
        texts.append(beat_text(beats[-1]))
    return texts


def merge_cards(frames: Sequence[CardFrame], after: int) -> str:
    """Several frames as one: an id is in `cards` or in `gone`, as its last state has it."""
    put: dict[str, dict[str, str]] = {}
    gone: set[str] = set()
    for frame in frames:
        for kind, cards in frame.cards.items():
            put.setdefault(kind, {}).update(cards)
            gone.difference_update(cards)
        for card_id in frame.gone:
            gone.add(card_id)
            for held in put.values():
                held.pop(card_id, None)
    return frame_text(after, frames[-1].position, put, gone)


def frame_text(after: int | None, position: int, cards: Mapping[str, Mapping[str, str]], gone: Iterable[str]) -> str:
    """A frame of cards that are JSON text already."""
    kinds = ",".join(f'"{kind}":[{",".join(cards[kind].values())}]' for kind in KINDS if kind in cards)
    return f'{{"after":{dumps(after)},"position":{position},"cards":{{{kinds}}},"gone":{dumps(sorted(gone))}}}'


def positions_text(places: Iterable[str]) -> str:
    """A frame of places that are JSON text already."""
    return f'{{"positions":[{",".join(places)}]}}'


def beat_text(beat: Beat) -> str:
    """A heartbeat."""
    return dumps({"beat": {"position": beat.position, "at": beat.at, "clock": beat.clock}})
