"""The ring: serialised once, resumed anywhere, never torn. Compared with a plain model by Hypothesis."""

import asyncio
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch.cards import Card
from dispatch.ring import KEPT, Beat, Ring, dump_card

MINE, OTHER = "centre", "agency:1"


def card(number: int, rev: int, *audiences: str) -> Card:
    return Card("incidents", f"i{number}", {"id": f"i{number}", "rev": rev}, frozenset(audiences))


def put(ring: Ring, position: int, *cards: Card) -> None:
    ring.put(MINE, position, cards, {item.id: dump_card(item) for item in cards})


def told(texts: list[str]) -> list[dict[str, object]]:
    return [json.loads(text) for text in texts]


def test_a_console_that_comes_back_gets_what_it_missed() -> None:
    ring = Ring.from_cards(10, [card(1, 10, MINE)])
    put(ring, 11, card(1, 11, MINE))
    put(ring, 12, card(2, 12, MINE))
    put(ring, 13, card(1, 13, OTHER))
    cursor = ring.cursor_after(11)
    assert cursor is not None
    (frame,) = told(ring.since(cursor, 11))
    assert frame == {"after": 11, "position": 13, "cards": {"incidents": [{"id": "i2", "rev": 12}]}, "gone": ["i1"]}


def test_an_audience_that_never_saw_a_card_learns_nothing_of_it() -> None:
    ring = Ring.from_cards(10, [])
    put(ring, 11, card(1, 11, OTHER))
    put(ring, 12, card(1, 12, OTHER))
    assert ring.frames == []
    assert ring.position == 12


def test_a_console_from_before_the_ring_or_from_the_future_is_told_everything() -> None:
    ring = Ring.from_cards(10, [card(1, 10, MINE)])
    assert ring.cursor_after(9) is None
    assert ring.cursor_after(11) is None
    assert told(ring.everything())[0]["after"] is None


def test_a_ring_forgets_old_frames_and_says_so() -> None:
    ring = Ring.from_cards(0, [])
    for position in range(1, KEPT + 10):
        put(ring, position, card(1, position, MINE))
    assert len(ring.frames) == KEPT
    assert ring.take(0) is None
    assert ring.cursor_after(5) is None
    assert ring.cursor_after(KEPT) is not None


def test_frames_missed_together_arrive_as_one_and_only_the_last_beat() -> None:
    ring = Ring.from_cards(0, [])
    put(ring, 1, card(1, 1, MINE))
    ring.publish(Beat(1, "t1", "ok"))
    put(ring, 2, card(1, 2, MINE))
    ring.publish(Beat(2, "t2", "late"))
    frames = told(ring.take(0) or [])
    assert len(frames) == 2
    assert frames[0]["cards"] == {"incidents": [{"id": "i1", "rev": 2}]}
    assert frames[1] == {"beat": {"position": 2, "at": "t2", "clock": "late"}}


def test_publishing_wakes_whoever_waits() -> None:
    async def wait() -> bool:
        ring = Ring.from_cards(0, [])
        waiter = asyncio.create_task(ring.changed.wait())
        await asyncio.sleep(0)
        put(ring, 1, card(1, 1, MINE))
        return await asyncio.wait_for(waiter, 1)

    assert asyncio.run(wait())


changes = st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=30)


@settings(max_examples=200)
@given(changes, st.integers(0, 30))
def test_resuming_anywhere_ends_in_the_same_board(changes: list[tuple[int, bool]], cut: int) -> None:
    ring = Ring.from_cards(0, [])
    boards: list[dict[str, dict[str, object]]] = [{}]
    for position, (number, mine) in enumerate(changes, start=1):
        put(ring, position, card(number, position, MINE if mine else OTHER))
        board = dict(boards[-1])
        board.pop(f"i{number}", None)
        if mine:
            board[f"i{number}"] = {"id": f"i{number}", "rev": position}
        boards.append(board)
    start = min(cut, len(changes))
    held = dict(boards[start])
    cursor = ring.cursor_after(start)
    assert cursor is not None
    for frame in told(ring.since(cursor, start)):
        for item in frame["cards"].get("incidents", []):  # type: ignore[attr-defined]
            held[item["id"]] = item
        for gone in frame["gone"]:  # type: ignore[attr-defined]
            held.pop(gone, None)
    assert held == boards[-1]
