"""A report's body is read the short way only where the long way would say the same."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from foundation.lib.rest import read_body
from incidents.bodies import ReportBody, plain_report
from incidents.models import Report

TEXTS = some.one_of(
    some.sampled_from(
        ["", "  ", "Rumah terbakar", " api ", "x" * 121, "y" * 501, "z" * 10_001, "0812 3456 7890", "12"]
    ),
    some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40),
)
ODD = some.one_of(some.none(), some.booleans(), some.integers(), some.floats(), TEXTS, some.lists(some.integers()))
DEGREES = some.one_of(some.floats(-200, 200), some.integers(-200, 200), ODD)


def objects(fields: dict[str, some.SearchStrategy[Any]]) -> some.SearchStrategy[Any]:
    """Objects with some of these fields, now and then one too many, now and then no object."""
    optional = {**fields, "other": ODD}
    return some.one_of(
        some.fixed_dictionaries({}, optional=fields), some.fixed_dictionaries({}, optional=optional), ODD
    )


CALLERS = objects({"phone": some.one_of(some.from_regex(r"\A[+(]?[0-9][0-9 ().-]{1,30}\Z"), TEXTS), "name": TEXTS})
LOCATIONS = objects(
    {"lat": DEGREES, "lon": DEGREES, "radius_m": some.one_of(some.integers(-1, 50_001), ODD), "text": TEXTS}
)
ANSWERS = some.one_of(some.dictionaries(TEXTS, ODD, max_size=4), ODD)
CHANNELS = some.one_of(some.sampled_from(Report.Channel.values), ODD)
BODIES = some.fixed_dictionaries(
    {"channel": CHANNELS, "text": TEXTS},
    optional={"caller": CALLERS, "location": LOCATIONS, "answers": ANSWERS, "received_at": ODD},
)


@given(BODIES)
def test_the_short_way_says_what_the_serializer_says(body: Any) -> None:
    plain = plain_report(body)
    if plain is not None:
        assert plain == read_body(ReportBody, body)


def test_what_consoles_and_channels_send_goes_the_short_way() -> None:
    caller = {"phone": "+62 812-3456-7890", "name": " Siti "}
    said = {"channel": "call", "text": " Rumah terbakar ", "caller": caller, "answers": {"api": "ya", "lantai": 2}}
    assert plain_report({**said, "location": {"lat": -8, "lon": 111.9, "text": "pasar"}}) == {
        "channel": "call",
        "text": "Rumah terbakar",
        "caller": {"phone": "+62 812-3456-7890", "name": "Siti"},
        "location": {"lat": -8.0, "lon": 111.9, "text": "pasar"},
        "answers": {"api": "ya", "lantai": 2},
    }
    village = {"lat": -8.0, "lon": 111.9, "radius_m": 1200, "text": "Kauman"}
    filed = plain_report({**said, "location": village})
    assert filed is not None
    assert filed["location"] == village
    assert plain_report({"channel": "sms", "text": ""}) == {"channel": "sms", "text": ""}
