"""The rules are the regency's: written, signed by whom they bind, in force from a moment, kept for ever."""

from datetime import timedelta

import pytest

from foundation.lib import time
from foundation.lib.time import iso
from sop.models import ProcedureVersion
from tests.centre import Centre
from tests.rulemaking import CODE, SIGNERS, Rules, asked, handled_under, question, robbery


@pytest.fixture
def rules(centre: Centre) -> Rules:
    return Rules(centre)


def test_from_draft_to_force_the_next_report_changes_and_not_the_running_one(rules: Rules, centre: Centre) -> None:
    running = robbery(centre)
    version = rules.approved(questions=question("Apakah pelaku bersenjata tajam atau api?"))
    assert asked(centre) != "Apakah pelaku bersenjata tajam atau api?"
    rules.move(version, "put-in-force", rules.coordinator)
    assert asked(centre) == "Apakah pelaku bersenjata tajam atau api?"
    assert (handled_under(centre, running), handled_under(centre, robbery(centre))) == (1, 2)


def test_the_clock_switches_it_at_the_chosen_moment(rules: Rules, centre: Centre) -> None:
    version = rules.approved(questions=question("Berapa pelakunya?"))
    begins = time.now() + timedelta(hours=6)
    rules.move(version, "put-in-force", rules.coordinator, {"begins": iso(begins)})
    centre.fast_forward(hours=5)
    assert (rules.look(version)["status"], asked(centre) == "Berapa pelakunya?") == ("approved", False)
    centre.fast_forward(hours=1, seconds=1)
    assert (rules.look(version)["status"], asked(centre)) == ("in_force", "Berapa pelakunya?")


def test_a_moment_in_the_past_is_refused(rules: Rules) -> None:
    version = rules.approved(targets_basis="PKS 7/2026")
    yesterday = iso(time.now() - timedelta(days=1))
    refused = rules.coordinator.post(f"versions/{version}/put-in-force", {"begins": yesterday})
    assert (refused.status, list(refused.error["fields"])) == (400, ["begins"])
    assert rules.look(version)["status"] == "approved"


def test_an_objection_stops_it_and_its_reason_stays(rules: Rules, centre: Centre) -> None:
    version = rules.draft(targets_basis="PKS 7/2026")
    rules.move(version, "submit", rules.admin)
    rules.sign(version, "kepala-rsud", "direktur-medis")
    polres = centre.desk("kepala-polres")
    rules.move(version, "object", polres, {"revision": 2, "reason": "Dua menit tidak mungkin dari Sendang"})
    refused = rules.coordinator.post(f"versions/{version}/approve")
    assert refused.status == 409
    assert any("Dua menit tidak mungkin" in text for text in refused.error["fields"]["version"])
    rules.sign(version, "kepala-polres")
    rules.move(version, "approve", rules.coordinator)
    words = ProcedureVersion.objects.get(id=version).endorsements.filter(agency__code="polres")
    assert [(word.verdict, word.reason) for word in words] == [
        ("objected", "Dua menit tidak mungkin dari Sendang"),
        ("signed", ""),
    ]


def test_a_change_voids_every_signature(rules: Rules, centre: Centre) -> None:
    version = rules.draft(targets_basis="PKS 7/2026")
    rules.move(version, "submit", rules.admin)
    rules.sign(version, *SIGNERS, "direktur-medis")
    assert {one["state"] for one in rules.look(version)["signatures"]} == {"signed"}
    refused = rules.admin.post(
        f"versions/{version}/edit", {"revision": 2, "edits": [{"path": "targets_basis", "value": "PKS 8/2026"}]}
    )
    assert (refused.status, "withdraw" in refused.error["allowed"]) == (409, True)
    back = rules.move(version, "withdraw", rules.admin)
    assert {one["state"] for one in back["signatures"]} == {"signed"}, "nothing was changed yet"
    edited = rules.edit(back, targets_basis="PKS 8/2026")
    assert {one["state"] for one in edited["signatures"]} == {"open"}
    assert edited["medical_signature"]["at"] is None
    rules.move(version, "submit", rules.admin)
    assert rules.coordinator.post(f"versions/{version}/approve").status == 409


@pytest.mark.parametrize("outsider", ["kepala-damkar", "polres", "admin", "direktur-medis"])
def test_a_signature_by_the_wrong_agency_is_refused(rules: Rules, centre: Centre, outsider: str) -> None:
    version = rules.draft(targets_basis="PKS 7/2026")
    rules.move(version, "submit", rules.admin)
    assert centre.desk(outsider).post(f"versions/{version}/sign", {"revision": 2}).status == 403
    assert {one["state"] for one in rules.look(version)["signatures"]} == {"open"}


def test_nobody_signs_a_text_that_changed_while_they_read(rules: Rules, centre: Centre) -> None:
    version = rules.draft(targets_basis="PKS 7/2026")
    rules.move(version, "submit", rules.admin)
    assert centre.desk("kepala-polres").post(f"versions/{version}/sign", {"revision": 1}).status == 409


def test_a_letter_speaks_for_an_agency_without_an_account_and_for_no_other(rules: Rules, centre: Centre) -> None:
    pair = {"signer": "Kepala Dinas", "number": "400/12/2026"}
    answer = rules.admin.post("procedures/POL-DV/draft")
    rules.move(answer["id"], "submit", rules.admin)
    of = {"revision": answer["revision"]}
    signed = rules.move(answer["id"], "sign", rules.coordinator, of | {"letter": {"agency": "dp3a", **pair}})
    (line,) = [one for one in signed["signatures"] if one["agency"]["code"] == "dp3a"]
    assert (line["state"], line["signer"], line["letter"]) == ("signed", "Kepala Dinas", "400/12/2026")
    for agency, status in (("polres", 403), ("kai", 403), ("nobody", 400)):
        body = of | {"letter": {"agency": agency, **pair}}
        assert rules.coordinator.post(f"versions/{answer['id']}/sign", body).status == status


def test_who_wrote_it_does_not_approve_it(rules: Rules) -> None:
    version = rules.draft(targets_basis="PKS 7/2026")
    rules.move(version, "submit", rules.admin)
    rules.sign(version, *SIGNERS, "direktur-medis")
    assert rules.admin.post(f"versions/{version}/approve").status == 403


def test_retiring_without_a_successor_is_refused(rules: Rules, centre: Centre) -> None:
    ruling = centre.desk("operator").get(f"types/{CODE}")["procedure"]["id"]
    refused = rules.coordinator.post(f"versions/{ruling}/retire")
    assert (refused.status, refused.error["code"]) == (409, "no_successor")
    successor = rules.approved(targets_basis="PKS 7/2026")
    assert rules.move(ruling, "retire", rules.coordinator)["status"] == "retired"
    assert rules.look(successor)["status"] == "in_force"


def test_a_draft_that_nobody_submitted_is_hidden_from_those_who_only_sign(rules: Rules, centre: Centre) -> None:
    version = rules.draft(targets_basis="PKS 7/2026")
    polres = centre.desk("kepala-polres")
    assert polres.get(f"versions/{version}").status == 404
    rules.move(version, "submit", rules.admin)
    told = polres.get(f"versions/{version}/differences").data["results"]
    assert [(one["kind"], one["node"]) for one in told] == [("changed", "targets_basis")]
    assert centre.desk("operator").get(f"versions/{version}").status == 403
