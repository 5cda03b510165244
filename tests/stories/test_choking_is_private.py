"""A child chokes: the hospital alone. Fire, police, BPBD never see it: not by HTTP, not in a frame, not as an id."""

import json

import pytest

from incidents.access import audience_of
from tests.centre import CHOKING, Centre
from tests.live.boards import watched_boards

OTHERS = ("damkar", "polres", "bpbd", "kepala-damkar", "crew", "admin")


def test_only_the_hospital_sees_a_choking(centre: Centre) -> None:
    operator, rsud = centre.desk("operator"), centre.desk("rsud")
    with watched_boards() as boards:
        report = operator.report(CHOKING)
        assert report["suggestion"]["type"] == "MED-CHOKE"
        opened = operator.open(report)
        incident = opened["incident"]["id"]
    parts = {part["agency"]["code"]: part["id"] for part in opened["assignments"]}
    assert "rsud_iskak_psc" in parts
    assert not {"damkar", "polres", "bpbd"} & parts.keys()
    assert rsud.card(incident) is not None

    hidden = {incident, report["id"], *parts.values(), opened["incident"]["number"], report["number"]}
    for name in OTHERS:
        audience = audience_of(centre.desk(name).user)
        if audience is not None:
            told = json.dumps(boards[audience].told) + json.dumps(boards[audience].held)
            assert not any(secret in told for secret in hidden), name


@pytest.mark.parametrize("name", OTHERS)
def test_what_one_may_not_see_does_not_exist(centre: Centre, name: str) -> None:
    operator = centre.desk("operator")
    report = operator.report(CHOKING)
    opened = operator.open(report)
    incident, part = opened["incident"]["id"], opened["assignments"][0]["id"]
    outsider = centre.desk(name)
    reads = (f"incidents/{incident}", f"incidents/{incident}/timeline", f"incidents/{incident}/recommendation")
    for path in (*reads, f"reports/{report['id']}"):
        assert outsider.get(path).status == 404, path
    for move in ("note", "close", "reclassify", "reopen", "merge"):
        body = {
            "note": {"text": "x"},
            "close": {"disposition": "resolved"},
            "reclassify": {"priority": "P3"},
            "merge": {"into": incident[:-1] + ("0" if incident[-1] != "0" else "1")},
        }.get(move, {})
        assert outsider.post(f"incidents/{incident}/{move}", body).status == 404, move
    assert outsider.post(f"assignments/{part}/acknowledge").status == 404
    assert outsider.post(f"assignments/{part}/units", {"unit": centre.unit("AMB-1")}).status == 404
    assert outsider.get("incidents").data["results"] == []


def test_the_hospitals_two_roles_do_not_leak_into_each_other(centre: Centre) -> None:
    operator, rsud = centre.desk("operator"), centre.desk("rsud")
    report = operator.report("Sepeda motor saya dicuri di parkiran pasar, pelaku sudah kabur")
    opened = operator.open(report, type="POL-THEFT")
    incident = opened["incident"]["id"]
    codes = {part["agency"]["code"] for part in opened["assignments"]}
    assert "rsud_iskak_psc" not in codes
    assert rsud.get(f"incidents/{incident}").status == 404, "the centre's house sees nothing of it"
    assert rsud.board()["reports"] == []
    choking = operator.open(operator.report(CHOKING))
    part = next(part for part in choking["assignments"] if part["agency"]["code"] == "rsud_iskak_psc")
    refused = operator.post(f"assignments/{part['id']}/acknowledge")
    assert refused.status == 403, "the centre is not the hospital's desk"
    assert refused.error["code"] == "on_behalf_required"
