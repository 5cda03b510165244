"""What every service of this room asks first: who acts, which row is locked, what may follow what."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Actor
from foundation.lib.errors import Denied, Missing, WrongMove
from foundation.people.models import Role, User
from sop.models import Procedure, ProcedureVersion
from sop.versions import clashes_of

# Held by the doctor who answers for the medical text; nobody else may let call-takers read it out.
MEDICAL_DIRECTOR = Role.MEDICAL_DIRECTOR
# Who writes; and who, as a second person, approves and puts in force. The coordinator writes too: an emergency
# does not wait for office hours.
WRITERS = APPROVERS = (Role.ADMIN, Role.COORDINATOR)
Status = ProcedureVersion.Status
Check = Callable[[ProcedureVersion, datetime], Iterable[str]]

# What stands in the way of an approval, in sentences. Rooms above add theirs in `ready()`: they know agencies,
# cases and rehearsals, this room does not. Signatures and a rehearsal may follow an emergency change; what is in
# `emergency_guards` may not: nobody is helped by a text that contradicts itself, another text or a saved case.
signature_checks: list[Check] = []
approval_guards: list[Check] = []
emergency_guards: list[Check] = []


def require_role(actor: Actor, *roles: str) -> User:
    """The account, when it has one of these roles; an auditor only reads.

    Raises:
        Denied: it has not.
    """
    if not isinstance(actor, User) or not actor.has_role(*roles) or actor.has_role(Role.AUDITOR):
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
    # A draft may have been thrown away while we waited for its procedure.
    version = ProcedureVersion.objects.select_related("procedure__type").filter(id=version_id).first()
    if version is None:
        raise Missing(_("Versi SOP ini tidak ada."))
    return version


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


def refuse_unready(version: ProcedureVersion, lacking: Iterable[str]) -> None:
    """Say everything that still stands in the way.

    Raises:
        WrongMove: something does.
    """
    texts = list(lacking)
    if texts:
        raise WrongMove(
            _("SOP %(version)s belum siap: %(first)s") % {"version": version.label, "first": texts[0]},
            code="not_ready",
            fields={"version": texts},
            allowed=list(MOVES[Status(version.status)]),
        )


def blocking_clashes(version: ProcedureVersion, now: datetime) -> list[str]:
    """What is wrong with the text itself, in sentences with their place."""
    return [f"{one.where}: {one.text}" for one in clashes_of(version, now) if one.severity == "blocking"]


def needs_medical_signature(version: ProcedureVersion) -> bool:
    """Advice is medical text wherever it stands; in a medical procedure so are questions and priorities."""
    return version.parsed.advice is not None or version.procedure.type.group == "medical"


def lack_medical_signature(version: ProcedureVersion, now: datetime) -> Iterable[str]:
    """The medical director's signature, where one is needed and missing."""
    if not needs_medical_signature(version) or version.medical_approved_at is not None:
        return
    if User.objects.filter(roles__contains=[Role.MEDICAL_DIRECTOR], is_active=True).exists():
        yield _("Teks medis belum ditandatangani direktur medis")
    else:
        yield _(
            "Teks medis belum ditandatangani, dan tidak ada akun direktur medis: administrator harus membuatnya dulu"
        )


def lack_second_person(version: ProcedureVersion, now: datetime) -> Iterable[str]:
    """Somebody who may approve and wrote nothing of it, where there is nobody."""
    others = User.objects.filter(is_active=True).exclude(id__in=version.authors)
    if not any(user.has_role(*APPROVERS) and not user.has_role(Role.AUDITOR) for user in others):
        yield _("Semua yang berwenang menyetujui ikut menulis: beri orang kedua akun administrator atau koordinator")


def emergency_lacking(version: ProcedureVersion, now: datetime) -> list[str]:
    """What keeps a version even from an emergency, in sentences."""
    found = [*blocking_clashes(version, now), *(text for guard in emergency_guards for text in guard(version, now))]
    return list(dict.fromkeys(found))


def lacking_signatures(version: ProcedureVersion, now: datetime) -> list[str]:
    """Who must still sign, in sentences."""
    return [text for check in (lack_medical_signature, *signature_checks) for text in check(version, now)]


MOVES: Mapping[Status, tuple[str, ...]] = {
    Status.DRAFT: ("edit", "submit", "discard", "put_emergency_in_force"),
    Status.IN_REVIEW: ("withdraw", "approve", "approve_medical_text"),
    Status.APPROVED: ("put_in_force", "withdraw", "approve_medical_text"),
    Status.IN_FORCE: ("retire", "approve_medical_text"),
    Status.RETIRED: (),
}
