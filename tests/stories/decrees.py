"""What the stories about decrees share: two administrators, and a decree of both."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from agencies.models import Decree
from agencies.sanctions import Sanction
from agencies.services import draft_decree, put_decree_in_force, set_mandates
from agencies.services.drafting import Clause, Paper
from agencies.services.matrix import Cell
from foundation.lib import time
from tests.centre import Centre

FIRST = "Pasal 1"


def next_midnight() -> datetime:
    """The next local midnight."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(time.now().astimezone(zone).date() + timedelta(days=1), datetime.min.time(), zone)


def wait_until(centre: Centre, moment: datetime) -> None:
    """Move the time to shortly after that moment."""
    centre.fast_forward(seconds=(moment - time.now()).total_seconds() + 1)


def write_decree_of_two(
    centre: Centre,
    cells: Sequence[Cell],
    *,
    number: str = "9",
    area: str = "",
    begins: datetime | None = None,
    expires_at: datetime | None = None,
    replaces: Sequence[UUID] = (),
    sanctions: tuple[Sanction, ...] = (),
) -> Decree:
    """`admin` drafts, `admin2` puts in force; every cell rests on the one article."""
    paper = Paper(
        kind="perbup",
        number=number,
        year=2026,
        issuer="Bupati Tulungagung",
        title_id="Perubahan layanan 112",
        title_en="Change of the 112 service",
        signed_on=time.now().date(),
        expires_at=expires_at,
        articles=(Clause(FIRST, "Instansi yang disebut wajib memimpin.", "The agency named leads."),),
        replaces=tuple(replaces),
        sanctions=sanctions,
    )
    admin, second = centre.desk("admin").user, centre.desk("admin2").user
    decree = draft_decree(paper=paper, actor=admin)
    if cells:
        set_mandates(decree_id=decree.id, edition=decree.edition, area_code=area, cells=list(cells), actor=admin)
    return put_decree_in_force(decree_id=decree.id, in_force_from=begins, actor=second)
