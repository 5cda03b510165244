"""Writing the register of agencies: one road for a form and for a file of hundreds of lines."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from agencies.entries import (
    AgencyChanged,
    AgencyRegistered,
    OfficialWritten,
    StationWritten,
    UnitChanged,
    UnitRegistered,
)
from agencies.models import Agency, Official, Station, Unit
from agencies.register.columns import KINDS
from agencies.register.planning import Line, Row, plan_rows
from agencies.services.papers import require_admin
from foundation.journal import Actor, Change, Entry, change
from foundation.lib.errors import Invalid


def import_register(*, kind: str, rows: Sequence[Row], actor: Actor, now: datetime | None = None) -> list[Line]:
    """Write rows of one table (`KINDS`): all of them or none. What is so already writes nothing.

    Nothing is ever removed: an agency that ends is retired (`active`), an office that ends has an end.

    Raises:
        Denied: not an administrator.
        Invalid: with what is wrong, by line.
    """
    require_admin(actor)
    with change(actor, now) as running:
        plan = plan_rows(kind, rows)
        wrong = {str(line.number): list(line.problems) for line in plan if line.problems}
        if wrong:
            raise Invalid(_("Ada baris yang belum benar; tidak ada yang diubah."), fields=wrong)
        for line in plan:
            if line.status != "same":
                _write(running, kind, line)
        return plan


def _write(running: Change, kind: str, line: Line) -> None:
    row = line.row or KINDS[kind].model()
    for name, value in (line.wanted or {}).items():
        setattr(row, name, value)
    row.save()
    fields = tuple(name for name, _before, _after in line.changes)
    running.append(_entry(row, fresh=line.status == "new", fields=fields))


def _entry(row: Agency | Official | Station | Unit, *, fresh: bool, fields: tuple[str, ...]) -> Entry:
    if isinstance(row, Agency):
        if fresh:
            return AgencyRegistered(agency=row.id, code=row.code, name=row.name_id)
        return AgencyChanged(agency=row.id, code=row.code, name=row.name_id, fields=fields)
    if isinstance(row, Official):
        return OfficialWritten(agency=row.agency_id, official=row.id, title=row.title_id, name=row.name, fields=fields)
    if isinstance(row, Station):
        return StationWritten(agency=row.agency_id, station=row.id, code=row.code, name=row.name, fields=fields)
    if fresh:
        return UnitRegistered(unit=row.id, agency=row.agency_id, call_sign=row.call_sign)
    return UnitChanged(unit=row.id, agency=row.agency_id, call_sign=row.call_sign, fields=fields)
