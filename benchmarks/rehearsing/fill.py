"""Fill a demonstration centre with past reports; without a count, ask for a rehearsal of them."""

import sys
from datetime import timedelta

import django

django.setup()

from django.db import connection  # noqa: E402

from agencies.models import Area  # noqa: E402
from benchmarks.rehearsing.texts import texts  # noqa: E402
from foundation.lib import time  # noqa: E402
from foundation.lib.ids import new_id  # noqa: E402
from foundation.people.models import User  # noqa: E402
from incidents.models import Report  # noqa: E402
from incidents.services.rehearsals import start_rehearsal  # noqa: E402
from sop.models import ProcedureVersion  # noqa: E402
from sop.services import draft_version  # noqa: E402

TYPE = "FIR-BUILDING"


def fill(count: int) -> None:
    """Past reports straight into their table: this measures rehearsals, not intake."""
    now, areas = time.now(), list(Area.objects.values_list("id", flat=True))
    rows = (
        Report(
            id=new_id(),
            number=f"B26-{number:07d}",
            channel="call",
            text=text,
            area_id=areas[number % len(areas)],
            received_at=now - timedelta(minutes=number % 40_000),
            filed_at=now - timedelta(minutes=number % 40_000),
            status="opened",
        )
        for number, text in enumerate(texts(count))
    )
    Report.objects.bulk_create(rows, batch_size=2_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE incidents_report")


def ask() -> None:
    """A draft that takes words from the type that most reports tell of."""
    admin = User.objects.get(username="admin")
    content = dict(ProcedureVersion.objects.get(procedure__type_id=TYPE, status="in_force").content)
    content["words"] = {**content["words"], "strong": content["words"]["strong"][::2]}
    draft = draft_version(type_code=TYPE, content=content, actor=admin)
    start_rehearsal(version_id=draft.id, days=30, actor=admin)


if __name__ == "__main__":
    fill(int(sys.argv[1])) if len(sys.argv) > 1 else ask()
