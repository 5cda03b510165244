"""A version's whole life in one call, for tests that need a version in force and not the way there."""

from typing import Any

from foundation.journal import SYSTEM
from foundation.people.models import Role, User
from foundation.people.services import create_account
from sop.models import ProcedureVersion, Rehearsal
from sop.selectors import ruling_beside
from sop.services import (
    approve_medical_text,
    approve_version,
    draft_version,
    put_version_in_force,
    submit_version,
)
from sop.services.rehearsals import record_rehearsal


def person(*roles: str) -> User:
    """An account with these roles, made when it is not there."""
    known = User.objects.filter(username=roles[0]).first()
    return known or create_account(username=roles[0], name=roles[0].title(), roles=roles, password=None, actor=SYSTEM)


def rehearsed(version: ProcedureVersion) -> Rehearsal:
    """A rehearsal of this text in which nothing changed, so that nobody has to tick anything."""
    ruling = ruling_beside(version)
    return record_rehearsal(
        version_id=version.id,
        revision=version.revision,
        ruling_id=ruling.id if ruling else None,
        source="reports",
        result={"reports": 0, "changed": 0, "classes": [], "work": {}},
        actor=person(Role.ADMIN),
    )


def approved(code: str, content: dict[str, Any]) -> ProcedureVersion:
    """A version that the administrator wrote, the medical director signed and the coordinator approved."""
    version = draft_version(type_code=code, content=content, actor=person(Role.ADMIN))
    submit_version(version_id=version.id, actor=person(Role.ADMIN))
    approve_medical_text(version_id=version.id, actor=person(Role.MEDICAL_DIRECTOR))
    rehearsed(version)
    return approve_version(version_id=version.id, actor=person(Role.COORDINATOR))


def in_force(code: str, content: dict[str, Any]) -> ProcedureVersion:
    """The same, in force."""
    version = approved(code, content)
    return put_version_in_force(version_id=version.id, actor=person(Role.COORDINATOR))
