"""Whoever works by a procedure is told on the board when another version of it rules: which, and what is different."""

from typing import Any

import pytest

from agencies.models import Agency
from foundation.people.models import User
from incidents.models import Alarm
from sop.models import ProcedureVersion
from tests.centre import Centre, Desk
from tests.live.boards import watched_boards
from tests.rulemaking import Rules, question

NAME = "Perampokan, begal, jambret"
FOLLOWERS = ("operator", "coordinator", "polres", "rsud")


@pytest.fixture
def rules(centre: Centre) -> Rules:
    return Rules(centre)


def put_in_force(rules: Rules, **changed: Any) -> str:
    """A version that everybody has signed rules from now on."""
    version = rules.approved(**changed or {"targets_basis": "PKS 7/2026"})
    rules.move(version, "put-in-force", rules.coordinator)
    return version


def notice_of(desk: Desk) -> Any:
    """The one notice on this desk's board."""
    (notice,) = desk.alarms("procedure")
    return notice


def test_the_centre_and_the_desks_that_it_binds_are_told_and_nobody_else(rules: Rules, centre: Centre) -> None:
    version = rules.approved(questions=question("Apakah pelaku bersenjata?"))
    with watched_boards():
        rules.move(version, "put-in-force", rules.coordinator)
    for name in FOLLOWERS:
        notice = notice_of(centre.desk(name))
        assert (notice["class"], notice["for"]) == ("A3", "everybody")
        said = notice["words"]
        assert said["id"].startswith(f"SOP {NAME} v2 berlaku. Berubah: “Pelakunya di mana sekarang?”, "), said
        assert said["en"].startswith("Procedure Robbery, street robbery v2 is in force. Changed: “Where are"), said
        assert said["en"].endswith(", 3 more"), said
    assert [centre.desk(name).alarms("procedure") for name in ("damkar", "bpbd", "crew")] == [[], [], []]


def test_the_notice_leads_to_what_changed(rules: Rules, centre: Centre) -> None:
    put_in_force(rules, questions=question("Apakah pelaku bersenjata?"))
    for name in FOLLOWERS:
        desk = centre.desk(name)
        desk.client.force_login(desk.user)
        page = desk.client.get(notice_of(desk)["page"])
        assert page.status_code == 200
        assert "Apakah pelaku bersenjata?" in page.content.decode()


def test_each_reads_it_for_themselves(rules: Rules, centre: Centre) -> None:
    put_in_force(rules)
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    path = f"alarms/{notice_of(operator)['id']}/acknowledge"
    with watched_boards():
        operator.post(path)
    operator.post(path)
    assert notice_of(coordinator)["read_by"] == [str(operator.user.id)], "and only once"
    assert notice_of(coordinator)["acknowledged"] is None
    assert notice_of(centre.desk("polres"))["read_by"] == []
    assert centre.desk("auditor").post(path).status == 403
    assert operator.post(path.replace("acknowledge", "shelve"), {"minutes": 5, "reason": "waiting"}).status == 409


def test_an_emergency_says_until_when_and_its_end_that_the_old_text_is_back(rules: Rules, centre: Centre) -> None:
    version = rules.draft(targets_basis="PKS 7/2026")
    rules.move(version, "emergency", rules.coordinator, {"reason": "Jembatan putus"})
    operator = centre.desk("operator")
    assert notice_of(operator)["words"]["id"].startswith(f"DARURAT: SOP {NAME} v2 berlaku sampai ")
    with watched_boards():
        centre.fast_forward(hours=73)
    assert notice_of(operator)["words"]["id"].startswith(f"SOP {NAME} v3 berlaku: isi versi 1 kembali. Berubah: ")


def test_the_next_version_takes_the_place_of_the_notice_and_a_week_ends_it(rules: Rules, centre: Centre) -> None:
    put_in_force(rules)
    operator = centre.desk("operator")
    operator.post(f"alarms/{notice_of(operator)['id']}/acknowledge")
    put_in_force(rules, targets_basis="PKS 8/2026")
    notice = notice_of(operator)
    assert (notice["page"], notice["read_by"]) == ("/sop/POL-ROBBERY/versions/3/news", [])
    centre.fast_forward(days=6, hours=23)
    assert notice_of(operator)
    with watched_boards():
        centre.fast_forward(hours=2)
    assert operator.alarms("procedure") == []


def test_what_was_never_in_force_has_no_such_page(rules: Rules, centre: Centre) -> None:
    version = ProcedureVersion.objects.get(id=rules.draft(targets_basis="PKS 7/2026"))
    operator = centre.desk("operator")
    operator.client.force_login(operator.user)
    page = f"/sop/{version.type_code}/versions/{version.number}/news"
    assert operator.client.get(page).status_code == 404


def test_whom_no_screen_tells_the_coordinator_rings(rules: Rules, centre: Centre) -> None:
    version = rules.approved(targets_basis="PKS 7/2026")
    people = User.objects.filter(membership__agency__code="rsud_iskak_psc")
    people.filter(roles__overlap=["desk", "supervisor"]).update(is_active=False)
    with watched_boards():
        rules.move(version, "put-in-force", rules.coordinator)
    coordinator = centre.desk("coordinator")
    (to_ring,) = coordinator.alarms("message_failed")
    rsud = Agency.objects.get(code="rsud_iskak_psc")
    assert f"{rsud.name_id} ({rsud.phone})" in to_ring["words"]["id"]
    assert to_ring["words"]["en"].startswith("Without a screen, tell by telephone: ")
    assert not Alarm.objects.filter(kind="procedure", audience=rsud).exists()
    with watched_boards():
        assert coordinator.post(f"alarms/{to_ring['id']}/acknowledge").status == 200
    assert coordinator.alarms("message_failed") == []
