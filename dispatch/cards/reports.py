"""Cards of reports that wait; they are the centre's alone."""

from collections.abc import Sequence

from dispatch import reads
from dispatch.cards.card import Card, Revs, grouped
from dispatch.cards.limits import acts_about, limit_data
from foundation.journal.selectors import last_positions
from incidents.access import CENTRE
from incidents.answers import report_data
from incidents.models import Report


def report_cards(reports: Sequence[Report], revs: Revs | None = None) -> list[Card]:
    """The cards of these reports (each with `caller` and `claimed_by` at hand); they are the centre's alone."""
    subjects = [report.subject for report in reports]
    limits = grouped(reads.LIMITS_OF(subjects), "subject")
    acts = acts_about(deadline for rows in limits.values() for deadline in rows)
    revs = revs or last_positions(subjects)
    return [
        Card(
            kind="reports",
            id=str(report.id),
            data=report_data(report)
            | {
                "rev": revs.get(report.subject, 0),
                "deadlines": [limit_data(each, None, acts.get(each.id)) for each in limits[report.subject]],
            },
            audiences=frozenset({CENTRE.name}),
        )
        for report in reports
    ]
