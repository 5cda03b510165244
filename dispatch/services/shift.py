"""The shift's book, and its handover from one coordinator to the next."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from dispatch.entries import HandoverReceived, HandoverSigned, ShiftNoted, ShiftStruck
from dispatch.models import Handover, ShiftLine
from foundation.journal import change
from foundation.lib.errors import Denied, Invalid, Missing, WrongMove
from foundation.people.models import Role, User


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
