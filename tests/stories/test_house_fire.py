"""A house burns: damkar leads, others support or are informed as the decree says, from the call to the close."""

from uuid import UUID

from incidents.access import audience_of
from incidents.services.moves import deliver_assignments
from tests.centre import FIRE, Centre


def drive_to_scene(centre: Centre, job: str) -> None:
    """The fire engine goes and arrives, a minute each."""
    for status in ("en_route", "on_scene"):
        centre.fast_forward(seconds=60)
        moved = centre.desk("damkar").post(f"unit-assignments/{job}/status", {"status": status})
        assert moved.status == 200


def stays_an_hour_and_goes(centre: Centre, incident: str) -> None:
    """A closed incident: whoever finished sees it for an hour; its story is whole."""
    operator, damkar, bpbd = (centre.desk(name) for name in ("operator", "damkar", "bpbd"))
    card = damkar.card(incident)
    assert card["stage"] == "closed"
    assert card["deadlines"] == []
    assert bpbd.card(incident) is None, "whoever had not finished is withdrawn"
    assert operator.alarms() == []
    centre.fast_forward(minutes=61)
    assert operator.card(incident) is None

    story = [entry["kind"] for entry in operator.get(f"incidents/{incident}/timeline")["entries"]]
    assert story[0] == "report.received"
    assert {"incident.opened", "assignment.alerted", "unit.assigned", "incident.closed"} <= set(story)


def test_a_house_fire_from_report_to_close(centre: Centre) -> None:
    centre.sign_on_everybody()
    operator, damkar, polres, bpbd = (centre.desk(name) for name in ("operator", "damkar", "polres", "bpbd"))
    report = operator.report(FIRE)
    assert report["status"] == "received"
    assert report["suggestion"]["type"] == "FIR-BUILDING"
    assert report["suggestion"]["evidence"]
    assert [card["id"] for card in operator.board()["reports"]] == [report["id"]]
    assert damkar.board()["reports"] == []

    operator.post(f"reports/{report['id']}/claim")
    opened = operator.open(report)
    incident = opened["incident"]["id"]
    roles = {part["agency"]["code"]: part["role"] for part in opened["assignments"]}
    assert roles["damkar"] == "lead"
    assert {roles[code] for code in ("polres", "bpbd", "rsud_iskak_psc")} <= {"support", "informed"}
    assert all(part["decree"] and part["article"] for part in opened["assignments"])

    card = damkar.card(incident)
    assert card["stage"] == "alerted"
    assert {limit["kind"] for limit in card["deadlines"]} == {"acknowledge", "dispatch", "on_scene"}
    part = damkar.part(incident, "damkar")
    centre.fast_forward(seconds=20)
    assert damkar.post(f"assignments/{part['id']}/acknowledge").status == 200
    assert polres.post(f"assignments/{polres.part(incident, 'polres')['id']}/acknowledge").status == 200

    advice = damkar.get(f"incidents/{incident}/recommendation")
    chosen = advice["units"][0]
    assert chosen["eta_s"] > 0
    assert chosen["reasons"]
    sent = damkar.post(f"assignments/{part['id']}/units", {"unit": chosen["unit"]["id"]})
    assert sent.status == 201
    assert bpbd.card(incident)["stage"] == "responding"
    again = damkar.get(f"incidents/{incident}/recommendation")
    asked = {reason for choice in again["units"] for reason in choice["reasons"] if reason.startswith("capability:")}
    assert not asked & set(chosen["reasons"]), "what is on its way is not recommended again"
    job = sent["unit_assignment"]["id"]
    drive_to_scene(centre, job)
    assert operator.card(incident)["stage"] == "on_scene"

    refused = operator.post(f"incidents/{incident}/close", {"disposition": "resolved"})
    assert refused.status == 409
    assert refused.error["code"] == "units_out"
    damkar.post(f"unit-assignments/{job}/status", {"status": "cleared"})
    assert damkar.post(f"assignments/{part['id']}/done").status == 200
    closed = operator.post(f"incidents/{incident}/close", {"disposition": "resolved", "note": "Padam."})
    assert closed.status == 200

    stays_an_hour_and_goes(centre, incident)


def test_asking_for_what_is_so_already_changes_nothing(centre: Centre) -> None:
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    report = operator.report(FIRE)
    opened = operator.open(report)
    again = operator.post(f"reports/{report['id']}/open")
    assert again.status == 200
    assert again["incident"]["id"] == opened["incident"]["id"]
    part = damkar.part(opened["incident"]["id"], "damkar")
    damkar.post(f"assignments/{part['id']}/acknowledge")
    before = operator.get("board")["position"]
    assert damkar.post(f"assignments/{part['id']}/acknowledge").status == 200
    assert operator.get("board")["position"] == before


def test_who_has_not_seen_it_is_known_until_the_desk_gives_a_receipt(centre: Centre) -> None:
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    incident = operator.open(operator.report(FIRE))["incident"]["id"]
    part = operator.part(incident, "damkar")
    assert part["delivered_at"] is None
    audience = audience_of(damkar.user)
    assert audience is not None
    ids = [UUID(part["id"])]
    assert deliver_assignments(assignment_ids=ids, audience=audience, actor=damkar.user) == 1
    assert deliver_assignments(assignment_ids=ids, audience=audience, actor=damkar.user) == 0
    assert operator.part(incident, "damkar")["status"] == "delivered"
    assert operator.part(incident, "damkar")["delivered_at"]
