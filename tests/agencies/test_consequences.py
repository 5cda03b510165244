"""What a decree would change: a table, and the property that it names exactly the routes that differ."""

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from agencies.consequences import Consequence, Part, Shift, compare
from agencies.routing import LEAD, SUPPORT, route
from tests.agencies.test_routing import (
    DAMKAR,
    DISTRICT,
    FIRE,
    LATER,
    MANDATES,
    PLACES,
    POLRES,
    START,
    TYPES,
    VILLAGE,
    _mandate,
)

AT = LATER + timedelta(days=1)
NEW: dict[str, Any] = {"decree": "SK 2", "since": LATER}


def test_nothing_new_changes_nothing() -> None:
    assert compare(TYPES, PLACES, [DAMKAR, POLRES], [DAMKAR, POLRES], AT) == ()


def test_a_lead_moves_and_the_place_is_named() -> None:
    village = _mandate("bpbd", LEAD, area=VILLAGE, **NEW)

    (found,) = compare(TYPES, PLACES, [DAMKAR, POLRES], [DAMKAR, POLRES, village], AT)

    assert found == Consequence(
        "FIR-BUILDING",
        ("Ngunut",),
        (
            Shift("bpbd", None, Part(LEAD, "SK 2, KEDUA")),
            Shift("damkar", Part(LEAD, "SK 1, KEDUA"), None),
        ),
        "damkar",
        "bpbd",
    )
    assert found.roles_change


def test_another_article_for_the_same_role_is_said_apart() -> None:
    again = _mandate("damkar", LEAD, **NEW)

    (found,) = compare([FIRE], PLACES, [DAMKAR], [DAMKAR, again], AT)

    assert not found.roles_change
    assert found.places == tuple(place.name for place in PLACES)


def test_what_is_only_for_a_district_reaches_its_villages() -> None:
    helper = _mandate("polres", SUPPORT, area=DISTRICT, **NEW)

    (found,) = compare([FIRE], PLACES, [DAMKAR], [DAMKAR, helper], AT)

    assert found.places == ("Ngunut", "Kaliwungu", "Kec.")


@given(MANDATES, MANDATES, st.sampled_from(range(0, 40, 5)))
def test_exactly_the_routes_that_differ_are_named(before: list[Any], after: list[Any], days: int) -> None:
    at = START + timedelta(days=days)
    named = {(found.type_code, place) for found in compare(TYPES, PLACES, before, after, at) for place in found.places}

    for key in TYPES:
        for place in PLACES:
            parts = [
                {
                    (duty.agency_code, duty.role, duty.decree, duty.article)
                    for duty in route(key, place.chain, at, rules).duties
                }
                for rules in (before, after)
            ]
            assert ((key.code, place.name) in named) == (parts[0] != parts[1])
