"""Who is obliged: type, place, moment and the mandates in force, to lead, supporting and informed agencies.

The rule, in the order it is applied (docs/adr/0002-routing.md says why):

1. A mandate counts when its decree is in force at that moment, it names the incident's type, the type's group
   or every type (`*`), and it names no area or one that holds the place. A place unknown leaves the mandates
   without an area.
2. Mandates are ranked by area first (village over district over the whole region), then by type (one type
   over a group over everything), then by the decree that came into force later. Decrees in force at once are
   one heap.
3. For each agency and role the mandate of the highest rank speaks. Of all that lead, the highest rank leads;
   a lead of lower rank gives way, and that agency keeps what else it is named for.
4. Two agencies lead by the same rank: an overlap. The first by agency code leads, the others support, and
   the route says so; nobody named as lead is left uncalled because of a mistake on paper.
5. An agency has one duty in an incident: the strongest of what is left (lead, support, informed).
6. A retired agency cannot act, so its mandates are passed over, with the reason.

Nothing here reads a clock or a table; the order of the mandates given never changes the result.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

LEAD, SUPPORT, INFORMED = "lead", "support", "informed"
ROLES = (LEAD, SUPPORT, INFORMED)
EVERY_TYPE = "*"

Rank = tuple[int, int, datetime]
"""Depth of the area, closeness of the type, start of the decree: the greater speaks."""


@dataclass(frozen=True, slots=True)
class TypeKey:
    """An incident type as mandates may name it: by its own code or by its group."""

    code: str
    group: str


@dataclass(frozen=True, slots=True)
class MandateRule:
    """One mandate with what routing needs of its decree, article and agency.

    `area` is None for the whole region. `in_force_until` is the first moment at which it no longer holds.
    """

    id: UUID
    agency: UUID
    agency_code: str
    type_code: str
    role: str
    decree: str
    article: str
    in_force_from: datetime
    in_force_until: datetime | None = None
    area: UUID | None = None
    area_name: str = ""
    obligation: str = ""
    obligation_en: str = ""
    substitute: UUID | None = None
    agency_active: bool = True
    decree_id: UUID | None = None

    def in_force(self, at: datetime) -> bool:
        """From the first moment on, until the end and not at it."""
        return self.in_force_from <= at and (self.in_force_until is None or at < self.in_force_until)

    def names(self, key: TypeKey) -> bool:
        """Whether the incident's type is one that this mandate is about."""
        return self.type_code in (key.code, key.group, EVERY_TYPE)

    def reaches(self, chain: tuple[UUID, ...]) -> bool:
        """Whether the place lies where this mandate holds."""
        return self.area is None or self.area in chain

    def rank(self, key: TypeKey, chain: tuple[UUID, ...]) -> Rank:
        """How specific it is here; only for one that names the type and reaches the place."""
        area_depth = 0 if self.area is None else len(chain) - chain.index(self.area)
        type_depth = (EVERY_TYPE, key.group, key.code).index(self.type_code)
        return area_depth, type_depth, self.in_force_from

    @property
    def citation(self) -> str:
        """Decree and article, as one quotes them."""
        return f"{self.decree}, {self.article}"

    @property
    def tie(self) -> tuple[str, ...]:
        """Settles what ranks leave open, by what is written and not by the order of rows."""
        return self.agency_code, self.decree, self.article, str(self.id)


@dataclass(frozen=True, slots=True)
class Duty:
    """One agency's part in one incident and the paper behind it.

    Without a mandate it was a person who called the agency, beyond what the decrees say: `why` says so.
    """

    agency: UUID
    agency_code: str
    role: str
    mandate: UUID | None
    decree: str
    article: str
    obligation: str
    obligation_en: str
    substitute: UUID | None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """Agencies that the decrees name as lead with equal right; the first one leads."""

    agencies: tuple[str, ...]
    citations: tuple[str, ...]


