"""Where and when the mandates leave an incident without exactly one lead, found before it matters.

Every type, every area and a place unknown, from a moment on, at every later moment at which a decree begins
or ends. Two short cuts keep 52 types in 291 areas cheap, and neither changes the answer: between two such
moments nothing can change, and areas whose chains touch the same mandates are routed alike, so one speaks for
all of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from agencies.routing import MandateRule, TypeKey, route

GAP, OVERLAP = "gap", "overlap"


@dataclass(frozen=True, slots=True)
class Place:
    """An area: its chain from itself upwards and its name for people. An empty chain is a place unknown."""

    chain: tuple[UUID, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Between `begins` and `ends` (None: for good) this type has no lead there, or more than one."""

    kind: str
    type_code: str
    places: tuple[str, ...]
    agencies: tuple[str, ...]
    begins: datetime
    ends: datetime | None


def find_uncovered(
    types: Iterable[TypeKey], places: Sequence[Place], rules: Sequence[MandateRule], since: datetime
) -> tuple[Finding, ...]:
    """All gaps and overlaps from `since` on, the earliest first."""
    moments = _moments(rules, since)
    alike = places_routed_alike(places, rules)
    found: list[Finding] = []
    for key in types:
        named = [rule for rule in rules if rule.names(key)]
        for chain, names in alike.items():
            found += _findings(key, chain, names, named, moments)
    merged = _merged(found, {place.name: number for number, place in enumerate(places)})
    return tuple(sorted(merged, key=lambda finding: (finding.begins, finding.type_code, finding.places)))


def _merged(found: Iterable[Finding], order: Mapping[str, int]) -> Iterator[Finding]:
    """What is wrong in the same way at the same time is one finding, however differently its places are routed."""
    together: dict[Finding, list[str]] = defaultdict(list)
    for finding in found:
        together[replace(finding, places=())] += finding.places
    for finding, names in together.items():
        yield replace(finding, places=tuple(sorted(names, key=lambda name: order[name])))


def _moments(rules: Iterable[MandateRule], since: datetime) -> list[datetime]:
    changes = {moment for rule in rules for moment in (rule.in_force_from, rule.in_force_until) if moment}
    return [since, *sorted(moment for moment in changes if moment > since)]


def places_routed_alike(
    places: Iterable[Place], rules: Iterable[MandateRule]
) -> dict[tuple[UUID, ...], tuple[str, ...]]:
    """The areas that own mandates name, in the chain's order, and every place that shares them."""
    singled_out = {rule.area for rule in rules if rule.area is not None}
    alike: dict[tuple[UUID, ...], list[str]] = defaultdict(list)
    for place in places:
        alike[tuple(area for area in place.chain if area in singled_out)].append(place.name)
    return {chain: tuple(names) for chain, names in alike.items()}


def _findings(
    key: TypeKey,
    chain: tuple[UUID, ...],
    names: tuple[str, ...],
    rules: Sequence[MandateRule],
    moments: Sequence[datetime],
) -> Iterator[Finding]:
    """One finding for each stretch of time in which the same thing is wrong."""
    states = [_state(key, chain, moment, rules) for moment in moments]
    starts = [i for i in range(len(moments)) if i == 0 or states[i] != states[i - 1]]
    for start, after in zip(starts, [*starts[1:], len(moments)], strict=True):
        kind, agencies = states[start]
        if kind:
            ends = moments[after] if after < len(moments) else None
            yield Finding(kind, key.code, names, agencies, moments[start], ends)


def _state(
    key: TypeKey, chain: tuple[UUID, ...], at: datetime, rules: Sequence[MandateRule]
) -> tuple[str, tuple[str, ...]]:
    found = route(key, chain, at, rules)
    if found.gap:
        return GAP, ()
    if found.overlaps:
        return OVERLAP, found.overlaps[0].agencies
    return "", ()
