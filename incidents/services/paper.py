"""Numbers for what is written on paper while the server is away.

Each account that takes calls holds a block of them, so that two positions never write the same one; the number comes
back with the report that was typed from the paper, and both are found by it.
"""

from datetime import datetime

from django.db import connection

from foundation.journal import Change, change
from foundation.people.models import User
from incidents.access import require_centre
from incidents.entries import PaperMatched, PaperNumbersIssued
from incidents.models import PaperNumber, Report

BLOCK = 20
# A block is filled up when so few are left: not an entry for every form.
FEW = 10
NEXT = "SELECT nextval('incidents_paper_number_seq') FROM generate_series(1, %s)"


def issue_paper_numbers(*, actor: User, now: datetime | None = None) -> list[PaperNumber]:
    """The numbers that this account may write on paper, filled up where few are left.

    Raises:
        Denied: for an account that takes no calls.
    """
    require_centre(actor)
    with change(actor, now) as running:
        free = list(PaperNumber.objects.filter(issued_to=actor, report=None))
        if len(free) > FEW:
            return free
        with connection.cursor() as cursor:
            cursor.execute(NEXT, [BLOCK - len(free)])
            counts = [count for (count,) in cursor.fetchall()]
        fresh = PaperNumber.objects.bulk_create(
            PaperNumber(number=f"K{running.now:%y}-{count:06d}", issued_to=actor, issued_at=running.now)
            for count in counts
        )
        running.append(PaperNumbersIssued(account=actor.id, numbers=tuple(each.number for each in fresh)))
        return [*free, *fresh]


def match_paper(running: Change, report: Report, said: str) -> None:
    """The report was written on paper under this number. One that nobody handed out, or that is taken, refuses no call:
    the report then carries none."""
    found = PaperNumber.objects.select_for_update().filter(number=said.strip().upper(), report=None).first()
    if found is None:
        return
    report.paper = found.number
    found.report, found.matched_at = report, running.now
    found.save(update_fields=["report", "matched_at"])
    running.append(PaperMatched(report=report.id, number=found.number))
