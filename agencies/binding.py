"""Which agencies a procedure binds, and therefore who must sign it (docs/adr/0007-who-signs-a-procedure.md).

1. Whoever leads or supports this type anywhere in the region by a decree in force.
2. Whoever is only informed, when the checklist gives its trade something to do.

A checklist speaks of roles; which trades play a role stands in `TRADES`. A role that no agency plays by decree is
a gap on paper: `roles_without_agency` names it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.routing import INFORMED, ROLES, MandateRule, TypeKey

TRADES: Mapping[str, frozenset[str]] = {
    "medical": frozenset({"medical"}),
    "hospital": frozenset({"medical"}),
    "health": frozenset({"medical"}),
    "redcross": frozenset({"medical", "social"}),
    "fire": frozenset({"fire"}),
    "police": frozenset({"police"}),
    "traffic": frozenset({"traffic"}),
    # A railway runs its tracks as a utility runs its lines.
    "rail": frozenset({"traffic", "utility"}),
    "disaster": frozenset({"disaster"}),
    "sar": frozenset({"sar"}),
    "marine": frozenset({"sar", "police"}),
    "order": frozenset({"order"}),
    "social": frozenset({"social"}),
    "women_child": frozenset({"social"}),
    "power": frozenset({"utility"}),
    "water_co": frozenset({"utility"}),
    "works": frozenset({"infrastructure"}),
    "environment": frozenset({"environment"}),
    "forestry": frozenset({"environment"}),
    "military": frozenset({"military"}),
    "insurance": frozenset({"insurance"}),
    "info_desk": frozenset({"ict"}),
    # People who help on their own: nobody can oblige them, so nobody signs for them.
    "volunteers": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Bound:
    """An agency that must sign: its strongest role, and the papers behind it."""

    agency: UUID
    code: str
    role: str
    citations: tuple[str, ...]


def bound_by(
    key: TypeKey, checklist: Iterable[str], at: datetime, rules: Iterable[MandateRule], trades: Mapping[UUID, str]
) -> tuple[Bound, ...]:
    """The agencies that a procedure with this checklist binds at that moment, the strongest role first."""
    played = {trade for role in checklist for trade in TRADES.get(role, ())}
    holding = [rule for rule in rules if rule.agency_active and rule.in_force(at) and rule.names(key)]
    binding = [rule for rule in holding if rule.role != INFORMED or trades.get(rule.agency) in played]
    found: dict[UUID, list[MandateRule]] = {}
    for rule in sorted(binding, key=lambda rule: (ROLES.index(rule.role), rule.tie)):
        found.setdefault(rule.agency, []).append(rule)
    return tuple(
        Bound(agency, papers[0].agency_code, papers[0].role, tuple(dict.fromkeys(paper.citation for paper in papers)))
        for agency, papers in found.items()
    )


def roles_without_agency(checklist: Iterable[str], present: Sequence[str]) -> tuple[str, ...]:
    """The checklist's roles that no agency with a mandate plays; `present` are the trades of those that have one."""
    return tuple(role for role in checklist if TRADES.get(role) and not TRADES[role] & set(present))
