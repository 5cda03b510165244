"""Whether a unit can be sent at all."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.entries import UnitReadinessChanged
from agencies.models import Unit
from agencies.selectors import unit_of, units_registered_for
from foundation.journal import Actor, System, change
from foundation.lib.errors import Denied, Missing
from foundation.people.models import Role, User


def set_unit_in_service(*, unit_id: UUID, in_service: bool, actor: Actor, now: datetime | None = None) -> Unit:
    """Take a unit out of service, or bring it back. The state it already has writes nothing.

    It is only kept from being proposed and sent; what it is doing now goes on and is ended on its own.

    Raises:
        Missing: there is no such unit, or not for this person.
        Denied: the person sees the unit and may not decide this.
    """
    with change(actor, now) as running:
        unit = _unit_for(actor, unit_id)
        if unit.in_service == in_service:
            return unit
        unit.in_service = in_service
        unit.save(update_fields=["in_service"])
        running.append(
            UnitReadinessChanged(unit=unit.id, agency=unit.agency_id, call_sign=unit.call_sign, in_service=in_service)
        )
        return unit


def _unit_for(actor: Actor, unit_id: UUID) -> Unit:
    """The unit, locked, if the actor may decide: the centre, its agency's desk and supervisor, its own crew."""
    if isinstance(actor, System):
        seen = Unit.objects.all()
    else:
        seen = units_registered_for(actor) if isinstance(actor, User) else Unit.objects.none()
    unit = seen.select_for_update(of=("self",)).filter(id=unit_id).first()
    if unit is None:
        raise Missing(_("Unit tidak ditemukan."))
    if isinstance(actor, User) and not _may_decide(actor, unit):
        raise Denied(_("Anda tidak berwenang mengubah kesiapan unit ini."))
    return unit


def _may_decide(user: User, unit: Unit) -> bool:
    if user.has_role(Role.DISPATCHER, Role.COORDINATOR):
        return True
    if user.has_role(Role.DESK, Role.SUPERVISOR):
        return True
    return user.has_role(Role.CREW) and unit_of(user) == unit
