"""Words as a call-taker types them to places that may be meant: on the demonstration's own gazetteer."""

import time

import pytest

from agencies.extents import extents
from agencies.places import Found
from agencies.selectors import _atlas, _edition, _plots, find_places


def _first(text: str) -> str:
    found = find_places(text)
    return f"{found[0].spot.kind} {found[0].spot.name}" if found else ""


def _within(found: Found) -> str:
    return f"{found.spot.name}, {found.spot.within}"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ngunut", "district Ngunut"),
        ("ds ngunut", "village Ngunut"),
        ("desa Kaliwungu kec Ngunut", "village Kaliwungu"),
        ("depan pasar kaliwungu ngunut", "village Kaliwungu"),
        # Slips and half-typed names.
        ("ngnut", "district Ngunut"),
        ("kaliwngu", "village Kaliwungu"),
        ("kaliwungo", "village Kaliwungu"),
        ("campur drat", "district Campurdarat"),
        ("sumbergempl", "district Sumbergempol"),
        ("kaliwu", "village Kaliwungu"),
        # A name after a street is worth a look, no more.
        ("jl raya ngunut", "district Ngunut"),
        ("jl kaliwungu ds wates kec sumbergempol", "village Wates"),
        # What is easy to recognise.
        ("depan polsek kalidawir", "station Polsek Kalidawir"),
        ("x", ""),
        ("", ""),
    ],
)
def test_the_likeliest_place_comes_first(tulungagung: None, typed: str, first: str) -> None:
    assert _first(typed) == first


def test_one_name_in_several_districts_is_offered_with_each(tulungagung: None) -> None:
    found = [_within(each) for each in find_places("wates")]
    assert {"Wates, Kec. Campurdarat", "Wates, Kec. Sumbergempol"} <= set(found)
    assert _within(find_places("wates sumbergempol")[0]) == "Wates, Kec. Sumbergempol"


def test_every_place_says_how_sure_its_middle_is(tulungagung: None) -> None:
    village, district = find_places("ds ngunut")[0].spot, find_places("kec ngunut")[0].spot
    assert 300 <= village.radius_m <= 5_000
    assert village.radius_m < district.radius_m < 20_000
    _atlas_of_now, areas = _atlas(*_edition())
    assert len(extents(_plots(areas.values()))) == 290


def test_a_search_costs_next_to_nothing(tulungagung: None) -> None:
    find_places("warm")
    began = time.thread_time()
    for typed in ("jl merdeka no 5 depan pasar kaliwngu kec ngunut", "sumbergempl", "zzzzzz"):
        find_places(typed)
    assert time.thread_time() - began < 0.3
