"""Who is at work, where, and which agencies nobody answers for: what the coordinator must know."""

from django.test import Client

from foundation.people.presence import see_on_duty
from tests.centre import FIRE, Centre, Desk


def on_duty(desk: Desk) -> dict[str, str]:
    """Who is at work, and at which position."""
    return {duty["name"]: duty["position"] for duty in desk.get("coordination")["duty"]}


def test_a_shift_begins_moves_and_ends(centre: Centre) -> None:
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    assert on_duty(coordinator) == {}
    begun = operator.post("duty/begin", {"position": "Posisi 3"})
    assert begun.status == 200
    assert operator.post("duty/begin", {"position": "Posisi 3"})["duty"] == begun["duty"]
    assert on_duty(coordinator) == {"Operator 112": "Posisi 3"}
    operator.post("duty/begin", {"position": "Posisi 1"})
    assert on_duty(coordinator) == {"Operator 112": "Posisi 1"}
    assert operator.post("duty/end")["duty"]["ended_at"]
    assert operator.post("duty/end")["duty"] is None
    assert on_duty(coordinator) == {}


def test_who_signs_out_is_not_at_work_any_more(centre: Centre) -> None:
    operator = centre.desk("operator")
    operator.post("duty/begin")
    browser = Client()
    browser.force_login(operator.user)
    browser.post("/sign-out")
    assert on_duty(centre.desk("coordinator")) == {}


def test_who_is_seen_at_no_screen_for_a_quarter_of_an_hour_is_not_at_work(centre: Centre) -> None:
    operator, damkar, coordinator = (centre.desk(name) for name in ("operator", "damkar", "coordinator"))
    for desk in (operator, damkar):
        desk.post("duty/begin", {"position": "Meja"})
    centre.fast_forward(minutes=10)
    # What every open console does each half minute, and one whose session has ended does no more.
    see_on_duty(operator.user.id)
    centre.fast_forward(minutes=6)
    assert on_duty(coordinator) == {"Operator 112": "Meja"}
    centre.fast_forward(minutes=10)
    assert on_duty(coordinator) == {}
    book = Client()
    book.force_login(coordinator.user)
    assert "Operator 112 selesai bertugas" in book.get("/shift").content.decode()


def test_a_minute_without_sound_is_in_the_record_with_name_and_place(centre: Centre) -> None:
    operator, auditor = centre.desk("operator"), centre.desk("auditor")
    operator.post("duty/begin", {"position": "Posisi 3"})
    assert operator.post("alarms/mute")["muted"]["until"]
    assert auditor.post("alarms/mute").status == 403
    book = Client()
    book.force_login(centre.desk("coordinator").user)
    page = book.get("/shift").content.decode()
    assert "Suara alarm disenyapkan 60 detik oleh Operator 112 (Posisi 3)" in page


def test_agencies_without_anybody_at_the_screen_stand_there_with_their_number(centre: Centre) -> None:
    centre.sign_on("damkar")
    agencies = {each["code"]: each for each in centre.desk("coordinator").get("coordination")["agencies"]}
    assert agencies["damkar"]["online"]
    assert not agencies["polres"]["online"]
    assert agencies["polres"]["phone"]


def test_alarm_loads_are_counted_in_the_record(centre: Centre) -> None:
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    for _each in range(12):
        operator.open(operator.report(FIRE))
    loads = {(load["role"], load["audience"]): load for load in coordinator.get("coordination")["loads"]}
    dispatcher = loads["dispatcher", "centre"]
    assert dispatcher["last_10_min"] == 12, "one alarm for each incident, whatever the number of agencies"
    assert dispatcher["flood"]
    assert dispatcher["mix"] == {"A1": 12, "A2": 0, "A3": 0}
    assert dispatcher["calm"]
    centre.fast_forward(minutes=11)
    later = {(load["role"], load["audience"]): load for load in coordinator.get("coordination")["loads"]}
    assert later["dispatcher", "centre"]["alarms"] >= 12
    centre.fast_forward(hours=9)
    assert centre.desk("damkar").get("coordination").status == 403
