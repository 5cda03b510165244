"""A draft is laid before others and initialled by them, before somebody puts it in force."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.entries import DecreeInitialled, DecreeSubmitted
from agencies.models import Decree, Initial
from agencies.services.papers import lock_draft, require_admin
from foundation.journal import Actor, change
from foundation.lib.errors import Denied, Invalid, WrongMove
from foundation.people.models import Role, User


def submit_decree(*, decree_id: UUID, edition: int, actor: Actor, now: datetime | None = None) -> Decree:
    """Lay this edition before those who look it through; a later change takes it back. Laid already writes nothing.

    Raises:
        Denied, Missing, WrongMove: not an administrator; no such draft; somebody changed it meanwhile.
        Invalid: there is nothing in it to look through.
    """
    require_admin(actor)
    with change(actor, now) as running:
        decree = lock_draft(decree_id, edition)
        if decree.submitted_edition == decree.edition:
            return decree
        if not decree.mandates.exists() and not decree.endings.exists():
            raise Invalid(_("Keputusan ini tidak memuat mandat."))
        decree.submitted_edition = decree.edition
        decree.save(update_fields=["submitted_edition"])
        running.append(DecreeSubmitted(decree=decree.id, citation=decree.citation, edition=decree.edition))
        return decree


def initial_decree(*, decree_id: UUID, edition: int, actor: Actor, now: datetime | None = None) -> Decree:
    """Somebody whose hand is not in the text has looked it through. Initialled already writes nothing.

    Raises:
        Missing, WrongMove: no such draft; it changed meanwhile, or was not laid before anybody.
        Denied: neither administrator nor coordinator, or one of those who wrote it.
    """
    with change(actor, now) as running:
        if not isinstance(actor, User) or not actor.has_role(Role.ADMIN, Role.COORDINATOR):
            raise Denied(_("Hanya administrator dan koordinator yang memaraf rancangan."))
        if actor.has_role(Role.AUDITOR):
            raise Denied(_("Auditor hanya membaca."))
        decree = lock_draft(decree_id, edition)
        if decree.submitted_edition != decree.edition:
            raise WrongMove(_("Rancangan ini belum diajukan untuk ditelaah."), allowed=["submit"])
        if actor.id in decree.written_by:
            raise Denied(_("Anda ikut menyusun keputusan ini. Orang lain yang memarafnya."), code="second_person")
        _initial, fresh = Initial.objects.get_or_create(
            decree=decree, edition=decree.edition, by=actor, defaults={"at": running.now}
        )
        if fresh:
            running.append(
                DecreeInitialled(decree=decree.id, citation=decree.citation, edition=decree.edition, by=actor.label)
            )
        return decree
