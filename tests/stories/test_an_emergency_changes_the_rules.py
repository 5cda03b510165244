"""The coordinator changes the rules at once; it is marked everywhere and runs out unless all sign it."""

from typing import Any

import pytest

from foundation.journal.models import JournalEntry
from sop.models import ProcedureVersion
from tests.centre import Centre
from tests.rulemaking import CODE, SIGNERS, Rules, asked, question, robbery

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


def test_only_the_coordinator_and_never_without_a_reason(rules: Rules) -> None:
    version = rules.draft(questions=question(NOW_ASKED))
    assert rules.admin.post(f"versions/{version}/emergency", BECAUSE).status == 403
    assert rules.coordinator.post(f"versions/{version}/emergency", {"reason": " "}).status == 400
