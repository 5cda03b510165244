"""An agency without a desk, or nobody at it: the centre is told at once, and acts for it by phone."""

from typing import Any

from tests.centre import FIRE, Centre
from tests.live.boards import watched_boards


def numbers(alarm: Any) -> dict[str, str]:
    """The agencies that an alarm asks to ring."""
    return {call["agency"]["code"]: call["phone"] for call in alarm["calls"]}


def test_one_alarm_names_all_that_must_be_rung_and_goes_with_the_last(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report(FIRE))["incident"]["id"]
    (alarm,) = operator.alarms("no_desk")
    parts = operator.card(incident)["assignments"]
    assert numbers(alarm).keys() == {part["agency"]["code"] for part in parts}
    assert len(parts) > 3
    assert alarm["class"] == "A1"
    by_phone = {"on_behalf": {"name": "Jaga", "means": "telepon"}}
    for left, part in enumerate(sorted(parts, key=lambda part: part["role"] == "informed"), start=1):
        with watched_boards():
            operator.post(f"assignments/{part['id']}/acknowledge", by_phone)
        standing = operator.alarms("no_desk")
        assert [len(numbers(each)) for each in standing] == ([len(parts) - left] if left < len(parts) else [])
    told = [entry["kind"] for entry in operator.get(f"incidents/{incident}/timeline")["entries"]]
    assert told.count("alarm.raised") == 1


def test_agencies_that_do_not_answer_are_one_alarm_for_the_coordinator(centre: Centre) -> None:
    centre.sign_on_everybody()
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    for _each in range(3):
        operator.open(operator.report(FIRE))
    centre.fast_forward(minutes=15)
    late = coordinator.alarms("acknowledge")
    assert len(late) == len({alarm["incident"] for alarm in late}) == 3
    assert all(len(alarm["calls"]) > 1 for alarm in late)


def test_the_dispatcher_rings_and_acts_on_behalf(centre: Centre) -> None:
    centre.sign_on("damkar")
    operator = centre.desk("operator")
    incident = operator.open(operator.report(FIRE))["incident"]["id"]
    (alarm,) = operator.alarms("no_desk")
    assert alarm["for"] == "dispatcher"
    assert "damkar" not in numbers(alarm)
    assert numbers(alarm)["polres"]

    part = operator.part(incident, "polres")
    by_phone = {"on_behalf": {"name": "Aiptu Jaga", "means": "telepon"}}
    with watched_boards():
        assert operator.post(f"assignments/{part['id']}/acknowledge", by_phone).status == 200
    shown = operator.part(incident, "polres")
    assert shown["status"] == "acknowledged"
    assert shown["on_behalf"] == by_phone["on_behalf"]
    assert "polres" not in numbers(operator.alarms("no_desk")[0])

    unit = next(unit for unit in operator.board()["units"] if unit["agency"]["code"] == "polres")
    sent = operator.post(f"assignments/{part['id']}/units", {"unit": unit["id"], **by_phone})
    assert sent.status == 201
    job = sent["unit_assignment"]["id"]
    for status in ("en_route", "on_scene", "cleared"):
        with watched_boards():
            assert operator.post(f"unit-assignments/{job}/status", {"status": status, **by_phone}).status == 200
    assert operator.post(f"assignments/{part['id']}/done", by_phone).status == 200
    told = [entry["text"] for entry in operator.get(f"incidents/{incident}/timeline")["entries"]]
    assert any("Aiptu Jaga" in text and "telepon" in text for text in told)


def test_an_agencys_own_desk_speaks_for_itself_only(centre: Centre) -> None:
    operator, damkar, polres = (centre.desk(name) for name in ("operator", "damkar", "polres"))
    incident = operator.open(operator.report(FIRE))["incident"]["id"]
    part = damkar.part(incident, "damkar")
    assert polres.post(f"assignments/{part['id']}/acknowledge").status == 403
    named = damkar.post(f"assignments/{part['id']}/acknowledge", {"on_behalf": {"name": "x", "means": "y"}})
    assert named.status == 400
    unit = centre.unit("AMB-1")
    assert damkar.post(f"assignments/{part['id']}/units", {"unit": unit}).status == 400
    assert centre.desk("auditor").post(f"assignments/{part['id']}/acknowledge").status == 403


def test_the_centres_own_sending_is_not_the_agencys_yes(centre: Centre) -> None:
    operator, crew = centre.desk("operator"), centre.desk("crew")
    incident = operator.open(operator.report("Anak tersedak, tidak bisa bernapas"))["incident"]["id"]
    part = operator.part(incident, "rsud_iskak_psc")
    sent = operator.post(f"assignments/{part['id']}/units", {"unit": centre.unit("AMB-1")})
    assert sent.status == 201
    assert operator.part(incident, "rsud_iskak_psc")["status"] == "alerted"
    assert "acknowledge" in [limit["kind"] for limit in operator.card(incident)["deadlines"]]
    assert operator.alarms("no_desk"), "nobody at the agency is known to have heard"
    with watched_boards():
        moved = crew.post(f"unit-assignments/{sent['unit_assignment']['id']}/status", {"status": "en_route"})
    assert moved.status == 200
    assert operator.part(incident, "rsud_iskak_psc")["status"] == "responding"
    own = [limit for limit in operator.card(incident)["deadlines"] if limit["assignment"] == part["id"]]
    assert own == []
