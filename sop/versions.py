"""Versions for those who make the rules: which ones they may read, what one is compared with, what is wrong with it."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from foundation.lib.errors import Denied, Missing
from foundation.people.models import Role, User
from sop.clashes import Clash, Surroundings, find_clashes
from sop.closed import parse
from sop.exchange import ExchangedType
from sop.library import capabilities, roles
from sop.models import IncidentType, ProcedureVersion
from sop.selectors import rulebook_at


def clashes_of(version: ProcedureVersion, at: datetime) -> list[Clash]:
    """What is wrong with a version, held against the other types' versions in force."""
    return find_clashes(version.type_code, version.parsed, surroundings(at))


def surroundings(at: datetime) -> Surroundings:
    """What every procedure is held against."""
    others = {code: other.parsed for code, other in rulebook_at(at).versions.items()}
    return Surroundings(
        others=others,
        types=set(IncidentType.objects.values_list("code", flat=True)),
        capabilities={one.code for one in capabilities()},
        roles={one.code for one in roles()},
    )


def exchanged(version: ProcedureVersion) -> ExchangedType:
    """A version as a file carries it to another regency."""
    kind = version.procedure.type
    return parse(
        ExchangedType,
        {
            "code": kind.code,
            "group": kind.group,
            "name_id": kind.name_id,
            "name_en": kind.name_en,
            "tier": kind.tier,
            "default_priority": kind.default_priority,
            "apco": kind.apco,
            "bnpb": kind.bnpb,
            "handling": kind.handling,
            "procedure": version.content,
        },
        unfinished=True,
    )


# Who reads the rules being made: those who write, approve, sign, and the auditor. Who only signs sees no draft that
# nobody has submitted yet.
WRITERS_AND_AUDITOR = (Role.ADMIN, Role.COORDINATOR, Role.AUDITOR)
SIGNERS = (Role.SUPERVISOR, Role.MEDICAL_DIRECTOR)
READERS = (*WRITERS_AND_AUDITOR, *SIGNERS)
# Who works by the rules reads those that rule, or did.
FOLLOWERS = (Role.CALL_TAKER, Role.DISPATCHER, Role.DESK, Role.HOSPITAL)


def versions_visible_to(user: User) -> "QuerySet[ProcedureVersion]":
    """The versions that this person may read, with their types at hand.

    Raises:
        Denied: the rules being made are none of this account's business.
    """
    versions = ProcedureVersion.objects.select_related("procedure__type", "approved_by", "medical_approved_by")
    if user.has_role(*WRITERS_AND_AUDITOR):
        return versions
    if user.has_role(*SIGNERS):
        return versions.filter(Q(submitted_at__isnull=False) | ~Q(status=ProcedureVersion.Status.DRAFT))
    raise Denied(_("SOP yang sedang disusun hanya untuk yang menyusun dan menandatangani."))


def get_version(user: User, version_id: UUID) -> ProcedureVersion:
    """One version that this person may read.

    Raises:
        Denied, Missing: not for this account; there is none, or none for it.
    """
    found = versions_visible_to(user).filter(id=version_id).first()
    if found is None:
        raise Missing(_("Versi SOP ini tidak ada."))
    return found


def find_visible(user: User, code: str, number: int) -> ProcedureVersion:
    """One version by its name, when this person may read it.

    Raises:
        Denied, Missing: not for this account; there is none, or none for it.
    """
    found = versions_visible_to(user).filter(procedure__type_id=code, number=number).first()
    if found is None:
        raise Missing(_("Versi SOP ini tidak ada."))
    return found


def find_ruled(code: str, number: int) -> ProcedureVersion:
    """One version by its name, when it rules or has ruled: what incidents were handled by is no secret at work.

    Raises:
        Missing: there is none, or it never ruled.
    """
    ruled = (ProcedureVersion.Status.IN_FORCE, ProcedureVersion.Status.RETIRED)
    versions = ProcedureVersion.objects.select_related("procedure__type", "emergency_by")
    found = versions.filter(procedure__type_id=code, number=number, status__in=ruled).first()
    if found is None:
        raise Missing(_("Versi SOP ini tidak ada."))
    return found


def compared_with(version: ProcedureVersion) -> ProcedureVersion | None:
    """What a version is compared with: the one in force, or for that one the one it replaced."""
    others = version.procedure.versions.exclude(id=version.id).select_related("procedure__type")
    if version.status in (ProcedureVersion.Status.IN_FORCE, ProcedureVersion.Status.RETIRED):
        return others.filter(number__lt=version.number, in_force_from__isnull=False).order_by("number").last()
    return others.filter(status=ProcedureVersion.Status.IN_FORCE).first()
