"""Who works for whom."""

from datetime import datetime

from django.utils.translation import gettext as _

from agencies.entries import MemberAdded
from agencies.models import Agency, Member, Unit
from foundation.journal import Actor, change
from foundation.lib.errors import Invalid, WrongMove
from foundation.people.models import User


def add_member(
    *,
    user: User,
    agency: Agency,
    actor: Actor,
    unit: Unit | None = None,
    is_supervisor: bool = False,
    now: datetime | None = None,
) -> Member:
    """The account works for the agency from now on. Asked again for the same, it changes nothing.

    Raises:
        Invalid: the unit is another agency's.
        WrongMove: the account works for somebody, or with something, else.
    """
    if unit is not None and unit.agency_id != agency.id:
        raise Invalid(_("Unit %(unit)s bukan milik instansi ini.") % {"unit": unit.call_sign})
    with change(actor, now) as running:
        member, created = Member.objects.get_or_create(
            user=user, defaults={"agency": agency, "unit": unit, "is_supervisor": is_supervisor}
        )
        if created:
            running.append(
                MemberAdded(
                    agency=agency.id,
                    user=user.id,
                    unit=unit.id if unit else None,
                    code=agency.code,
                    username=user.username,
                    supervisor=is_supervisor,
                )
            )
        elif (member.agency_id, member.unit_id, member.is_supervisor) != (
            agency.id,
            unit.id if unit else None,
            is_supervisor,
        ):
            raise WrongMove(_("Akun %(name)s sudah bertugas di tempat lain.") % {"name": user.username}, allowed=[])
        return member
