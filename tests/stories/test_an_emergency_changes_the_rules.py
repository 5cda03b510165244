"""The coordinator changes the rules at once; it is marked everywhere and runs out unless all sign it."""

from typing import Any

import pytest
from django.test import Client

from foundation.journal.models import JournalEntry
from sop.models import ProcedureVersion
from sop.services.cases import add_case
from tests.centre import Centre
from tests.rulemaking import CODE, ROBBED, SIGNERS, Rules, asked, question, robbery

NOW_ASKED = "Apakah pelaku memakai seragam?"
BECAUSE = {"reason": "Perampok berseragam di tiga toko malam ini"}


@pytest.fixture
def rules(centre: Centre) -> Rules:
    return Rules(centre)


@pytest.fixture
def emergency(rules: Rules) -> str:
    """A draft that the coordinator puts in force at once."""
    version = rules.draft(questions=question(NOW_ASKED))
    rules.move(version, "emergency", rules.coordinator, BECAUSE)
    return version


def procedure(centre: Centre) -> Any:
    return centre.desk("operator").get(f"types/{CODE}")["procedure"]


def test_it_rules_at_once_and_is_marked_on_the_type_and_on_every_card(centre: Centre, emergency: str) -> None:
    assert asked(centre) == NOW_ASKED
    assert procedure(centre)["emergency_until"] is not None
    assert centre.desk("operator").card(robbery(centre))["procedure"]["emergency"] is True


def test_after_72_hours_the_version_before_rules_again(centre: Centre, rules: Rules, emergency: str) -> None:
    running = robbery(centre)
    centre.fast_forward(hours=71)
    assert asked(centre) == NOW_ASKED
    centre.fast_forward(hours=1, minutes=1)
    assert asked(centre) != NOW_ASKED
    assert (procedure(centre)["version"], procedure(centre)["emergency_until"]) == (3, None)
    first, third = (ProcedureVersion.objects.get(procedure__type_id=CODE, number=number) for number in (1, 3))
    assert (third.content, third.restores) == (first.content, 1)
    assert rules.look(emergency)["status"] == "retired"
    assert centre.desk("operator").card(running)["procedure"]["version"] == 2, "a running incident keeps its version"
    assert JournalEntry.objects.filter(kind="procedure.emergency_expired").count() == 1


def test_signed_by_all_it_stays(centre: Centre, rules: Rules, emergency: str) -> None:
    rules.sign(emergency, *SIGNERS, "direktur-medis")
    assert procedure(centre)["emergency_until"] is None
    centre.fast_forward(hours=100)
    assert (asked(centre), procedure(centre)["version"]) == (NOW_ASKED, 2)


def test_an_objection_lets_it_run_out(centre: Centre, rules: Rules, emergency: str) -> None:
    rules.sign(emergency, "kepala-rsud", "direktur-medis")
    objection = {"revision": 2, "reason": "Pertanyaan ini membuat panik"}
    rules.move(emergency, "object", centre.desk("kepala-polres"), objection)
    centre.fast_forward(hours=73)
    assert asked(centre) != NOW_ASKED


def test_one_emergency_upon_another_wins_no_time(centre: Centre, rules: Rules, emergency: str) -> None:
    centre.fast_forward(hours=70)
    second = rules.draft(questions=question("Naik kendaraan apa?"))
    rules.move(second, "emergency", rules.coordinator, BECAUSE)
    assert asked(centre) == "Naik kendaraan apa?"
    centre.fast_forward(hours=3)
    assert procedure(centre)["version"] == 4
    assert ProcedureVersion.objects.get(procedure__type_id=CODE, number=4).restores == 1


def test_it_is_marked_on_every_page_and_in_the_interview(centre: Centre, rules: Rules, emergency: str) -> None:
    draft = rules.draft(targets_basis="PKS 9/2026")
    number = rules.look(draft)["number"]
    client = Client()
    client.force_login(centre.desk("coordinator").user)
    for page in ("", "/bench", "/rehearsal", "/signatures", "/differences", "/print"):
        assert "PERUBAHAN DARURAT" in client.get(f"/sop/{CODE}/versions/2{page}").content.decode(), page
    for page in ("", "/edit", "/bench", "/rehearsal"):
        beside = client.get(f"/sop/{CODE}/versions/{number}{page}").content.decode()
        assert "adalah perubahan darurat dan habis pada" in beside, page
    report = centre.desk("operator").report(ROBBED)
    assert centre.desk("operator").get(f"reports/{report['id']}/interview")["procedure"]["emergency"] is True
    incident = robbery(centre)
    sheet = client.get(f"/incidents/{incident}/sheet").content.decode()
    assert "PERUBAHAN DARURAT" in sheet
    rules.sign(emergency, *SIGNERS, "direktur-medis")
    assert centre.desk("operator").get(f"reports/{report['id']}/interview")["procedure"]["emergency"] is False


def test_what_contradicts_itself_or_a_saved_case_is_no_emergency(centre: Centre, rules: Rules) -> None:
    version = rules.draft(questions=question(NOW_ASKED))
    add_case(
        type_code=CODE, text=ROBBED, expected_type="FIR-BUILDING", expected_priority="P1", actor=rules.coordinator.user
    )
    refused = rules.coordinator.post(f"versions/{version}/emergency", BECAUSE)
    assert (refused.status, refused.error["code"]) == (409, "not_ready")
    assert any("Kasus uji" in text for text in refused.error["fields"]["version"])
    client = Client()
    client.force_login(rules.coordinator.user)
    shown = client.get(f"/sop/{CODE}/versions/2").content.decode()
    assert "Belum dapat diberlakukan:" in shown
    assert "Diperiksa juga sekarang" in shown


def test_only_the_coordinator_and_never_without_a_reason(rules: Rules) -> None:
    version = rules.draft(questions=question(NOW_ASKED))
    assert rules.admin.post(f"versions/{version}/emergency", BECAUSE).status == 403
    assert rules.coordinator.post(f"versions/{version}/emergency", {"reason": " "}).status == 400
