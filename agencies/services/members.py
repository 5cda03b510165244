"""Who works for whom."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from agencies.entries import MemberAdded
from agencies.models import Agency, Member, Unit
from foundation.journal import Actor, change
from foundation.lib.errors import Invalid, WrongMove
from foundation.people.models import Role, User
from foundation.people.services import create_account


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


def create_member(
    *,
    username: str,
    name: str,
    roles: Sequence[str],
    password: str | None,
    agency_code: str,
    actor: Actor,
    call_sign: str = "",
    language: str = "id",
    now: datetime | None = None,
) -> Member:
    """A new account that works for an agency from its first day; its head signs for it.

    Raises:
        Invalid: there is no such agency or unit, or a crew without its unit.
    """
    with change(actor, now) as running:
        agency = Agency.objects.filter(code=agency_code, active=True).first()
        if agency is None:
            raise Invalid(_("Instansi tidak dikenal."), fields={"agency": [_("Instansi tidak dikenal.")]})
        unit = Unit.objects.filter(call_sign=call_sign, agency=agency).first() if call_sign else None
        if unit is None and (call_sign or Role.CREW in roles):
            needed = _("Awak bertugas dengan satu unit instansinya; sebutkan tanda panggilnya.")
            raise Invalid(needed, fields={"unit": [needed]})
        user = create_account(
            username=username,
            name=name,
            roles=roles,
            password=password,
            language=language,
            actor=actor,
            now=running.now,
        )
        supervisor = Role.SUPERVISOR in roles
        return add_member(user=user, agency=agency, unit=unit, is_supervisor=supervisor, actor=actor, now=running.now)
