"""Where units are: one statement each, outside any change, never journalled."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from agencies.models import Unit
from foundation.lib import time
from foundation.lib.errors import Denied, Invalid, Missing
from foundation.people.models import Role, User
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
