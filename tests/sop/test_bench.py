"""A draft on the bench: beside the rules in force, and against the cases that every version must keep."""

import pytest

from foundation.journal.models import JournalEntry
from foundation.lib import time
from foundation.lib.errors import Denied, Invalid, Missing, WrongMove
from foundation.lib.ids import new_id
from foundation.people.models import Role
from sop.bench import Expected, run_case, try_out
from sop.models import Case, ProcedureVersion
from sop.selectors import outcomes_of, rulebook_at, rules_if, try_version
from sop.services import approve_medical_text, approve_version, draft_version, submit_version
from sop.services.cases import LONGEST_CASE, add_case, remove_case
from tests.sop.lives import person
from tests.sop.samples import sample_content, small_rules

CODE = "RES-TRAPPED"


def draft(**changed: object) -> ProcedureVersion:
    return draft_version(type_code=CODE, content=sample_content(**changed), actor=person(Role.ADMIN))


def save(text: str, type_code: str = CODE, priority: str = "P1", **more: object) -> Case:
    return add_case(
        type_code=CODE,
        text=text,
        expected_type=type_code,
        expected_priority=priority,
        actor=person(Role.ADMIN),
        **more,  # type: ignore[arg-type]
    )


def in_review(version: ProcedureVersion) -> ProcedureVersion:
    submit_version(version_id=version.id, actor=person(Role.ADMIN))
    approve_medical_text(version_id=version.id, actor=person(Role.MEDICAL_DIRECTOR))
    return version


def test_a_trial_names_type_priority_limits_and_ladder() -> None:
    trial = try_out("rumah bengkok", {"RES-A.hurt": "yes"}, small_rules(RES_A=sample_content()))
    assert (trial.type, trial.priority) == ("RES-A", "P1")
    assert trial.targets.on_scene_s == 600
    assert [rung.to for rung in trial.ladder] == ["desk", "coordinator"]


def test_a_trial_of_what_nobody_understands_has_no_limits() -> None:
    trial = try_out("payung", {}, small_rules(RES_A=sample_content()))
    assert (trial.type, trial.targets.on_scene_s, trial.ladder) == ("SVC-INFO", None, ())


@pytest.mark.parametrize(
    ("expected", "wrong"),
    [
        (Expected(new_id(), "rumah bengkok", "RES-A", "P2"), ()),
        (Expected(new_id(), "rumah bengkok", "RES-A", "P1"), ("priority",)),
        (Expected(new_id(), "rumah bengkok", "RES-B", "P1"), ("type", "priority")),
        (Expected(new_id(), "rumah bengkok", "RES-A", "P1", answers={"RES-A.hurt": "yes"}), ()),
    ],
)
def test_a_case_says_what_did_not_come_out_as_it_must(expected: Expected, wrong: tuple[str, ...]) -> None:
    assert run_case(expected, small_rules(RES_A=sample_content())).wrong == wrong


def test_a_draft_is_tried_beside_the_version_in_force_and_changes_nothing(rules_database: str) -> None:
    version = draft(words={"strong": ["zebra lepas"]})
    drafted, ruled = try_version(version, "zebra lepas", {}, time.now())
    assert drafted.type == CODE
    assert ruled is not None
    assert ruled.type != CODE
    assert rulebook_at(time.now()).versions[CODE].number == 1


def test_the_rules_with_a_draft_are_compiled_once_for_each_revision(rules_database: str) -> None:
    version = draft()
    first = rules_if(version, time.now())
    assert rules_if(ProcedureVersion.objects.get(id=version.id), time.now()) is first
    version.revision += 1
    assert rules_if(version, time.now()) is not first


def test_an_approval_with_a_failing_case_is_refused_with_the_case(rules_database: str) -> None:
    save("rumah bengkok")
    save("zebra lepas")
    version = in_review(draft())
    outcomes = outcomes_of(version, time.now())
    assert [outcome.ok for outcome in outcomes] == [True, False]
    with pytest.raises(WrongMove) as refused:
        approve_version(version_id=version.id, actor=person(Role.COORDINATOR))
    assert "1 benar, 1 gagal" in str(refused.value.fields)
    remove_case(case_id=outcomes[1].expected.id, actor=person(Role.ADMIN))
    refusal = str(approve_or_say(version))
    assert "gagal" not in refusal


def approve_or_say(version: ProcedureVersion) -> object:
    try:
        return approve_version(version_id=version.id, actor=person(Role.COORDINATOR)).status
    except WrongMove as refused:
        return refused.fields


def test_a_case_without_sense_is_refused_by_field(rules_database: str) -> None:
    with pytest.raises(Invalid) as refused:
        save(" ", "NO-TYPE", "P9")
    assert set(refused.value.fields or {}) == {"text", "expected_type", "expected_priority"}
    with pytest.raises(Invalid):
        save("a" * (LONGEST_CASE + 1))
    with pytest.raises(Missing):
        remove_case(case_id=new_id(), actor=person(Role.ADMIN))
    with pytest.raises(Denied):
        add_case(
            type_code=CODE,
            text="x",
            expected_type=CODE,
            expected_priority="P1",
            actor=person(Role.AUDITOR),
        )


def test_the_words_of_a_case_are_not_in_the_record(rules_database: str) -> None:
    case = save("Pak Bagaskara tertimpa tembok")
    remove_case(case_id=case.id, actor=person(Role.ADMIN))
    bodies = " ".join(JournalEntry.objects.filter(kind__startswith="procedure.case").values_list("body", flat=True))
    assert str(case.id) in bodies
    assert "Bagaskara" not in bodies
    assert not Case.objects.exists()