class Considered(NamedTuple):
    """A mandate that was looked at and what became of it, in codes: enough to say it in any language years later.

    `verdict`: `leads`, `supports`, `informed`; `ties` (equal to the lead, supports), `gives_way` (a lead beaten by
    `rule`), `stronger` (the agency has a stronger part already), `repeated` (another mandate says the same of it,
    more specifically), `retired`. `winner` and `winner_citation` name the mandate that it lost to.
    """

    agency_code: str
    role: str
    decree: str
    article: str
    type_code: str
    area_name: str
    verdict: str
    rule: str = ""
    winner: str = ""
    winner_citation: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """Duties in the order lead, support, informed, each role by agency code.

    `reasons` are codes of what is not as it should be: `place_unknown`, `nobody_leads`, `overlap`.
    """

    duties: tuple[Duty, ...]
    gap: bool
    overlaps: tuple[Overlap, ...]
    reasons: tuple[str, ...]
    considered: tuple[Considered, ...] = ()

    @property
    def lead(self) -> Duty | None:
        """None is the gap."""
        return next((duty for duty in self.duties if duty.role == LEAD), None)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A mandate that counts here and now, with its rank."""

    rule: MandateRule
    rank: Rank


def route(key: TypeKey, chain: tuple[UUID, ...], at: datetime, rules: Iterable[MandateRule]) -> Route:
    """The agencies obliged by `rules` for one type at one place and moment.

    `chain` runs from the smallest known area to the largest (village, district); it is empty when the place
    is unknown.
    """
    claims = _claims(key, chain, at, rules)
    able = _best_per_agency_and_role([claim for claim in claims if claim.rule.agency_active])
    leads = sorted((claim for claim in able if claim.rule.role == LEAD), key=_strongest_first)
    rivals = [claim for claim in leads if claim.rank == leads[0].rank]
    duties = [_duty(claim, LEAD) for claim in rivals[:1]]
    duties += [_duty(claim, SUPPORT) for claim in rivals[1:]]
    duties += _helpers(able, {duty.agency for duty in duties})
    return Route(
        duties=tuple(sorted(duties, key=lambda duty: (ROLES.index(duty.role), duty.agency_code))),
        gap=not leads,
        overlaps=_overlaps(rivals),
        reasons=_reasons(chain, rivals),
        considered=tuple(_considered(claim, able, rivals, duties) for claim in claims),
    )


def _claims(key: TypeKey, chain: tuple[UUID, ...], at: datetime, rules: Iterable[MandateRule]) -> list[_Claim]:
    counted = (rule for rule in rules if rule.in_force(at) and rule.names(key) and rule.reaches(chain))
    return sorted((_Claim(rule, rule.rank(key, chain)) for rule in counted), key=_strongest_first)


def _strongest_first(claim: _Claim) -> tuple[object, ...]:
    area_depth, type_depth, since = claim.rank
    return -area_depth, -type_depth, -since.timestamp(), claim.rule.tie


def _best_per_agency_and_role(claims: Iterable[_Claim]) -> list[_Claim]:
    best: dict[tuple[UUID, str], _Claim] = {}
    for claim in claims:
        best.setdefault((claim.rule.agency, claim.rule.role), claim)
    return list(best.values())


def _helpers(able: Iterable[_Claim], taken: set[UUID]) -> list[Duty]:
    """Support and informed duties, the stronger role of each agency that has no duty yet."""
    helping = [claim for claim in able if claim.rule.role != LEAD and claim.rule.agency not in taken]
    strongest: dict[UUID, _Claim] = {}
    for claim in sorted(helping, key=lambda claim: ROLES.index(claim.rule.role)):
        strongest.setdefault(claim.rule.agency, claim)
    return [_duty(claim, claim.rule.role) for claim in strongest.values()]


def _duty(claim: _Claim, role: str) -> Duty:
    rule = claim.rule
    return Duty(
        agency=rule.agency,
        agency_code=rule.agency_code,
        role=role,
        mandate=rule.id,
        decree=rule.decree,
        article=rule.article,
        obligation=rule.obligation,
        obligation_en=rule.obligation_en,
        substitute=rule.substitute,
    )


def _overlaps(rivals: list[_Claim]) -> tuple[Overlap, ...]:
    if len(rivals) < 2:
        return ()
    return (
        Overlap(
            agencies=tuple(claim.rule.agency_code for claim in rivals),
            citations=tuple(claim.rule.citation for claim in rivals),
        ),
    )


VERDICT_OF_ROLE = {LEAD: "leads", SUPPORT: "supports", INFORMED: "informed"}


def _considered(claim: _Claim, able: list[_Claim], rivals: list[_Claim], duties: list[Duty]) -> Considered:
    """What became of one mandate that counted here."""
    rule = claim.rule
    if not rule.agency_active:
        return _judged(claim, "retired")
    if claim not in able:
        same = next(one for one in able if (one.rule.agency, one.rule.role) == (rule.agency, rule.role))
        return _judged(claim, "repeated", same)
    duty = next((duty for duty in duties if duty.mandate == rule.id), None)
    if duty is not None and duty.role == rule.role:
        return _judged(claim, VERDICT_OF_ROLE[rule.role])
    if duty is not None:
        return _judged(claim, "ties", rivals[0])
    if rule.role == LEAD:
        return _judged(claim, "gives_way", rivals[0])
    own = next(one for one in able if one.rule.id in {duty.mandate for duty in duties if duty.agency == rule.agency})
    return _judged(claim, "stronger", own)


def _judged(claim: _Claim, verdict: str, winner: _Claim | None = None) -> Considered:
    rule = claim.rule
    return Considered(
        agency_code=rule.agency_code,
        role=rule.role,
        decree=rule.decree,
        article=rule.article,
        type_code=rule.type_code,
        area_name=rule.area_name,
        verdict=verdict,
        rule=_rule_between(winner, claim) if winner else "",
        winner=winner.rule.agency_code if winner else "",
        winner_citation=winner.rule.citation if winner else "",
    )


def _rule_between(winner: _Claim, loser: _Claim) -> str:
    """By which rank one mandate goes before another: `area`, `type`, `newer`, or `code` when they are equal."""
    names = ("area", "type", "newer")
    return next((names[i] for i in range(3) if winner.rank[i] != loser.rank[i]), "code")


# What is said to people.


def say_considered(one: Considered) -> str:
    """What became of a mandate, in a sentence in the reader's language."""
    words = {
        "agency": one.agency_code,
        "winner": one.winner,
        "citation": one.winner_citation,
        "rule": say_rule(one.rule),
    }
    said = {
        "leads": _("memimpin"),
        "supports": _("mendukung"),
        "informed": _("diberi tahu"),
        "ties": _("sama kuat dengan %(winner)s; mendukung menurut urutan kode instansi"),
        "gives_way": _("didahului %(winner)s (%(citation)s): %(rule)s"),
        "stronger": _("%(agency)s sudah berperan lebih kuat (%(citation)s)"),
        "repeated": _("diwakili mandat lain (%(citation)s): %(rule)s"),
        "retired": _("instansi ini tidak aktif lagi"),
    }.get(one.verdict, one.verdict)
    return said % words


