"""The database keeps the law: what has left the draft is not rewritten, by nobody, in no way."""

from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import Error

from foundation.journal import SYSTEM, change
from foundation.lib.ids import new_id
from sop.models import Procedure, ProcedureVersion
from tests.sop.samples import sample_content


def execute(statement: str, *values: UUID) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def in_force(code: str = "MED-CHOKE") -> ProcedureVersion:
    return ProcedureVersion.objects.get(procedure__type_id=code, status="in_force")


@pytest.mark.parametrize(
    "assignment",
    [
        "content = '{}'",
        "content = jsonb_set(content, '{advice,id}', '\"minum kopi\"')",
        "number = 2",
        "status = 'draft'",
        "status = 'approved'",
        "in_force_from = now() - interval '1 year'",
        "created_at = now() - interval '1 year'",
    ],
)
def test_a_version_in_force_refuses_an_update(rules_database: str, assignment: str) -> None:
    version = in_force()
    with pytest.raises(Error, match="frozen"):
        execute(f"UPDATE sop_procedure_version SET {assignment} WHERE id = %s", version.id)


def test_it_can_be_neither_deleted_nor_emptied_away(rules_database: str) -> None:
    with pytest.raises(Error, match="kept"):
        execute("DELETE FROM sop_procedure_version WHERE id = %s", in_force().id)
    with pytest.raises(Error, match="kept"):
        execute("TRUNCATE sop_procedure_version CASCADE")


def test_a_retired_version_does_not_come_back(rules_database: str) -> None:
    version = in_force()
    execute("UPDATE sop_procedure_version SET status = 'retired', in_force_until = now() WHERE id = %s", version.id)
    with pytest.raises(Error, match="frozen"):
        execute("UPDATE sop_procedure_version SET status = 'in_force' WHERE id = %s", version.id)
    with pytest.raises(Error, match="frozen"):
        execute("UPDATE sop_procedure_version SET in_force_until = NULL WHERE id = %s", version.id)


def add(procedure: UUID, number: int, status: str, begin: str, end: str | None) -> None:
    with change(SYSTEM) as running:
        ProcedureVersion.objects.create(
            id=new_id(),
            procedure_id=procedure,
            number=number,
            status=status,
            content=sample_content(),
            in_force_from=begin,
            in_force_until=end,
            created_at=running.now,
        )


def test_two_versions_are_never_in_force_at_once(rules_database: str) -> None:
    procedure = Procedure.objects.get(type_id="MED-CHOKE").id
    with pytest.raises(IntegrityError):
        add(procedure, 2, "in_force", "2020-01-01T00:00Z", None)
    add(procedure, 2, "retired", "2020-01-01T00:00Z", "2021-01-01T00:00Z")
    with pytest.raises(IntegrityError):
        add(procedure, 3, "retired", "2020-12-31T00:00Z", "2021-06-01T00:00Z")
    add(procedure, 3, "retired", "2021-01-01T00:00Z", "2021-06-01T00:00Z")


def test_a_draft_may_change_and_go(rules_database: str) -> None:
    procedure = Procedure.objects.get(type_id="MED-CHOKE").id
    with change(SYSTEM) as running:
        draft = ProcedureVersion.objects.create(
            procedure_id=procedure, number=2, content=sample_content(), created_at=running.now
        )
    execute("UPDATE sop_procedure_version SET content = '{}' WHERE id = %s", draft.id)
    execute("DELETE FROM sop_procedure_version WHERE id = %s", draft.id)
    assert not ProcedureVersion.objects.filter(id=draft.id).exists()
