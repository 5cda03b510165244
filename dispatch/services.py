"""Where units are (one statement each, outside any change, never journalled), and the shift's book."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from agencies.models import Unit
from dispatch.entries import (
    HandoverReceived,
    HandoverSigned,
    ShiftNoted,
    ShiftStruck,
    WallboardCreated,
    WallboardRevoked,
)
from dispatch.models import Handover, ShiftLine, Wallboard
from foundation.journal import change
from foundation.lib import time
from foundation.lib.errors import Denied, Invalid, Missing, WrongMove
from foundation.people.models import Role, Token, User
from incidents.access import CENTRE, audience_of
from incidents.services.intake import SKEW


def write_position(*, unit_id: UUID, lat: float, lon: float, at: datetime, actor: User) -> None:
    """A unit says where it is; an older fix than the one held is ignored.

    Raises:
        Missing: the unit does not exist for this account.
        Denied: it is visible, but not this account's to move.
        Invalid: the time lies in the future.
    """
    audience = audience_of(actor)
    unit = Unit.objects.filter(id=unit_id).first()
    if unit is None or audience is None:
        raise Missing(_("Unit ini tidak ditemukan."))
    own = (audience.kind == "unit" and audience.id == unit.id) or (
        audience.kind == "agency" and audience.id == unit.agency_id
    )
    if audience != CENTRE and not own:
        raise Missing(_("Unit ini tidak ditemukan."))
    if not actor.has_role(Role.CREW, Role.DESK, Role.SUPERVISOR) and not actor.works_at_centre:
        raise Denied(_("Anda tidak dapat memindahkan unit ini."))
    now = time.now()
    if at > now + SKEW:
        raise Invalid(_("Waktu ada di masa depan."), fields={"at": [_("Tidak boleh di masa depan.")]})
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dispatch_unit_position (unit_id, lat, lon, at, heard_at)"
            " VALUES (%s, %s, %s, %s, clock_timestamp())"
            " ON CONFLICT (unit_id) DO UPDATE SET lat = excluded.lat, lon = excluded.lon, at = excluded.at,"
            " heard_at = excluded.heard_at WHERE dispatch_unit_position.at <= excluded.at",
            [unit.id, lat, lon, min(at, now)],
        )


def require_coordinator(actor: User) -> None:
    """The book and the handover are the coordinator's.

    Raises:
        Denied: for everybody else.
    """
    if not actor.has_role(Role.COORDINATOR):
        raise Denied(_("Hanya koordinator yang menulis buku piket."))


def write_line(*, text: str, actor: User, now: datetime | None = None) -> ShiftLine:
    """Write into the shift's book.

    Raises:
        Invalid: nothing was written.
    """
    require_coordinator(actor)
    if not text.strip():
        raise Invalid(_("Tulis catatannya."), fields={"text": [_("Tulis catatannya.")]})
    with change(actor, now) as running:
        line = ShiftLine.objects.create(at=running.now, author=actor, text=text.strip())
        running.append(ShiftNoted(line=line.id))
        return line


def strike_line(*, line_id: UUID, actor: User, now: datetime | None = None) -> ShiftLine:
    """Strike a line of one's own: it stays readable. Striking twice changes nothing.

    Raises:
        Missing: no such line.
        Denied: somebody else wrote it.
    """
    require_coordinator(actor)
    with change(actor, now) as running:
        line = ShiftLine.objects.select_for_update().filter(id=line_id).first()
        if line is None:
            raise Missing(_("Catatan ini tidak ditemukan."))
        if line.author_id != actor.id:
            raise Denied(_("Hanya penulisnya yang dapat mencoret catatan ini."))
        if line.struck_at is None:
            line.struck_at = running.now
            line.save(update_fields=["struck_at"])
            running.append(ShiftStruck(line=line.id))
        return line


def sign_handover(*, content: dict[str, Any], actor: User, now: datetime | None = None) -> Handover:
    """The outgoing coordinator signs what is left; one that nobody has received yet is replaced by it."""
    require_coordinator(actor)
    with change(actor, now) as running:
        queue_to_sign()
        open_one = Handover.objects.select_for_update().filter(received_at=None, replaced_at=None).first()
        if open_one is not None:
            open_one.replaced_at = running.now
            open_one.save(update_fields=["replaced_at"])
        handover = Handover.objects.create(outgoing=actor, signed_at=running.now, content=content)
        running.append(
            HandoverSigned(
                handover=handover.id,
                by=actor.label,
                seal=handover.seal,
                replaces=open_one.id if open_one else None,
            )
        )
        return handover


def queue_to_sign() -> None:
    """One signs after the other: where no handover is open there is no row to lock, and two would both find none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(112, 2)")


def receive_handover(*, handover_id: UUID, actor: User, now: datetime | None = None) -> Handover:
    """The incoming coordinator signs the same content, in a session of their own. Signing twice changes nothing.

    Raises:
        Missing: no such handover.
        WrongMove: the same person left it, somebody else has received it, or a newer one replaced it.
    """
    require_coordinator(actor)
    with change(actor, now) as running:
        handover = Handover.objects.select_for_update().filter(id=handover_id).first()
        if handover is None:
            raise Missing(_("Serah terima ini tidak ditemukan."))
        if handover.incoming_id == actor.id:
            return handover
        if handover.outgoing_id == actor.id:
            raise WrongMove(_("Yang menerima haruslah orang lain: masuk dengan akun Anda sendiri."), allowed=[])
        if handover.incoming_id is not None or handover.replaced_at is not None:
            raise WrongMove(_("Serah terima ini sudah selesai atau diganti yang lebih baru."), allowed=[])
        handover.incoming, handover.received_at = actor, running.now
        handover.save(update_fields=["incoming", "received_at"])
        running.append(HandoverReceived(handover=handover.id, by=actor.label, seal=handover.seal))
        return handover


def create_wallboard(*, name: str, actor: User, now: datetime | None = None) -> tuple[str, Wallboard]:
    """A link for a screen on the wall; the key itself is told once and never kept.

    Raises:
        Denied: only the coordinator and the administrator.
        Invalid: without a name nobody knows later which screen it is.
    """
    require_wallboards(actor)
    if not name.strip():
        raise Invalid(_("Beri nama layarnya."), fields={"name": [_("Beri nama layarnya.")]})
    with change(actor, now) as running:
        key = Token.new_key()
        wallboard = Wallboard.objects.create(
            name=name.strip()[:60], digest=Token.digest_of(key), created_at=running.now, created_by=actor
        )
        running.append(WallboardCreated(wallboard=wallboard.id))
        return key, wallboard


def revoke_wallboard(*, wallboard_id: UUID, actor: User, now: datetime | None = None) -> Wallboard:
    """The link opens nothing any more; a screen that shows it goes dark. Revoking twice changes nothing.

    Raises:
        Denied: only the coordinator and the administrator.
        Missing: no such screen.
    """
    require_wallboards(actor)
    with change(actor, now) as running:
        wallboard = Wallboard.objects.select_for_update().filter(id=wallboard_id).first()
        if wallboard is None:
            raise Missing(_("Layar dinding ini tidak ditemukan."))
        if wallboard.revoked_at is None:
            wallboard.revoked_at = running.now
            wallboard.save(update_fields=["revoked_at"])
            running.append(WallboardRevoked(wallboard=wallboard.id))
        return wallboard


def require_wallboards(actor: User) -> None:
    """Who decides what hangs on the wall.

    Raises:
        Denied: anybody else.
    """
    if not actor.has_role(Role.COORDINATOR, Role.ADMIN):
        raise Denied(_("Hanya koordinator atau admin yang mengatur layar dinding."))
