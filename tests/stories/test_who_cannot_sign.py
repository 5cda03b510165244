"""Where nobody can sign or nobody must lead, the approval is refused in words that say what to do next."""

from typing import Any

import pytest

from agencies.models import Decree
from agencies.papers.sheet import Matrix
from agencies.services.matrix import Cell
from foundation.people.models import Role, User
from sop.exchange import write_exchange
from sop.models import IncidentType, ProcedureVersion
from sop.services import import_procedures
from sop.versions import exchanged
from tests.centre import Centre
from tests.rulemaking import CODE, Rules
from tests.stories.decrees import FIRST, write_decree_of_two


@pytest.fixture
def rules(centre: Centre) -> Rules:
    return Rules(centre)


@pytest.fixture
def version(rules: Rules) -> str:
    """In review, signed by nobody."""
    drafted = rules.draft(targets_basis="PKS 7/2026")
    rules.move(drafted, "submit", rules.admin)
    return drafted


def refused(rules: Rules, version: str) -> list[str]:
    """What the approval says is missing."""
    answer = rules.coordinator.post(f"versions/{version}/approve")
    assert (answer.status, answer.error["code"]) == (409, "not_ready")
    texts: list[str] = answer.error["fields"]["version"]
    return texts


def test_an_agency_whose_supervisor_is_gone_signs_by_letter(rules: Rules, version: str) -> None:
    assert any(text.endswith("belum menandatangani") for text in refused(rules, version))
    User.objects.filter(username="kepala-polres").update(is_active=False)
    assert any("catat surat persetujuannya di Tanda tangan" in text for text in refused(rules, version))
    letter = {"agency": "polres", "signer": "Wakapolres", "number": "B/112/2026"}
    signed = rules.move(version, "sign", rules.coordinator, {"revision": 2, "letter": letter})
    assert state_of(signed, "polres") == "signed"


def state_of(answer: Any, agency: str) -> str:
    found: str = next(one["state"] for one in answer["signatures"] if one["agency"]["code"] == agency)
    return found


def test_without_a_medical_director_somebody_must_become_it(rules: Rules, version: str) -> None:
    User.objects.filter(roles__contains=[Role.MEDICAL_DIRECTOR]).update(is_active=False)
    assert any("tidak ada akun direktur medis" in text for text in refused(rules, version))


def test_without_a_second_person_somebody_must_become_it(rules: Rules, version: str, centre: Centre) -> None:
    User.objects.filter(username__in=["admin2", "coordinator2"]).update(is_active=False)
    back = rules.move(version, "withdraw", rules.admin)
    edits = {"revision": back["revision"], "edits": [{"path": "targets_basis", "value": "PKS 8/2026"}]}
    rules.move(version, "edit", rules.coordinator, edits)
    rules.move(version, "submit", rules.admin)
    assert rules.coordinator.post(f"versions/{version}/approve").status == 403, "they all wrote in it"
    shown = centre.desk("auditor").client
    shown.force_login(User.objects.get(username="auditor"))
    assert "beri orang kedua akun" in shown.get(f"/sop/{CODE}/versions/2").content.decode()


def test_a_type_from_another_regency_finds_its_lead_by_decree_before_it_is_in_the_menu(
    rules: Rules, centre: Centre
) -> None:
    there = exchanged(ProcedureVersion.objects.select_related("procedure__type").get(id=ruling_of(centre)))
    file = write_exchange([there]).replace(f"code: {CODE}", "code: POL-PIRACY", 1)
    draft = import_procedures(raw=file.encode(), actor=rules.admin.user).drafts[0]
    assert not IncidentType.objects.get(code="POL-PIRACY").active
    assert "POL-PIRACY" in dict(Matrix(Decree.objects.get(), "", "police").rows())
    assert unled(rules, draft)
    write_decree_of_two(centre, [Cell("POL-PIRACY", "polres", "lead", FIRST)])
    assert not unled(rules, draft)


def unled(rules: Rules, version: ProcedureVersion) -> bool:
    """Whether the problems of a version say that nobody must lead."""
    return any("mandat memimpin" in one["text"] for one in rules.look(str(version.id))["problems"])


def ruling_of(centre: Centre) -> str:
    found: str = centre.desk("operator").get(f"types/{CODE}")["procedure"]["id"]
    return found


def test_a_type_that_nobody_must_lead_waits_for_a_decree_but_an_emergency_does_not(
    rules: Rules, version: str, centre: Centre
) -> None:
    old = Decree.objects.get()
    write_decree_of_two(centre, [Cell("FIR-BUILDING", "damkar", "lead", FIRST)], replaces=[old.id])
    assert any("berlakukan dulu keputusan dengan mandat memimpin" in text for text in refused(rules, version))
    rules.move(version, "emergency", rules.coordinator, {"reason": "Perampok berseragam"})
