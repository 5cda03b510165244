"""Free, capable, nearest - with reasons and shortfalls."""

from uuid import UUID, uuid5

from dispatch.recommendation import Candidate, recommend

SPACE = UUID(int=112)
HERE = (-8.05, 111.91)


def unit(call_sign: str, *capabilities: str, **but: object) -> Candidate:
    fields: dict[str, object] = {
        "id": uuid5(SPACE, call_sign),
        "call_sign": call_sign,
        "agency": uuid5(SPACE, "agency"),
        "assignment": uuid5(SPACE, "assignment"),
        "kind": "ambulance",
        "capabilities": frozenset(capabilities),
        "in_service": True,
        "busy": False,
        "lat": HERE[0],
        "lon": HERE[1],
        "source": "station",
    }
    return Candidate(**{**fields, **but})  # type: ignore[arg-type]


def test_the_nearest_free_capable_unit_is_chosen() -> None:
    near, far = unit("AMB-1", "ambulance_basic", lat=-8.06), unit("AMB-2", "ambulance_basic", lat=-8.10)
    advice = recommend(["ambulance_basic"], [far, near], *HERE)
    assert [choice.call_sign for choice in advice.units] == ["AMB-1"]
    assert [choice.call_sign for choice in advice.alternatives] == ["AMB-2"]
    assert advice.units[0].reasons[0] == "capability:ambulance_basic"
    assert advice.units[0].eta_s is not None
    assert 60 < advice.units[0].eta_s < 300


def test_busy_and_out_of_service_units_are_left_and_said() -> None:
    busy = unit("AMB-1", "ambulance_basic", busy=True)
    broken = unit("PMK-1", "fire_engine", in_service=False)
    advice = recommend(["ambulance_basic", "fire_engine", "boat"], [busy, broken], *HERE)
    assert advice.units == ()
    assert {(lack.capability, lack.reason) for lack in advice.shortfalls} == {
        ("ambulance_basic", "all_busy"),
        ("fire_engine", "all_out_of_service"),
        ("boat", "no_unit_has_it"),
    }


def test_one_unit_may_cover_several_needs() -> None:
    both = unit("PMK-1", "fire_engine", "rescue")
    advice = recommend(["fire_engine", "rescue"], [both, unit("RES-1", "rescue", lat=-8.2)], *HERE)
    assert [choice.call_sign for choice in advice.units] == ["PMK-1"]


def test_an_unknown_place_gives_no_time_but_still_a_unit() -> None:
    advice = recommend(["rescue"], [unit("RES-1", "rescue")], None, None)
    assert advice.units[0].eta_s is None
    assert "distance:unknown" in advice.units[0].reasons
