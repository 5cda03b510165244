"""What every service about decrees asks first: may this person, and may this paper still be changed."""

from uuid import UUID

from django.utils.translation import gettext as _

from agencies.models import Decree
from foundation.journal import Actor, Change, System
from foundation.lib.errors import Denied, Missing, WrongMove
from foundation.people.models import Role, User


def require_admin(actor: Actor) -> None:
    """Decrees and the register are the administrator's; an auditor reads, whatever else the account may be.

    Raises:
        Denied: for everybody else.
    """
    if isinstance(actor, System):
        return
    if not isinstance(actor, User) or not actor.has_role(Role.ADMIN) or actor.has_role(Role.AUDITOR):
        raise Denied(_("Hanya administrator yang mengubah keputusan dan daftar instansi."))


def lock_decree(decree_id: UUID) -> Decree:
    """The decree, locked.

    Raises:
        Missing: there is none.
    """
    decree = Decree.objects.select_for_update().filter(id=decree_id).first()
    if decree is None:
        raise Missing(_("Keputusan tidak ditemukan."))
    return decree


def lock_draft(decree_id: UUID, edition: int | None = None) -> Decree:
    """The draft, locked; with `edition` only as that editor last saw it.

    Raises:
        Missing, WrongMove: there is none; it is frozen; somebody else changed it meanwhile.
    """
    decree = lock_decree(decree_id)
    if not decree.is_draft:
        raise WrongMove(
            _("%(citation)s sudah ditetapkan dan tidak dapat diubah lagi; susun keputusan baru.")
            % {"citation": decree.citation},
            code="frozen",
            allowed=[],
        )
    if edition is not None and edition != decree.edition:
        raise WrongMove(
            _("Rancangan ini baru saja diubah orang lain. Muat ulang, lalu ulangi perubahan Anda."),
            code="edited_meanwhile",
            allowed=[],
        )
    return decree


def sign_edition(running: Change, decree: Decree) -> None:
    """The next edition of a draft carries one more hand, which may then not put it in force. Not yet saved."""
    decree.edition += 1
    if running.actor.id is not None and running.actor.id not in decree.written_by:
        decree.written_by = [*decree.written_by, running.actor.id]
