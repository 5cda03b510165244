"""Signatures that do not come: the clock asks again, and looks again when a decree binds others than before."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation.clock.clock import clock
from foundation.clock.models import Deadline
from foundation.journal import Change
from sop.entries import VersionHeld, local
from sop.models import ProcedureVersion
from sop.services.guards import Status, lacking_signatures
from sop.services.switching import RECHECKS, REMINDS, drop_plan, running_emergency, subject_of
from sop.services.telling import HELD, MISSING, WANTED, makers, tell, those_who_lack

# Days after it was submitted; hours before an emergency change runs out; hours before a chosen moment.
IN_REVIEW_DAYS: Final = (3, 7, 14, 28)
BEFORE_EXPIRY_HOURS: Final = (48, 24, 6, 1)
BEFORE_FORCE_HOURS: Final = (72, 24, 2)


def remind_in_review(version: ProcedureVersion, running: Change) -> None:
    """Those who must sign are asked now, and again after some days."""
    tell(running, version, those_who_lack(version, running.now), WANTED)
    arm_reminders(version, [running.now + timedelta(days=days) for days in IN_REVIEW_DAYS], running)


def remind_before(version: ProcedureVersion, moment: datetime, hours: Sequence[int], running: Change) -> None:
    """The clock looks some hours before a moment whether a signature is missing."""
    arm_reminders(version, [moment - timedelta(hours=one) for one in hours], running)


def arm_reminders(version: ProcedureVersion, moments: Sequence[datetime], running: Change) -> None:
    """In the place of whatever was armed before; what has passed already is not armed."""
    drop_reminders(version, running.now)
    coming = [moment for moment in moments if moment > running.now]
    if coming:
        ladder = [{"at": moment.isoformat()} for moment in coming]
        clock.start(kind=REMINDS, subject=subject_of(version), due_at=coming[0], now=running.now, ladder=ladder)


def drop_reminders(version: ProcedureVersion, now: datetime) -> None:
    """Nobody is asked again."""
    clock.settle(kind=REMINDS, subject=subject_of(version), now=now, outcome=Deadline.Outcome.DROPPED)


def remind(version: ProcedureVersion, running: Change) -> None:
    """Ask those who have not signed; the makers too, who can ring them."""
    lacking = lacking_signatures(version, running.now)
    if not lacking:
        return
    for users in (those_who_lack(version, running.now), makers()):
        for user in users:
            with override(user.language):
                why = moment_at_stake(version) or _("Belum semua yang terikat menandatangani.")
            tell(running, version, [user], MISSING, why=why)


def moment_at_stake(version: ProcedureVersion) -> str:
    """What happens when the signature does not come, and when; empty while nothing is promised."""
    if running_emergency(version) and version.emergency_until:
        return _("Perubahan darurat ini habis %(at)s.") % {"at": local(version.emergency_until)}
    if version.status == Status.APPROVED and version.in_force_from:
        return _("Direncanakan berlaku %(at)s, dan tidak berlaku tanpa semua tanda tangan.") % {
            "at": local(version.in_force_from)
        }
    return ""


def recheck_open_versions(running: Change) -> None:
    """A decree has begun or ended: every version that is up for signature may bind others now.

    The clock looks at each at once, in a change of its own: procedures are locked before decrees.
    """
    found = ProcedureVersion.objects.filter(status__in=[Status.IN_REVIEW, Status.APPROVED, Status.IN_FORCE])
    for version in found.order_by("id"):
        if version.status != Status.IN_FORCE or running_emergency(version):
            clock.settle(kind=RECHECKS, subject=subject_of(version), now=running.now)
            clock.start(kind=RECHECKS, subject=subject_of(version), due_at=running.now, now=running.now)


def recheck(version: ProcedureVersion, running: Change) -> None:
    """Those who are bound since then are asked; an approval without them counts no more."""
    if version.status == Status.APPROVED:
        hold_if_unsigned(version, running)
    if version.status == Status.IN_REVIEW or running_emergency(version):
        tell(running, version, those_who_lack(version, running.now), WANTED)


def hold_if_unsigned(version: ProcedureVersion, running: Change) -> bool:
    """An approved version that somebody must sign since: back to the review, and everybody is told. Whether it was.

    It was approved as signed by all whom it binds; now it binds others, or one of them no more as before.
    """
    lacking = lacking_signatures(version, running.now)
    if not lacking:
        return False
    drop_plan(version, running.now)
    version.status, version.in_force_from = Status.IN_REVIEW, None
    version.approved_by, version.approved_at = None, None
    version.save(update_fields=["status", "in_force_from", "approved_by", "approved_at"])
    running.append(VersionHeld(version.procedure_id, version.id, version.type_code, version.number))
    for user in makers():
        with override(user.language):
            why = "; ".join(lacking_signatures(version, running.now))
        tell(running, version, [user], HELD, why=why)
    remind_in_review(version, running)
    return True
