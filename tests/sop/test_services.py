"""Loading the rules, and the life of a version."""

from datetime import timedelta

import pytest

from foundation.journal import change
from foundation.journal.models import JournalEntry
from foundation.lib import time
from foundation.lib.errors import Denied, Invalid, Missing, WrongMove
from foundation.lib.ids import new_id
from foundation.people.models import User
from sop.models import IncidentType, ProcedureVersion
from sop.selectors import rulebook_at, suggest, version_in_force
from sop.services import (
    MEDICAL_DIRECTOR,
    approve_medical_text,
    approve_version,
    draft_version,
    load_rules,
    put_version_in_force,
    submit_version,
)
from tests.sop.lives import approved, in_force, person, rehearsed
from tests.sop.samples import sample_content

CODE = "RES-TRAPPED"


def kinds() -> list[str]:
    return list(JournalEntry.objects.order_by("position").values_list("kind", flat=True))


def test_loading_brings_52_types_in_force_once(database: str) -> None:
    assert load_rules() == 52
    assert IncidentType.objects.count() == 52
    assert ProcedureVersion.objects.filter(status="in_force", number=1).count() == 52
    written = kinds()
    assert (written.count("procedure.version_loaded"), written.count("procedure.in_force")) == (52, 52)

    assert load_rules() == 0
    assert kinds() == written, "nothing is written when nothing changes"


def test_loading_never_overwrites_what_the_regency_has(rules_database: str) -> None:
    in_force(CODE, sample_content())
    assert load_rules() == 0
    found = version_in_force(CODE, time.now())
    assert found is not None
    assert found.number == 2


def test_a_new_version_rules_from_its_moment_and_the_old_one_before(rules_database: str) -> None:
    before = time.now()
    draft = approved(CODE, sample_content(words={"strong": ["zebra lepas"]}))
    assert suggest("zebra lepas", {}, time.now()).type != CODE
    put_version_in_force(version_id=draft.id, actor=person("admin"))

    assert suggest("zebra lepas", {}, time.now()).type == CODE
    assert suggest("zebra lepas", {}, before).type != CODE
    old, new = version_in_force(CODE, before), version_in_force(CODE, time.now())
    assert old is not None
    assert new is not None
    assert (old.number, new.number) == (1, 2)
    statuses = ProcedureVersion.objects.filter(procedure__type_id=CODE).values_list("number", "status")
    assert dict(statuses) == {1: "retired", 2: "in_force"}
    assert [kind for kind in kinds() if kind != "alarm.raised"][-2:] == ["procedure.retired", "procedure.in_force"]


def test_asking_twice_changes_nothing(rules_database: str) -> None:
    draft = draft_version(type_code=CODE, content=sample_content(), actor=person("admin"))
    rehearsed(draft)
    for service, role in (
        (submit_version, "admin"),
        (approve_medical_text, "medical_director"),
        (approve_version, "coordinator"),
        (put_version_in_force, "admin"),
    ):
        service(version_id=draft.id, actor=person(role))
        written = kinds()
        service(version_id=draft.id, actor=person(role))
        assert kinds() == written


def test_a_wrong_move_says_which_are_right(rules_database: str) -> None:
    admin = person("admin")
    draft = draft_version(type_code=CODE, content=sample_content(), actor=admin)
    with pytest.raises(WrongMove) as refused:
        put_version_in_force(version_id=draft.id, actor=admin)
    assert refused.value.allowed == ["edit", "submit", "discard", "put_emergency_in_force"]
    with pytest.raises(WrongMove):
        approve_medical_text(version_id=draft.id, actor=person(MEDICAL_DIRECTOR))


def test_wrong_content_is_refused_by_its_places_and_nothing_is_kept(rules_database: str) -> None:
    admin = person("admin")
    written = kinds()
    with pytest.raises(Invalid) as refused:
        draft_version(type_code=CODE, content=sample_content(colour="red"), actor=admin)
    assert refused.value.fields == {"colour": ["tidak dikenal di sini"]}
    assert kinds() == written
    with pytest.raises(Missing):
        draft_version(type_code="NO-TYPE", content=sample_content(), actor=admin)
    with pytest.raises(Missing):
        approve_version(version_id=new_id(), actor=admin)


@pytest.mark.parametrize("role", ["call_taker", "dispatcher", "desk", "supervisor", "auditor"])
def test_only_the_administrator_and_the_coordinator_changes_procedures(rules_database: str, role: str) -> None:
    outsider = person(role)
    version = version_in_force(CODE, time.now())
    assert version is not None
    with pytest.raises(Denied):
        draft_version(type_code=CODE, content=sample_content(), actor=outsider)
    for service in (approve_version, put_version_in_force, approve_medical_text):
        with pytest.raises(Denied):
            service(version_id=version.id, actor=outsider)


def test_advice_is_hidden_until_the_medical_director_signs(rules_database: str) -> None:
    version = version_in_force("MED-CHOKE", time.now())
    assert version is not None
    assert version.advice("id") is None
    with pytest.raises(Denied):
        approve_medical_text(version_id=version.id, actor=person("admin"))

    approve_medical_text(version_id=version.id, actor=person(MEDICAL_DIRECTOR))
    signed = version_in_force("MED-CHOKE", time.now())
    assert signed is not None
    assert (signed.advice("id") or "").startswith("Kalau masih batuk")
    assert (signed.advice("en") or "").startswith("If the cough")
    assert kinds()[-1] == "procedure.medical_approved"


def test_the_rules_are_compiled_once_and_again_only_after_a_change(rules_database: str) -> None:
    first = rulebook_at(time.now())
    assert rulebook_at(time.now()) is first
    IncidentType.objects.filter(code="RES-ANIMAL").update(active=False)
    second = rulebook_at(time.now())
    assert second is not first
    assert "RES-ANIMAL" not in second.versions
    assert suggest("ular masuk rumah", {}, time.now()).type != "RES-ANIMAL"


def test_a_late_clock_leaves_no_type_without_rules(rules_database: str) -> None:
    version = version_in_force(CODE, time.now())
    assert version is not None
    ProcedureVersion.objects.filter(id=version.id).update(in_force_until=time.now() + timedelta(seconds=1))
    assert version_in_force(CODE, time.now() + timedelta(hours=1)) is not None


def test_a_rolled_back_change_leaves_no_trace_in_the_compiled_rules(rules_database: str) -> None:
    admin = person("admin")
    draft = approved(CODE, sample_content(words={"strong": ["zebra lepas"]}))
    with pytest.raises(RuntimeError, match="undone"):
        put_and_fail(draft, admin)
    assert suggest("zebra lepas", {}, time.now()).type != CODE


def put_and_fail(draft: ProcedureVersion, admin: User) -> None:
    with change(admin) as running:
        put_version_in_force(version_id=draft.id, actor=admin)
        assert suggest("zebra lepas", {}, running.now + timedelta(seconds=1)).type == CODE
        raise RuntimeError("undone")
