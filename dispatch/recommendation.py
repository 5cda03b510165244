"""Which units to send: free, capable, nearest. Pure: plain values in, an ordered answer with reasons out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from agencies.travel import travel_s
from foundation.lib.geo import distance_m

# A position older than this is no position (seconds); the station is the better guess.
FRESH_S: Final = 300


@dataclass(frozen=True)
class Candidate:
    """A unit as far as the choice needs it. `busy` and `in_service` decide whether it can go at all."""

    id: UUID
    call_sign: str
    agency: UUID
    assignment: UUID
    kind: str
    capabilities: frozenset[str]
    in_service: bool
    busy: bool
    lat: float | None
    lon: float | None
    # Where the place comes from: "position" or "station".
    source: str


@dataclass(frozen=True)
class Choice:
    """One recommended unit; `eta_s` None when nobody knows where it or the incident is."""

    unit: UUID
    call_sign: str
    assignment: UUID
    eta_s: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Shortfall:
    """A capability that the procedure asks for and no free unit has."""

    capability: str
    reason: str


@dataclass(frozen=True)
class Recommendation:
    """Units in the order to send them, and what is lacking."""

    units: tuple[Choice, ...]
    shortfalls: tuple[Shortfall, ...]
    alternatives: tuple[Choice, ...] = field(default=())


def metres_to(unit: Candidate, lat: float | None, lon: float | None) -> float | None:
    """The straight way in metres; None when nobody knows where it or the incident is."""
    if lat is None or lon is None or unit.lat is None or unit.lon is None:
        return None
    return distance_m(unit.lat, unit.lon, lat, lon)


def eta_s(unit: Candidate, lat: float | None, lon: float | None) -> int | None:
    """Seconds until it is there: turnout, then the way at a plausible speed."""
    metres = metres_to(unit, lat, lon)
    if metres is None:
        return None
    return travel_s(unit.kind, metres, on_the_road=unit.source == "position")


def recommend(
    needed: Sequence[str], units: Iterable[Candidate], lat: float | None, lon: float | None
) -> Recommendation:
    """For each capability needed the nearest free unit that has it; one unit may cover several.

    Units that nobody needs but that are free and near follow as alternatives, so that a person can choose otherwise.
    """
    everyone = list(units)
    free = sorted(
        (unit for unit in everyone if unit.in_service and not unit.busy),
        key=lambda unit: (far(eta_s(unit, lat, lon)), unit.call_sign),
    )
    chosen: dict[UUID, list[str]] = {}
    shortfalls = []
    for capability in needed:
        if any(capability in unit.capabilities for unit in free if unit.id in chosen):
            continue
        best = next((unit for unit in free if capability in unit.capabilities), None)
        if best is None:
            shortfalls.append(Shortfall(capability, why_lacking(capability, everyone)))
        else:
            chosen.setdefault(best.id, []).append(capability)
    picked = [explain(unit, chosen[unit.id], lat, lon) for unit in free if unit.id in chosen]
    others = [explain(unit, [], lat, lon) for unit in free if unit.id not in chosen]
    return Recommendation(tuple(picked), tuple(shortfalls), tuple(others))


def far(eta: int | None) -> int:
    """Sorting key: an unknown way comes last."""
    return 10**9 if eta is None else eta


def explain(unit: Candidate, covers: Sequence[str], lat: float | None, lon: float | None) -> Choice:
    """The choice with its reasons, as codes with their values (`capability:ambulance_basic`, `from:station`)."""
    eta = eta_s(unit, lat, lon)
    metres = metres_to(unit, lat, lon)
    reasons = [f"capability:{capability}" for capability in covers]
    reasons.append("distance:unknown" if metres is None else f"distance_m:{round(metres)}")
    reasons.append(f"from:{unit.source}")
    return Choice(unit.id, unit.call_sign, unit.assignment, eta, tuple(reasons))


def why_lacking(capability: str, units: Iterable[Candidate]) -> str:
    """Whether nobody has it, or whoever has it cannot go."""
    able = [unit for unit in units if capability in unit.capabilities]
    if not able:
        return "no_unit_has_it"
    return "all_busy" if any(unit.in_service for unit in able) else "all_out_of_service"
