"""Screens on the wall: let in by a link, and sent away again."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from dispatch.entries import WallboardCreated, WallboardRevoked
from dispatch.models import Wallboard
from foundation.journal import change
from foundation.lib.errors import Denied, Invalid, Missing
from foundation.people.models import Role, Token, User


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
