"""Who needs help at work is heard at the centre, and stays on the boards until somebody there has answered."""

from typing import Any

from tests.centre import Centre, Desk
from tests.live.boards import watched_boards


def with_a_crew_out(centre: Centre) -> tuple[Desk, Desk, Desk, str, str]:
    """AMB-1 is on its way: the operator, the hospital's desk, the crew, the incident, the job."""
    operator, rsud, crew = (centre.desk(name) for name in ("operator", "rsud", "crew"))
    incident = operator.open(operator.report())["incident"]["id"]
    part = rsud.part(incident, "rsud_iskak_psc")["id"]
    job = rsud.post(f"assignments/{part}/units", {"unit": centre.unit("AMB-1")})["unit_assignment"]["id"]
    return operator, rsud, crew, incident, job


def test_a_desk_asks_for_help_and_the_centre_answers(centre: Centre) -> None:
    operator, rsud, _crew, incident, _job = with_a_crew_out(centre)
    with watched_boards():
        asked = rsud.post(f"incidents/{incident}/help", {"text": "Korban lebih dari sepuluh"})
    again = rsud.post(f"incidents/{incident}/help", {"text": "Korban lebih dari sepuluh"})
    assert (asked.status, again.status, again["help"]["id"]) == (201, 200, asked["help"]["id"])
    (alarm,) = operator.alarms("help")
    assert (alarm["class"], alarm["for"], alarm["help"]["text"]) == ("A2", "dispatcher", "Korban lebih dari sepuluh")
    assert rsud.card(incident)["help"][0]["answered_at"] is None
    assert operator.post(f"help/{asked['help']['id']}/answer").status == 200
    assert operator.alarms("help") == []
    assert rsud.card(incident)["help"][0]["answered_at"]


def test_whoever_waits_for_help_can_say_more_and_is_heard_again(centre: Centre) -> None:
    operator, rsud, _crew, incident, _job = with_a_crew_out(centre)
    asked = rsud.post(f"incidents/{incident}/help")
    operator.post(f"alarms/{operator.alarms('help')[0]['id']}/acknowledge")
    with watched_boards():
        again = rsud.post(f"incidents/{incident}/help", {"text": "Kurang oksigen"})
    rsud.post(f"incidents/{incident}/help", {"text": "Kurang tandu"})
    assert (again.status, again["help"]["id"]) == (200, asked["help"]["id"])
    (alarm,) = operator.alarms("help")
    assert alarm["help"]["text"] == "Kurang oksigen\nKurang tandu"
    assert alarm["acknowledged"] is None, "who has silenced the first words hears the new ones"
    entries = operator.get(f"incidents/{incident}/timeline")["entries"]
    assert [entry["kind"] for entry in entries if entry["kind"].startswith("help.")] == [
        "help.called",
        "help.added",
        "help.added",
    ]


def test_a_crew_in_danger_is_looked_for_where_its_last_cry_came_from(centre: Centre) -> None:
    operator, rsud, crew, incident, _job = with_a_crew_out(centre)
    unit = centre.unit("AMB-1")
    first = crew.post(f"units/{unit}/panic")
    for place in ({"lat": -8.07, "lon": 111.91}, {}, {"lat": -8.08, "lon": 111.92}):
        assert crew.post(f"units/{unit}/panic", place)["help"]["id"] == first["help"]["id"]
    centre.fast_forward(seconds=21)
    with watched_boards():
        crew.post(f"units/{unit}/panic", {"lat": -8.09, "lon": 111.93})
    alarms = [*operator.alarms("panic"), *rsud.alarms("panic")]
    assert {alarm["for"] for alarm in alarms} == {"dispatcher", "coordinator", "desk"}
    assert {(alarm["help"]["lat"], alarm["help"]["lon"]) for alarm in alarms} == {(-8.09, 111.93)}
    assert operator.card(incident)["help"][0]["lat"] == -8.09


