"""The only writers of this room."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from foundation.journal import SYSTEM, Actor, Change, change
from foundation.lib.errors import Denied, Invalid, Missing, WrongMove
from foundation.people.models import Role, User
from sop.closed import Malformed
from sop.content import parse_content
from sop.entries import (
    MedicalTextApproved,
    TypeLoaded,
    VersionApproved,
    VersionDrafted,
    VersionInForce,
    VersionLoaded,
    VersionRetired,
)
from sop.library import TypeDocument, bundled_groups
from sop.models import IncidentType, Procedure, ProcedureVersion

# Held by the doctor who answers for the medical text; nobody else may let call-takers read it out.
MEDICAL_DIRECTOR = Role.MEDICAL_DIRECTOR
Status = ProcedureVersion.Status


def load_rules(*, actor: Actor = SYSTEM, now: datetime | None = None) -> int:
    """Bring in the types of this release and version 1 of each procedure that has none; how many were new.

    A type that is there already keeps its procedure: the rules are the regency's, a release never overwrites them.
    Doing it twice changes nothing.
    """
    with change(actor, now) as running:
        have = set(IncidentType.objects.values_list("code", flat=True))
        documents = [(document.group, entry) for document in bundled_groups() for entry in document.types]
        fresh = [(place, group, entry) for place, (group, entry) in enumerate(documents) if entry.code not in have]
        IncidentType.objects.bulk_create(type_of(place, group, entry, running) for place, group, entry in fresh)
        procedures = Procedure.objects.bulk_create(Procedure(type_id=entry.code) for _place, _group, entry in fresh)
        versions = ProcedureVersion.objects.bulk_create(
            ProcedureVersion(
                procedure=procedure,
                number=1,
                status=Status.IN_FORCE,
                content=entry.procedure.as_json(),
                in_force_from=running.now,
                created_at=running.now,
            )
            for procedure, (_place, _group, entry) in zip(procedures, fresh, strict=True)
        )
        for version in versions:
            running.append(TypeLoaded(type=version.type_code))
            running.append(VersionLoaded(version.procedure_id, version.id, version.type_code, version.number))
            running.append(VersionInForce(version.procedure_id, version.id, version.type_code, version.number))
        return len(fresh)


def type_of(place: int, group: str, entry: TypeDocument, running: Change) -> IncidentType:
    """The row of a type."""
    return IncidentType(
        code=entry.code,
        name_id=entry.name_id,
        name_en=entry.name_en,
        group=group,
        tier=entry.tier,
        default_priority=entry.default_priority,
        place=place,
        apco=list(entry.apco),
        bnpb=entry.bnpb,
        handling=list(entry.handling),
        changed_at=running.now,
    )


def draft_version(
    *, type_code: str, content: Mapping[str, object], actor: Actor, now: datetime | None = None
) -> ProcedureVersion:
    """A new draft with the next number.

    Raises:
        Denied: the account does not administer procedures.
        Missing: there is no procedure for the type.
        Invalid: the content has a wrong shape or makes no sense; `fields` names each place.
    """
    require_role(actor, Role.ADMIN)
    with change(actor, now) as running:
        procedure = lock_procedure(type_code=type_code)
        last = procedure.versions.aggregate(last=Max("number"))["last"] or 0
        version = ProcedureVersion.objects.create(
            procedure=procedure, number=last + 1, content=checked(content), created_at=running.now
        )
        running.append(VersionDrafted(procedure.id, version.id, type_code, version.number))
        return version


def checked(content: Mapping[str, object]) -> dict[str, object]:
    """The content as it is kept.

    Raises:
        Invalid: with one message for each path.
    """
    try:
        return parse_content(content).as_json()
    except Malformed as error:
        fields: dict[str, list[str]] = {}
        for problem in error.problems:
            fields.setdefault(problem.path, []).append(problem.text)
        raise Invalid(_("Isi SOP belum benar; tidak ada yang disimpan."), fields=fields) from error


def approve_version(*, version_id: UUID, actor: Actor, now: datetime | None = None) -> ProcedureVersion:
    """Approve a draft; from now on its content is frozen.

    Raises:
        Denied, Missing, WrongMove: not an administrator; no such version; not a draft any more.
    """
    require_role(actor, Role.ADMIN)
    with change(actor, now) as running:
        version = lock_version(version_id)
        if version.status == Status.APPROVED:
            return version
        require_status(version, Status.DRAFT, Status.IN_REVIEW)
        version.status = Status.APPROVED
        version.save(update_fields=["status"])
        running.append(VersionApproved(version.procedure_id, version.id, version.type_code, version.number))
        return version


def put_version_in_force(*, version_id: UUID, actor: Actor, now: datetime | None = None) -> ProcedureVersion:
    """Put an approved version in force from this moment; the one before it is retired in the same moment.

    Incidents that began under the old one keep it.

    Raises:
        Denied, Missing, WrongMove: not an administrator; no such version; not approved.
    """
    require_role(actor, Role.ADMIN)
    with change(actor, now) as running:
        version = lock_version(version_id)
        if version.status == Status.IN_FORCE:
            return version
        require_status(version, Status.APPROVED)
        for old in version.procedure.versions.filter(status=Status.IN_FORCE):
            old.status, old.in_force_until = Status.RETIRED, running.now
            old.save(update_fields=["status", "in_force_until"])
            running.append(VersionRetired(old.procedure_id, old.id, version.type_code, old.number))
        version.status, version.in_force_from = Status.IN_FORCE, running.now
        version.save(update_fields=["status", "in_force_from"])
        running.append(VersionInForce(version.procedure_id, version.id, version.type_code, version.number))
        return version


def approve_medical_text(*, version_id: UUID, actor: Actor, now: datetime | None = None) -> ProcedureVersion:
    """The medical director signs the medical text of a version: call-takers may read the advice out.

    Raises:
        Denied, Missing, WrongMove: not the medical director; no such version; still a draft, which may change.
    """
    director = require_role(actor, MEDICAL_DIRECTOR)
    with change(actor, now) as running:
        version = lock_version(version_id)
        if version.medical_approved_at is not None:
            return version
        require_status(version, Status.IN_REVIEW, Status.APPROVED, Status.IN_FORCE)
        version.medical_approved_by, version.medical_approved_at = director, running.now
        version.save(update_fields=["medical_approved_by", "medical_approved_at"])
        running.append(
            MedicalTextApproved(
                version.procedure_id, version.id, version.type_code, version.number, director=director.label
            )
        )
        return version


def require_role(actor: Actor, role: str) -> User:
    """The account, when it has the role.

    Raises:
        Denied: it has not.
    """
    if not isinstance(actor, User) or not actor.has_role(role):
        raise Denied(_("Anda tidak berwenang mengubah SOP."))
    return actor


def lock_procedure(*, type_code: str) -> Procedure:
    """The procedure of a type, locked until the change ends.

    Raises:
        Missing: there is none.
    """
    found = Procedure.objects.select_for_update(no_key=True).filter(type_id=type_code).first()
    if found is None:
        raise Missing(_("Tidak ada SOP untuk jenis kejadian ini."))
    return found


def lock_version(version_id: UUID) -> ProcedureVersion:
    """A version, its procedure locked first (the order of locks everywhere).

    Raises:
        Missing: there is none.
    """
    procedure_id = ProcedureVersion.objects.filter(id=version_id).values_list("procedure_id", flat=True).first()
    if procedure_id is None:
        raise Missing(_("Versi SOP ini tidak ada."))
    Procedure.objects.select_for_update(no_key=True).get(id=procedure_id)
    return ProcedureVersion.objects.select_related("procedure").get(id=version_id)


def require_status(version: ProcedureVersion, *statuses: str) -> None:
    """Refuse a move that the version's state does not allow.

    Raises:
        WrongMove: with the moves that it does allow.
    """
    if version.status not in statuses:
        raise WrongMove(
            _("Versi ini tidak dapat dipindahkan dari keadaannya sekarang."),
            allowed=list(MOVES[Status(version.status)]),
        )


MOVES: Mapping[Status, tuple[str, ...]] = {
    Status.DRAFT: ("approve",),
    Status.IN_REVIEW: ("approve", "approve_medical_text"),
    Status.APPROVED: ("put_in_force", "approve_medical_text"),
    Status.IN_FORCE: ("approve_medical_text",),
    Status.RETIRED: (),
}
