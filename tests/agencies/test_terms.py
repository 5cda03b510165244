"""When decrees end, as a table and as properties."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.terms import Term, circle_of, ends_of

START = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = "abcdef"


def _id(name: str) -> UUID:
    return uuid5(UUID(int=112), name)


def _day(days: int) -> datetime:
    return START + timedelta(days=days)


def _term(name: str, begins: int, expires: int | None = None, replaces: str = "") -> Term:
    return Term(_id(name), _day(begins), None if expires is None else _day(expires), tuple(map(_id, replaces)))


TABLE = [
    pytest.param([_term("a", 0)], {"a": None}, id="for good"),
    pytest.param([_term("a", 0, 90)], {"a": 90}, id="its own term"),
    pytest.param([_term("a", 0), _term("b", 30, replaces="a")], {"a": 30, "b": None}, id="replaced"),
    pytest.param([_term("a", 0, 10), _term("b", 30, replaces="a")], {"a": 10}, id="over before it was replaced"),
    pytest.param([_term("a", 0, 90), _term("b", 30, replaces="a")], {"a": 30}, id="replaced before its term"),
    pytest.param([_term("a", 50), _term("b", 30, replaces="a")], {"a": 50}, id="replaced before it began"),
    pytest.param(
        [_term("a", 0), _term("b", 50, replaces="a"), _term("c", 30, replaces="b")],
        {"a": None, "b": 50, "c": None},
        id="who never comes into force ends nobody",
    ),
    pytest.param(
        [_term("a", 0), _term("b", 50, replaces="a"), _term("c", 60, replaces="ab")],
        {"a": 50, "b": 60},
        id="the first to end it ends it",
    ),
]


@pytest.mark.parametrize(("terms", "ends"), TABLE)
def test_a_decree_ends_by_its_term_or_by_another(terms: list[Term], ends: dict[str, int | None]) -> None:
    found = ends_of(terms)

    assert {name: found[_id(name)] for name in ends} == {
        name: None if days is None else _day(days) for name, days in ends.items()
    }


def test_decrees_that_replace_each_other_are_refused() -> None:
    circle = [_term("a", 0, replaces="c"), _term("b", 1, replaces="a"), _term("c", 2, replaces="b")]

    assert circle_of({term.id: term.replaces for term in circle})
    with pytest.raises(ValueError, match="circle"):
        ends_of(circle)


@st.composite
def _histories(draw: st.DrawFn) -> list[Term]:
    terms = []
    for place, name in enumerate(NAMES):
        older = "".join(other for other in NAMES[:place] if draw(st.booleans()))
        terms.append(_term(name, draw(st.integers(0, 9)), draw(st.none() | st.integers(10, 20)), older))
    return terms


@given(_histories())
def test_an_end_is_never_before_the_beginning_and_the_order_never_matters(terms: list[Term]) -> None:
    found = ends_of(terms)

    assert found == ends_of(list(reversed(terms)))
    for term in terms:
        end = found[term.id]
        assert end is None or end >= term.begins
        if term.expires is not None:
            assert end is not None
            assert end <= max(term.begins, term.expires)


@given(_histories())
def test_whoever_is_in_force_was_replaced_by_nobody_in_force_before(terms: list[Term]) -> None:
    found = ends_of(terms)
    lives = {term.id for term in terms if found[term.id] is None or found[term.id] != term.begins}
    for term in terms:
        rivals = [other for other in terms if term.id in other.replaces and other.id in lives]
        for rival in rivals:
            end = found[term.id]
            assert end is not None
            assert end <= max(term.begins, rival.begins)
