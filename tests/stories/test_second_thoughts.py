"""People take things back, say them twice, or speak for others: nothing follows that nobody wanted."""

from tests.centre import HOUSE, Centre
from tests.live.boards import watched_boards


def test_what_was_closed_in_between_is_not_undone(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report()
    incident = operator.open(report)["incident"]["id"]
    assert operator.post(f"incidents/{incident}/close", {"disposition": "resolved"}).status == 200
    undone = operator.post(f"reports/{report['id']}/undo")
    assert (undone.status, undone.error["code"]) == (409, "wrong_state")
    assert operator.get(f"reports/{report['id']}")["status"] == "opened"
    assert operator.get(f"incidents/{incident}")["disposition"] == "resolved"


def test_an_incident_whose_opening_was_taken_back_stays_taken_back(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report()
    incident = operator.open(report)["incident"]["id"]
    assert operator.post(f"reports/{report['id']}/undo").status == 200
    again = operator.post(f"incidents/{incident}/reopen")
    assert (again.status, again.error["code"]) == (409, "undone")
    assert operator.open(report)["incident"]["id"] != incident


def test_a_reopened_incident_has_nobody_at_the_scene(centre: Centre) -> None:
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    incident = operator.open(operator.report())["incident"]["id"]
    part = damkar.part(incident, "damkar")["id"]
    assert damkar.post(f"assignments/{part}/acknowledge").status == 200
    assert damkar.post(f"assignments/{part}/done").status == 200
    assert operator.card(incident)["stage"] == "on_scene"
    assert operator.post(f"incidents/{incident}/close", {"disposition": "resolved"}).status == 200
    with watched_boards():
        assert operator.post(f"incidents/{incident}/reopen").status == 200
    assert operator.card(incident)["stage"] == "alerted"


def test_what_was_urgent_and_who_said_yes_are_not_lost_in_a_merger(centre: Centre) -> None:
    operator, rsud = centre.desk("operator"), centre.desk("rsud")
    crash = operator.open(operator.report(), type="TRF-ACCIDENT", priority="P1")["incident"]["id"]
    jam = operator.open(operator.report(), type="TRF-OBSTRUCT", priority="P4")["incident"]["id"]
    part = rsud.part(crash, "rsud_iskak_psc")["id"]
    assert rsud.post(f"assignments/{part}/acknowledge").status == 200
    assert rsud.card(jam) is None
    with watched_boards():
        merged = operator.post(f"incidents/{crash}/merge", {"into": jam})
    assert (merged.status, merged["incident"]["priority"]) == (200, "P1")
    assert (rsud.card(crash), rsud.part(jam, "rsud_iskak_psc")["role"]) == (None, "support")
    assert operator.card(jam)["priority"] == "P1"


def test_who_is_only_informed_is_not_at_the_scene_by_having_read_it(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report())["incident"]["id"]
    part, by_phone = operator.part(incident, "pln")["id"], {"on_behalf": {"name": "Bu Rini", "means": "telepon"}}
    assert operator.post(f"assignments/{part}/acknowledge", by_phone).status == 200
    assert operator.post(f"assignments/{part}/done", by_phone).status == 200
    assert operator.card(incident)["stage"] == "alerted"


def test_a_desk_that_declines_twice_is_told_the_same_twice(centre: Centre) -> None:
    operator, damkar, polres = (centre.desk(name) for name in ("operator", "damkar", "polres"))
    incident = operator.open(operator.report())["incident"]["id"]
    path = f"assignments/{damkar.part(incident, 'damkar')['id']}/decline"
    first = damkar.post(path, {"reason": "no_unit"})
    again = damkar.post(path, {"reason": "no_unit"})
    assert (again.status, again.data) == (200, first.data)
    assert damkar.post(path, {"reason": "unsafe"}).status == 409
    assert polres.post(path, {"reason": "no_unit"}).status == 403
    assert damkar.get(f"incidents/{incident}").status == 404


def test_only_the_centre_speaks_for_others_about_a_unit(centre: Centre) -> None:
    operator, rsud, crew = (centre.desk(name) for name in ("operator", "rsud", "crew"))
    incident = operator.open(operator.report())["incident"]["id"]
    part = rsud.part(incident, "rsud_iskak_psc")["id"]
    sent = rsud.post(f"assignments/{part}/units", {"unit": centre.unit("AMB-1")})
    path, said = f"unit-assignments/{sent['unit_assignment']['id']}/status", {"name": "Pak Budi", "means": "telepon"}
    for desk in (rsud, crew):
        refused = desk.post(path, {"status": "en_route", "on_behalf": said})
        assert (refused.status, list(refused.error["fields"])) == (400, ["on_behalf"])
    assert operator.post(path, {"status": "en_route", "on_behalf": said}).status == 200


def test_words_that_name_no_village_keep_the_place(centre: Centre) -> None:
    operator = centre.desk("operator")
    opened = operator.open(operator.report(), location={"text": "sebelah masjid, RT 3"})["incident"]
    assert (opened["lat"], opened["place"]) == (HOUSE["lat"], "sebelah masjid, RT 3")
    assert not operator.alarms("place_unknown")
    moved = operator.open(operator.report(), location={"text": "Ngunut"})["incident"]
    assert (moved["lat"], moved["place"]) == (None, "Ngunut")
