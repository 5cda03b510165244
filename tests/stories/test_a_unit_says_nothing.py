"""A unit that is out and is not heard of is asked how it is: no crew is forgotten on its way."""

from foundation.lib import time
from tests.centre import Centre, Desk
from tests.live.boards import watched_boards


def with_a_crew_on_its_way(centre: Centre) -> tuple[Desk, Desk, str]:
    """AMB-1 drives: the operator, the crew, the job."""
    centre.sign_on_everybody()
    operator, rsud, crew = (centre.desk(name) for name in ("operator", "rsud", "crew"))
    incident = operator.open(operator.report())["incident"]["id"]
    part = rsud.part(incident, "rsud_iskak_psc")["id"]
    job = rsud.post(f"assignments/{part}/units", {"unit": centre.unit("AMB-1")})["unit_assignment"]["id"]
    crew.post(f"unit-assignments/{job}/status", {"status": "en_route"})
    return operator, crew, job


def test_a_silent_unit_calls_the_dispatcher_until_it_speaks(centre: Centre) -> None:
    operator, crew, job = with_a_crew_on_its_way(centre)
    centre.fast_forward(minutes=14)
    assert operator.alarms("unit_silent") == []
    with watched_boards():
        centre.fast_forward(minutes=2)
    (alarm,) = operator.alarms("unit_silent")
    assert (alarm["class"], alarm["for"], alarm["agency"]["code"]) == ("A2", "dispatcher", "rsud_iskak_psc")
    assert alarm["phone"]
    assert alarm["job"]["call_sign"] == "AMB-1"
    with watched_boards():
        crew.post(f"unit-assignments/{job}/status", {"status": "on_scene"})
    assert operator.alarms("unit_silent") == []


def test_the_place_that_a_unit_tells_is_a_word(centre: Centre) -> None:
    operator, crew, _job = with_a_crew_on_its_way(centre)
    centre.fast_forward(minutes=16)
    assert operator.alarms("unit_silent")
    place = {"lat": -8.07, "lon": 111.91, "at": time.now().isoformat()}
    crew.post(f"units/{centre.unit('AMB-1')}/position", place)
    centre.fast_forward(minutes=2)
    assert operator.alarms("unit_silent") == []
    centre.fast_forward(minutes=16)
    assert operator.alarms("unit_silent"), "and then it must be heard of again"


def test_a_unit_that_is_free_again_owes_nothing(centre: Centre) -> None:
    operator, crew, job = with_a_crew_on_its_way(centre)
    for status in ("on_scene", "cleared"):
        crew.post(f"unit-assignments/{job}/status", {"status": status})
    centre.fast_forward(hours=2)
    assert operator.alarms("unit_silent") == []


def test_each_silent_unit_is_named_and_hearing_one_leaves_the_other(centre: Centre) -> None:
    operator, crew, job = with_a_crew_on_its_way(centre)
    damkar = centre.desk("damkar")
    incident = operator.board()["incidents"][0]["id"]
    part = damkar.part(incident, "damkar")["id"]
    engine = damkar.post(f"assignments/{part}/units", {"unit": centre.unit("PMK-1")})["unit_assignment"]["id"]
    damkar.post(f"unit-assignments/{engine}/status", {"status": "en_route"})
    centre.fast_forward(minutes=16)
    assert {alarm["job"]["call_sign"] for alarm in operator.alarms("unit_silent")} == {"AMB-1", "PMK-1"}
    with watched_boards():
        crew.post(f"unit-assignments/{job}/status", {"status": "on_scene"})
    assert [alarm["job"]["call_sign"] for alarm in operator.alarms("unit_silent")] == ["PMK-1"]
