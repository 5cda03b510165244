"""Nobody acknowledges: the ladder climbs - the desk again, its supervisor, the coordinator and the substitute."""

from agencies.models import Agency
from foundation.notify.models import Notification
from tests.centre import CHOKING, FIRE, Centre
from tests.live.boards import watched_boards


def test_the_ladder_climbs_step_by_step(centre: Centre) -> None:
    centre.sign_on_everybody()
    operator, damkar, coordinator = (centre.desk(name) for name in ("operator", "damkar", "coordinator"))
    incident = operator.open(operator.report(FIRE))["incident"]["id"]
    limit = next(limit for limit in damkar.card(incident)["deadlines"] if limit["kind"] == "acknowledge")
    assert not limit["missed"]

    with watched_boards():
        centre.fast_forward(seconds=62)
    assert [alarm["for"] for alarm in damkar.alarms("acknowledge")] == ["desk"]
    limits = [limit for limit in damkar.card(incident)["deadlines"] if limit["kind"] == "acknowledge"]
    assert any(limit["missed"] for limit in limits)

    with watched_boards():
        centre.fast_forward(minutes=10)
    assert "supervisor" in [alarm["for"] for alarm in damkar.alarms("acknowledge")]
    (called,) = coordinator.alarms("acknowledge")
    assert called["for"] == "coordinator"
    assert "damkar" in {call["agency"]["code"] for call in called["calls"]}

    steps = [
        entry
        for entry in operator.get(f"incidents/{incident}/timeline")["entries"]
        if entry["kind"] == "dispatch.escalated"
        and "penerimaan oleh instansi" in entry["text"]
        and Agency.objects.get(code="damkar").name in entry["text"]
    ]
    assert len(steps) == 3
    assert Notification.objects.filter(key__startswith="escalation:").exists()


def test_the_substitute_takes_over(centre: Centre) -> None:
    centre.sign_on_everybody()
    operator, rsud = centre.desk("operator"), centre.desk("rsud")
    incident = operator.open(operator.report(CHOKING))["incident"]["id"]
    lead = operator.part(incident, "rsud_iskak_psc")
    centre.fast_forward(minutes=20)
    stand_ins = [part for part in operator.card(incident)["assignments"] if part["substitute_for"] == lead["id"]]
    assert len(stand_ins) == 1
    assert stand_ins[0]["role"] == "lead"
    assert rsud.card(incident) is not None, "the silent agency may still answer"
    with watched_boards():
        answered = operator.post(
            f"assignments/{stand_ins[0]['id']}/acknowledge", {"on_behalf": {"name": "Bidan jaga", "means": "telepon"}}
        )
    assert answered.status == 200
    assert operator.part(incident, "rsud_iskak_psc")["status"] == "withdrawn"
    assert rsud.card(incident) is None
    assert rsud.alarms() == []


def test_a_decline_calls_the_substitute_at_once(centre: Centre) -> None:
    operator, rsud = centre.desk("operator"), centre.desk("rsud")
    incident = operator.open(operator.report(CHOKING))["incident"]["id"]
    part = rsud.part(incident, "rsud_iskak_psc")
    assert rsud.post(f"assignments/{part['id']}/decline", {"reason": "because"}).status == 400
    with watched_boards():
        assert rsud.post(f"assignments/{part['id']}/decline", {"reason": "no_unit"}).status == 200
    assert rsud.card(incident) is None, "who declined has no part any more"
    stand_ins = [part for part in operator.card(incident)["assignments"] if part["substitute_for"]]
    assert [part["status"] for part in stand_ins] == ["alerted"]
    assert operator.alarms("declined")


def test_the_alarm_of_a_decline_stands_until_somebody_stands_in(centre: Centre) -> None:
    operator, rsud = centre.desk("operator"), centre.desk("rsud")
    incident = operator.open(operator.report(FIRE))["incident"]["id"]
    support = rsud.part(incident, "rsud_iskak_psc")
    rsud.post(f"assignments/{support['id']}/decline", {"reason": "no_unit"})
    by_phone = {"on_behalf": {"name": "Jaga", "means": "telepon"}}
    operator.post(f"assignments/{operator.part(incident, 'damkar')['id']}/acknowledge", by_phone)
    assert len(operator.alarms("declined")) == 1, "another's yes does not replace who declined"
    stand_in = next((part for part in operator.card(incident)["assignments"] if part["substitute_for"]), None)
    assert stand_in is not None
    operator.post(f"assignments/{stand_in['id']}/acknowledge", by_phone)
    assert operator.alarms("declined") == []


def test_an_incident_that_loses_its_lead_has_a_limit_until_it_has_one(centre: Centre) -> None:
    operator, rsud = centre.desk("operator"), centre.desk("rsud")
    incident = operator.open(operator.report(CHOKING))["incident"]["id"]
    rsud.post(f"assignments/{rsud.part(incident, 'rsud_iskak_psc')['id']}/decline", {"reason": "no_unit"})
    assert "no_lead" not in [limit["kind"] for limit in operator.card(incident)["deadlines"]]
    stand_in = next(part for part in operator.card(incident)["assignments"] if part["substitute_for"])
    with watched_boards():
        operator.post(
            f"assignments/{stand_in['id']}/decline",
            {"reason": "no_unit", "on_behalf": {"name": "Jaga", "means": "telepon"}},
        )
    assert "no_lead" in [limit["kind"] for limit in operator.card(incident)["deadlines"]]
    centre.fast_forward(minutes=2)
    assert operator.alarms("no_lead")


def test_a_limit_met_in_time_never_fires(centre: Centre) -> None:
    centre.sign_on_everybody()
    operator, rsud = centre.desk("operator"), centre.desk("rsud")
    incident = operator.open(operator.report(CHOKING))["incident"]["id"]
    part = rsud.part(incident, "rsud_iskak_psc")
    rsud.post(f"assignments/{part['id']}/units", {"unit": centre.unit("AMB-1")})
    job = rsud.part(incident, "rsud_iskak_psc")["units"][0]["id"]
    for status in ("en_route", "on_scene"):
        assert rsud.post(f"unit-assignments/{job}/status", {"status": status}).status == 200
    centre.fast_forward(hours=2)
    assert rsud.alarms() == []
    told = operator.get(f"incidents/{incident}/timeline")["entries"]
    climbed = [entry["text"] for entry in told if entry["kind"] == "dispatch.escalated"]
    assert not [text for text in climbed if "rsud_iskak_psc" in text]
