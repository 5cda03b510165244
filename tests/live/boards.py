"""The property that keeps the live board honest: *old board + frames == a fresh board*."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from agencies.models import Agency, Unit
from dispatch.board import board_of
from dispatch.hub import fill_shelf, look, spread
from dispatch.ring import CardFrame, Ring, dump_card, merge_cards
from dispatch.shelf import Shelf, write
from foundation.journal import snapshot
from foundation.journal.selectors import head_position
from incidents.access import CENTRE, WALLBOARD, Audience

AGENCIES = ("damkar", "polres", "bpbd", "rsud_iskak_psc", "puskesmas_net", "kai")
CREWS = ("AMB-1", "PMK-1")

Held = dict[str, dict[str, Any]]


def all_audiences() -> list[Audience]:
    """The centre, the wall, agencies that lead, support, stand in and have no part at all, and two crews."""
    agencies = Agency.objects.filter(code__in=AGENCIES).order_by("code")
    crews = Unit.objects.filter(call_sign__in=CREWS).order_by("call_sign")
    own = [CENTRE, WALLBOARD]
    return [*own, *(Audience("agency", one.id) for one in agencies), *(Audience("unit", one.id) for one in crews)]


def fresh(audience: Audience) -> Held:
    """What a console sees that loads its page now."""
    with snapshot():
        board = board_of(audience)
    return {card.id: json.loads(dump_card(card)) for card in board.cards}


@dataclass
class Console:
    """A console that was connected before the change: what it holds, and what it was told since."""

    audience: Audience
    position: int
    held: Held
    told: list[dict[str, Any]]

    def apply(self, frame: dict[str, Any]) -> None:
        """Take in a frame as the page's store does."""
        put = {card["id"]: card for cards in frame["cards"].values() for card in cards}
        assert not put.keys() & set(frame["gone"]), "an id is in cards and in gone"
        assert frame["position"] > self.position, "positions must rise"
        assert set(frame["gone"]) <= self.held.keys(), "gone names what this console never saw"
        for card_id, card in put.items():
            assert card["rev"] <= frame["position"]
            self.held[card_id] = card
        for card_id in frame["gone"]:
            del self.held[card_id]
        self.position = frame["position"]
        self.told.append(frame)


@contextmanager
def watched_boards(*, expect_change: bool = True) -> Iterator[dict[Audience, Console]]:
    """Run a change between an old board and a fresh one, for every audience, and compare.

    So is what the hub's shelf would give an audience that comes now. Fails where nothing changed on any board, so that
    no test passes by being empty.
    """
    consoles, rings = {}, {}
    shelf = fill_shelf()
    for audience in all_audiences():
        with snapshot():
            board = board_of(audience)
        held = {card.id: json.loads(dump_card(card)) for card in board.cards}
        consoles[audience] = Console(audience, board.position, held, [])
        rings[audience] = Ring.from_cards(board.position, board.cards)
    start = head_position()
    yield consoles
    shelf = spread_after(rings, shelf, start)
    for audience, console in consoles.items():
        tell(console, rings[audience])
        anew = fresh(audience)
        assert console.held.keys() == anew.keys(), f"{audience.name}: the ids differ"
        for card_id, card in anew.items():
            assert console.held[card_id] == card, f"{audience.name}: a card differs"
        assert begins_with(shelf, audience) == anew, f"{audience.name}: who comes now sees another board"
    if expect_change:
        assert head_position() > start, "nothing was written"
        assert any(console.told for console in consoles.values()), "no board changed"


def begins_with(shelf: Shelf, audience: Audience) -> Held:
    """What the hub tells a console of an audience that nobody looked at before."""
    cards = shelf.ring_of(audience.name).cards
    return {card_id: json.loads(text) for held in cards.values() for card_id, text in held.items()}


def spread_after(rings: dict[Audience, Ring], shelf: Shelf, start: int) -> Shelf:
    """What the hub does with what it reads."""
    by_name = {audience.name: ring for audience, ring in rings.items()}
    position = start
    while (news := look(position)) is not None:
        if news.all_anew:
            shelf = fill_shelf()
            for name, ring in by_name.items():
                ring.replace(shelf.ring_of(name))
        else:
            written = write(news.cards)
            shelf.put(news.position, written)
            spread(by_name, news.position, written)
        position = news.position
    return shelf


def tell(console: Console, ring: Ring) -> None:
    """All frames of the ring to one console, merged as after a cut line; one by one they must give the same."""
    if ring.take(0) is None:  # told anew, whole: what this console held is dropped
        whole = json.loads(ring.everything()[0])
        console.held = {card["id"]: card for cards in whole["cards"].values() for card in cards}
        console.told.append(whole)
        return
    frames = [frame for frame in ring.frames if isinstance(frame, CardFrame)]
    if not frames:
        return
    single = Console(console.audience, console.position, dict(console.held), [])
    for frame in frames:
        single.apply(json.loads(merge_cards([frame], frame.after)))
    merged = json.loads(merge_cards(frames, console.position))
    merged["gone"] = [card_id for card_id in merged["gone"] if card_id in console.held]
    console.apply(merged)
    assert console.held == single.held, "merged frames differ from single ones"
