"""What a screen on the wall may show: counts, kinds and districts, nothing about anybody. Plain values in and out.

Each card is made from the centre's by naming what is taken over, so that nothing new gets onto a wall by itself: no
caller, no words of a report, no notes, no address, no telephone number, and places only to about a hundred metres.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from dispatch.cards import Card
from incidents.access import CENTRE, WALLBOARD

Data = dict[str, Any]
# Decimals of a degree: about 100 m.
COARSE: Final = 3


def wall_cards(cards: Iterable[Card]) -> list[Card]:
    """The wall's cards of what changed; one that the centre sees no more is on no wall either."""
    return [wall_card(card, STRIPS[card.kind]) for card in cards if card.kind in STRIPS]


def wall_card(card: Card, strip: Callable[[Data], Data]) -> Card:
    """One card, stripped."""
    seen = CENTRE.name in card.audiences
    return Card(card.kind, card.id, strip(card.data) if seen else {}, frozenset({WALLBOARD.name} if seen else ()))


def wall_incident(data: Data) -> Data:
    """Kind, urgency, stage and district."""
    area = data["area"] or {}
    taken = ("id", "rev", "number", "type", "type_name", "priority", "stage", "opened_at", "exercise")
    return {name: data[name] for name in taken} | {
        "district": area.get("district") or area.get("name"),
        "lat": coarse(data["lat"]),
        "lon": coarse(data["lon"]),
        "agencies": len({part["agency"]["code"] for part in data["assignments"] if part["status"] in AT_WORK}),
    }


AT_WORK: Final = ("acknowledged", "responding", "on_scene")


def coarse(degrees: float | None) -> float | None:
    """A place that is nobody's address."""
    return None if degrees is None else round(degrees, COARSE)


def wall_report(data: Data) -> Data:
    """That somebody waits, and since when."""
    return {name: data[name] for name in ("id", "rev", "channel", "status", "received_at", "exercise")}


def wall_unit(data: Data) -> Data:
    """Which one, whose it is, whether it is ready, and whether it is out."""
    return {name: data[name] for name in ("id", "rev", "call_sign", "agency", "status", "incident")}


STRIPS: Final[dict[str, Callable[[Data], Data]]] = {
    "incidents": wall_incident,
    "reports": wall_report,
    "units": wall_unit,
}
