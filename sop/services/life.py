"""From a text in review to the law: approved, in force at once or from a moment, in an emergency, retired."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.clock.clock import clock
from foundation.journal import Actor, Change, change
from foundation.lib.errors import Denied, Invalid, WrongMove
from foundation.people.models import Role
from sop.entries import (
    EmergencyInForce,
    MedicalTextApproved,
    VersionApproved,
    VersionScheduled,
)
from sop.models import ProcedureVersion
from sop.services.guards import (
    APPROVERS,
    MEDICAL_DIRECTOR,
    Status,
    approval_guards,
    blocking_clashes,
    emergency_lacking,
    lack_second_person,
    lacking_signatures,
    lock_version,
    refuse_unready,
    require_role,
    require_status,
)
from sop.services.reminding import BEFORE_EXPIRY_HOURS, BEFORE_FORCE_HOURS, drop_reminders, remind_before
from sop.services.switching import (
    EMERGENCY_LASTS,
    EXPIRES,
    drop_plan,
    keep_if_signed,
    plan,
    running_emergency,
    subject_of,
    switch_to,
    version_before,
)
from sop.services.telling import APPROVED, PLANNED, tell_signers


def approve_version(*, version_id: UUID, actor: Actor, now: datetime | None = None) -> ProcedureVersion:
    """The second person approves what all others have signed; it may now be put in force.

    Raises:
        Denied: no administrator or coordinator, or one who wrote in it.
        Missing, WrongMove: no such version; not in review; something still stands in the way (`fields` names all).
    """
    person = require_role(actor, *APPROVERS)
    with change(actor, now) as running:
        version = lock_version(version_id)
        if version.status == Status.APPROVED:
            return version
        require_status(version, Status.IN_REVIEW)
        if person.id in version.authors:
            raise Denied(_("Yang menulis tidak menyetujui: mintalah orang kedua."))
        refuse_unready(version, lacking(version, running.now))
        version.status, version.approved_by, version.approved_at = Status.APPROVED, person, running.now
        version.save(update_fields=["status", "approved_by", "approved_at"])
        running.append(VersionApproved(version.procedure_id, version.id, version.type_code, version.number))
        drop_reminders(version, running.now)
        tell_signers(running, version, APPROVED)
        return version


def lacking(version: ProcedureVersion, now: datetime) -> list[str]:
    """Everything that stands between a version and its approval, in sentences."""
    found = [*blocking_clashes(version, now), *lacking_signatures(version, now), *lack_second_person(version, now)]
    found += [text for guard in approval_guards for text in guard(version, now)]
    return list(dict.fromkeys(found))


def put_version_in_force(
    *, version_id: UUID, actor: Actor, begins: datetime | None = None, now: datetime | None = None
) -> ProcedureVersion:
    """Put an approved version in force: at once, or from a chosen moment, at which the clock switches it.

    Raises:
        Denied, Missing, WrongMove: no administrator or coordinator; no such version; not approved, or a decree binds
            somebody since who has not signed.
        Invalid: the moment has passed.
    """
    require_role(actor, *APPROVERS)
    with change(actor, now) as running:
        version = lock_version(version_id)
        if version.status == Status.IN_FORCE:
            return version
        require_status(version, Status.APPROVED)
        refuse_unready(version, lacking_signatures(version, running.now))
        if begins is None:
            drop_plan(version, running.now)
            switch_to(version, running)
        else:
            schedule(version, begins, running)
        return version


def schedule(version: ProcedureVersion, begins: datetime, running: Change) -> None:
    """The moment is promised; another that was promised before no longer counts.

    Raises:
        Invalid: it has passed.
    """
    if begins <= running.now:
        text = _("Saat mulai berlaku sudah lewat.")
        raise Invalid(text, fields={"begins": [text]})
    if begins == version.in_force_from:
        return
    plan(version, begins, running.now)
    version.in_force_from = begins
    version.save(update_fields=["in_force_from"])
    running.append(VersionScheduled(version.procedure_id, version.id, version.type_code, version.number, begins=begins))
    remind_before(version, begins, BEFORE_FORCE_HOURS, running)
    tell_signers(running, version, PLANNED)


def put_emergency_in_force(
    *, version_id: UUID, reason: str, actor: Actor, now: datetime | None = None
) -> ProcedureVersion:
    """The coordinator changes the rules at once, and answers for it: nobody has signed yet.

    What it is checked by all the same: its text, the other procedures, stations and saved cases (`emergency_guards`).
    It is marked wherever it is shown, and runs out after 72 hours unless all whom it binds sign it before. One
    emergency change upon another does not win new time.

    Raises:
        Denied, Missing: not the coordinator; no such version.
        Invalid: no reason is given.
        WrongMove: not a draft or in review; not whole or a saved case fails; there is no version to return to.
    """
    person = require_role(actor, Role.COORDINATOR)
    if not reason.strip():
        text = _("Sebutkan alasan perubahan darurat.")
        raise Invalid(text, fields={"reason": [text]})
    with change(actor, now) as running:
        version = lock_version(version_id)
        if version.status == Status.IN_FORCE and version.emergency:
            return version
        require_status(version, Status.DRAFT, Status.IN_REVIEW)
        refuse_unready(version, emergency_lacking(version, running.now))
        ruling = version.procedure.versions.filter(status=Status.IN_FORCE).first()
        if ruling is None:
            raise WrongMove(_("Belum ada versi yang berlaku: perubahan darurat tidak punya jalan pulang."), allowed=[])
        version.emergency_until = running.now + EMERGENCY_LASTS
        if running_emergency(ruling) and ruling.emergency_until and version_before(ruling):
            version.emergency_until = ruling.emergency_until
        version.emergency_by, version.emergency_reason = person, reason.strip()
        version.submitted_at = version.submitted_at or running.now
        clock.start(kind=EXPIRES, subject=subject_of(version), due_at=version.emergency_until, now=running.now)
        switch_to(version, running)
        running.append(
            EmergencyInForce(
                version.procedure_id,
                version.id,
                version.type_code,
                version.number,
                until=version.emergency_until,
            )
        )
        remind_before(version, version.emergency_until, BEFORE_EXPIRY_HOURS, running)
        return version


def retire_version(*, version_id: UUID, actor: Actor, now: datetime | None = None) -> ProcedureVersion:
    """End the version in force; its approved successor rules from this moment. Reports never meet a type without one.

    Raises:
        Denied, Missing, WrongMove: no administrator or coordinator; no such version; not in force, or no successor.
    """
    require_role(actor, *APPROVERS)
    with change(actor, now) as running:
        version = lock_version(version_id)
        if version.status == Status.RETIRED:
            return version
        require_status(version, Status.IN_FORCE)
        successor = version.procedure.versions.filter(status=Status.APPROVED).order_by("number").last()
        if successor is None:
            raise WrongMove(
                _("SOP ini belum punya pengganti yang disetujui: jenis %(type)s tidak boleh tanpa SOP.")
                % {"type": version.type_code},
                code="no_successor",
                allowed=[],
            )
        refuse_unready(successor, lacking_signatures(successor, running.now))
        drop_plan(successor, running.now)
        switch_to(successor, running)
        version.refresh_from_db()
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
        keep_if_signed(version, running)
        return version
