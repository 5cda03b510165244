"""What would be so with a draft in force: the mandates, the gaps and the differences it would make."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from agencies.consequences import Consequence, compare
from agencies.coverage import Finding, find_uncovered
from agencies.models import Decree
from agencies.routing import MandateRule
from agencies.sanctions import Ladder, sanctions_of
from agencies.selectors import active_types, all_places, ladders_in_force, signed_rules
from agencies.terms import Term, ends_of


def uncovered_with(draft: Decree, begins: datetime) -> tuple[Finding, ...]:
    """Every gap and overlap from `begins` on, as if the draft came into force then."""
    return find_uncovered(active_types(), all_places(), rules_with(draft, begins)[1], begins)


def consequences_of(draft: Decree, begins: datetime) -> tuple[Consequence, ...]:
    """What the draft would change at its first moment; for one that was put in force, what it changed."""
    before, after = rules_with(draft, begins)
    return compare(active_types(), all_places(), before, after, begins)


def ladders_around(draft: Decree, begins: datetime) -> tuple[Ladder, Ladder]:
    """The ladder of sanctions without this draft, and with it."""
    others = [decree for decree in ladders_in_force(begins) if decree.id != draft.id]
    ended = set(_targets(draft))
    rest = [decree for decree in others if decree.id not in ended] + ([draft] if draft.sanctions else [])
    before, after = (
        Ladder(sanctions_of(found[-1].sanctions), found[-1].citation) if found else Ladder() for found in (others, rest)
    )
    return before, after


def new_findings(draft: Decree, begins: datetime) -> list[Finding]:
    """The gaps and overlaps that would be there with the draft and are not without it."""
    before, after = rules_with(draft, begins)
    types, places = active_types(), all_places()
    known = set(find_uncovered(types, places, before, begins))
    return [finding for finding in find_uncovered(types, places, after, begins) if finding not in known]


def rules_with(draft: Decree, begins: datetime) -> tuple[list[MandateRule], list[MandateRule]]:
    """The mandates without this decree, and with it in force from `begins` on and its targets ended."""
    others = [rule for rule in signed_rules() if rule.decree_id != draft.id]
    terms = [term for term in signed_terms() if term.id != draft.id]
    own = Term(draft.id, begins, draft.expires_at, tuple(_targets(draft)))
    ends = ends_of([*terms, own])
    fresh = [
        replace(rule, in_force_from=begins, in_force_until=ends[draft.id]) for rule in signed_rules(decree=draft.id)
    ]
    return _ending(others, ends_of(terms)), [*_ending(others, ends), *fresh]


def _ending(rules: list[MandateRule], ends: dict[UUID, datetime | None]) -> list[MandateRule]:
    """The same mandates with these ends of their decrees."""
    return [replace(rule, in_force_until=ends[rule.decree_id]) for rule in rules if rule.decree_id]


def signed_terms() -> list[Term]:
    """The term of every decree that was put in force."""
    enacted = Decree.objects.exclude(status=Decree.Status.DRAFT).prefetch_related("endings")
    return [
        Term(decree.id, decree.in_force_from, decree.expires_at, tuple(_targets(decree)))
        for decree in enacted
        if decree.in_force_from is not None
    ]


def _targets(decree: Decree) -> list[UUID]:
    return [ending.target_id for ending in decree.endings.all()]
