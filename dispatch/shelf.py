"""Every card that is on anybody's board, as text, as of one position of the record. Plain Python.

A card is built once for all audiences, and so is the board that a new audience begins with: after a restart a dozen
audiences come at once, the record is read for the first of them, the others take from here what is theirs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dispatch.cards import KINDS, Card
from dispatch.ring import Ring, dump_card
from dispatch.wallboard.cards import wall_cards
from incidents.access import WALLBOARD


@dataclass(frozen=True)
class Written:
    """Cards as they travel, each written once: for who works with them, and stripped for the wall."""

    cards: tuple[Card, ...]
    texts: Mapping[str, str]
    wall: tuple[Card, ...]
    wall_texts: Mapping[str, str]


def write(cards: Iterable[Card]) -> Written:
    """Write them down."""
    cards = tuple(cards)
    wall = tuple(wall_cards(cards))
    return Written(
        cards, {card.id: dump_card(card) for card in cards}, wall, {card.id: dump_card(card) for card in wall}
    )


@dataclass(frozen=True, slots=True)
class Held:
    """What is left of a card here. Text, not values: a collection of garbage would walk through all of these."""

    kind: str
    audiences: frozenset[str]
    text: str


class Shelf:
    """The cards by id, the wall's apart."""

    def __init__(self, position: int, written: Written) -> None:
        self._held: dict[str, Held] = {}
        self._wall: dict[str, Held] = {}
        self.put(position, written)

    def put(self, position: int, written: Written) -> None:
        """Take in what changed up to `position`; what is on no board any more leaves."""
        self.position = position
        hold(self._held, written.cards, written.texts)
        hold(self._wall, written.wall, written.wall_texts)

    def ring_of(self, audience: str) -> Ring:
        """A ring that begins with what this audience sees now."""
        seen: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        for card_id, held in (self._wall if audience == WALLBOARD.name else self._held).items():
            if audience in held.audiences:
                seen[held.kind][card_id] = held.text
        return Ring(position=self.position, cards=seen, floor=self.position)


def hold(held: dict[str, Held], cards: Iterable[Card], texts: Mapping[str, str]) -> None:
    """Put cards in their place, or away."""
    for card in cards:
        if card.audiences:
            held[card.id] = Held(card.kind, card.audiences, texts[card.id])
        else:
            held.pop(card.id, None)