def test_help_that_nobody_answers_climbs_to_the_coordinator(centre: Centre) -> None:
    operator, rsud, _crew, incident, _job = with_a_crew_out(centre)
    asked = rsud.post(f"incidents/{incident}/help")["help"]["id"]
    centre.fast_forward(seconds=61)
    assert {alarm["for"] for alarm in operator.alarms("help")} == {"dispatcher", "coordinator"}
    operator.post(f"help/{asked}/answer")
    centre.fast_forward(minutes=5)
    assert operator.alarms("help") == []


def test_panic_stands_with_its_place_at_the_centre_and_at_the_own_desk(centre: Centre) -> None:
    operator, rsud, crew, incident, job = with_a_crew_out(centre)
    body = {"lat": -8.07, "lon": 111.91}
    panic = crew.post(f"units/{centre.unit('AMB-1')}/panic", body)
    assert panic.status == 201
    for desk in (operator, rsud):
        (alarm,) = desk.alarms("panic")
        assert (alarm["class"], alarm["incident"], alarm["help"]["lat"]) == ("A1", incident, -8.07)
        assert alarm["help"]["from"]["name"] == "AMB-1"
    # The incident may end; a crew in danger is still in danger.
    crew.post(f"unit-assignments/{job}/status", {"status": "en_route"})
    operator.post(f"unit-assignments/{job}/status", {"status": "cancelled"})
    operator.post(f"incidents/{incident}/close", {"disposition": "resolved"})
    assert operator.alarms("panic")
    assert operator.post(f"help/{panic['help']['id']}/answer").status == 200
    assert operator.alarms("panic") == rsud.alarms("panic") == []


def test_panic_needs_no_incident_and_only_the_own_crew_raises_it(centre: Centre) -> None:
    operator, damkar, crew = (centre.desk(name) for name in ("operator", "damkar", "crew"))
    assert crew.post(f"units/{centre.unit('PMK-1')}/panic").status == 404
    assert damkar.post(f"units/{centre.unit('AMB-1')}/panic").status == 404
    assert crew.post(f"units/{centre.unit('AMB-1')}/panic").status == 201
    (alarm,) = operator.alarms("panic")
    assert alarm["incident"] is None
    centre.fast_forward(seconds=21)
    assert {alarm["for"] for alarm in operator.alarms("panic")} == {"dispatcher", "coordinator"}
    assert operator.post(f"help/{alarm['help']['id']}/answer").status == 200


def test_a_panic_without_an_incident_is_taken_over_like_every_escalation(centre: Centre) -> None:
    operator, coordinator, crew = (centre.desk(name) for name in ("operator", "coordinator", "crew"))
    crew.post(f"units/{centre.unit('AMB-1')}/panic")
    assert all(alarm["limit"] is None for alarm in operator.alarms("panic")), "nothing was missed yet"
    centre.fast_forward(seconds=21)
    limit = the_limit(coordinator)
    assert (limit["kind"], limit["missed"], limit["called"], limit["next"]) == (
        "panic",
        True,
        "coordinator",
        "coordinator",
    )
    assert operator.post(f"limits/{limit['id']}/take-over").status == 403
    with watched_boards():
        taken = coordinator.post(f"limits/{limit['id']}/take-over", {"words": "Saya bicara dengan mereka"})
    assert taken.status == 200
    act = the_limit(operator)["act"]
    assert (act["what"], act["words"]) == ("taken_over", "Saya bicara dengan mereka")
    centre.fast_forward(seconds=90)
    assert the_limit(coordinator)["step"] == 1, "whoever took it over is left alone for five minutes"
    operator.post(f"help/{operator.alarms('panic')[0]['help']['id']}/answer")
    assert coordinator.post(f"limits/{limit['id']}/take-over").status == 409


def the_limit(desk: Desk) -> Any:
    """The limit of the panic that stands, on the coordinator's alarm."""
    return next(alarm["limit"] for alarm in desk.alarms("panic") if alarm["for"] == "coordinator")
