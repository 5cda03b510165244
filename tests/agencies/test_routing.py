"""Routing and coverage as tables, and as properties of any heap of mandates."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.coverage import GAP, OVERLAP, Finding, Place, find_uncovered
from agencies.routing import EVERY_TYPE, INFORMED, LEAD, ROLES, SUPPORT, MandateRule, Route, TypeKey, route

NAMESPACE = UUID(int=112)
START = datetime(2026, 1, 1, tzinfo=UTC)
FIRE = TypeKey("FIR-BUILDING", "fire")
CHOKE = TypeKey("MED-CHOKE", "medical")


def _id(name: str) -> UUID:
    return uuid5(NAMESPACE, name)


VILLAGE, DISTRICT, OTHER_VILLAGE = _id("village"), _id("district"), _id("other village")
CHAIN = (VILLAGE, DISTRICT)
OTHER_CHAIN = (OTHER_VILLAGE, DISTRICT)


def _mandate(
    agency: str,
    role: str,
    type_code: str = "FIR-BUILDING",
    area: UUID | None = None,
    *,
    decree: str = "SK 1",
    since: datetime = START,
    until: datetime | None = None,
    active: bool = True,
    article: str = "KEDUA",
) -> MandateRule:
    named = (agency, role, type_code, str(area), decree, article, since.isoformat())
    return MandateRule(
        id=_id("/".join(named)),
        agency=_id(agency),
        agency_code=agency,
        agency_active=active,
        type_code=type_code,
        area=area,
        area_name="" if area is None else "Desa Ngunut",
        role=role,
        decree=decree,
        article=article,
        obligation="memadamkan api",
        obligation_en="puts the fire out",
        in_force_from=since,
        in_force_until=until,
        substitute=_id("satpol_pp"),
    )


def _parts(found: Route) -> dict[str, str]:
    return {duty.agency_code: duty.role for duty in found.duties}


DAMKAR = _mandate("damkar", LEAD)
POLRES = _mandate("polres", SUPPORT)
LATER = START + timedelta(days=30)


@pytest.mark.parametrize(
    ("rules", "parts"),
    [
        pytest.param([DAMKAR, POLRES], {"damkar": LEAD, "polres": SUPPORT}, id="one decree"),
        pytest.param([_mandate("damkar", LEAD, "fire")], {"damkar": LEAD}, id="a group"),
        pytest.param([_mandate("bpbd", LEAD, "*")], {"bpbd": LEAD}, id="every type"),
        pytest.param([_mandate("rsud", LEAD, "medical")], {}, id="another group"),
        pytest.param([_mandate("bpbd", LEAD, "*"), DAMKAR], {"damkar": LEAD}, id="the type beats everything"),
        pytest.param(
            [_mandate("bpbd", LEAD, "fire"), _mandate("bpbd", SUPPORT), DAMKAR],
            {"damkar": LEAD, "bpbd": SUPPORT},
            id="a beaten lead keeps what else it is named for",
        ),
        pytest.param([_mandate("perhutani", LEAD, "*", VILLAGE), DAMKAR], {"perhutani": LEAD}, id="area before type"),
        pytest.param(
            [_mandate("perhutani", LEAD, area=DISTRICT), _mandate("pmi", LEAD, area=VILLAGE)],
            {"pmi": LEAD},
            id="village before district",
        ),
        pytest.param([_mandate("perhutani", LEAD, area=OTHER_VILLAGE), DAMKAR], {"damkar": LEAD}, id="elsewhere"),
        pytest.param(
            [DAMKAR, _mandate("bpbd", LEAD, decree="SK 2", since=LATER)],
            {"bpbd": LEAD},
            id="the later decree",
        ),
        pytest.param(
            [DAMKAR, _mandate("bpbd", LEAD, "fire", decree="SK 2", since=LATER)],
            {"damkar": LEAD},
            id="the type before the later decree",
        ),
        pytest.param([DAMKAR, _mandate("bpbd", LEAD)], {"bpbd": LEAD, "damkar": SUPPORT}, id="overlap"),
        pytest.param(
            [_mandate("pln", INFORMED), _mandate("pln", SUPPORT, "fire"), DAMKAR],
            {"damkar": LEAD, "pln": SUPPORT},
            id="an agency has its strongest role",
        ),
        pytest.param([_mandate("damkar", LEAD, active=False), POLRES], {"polres": SUPPORT}, id="retired"),
        pytest.param([_mandate("damkar", LEAD, until=START + timedelta(days=50))], {}, id="ended just now"),
        pytest.param([_mandate("damkar", LEAD, since=START + timedelta(days=51))], {}, id="not yet in force"),
        pytest.param([], {}, id="no mandates"),
    ],
)
def test_mandates_make_one_route(rules: list[MandateRule], parts: dict[str, str]) -> None:
    found = route(FIRE, CHAIN, START + timedelta(days=50), rules)

    assert _parts(found) == parts
    assert found.gap == (LEAD not in parts.values())


def test_a_decree_holds_from_its_first_moment_until_its_last() -> None:
    rules = [_mandate("damkar", LEAD, since=START, until=LATER)]

    assert route(FIRE, CHAIN, START, rules).lead
    assert route(FIRE, CHAIN, START - timedelta(microseconds=1), rules).gap
    assert route(FIRE, CHAIN, LATER - timedelta(microseconds=1), rules).lead
    assert route(FIRE, CHAIN, LATER, rules).gap


def test_a_duty_names_decree_article_obligation_and_substitute() -> None:
    lead = route(FIRE, CHAIN, START, [DAMKAR]).lead

    assert lead is not None
    assert (lead.decree, lead.article, lead.obligation) == ("SK 1", "KEDUA", "memadamkan api")
    assert lead.substitute == _id("satpol_pp")


def test_a_place_unknown_routes_by_the_mandates_of_the_whole_region() -> None:
    found = route(FIRE, (), START, [DAMKAR, _mandate("perhutani", LEAD, area=VILLAGE)])

    assert found.lead is not None
    assert found.lead.agency_code == "damkar"
    assert found.reasons == ("place_unknown",)


def test_an_overlap_is_said_and_nobody_is_left_uncalled() -> None:
    found = route(FIRE, CHAIN, START, [DAMKAR, _mandate("bpbd", LEAD)])

    assert [overlap.agencies for overlap in found.overlaps] == [("bpbd", "damkar")]
    assert found.reasons == ("overlap",)
    (demoted,) = (one for one in found.considered if one.agency_code == "damkar")
    assert (demoted.verdict, demoted.winner) == ("ties", "bpbd")


def test_who_else_was_considered_is_said() -> None:
    village = _mandate("perhutani", LEAD, area=VILLAGE)
    retired = _mandate("pmi", SUPPORT, active=False)
    found = route(FIRE, CHAIN, START, [DAMKAR, village, retired])

    assert {(each.agency_code, each.verdict, each.rule) for each in found.considered} == {
        ("perhutani", "leads", ""),
        ("pmi", "retired", ""),
        ("damkar", "gives_way", "area"),
    }


def test_a_medical_call_reaches_only_those_the_decree_names() -> None:
    rules = [DAMKAR, POLRES, _mandate("rsud", LEAD, "medical"), _mandate("bpbd", SUPPORT, "disaster")]

    assert _parts(route(CHOKE, CHAIN, START, rules)) == {"rsud": LEAD}


# Properties.

AREAS = (None, VILLAGE, OTHER_VILLAGE, DISTRICT)
MOMENTS = tuple(START + timedelta(days=days) for days in (0, 10, 20, 30))
TYPES = (FIRE, TypeKey("FIR-LAND", "fire"), CHOKE)
PLACES = (Place(CHAIN, "Ngunut"), Place(OTHER_CHAIN, "Kaliwungu"), Place((DISTRICT,), "Kec."), Place((), "?"))


@st.composite
def _any_mandate(draw: st.DrawFn) -> MandateRule:
    since, until = draw(st.sampled_from(MOMENTS)), draw(st.sampled_from((None, *MOMENTS)))
    return _mandate(
        draw(st.sampled_from(("damkar", "bpbd", "polres", "rsud"))),
        draw(st.sampled_from(ROLES)),
        draw(st.sampled_from(("FIR-BUILDING", "FIR-LAND", "fire", "medical", EVERY_TYPE))),
        draw(st.sampled_from(AREAS)),
        decree=draw(st.sampled_from(("SK 1", "SK 2"))),
        since=since,
        until=until,
        active=draw(st.integers(0, 5)) > 0,
    )


MANDATES = st.lists(_any_mandate(), max_size=12, unique_by=lambda rule: rule.id)
CHAINS = st.sampled_from([place.chain for place in PLACES])


@given(MANDATES, CHAINS, st.sampled_from(TYPES), st.randoms())
def test_the_order_of_mandates_never_matters(
    rules: list[MandateRule], chain: tuple[UUID, ...], key: TypeKey, random: Random
) -> None:
    shuffled = list(rules)
    random.shuffle(shuffled)

    assert route(key, chain, MOMENTS[2], shuffled) == route(key, chain, MOMENTS[2], rules)


@given(MANDATES, CHAINS, st.sampled_from(TYPES), st.sampled_from(MOMENTS))
def test_no_mandate_more_specific_than_the_leads_is_overruled(
    rules: list[MandateRule], chain: tuple[UUID, ...], key: TypeKey, at: datetime
) -> None:
    found = route(key, chain, at, rules)
    leads = [
        rule
        for rule in rules
        if rule.role == LEAD and rule.agency_active and rule.in_force(at) and rule.names(key) and rule.reaches(chain)
    ]

    assert found.gap == (not leads)
    if found.lead:
        top = max(rule.rank(key, chain) for rule in leads)
        mandate = next(rule for rule in leads if rule.id == found.lead.mandate)
        assert mandate.rank(key, chain) == top
        best = {rule.agency_code for rule in leads if rule.rank(key, chain) == top}
        assert bool(found.overlaps) == (len(best) > 1)
        assert best <= {duty.agency_code for duty in found.duties}


@given(MANDATES, CHAINS, st.sampled_from(TYPES))
def test_an_agency_has_one_duty_and_one_leads_at_most(
    rules: list[MandateRule], chain: tuple[UUID, ...], key: TypeKey
) -> None:
    found = route(key, chain, MOMENTS[1], rules)
    agencies = [duty.agency_code for duty in found.duties]

    assert len(agencies) == len(set(agencies))
    assert [duty.role for duty in found.duties].count(LEAD) == (0 if found.gap else 1)


def _wrong_by_brute_force(rules: list[MandateRule], at: datetime) -> set[tuple[str, str, str]]:
    wrong = set()
    for key in TYPES:
        for place in PLACES:
            found = route(key, place.chain, at, rules)
            if found.gap:
                wrong.add((GAP, key.code, place.name))
            elif found.overlaps:
                wrong.add((OVERLAP, key.code, place.name))
    return wrong


def _wrong_by_coverage(findings: tuple[Finding, ...], at: datetime) -> set[tuple[str, str, str]]:
    return {
        (finding.kind, finding.type_code, place)
        for finding in findings
        if finding.begins <= at and (finding.ends is None or at < finding.ends)
        for place in finding.places
    }


@given(MANDATES)
def test_coverage_reports_exactly_what_routing_would_meet(rules: list[MandateRule]) -> None:
    since = START + timedelta(days=5)
    findings = find_uncovered(TYPES, PLACES, rules, since)

    for days in (5, 9, 10, 15, 20, 25, 30, 99):
        at = START + timedelta(days=days)
        assert _wrong_by_coverage(findings, at) == _wrong_by_brute_force(rules, at)


def test_coverage_names_the_day_on_which_a_gap_begins() -> None:
    rules = [_mandate("damkar", LEAD, until=LATER)]

    found = find_uncovered([FIRE], PLACES, rules, START)

    assert found == (Finding(GAP, "FIR-BUILDING", ("Ngunut", "Kaliwungu", "Kec.", "?"), (), LATER, None),)
