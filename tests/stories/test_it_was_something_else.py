"""An incident turns out to be something else, or not to be over: roles, calls and limits follow."""

from foundation.clock.models import Deadline
from tests.centre import CHOKING, Centre
from tests.live.boards import watched_boards

BURNS = "MED-BURN"  # the hospital leads, the fire brigade supports
FIRE = "FIR-BUILDING"  # the other way round


def roles(centre: Centre, incident: str) -> dict[str, tuple[str, str]]:
    """Each agency's role and state, by its latest part."""
    parts = centre.desk("operator").card(incident)["assignments"]
    return {part["agency"]["code"]: (part["role"], part["status"]) for part in parts}


def limits(centre: Centre, incident: str) -> dict[str, str]:
    """When each of the incident's own limits is due."""
    card = centre.desk("operator").card(incident)
    return {limit["kind"]: limit["due_at"] for limit in card["deadlines"] if not limit["assignment"]}


def test_who_supported_is_called_to_lead(centre: Centre) -> None:
    operator, damkar, rsud = (centre.desk(name) for name in ("operator", "damkar", "rsud"))
    incident = operator.open(operator.report(), type=BURNS)["incident"]["id"]
    damkar.post(f"assignments/{damkar.part(incident, 'damkar')['id']}/acknowledge")
    rsud.post(f"assignments/{rsud.part(incident, 'rsud_iskak_psc')['id']}/acknowledge")
    with watched_boards():
        assert operator.post(f"incidents/{incident}/reclassify", {"type": FIRE}).status == 200
    now = roles(centre, incident)
    assert now["damkar"] == ("lead", "alerted"), "to lead is more than it said yes to"
    assert now["rsud_iskak_psc"] == ("support", "acknowledged"), "less than it said yes to is only written down"
    kinds = [entry["kind"] for entry in operator.get(f"incidents/{incident}/timeline")["entries"]]
    assert kinds.count("assignment.role_changed") == 1
    part = damkar.part(incident, "damkar")
    assert part["id"] in [limit["assignment"] for limit in damkar.card(incident)["deadlines"]]


def test_who_has_units_out_leads_without_being_called_again(centre: Centre) -> None:
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    incident = operator.open(operator.report(), type=BURNS)["incident"]["id"]
    part = damkar.part(incident, "damkar")["id"]
    damkar.post(f"assignments/{part}/units", {"unit": centre.unit("PMK-1")})
    assert operator.post(f"incidents/{incident}/reclassify", {"type": FIRE}).status == 200
    assert damkar.part(incident, "damkar")["id"] == part
    assert roles(centre, incident)["damkar"] == ("lead", "responding")


def test_who_stands_in_goes_on_and_who_declined_is_left_in_peace(centre: Centre) -> None:
    operator, rsud = centre.desk("operator"), centre.desk("rsud")
    incident = operator.open(operator.report(CHOKING))["incident"]["id"]
    rsud.post(f"assignments/{rsud.part(incident, 'rsud_iskak_psc')['id']}/decline", {"reason": "no_unit"})
    stand_in = next(part for part in operator.card(incident)["assignments"] if part["substitute_for"])
    assert operator.post(f"incidents/{incident}/reclassify", {"type": "MED-ARREST"}).status == 200
    now = roles(centre, incident)
    assert now["rsud_iskak_psc"] == ("lead", "declined")
    assert now[stand_in["agency"]["code"]] == ("lead", "alerted")


def test_a_higher_priority_brings_its_limits_also_where_there_were_none(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report(), priority="P5")["incident"]["id"]
    assert limits(centre, incident) == {}
    with watched_boards():
        operator.post(f"incidents/{incident}/reclassify", {"priority": "P1"})
    assert set(limits(centre, incident)) == {"dispatch", "on_scene"}
    lead = operator.part(incident, "damkar")["id"]
    assert Deadline.objects.filter(kind="acknowledge", subject=f"assignment:{lead}", settled_at=None).exists()


def test_a_unit_called_back_leaves_the_sending_owed_again(centre: Centre) -> None:
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    incident = operator.open(operator.report())["incident"]["id"]
    part = damkar.part(incident, "damkar")["id"]
    job = damkar.post(f"assignments/{part}/units", {"unit": centre.unit("PMK-1")})["unit_assignment"]["id"]
    assert "dispatch" not in limits(centre, incident)
    with watched_boards():
        assert damkar.post(f"unit-assignments/{job}/status", {"status": "cancelled"}).status == 200
    assert set(limits(centre, incident)) == {"dispatch", "on_scene"}


def test_who_was_done_is_called_again_when_it_was_not_over(centre: Centre) -> None:
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    incident = operator.open(operator.report())["incident"]["id"]
    part = damkar.part(incident, "damkar")["id"]
    for move in ("acknowledge", "done"):
        assert damkar.post(f"assignments/{part}/{move}").status == 200
    operator.post(f"incidents/{incident}/close", {"disposition": "resolved"})
    with watched_boards():
        assert operator.post(f"incidents/{incident}/reopen").status == 200
    again = damkar.part(incident, "damkar")
    assert again["id"] != part
    assert again["status"] == "alerted"
    assert operator.card(incident)["assignments"]
