"""What a decree would change, before it obliges anybody: the routes without it against the routes with it.

Pure, and complete: every type in every place, at the one moment at which the decree would begin. Places that are
routed alike by both heaps of mandates are compared once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.coverage import Place, places_routed_alike
from agencies.routing import MandateRule, Route, TypeKey, route


@dataclass(frozen=True, slots=True)
class Part:
    """An agency's part in a route: its role and the paper behind it."""

    role: str
    citation: str


@dataclass(frozen=True, slots=True)
class Shift:
    """What becomes of one agency: its part now and then; None where it has none."""

    agency_code: str
    before: Part | None
    after: Part | None

    @property
    def role_changes(self) -> bool:
        """Whether more than the article changes."""
        return (self.before and self.before.role) != (self.after and self.after.role)


@dataclass(frozen=True, slots=True)
class Consequence:
    """One type in places that change alike."""

    type_code: str
    places: tuple[str, ...]
    shifts: tuple[Shift, ...]
    lead_before: str | None
    lead_after: str | None

    @property
    def roles_change(self) -> bool:
        """Whether somebody would be called who was not, or the other way round, or in another role."""
        return any(shift.role_changes for shift in self.shifts)


def compare(
    types: Iterable[TypeKey],
    places: Sequence[Place],
    before: Sequence[MandateRule],
    after: Sequence[MandateRule],
    at: datetime,
) -> tuple[Consequence, ...]:
    """Every difference at that moment, by type, then by place."""
    alike = places_routed_alike(places, [*before, *after])
    order = {place.name: number for number, place in enumerate(places)}
    return tuple(found for key in types for found in _of_type(key, alike, order, before, after, at))


def _of_type(
    key: TypeKey,
    alike: Mapping[tuple[UUID, ...], tuple[str, ...]],
    order: Mapping[str, int],
    before: Sequence[MandateRule],
    after: Sequence[MandateRule],
    at: datetime,
) -> Iterator[Consequence]:
    old_rules, new_rules = ([rule for rule in rules if rule.names(key)] for rules in (before, after))
    found: dict[tuple[tuple[Shift, ...], str | None, str | None], list[str]] = {}
    for chain, names in alike.items():
        old, new = route(key, chain, at, old_rules), route(key, chain, at, new_rules)
        shifts = tuple(shifts_between(old, new))
        if shifts:
            found.setdefault((shifts, _lead(old), _lead(new)), []).extend(names)
    for (shifts, lead_before, lead_after), everywhere in found.items():
        where = tuple(sorted(everywhere, key=order.__getitem__))
        yield Consequence(key.code, where, shifts, lead_before, lead_after)


def shifts_between(old: Route, new: Route) -> Iterator[Shift]:
    """Agency by agency, what differs."""
    was, will = _parts(old), _parts(new)
    for code in sorted({*was, *will}):
        if was.get(code) != will.get(code):
            yield Shift(code, was.get(code), will.get(code))


def _parts(found: Route) -> dict[str, Part]:
    return {duty.agency_code: Part(duty.role, f"{duty.decree}, {duty.article}") for duty in found.duties}


def _lead(found: Route) -> str | None:
    return found.lead.agency_code if found.lead else None
