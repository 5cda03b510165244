"""Two people on one draft never overwrite each other; what was signed counts for the text that was signed."""

import pytest

from foundation.journal.entries import parse_entry
from foundation.journal.models import JournalEntry
from foundation.lib.errors import Denied, WrongMove
from foundation.lib.time import now
from sop.editing import Edit, apply_edits, mark_of, part_of
from sop.models import Edition, ProcedureVersion
from sop.services import (
    Conflict,
    approve_medical_text,
    approve_version,
    discard_version,
    draft_version,
    edit_version,
    put_version_in_force,
    submit_version,
    withdraw_version,
)
from sop.services.guards import lacking_signatures
from tests.sop.lives import person, rehearsed
from tests.sop.samples import sample_content

CODE = "RES-TRAPPED"
ADVICE = {"id": "Menjauh 50 meter", "en": "Move 50 metres away"}
OTHER = {"id": "Jangan mendekat", "en": "Do not come near"}


def draft() -> ProcedureVersion:
    return draft_version(type_code=CODE, content=sample_content(), actor=person("admin"))


def test_a_part_is_named_by_its_field_or_by_the_id_of_a_question() -> None:
    content = sample_content()
    assert part_of(content, "targets_basis") == "uji"
    assert part_of(content, "questions.many")["id"] == "many"
    edited, clashes = apply_edits(content, [Edit("questions.hurt", None)], stale=False)
    assert ([question["id"] for question in edited["questions"]], clashes) == (["many"], [])


def test_two_people_on_different_parts_both_keep_what_they_wrote(rules_database: str) -> None:
    version = draft()
    was = mark_of(version.content["advice"])
    edit_version(version_id=version.id, revision=1, edits=[Edit("targets_basis", "PKS 7")], actor=person("admin"))
    second = person("coordinator")
    edit_version(version_id=version.id, revision=1, edits=[Edit("advice", ADVICE, was)], actor=second)
    version.refresh_from_db()
    assert (version.content["targets_basis"], version.content["advice"], version.revision) == ("PKS 7", ADVICE, 3)
    assert second.id in version.authors


def test_on_the_same_part_the_second_is_told_both_values_and_nothing_is_written(rules_database: str) -> None:
    version = draft()
    was = mark_of(version.content["advice"])
    edit_version(version_id=version.id, revision=1, edits=[Edit("advice", ADVICE, was)], actor=person("admin"))
    with pytest.raises(Conflict) as told:
        edit_version(version_id=version.id, revision=1, edits=[Edit("advice", OTHER, was)], actor=person("coordinator"))
    clash = told.value.clashes[0]
    assert (clash.path, clash.now, clash.wanted, told.value.status) == ("advice", ADVICE, OTHER, 409)
    version.refresh_from_db()
    assert version.content["advice"] == ADVICE


def test_a_draft_may_be_unfinished_and_is_not_submitted_so(rules_database: str) -> None:
    version = draft()
    edit = Edit("advice", {"id": "Menjauh", "en": ""})
    edit_version(version_id=version.id, revision=1, edits=[edit], actor=person("admin"))
    with pytest.raises(WrongMove) as told:
        submit_version(version_id=version.id, actor=person("admin"))
    assert told.value.fields == {"version": ["Anjuran bagi penelepon, teks Inggris: masih kosong"]}


def test_saving_what_stands_there_already_is_no_edit(rules_database: str) -> None:
    version = draft()
    entries = JournalEntry.objects.count()
    edit = Edit("advice", version.content["advice"])
    edit_version(version_id=version.id, revision=1, edits=[edit], actor=person("admin"))
    assert JournalEntry.objects.count() == entries


def test_who_wrote_it_does_not_approve_it(rules_database: str) -> None:
    version = draft()
    submit_version(version_id=version.id, actor=person("admin"))
    approve_medical_text(version_id=version.id, actor=person("medical_director"))
    rehearsed(version)
    with pytest.raises(Denied):
        approve_version(version_id=version.id, actor=person("admin"))
    assert approve_version(version_id=version.id, actor=person("coordinator")).status == "approved"


def test_a_change_after_a_signature_voids_it_and_the_record_says_so(rules_database: str) -> None:
    version = draft()
    submit_version(version_id=version.id, actor=person("admin"))
    approve_medical_text(version_id=version.id, actor=person("medical_director"))
    with pytest.raises(WrongMove):
        edit_version(version_id=version.id, revision=1, edits=[Edit("advice", ADVICE)], actor=person("admin"))
    withdraw_version(version_id=version.id, actor=person("admin"))
    edited = edit_version(version_id=version.id, revision=1, edits=[Edit("advice", ADVICE)], actor=person("admin"))
    assert edited.medical_approved_at is None
    assert lacking_signatures(edited, now()) == ["Teks medis belum ditandatangani direktur medis"]
    last = JournalEntry.objects.order_by("-position")[0]
    assert "gugur" in parse_entry(last.kind, last.version, last.data).text()


def test_what_was_submitted_once_is_not_thrown_away(rules_database: str) -> None:
    version = draft()
    submit_version(version_id=version.id, actor=person("admin"))
    withdraw_version(version_id=version.id, actor=person("admin"))
    with pytest.raises(WrongMove):
        discard_version(version_id=version.id, actor=person("admin"))
    other = draft()
    discard_version(version_id=other.id, actor=person("admin"))
    assert not ProcedureVersion.objects.filter(id=other.id).exists()


def test_editing_a_draft_does_not_make_the_rules_compile_again(rules_database: str) -> None:
    from_start = edition()
    version = draft()
    version = edit_version(version_id=version.id, revision=1, edits=[Edit("advice", ADVICE)], actor=person("admin"))
    assert edition() == from_start
    rehearsed(version)
    submit_version(version_id=version.id, actor=person("admin"))
    approve_medical_text(version_id=version.id, actor=person("medical_director"))
    approve_version(version_id=version.id, actor=person("coordinator"))
    put_version_in_force(version_id=version.id, actor=person("admin"))
    assert edition() != from_start


def edition() -> object:
    return Edition.objects.get(id=1).mark