def say_rule(rule: str) -> str:
    """By which rank one mandate went before another, in the reader's language."""
    return {
        "area": _("wilayahnya lebih khusus"),
        "type": _("jenisnya lebih khusus"),
        "newer": _("keputusannya lebih baru"),
        "code": _("sama kuat, menurut urutan kode"),
    }.get(rule, "")


def say_basis(decree: str, article: str, type_code: str, area_name: str, called: str) -> str:
    """What a mandate says it is about, in a sentence in the reader's language; `called` is the name of its subject."""
    where = area_name or _("seluruh wilayah")
    words = {"citation": f"{decree}, {article}", "type": called, "where": where}
    if type_code == EVERY_TYPE:
        return _("%(citation)s: untuk semua jenis, %(where)s") % words
    if type_code.islower():
        return _("%(citation)s: untuk semua jenis kelompok %(type)s, %(where)s") % words
    return _("%(citation)s: untuk jenis %(type)s, %(where)s") % words


def say_reason(reason: str, found: Route, called: str, names: Mapping[str, str]) -> str:
    """What is not as it should be; `called` is the type's name, `names` those of agencies."""
    leading = (names.get(code, code) for overlap in found.overlaps for code in overlap.agencies)
    words = {"type": called, "agencies": ", ".join(leading)}
    said = {
        "place_unknown": _("Tempat tidak dikenal: dipakai mandat yang berlaku di seluruh wilayah"),
        "nobody_leads": _("Tidak ada instansi yang wajib memimpin jenis %(type)s"),
        "overlap": _("Lebih dari satu instansi memimpin: %(agencies)s"),
    }.get(reason, reason)
    return said % words


def _reasons(chain: tuple[UUID, ...], rivals: list[_Claim]) -> tuple[str, ...]:
    found = {"place_unknown": not chain, "nobody_leads": not rivals, "overlap": len(rivals) > 1}
    return tuple(reason for reason, holds in found.items() if holds)
