"""An incident's story, read from the record."""

from typing import Any, Final

from django.utils.translation import gettext as _

from agencies.naming import names_at_hand
from foundation.journal.models import JournalEntry
from foundation.journal.selectors import entries_about, say_all
from foundation.lib.errors import Invalid
from foundation.lib.time import iso
from incidents.access import CENTRE, Audience
from incidents.models import Incident, Report

# More than any incident but a disaster of days ever has; what follows is asked for with `after`.
PAGE = 1000
# What one agency did not keep, and what followed, is for the centre and that agency's head: it stands on their pages.
# A complaint may be about an agency that reads here.
CENTRE_ONLY: Final = ("finding.opened", "finding.answered", "finding.decided", "complaint.recorded")


def timeline_of(incident: Incident, audience: Audience | None, after: int = 0) -> dict[str, Any]:
    """The entries about the incident and the reports that told of it, oldest first, in the reader's language.

    `next` is the position to ask on from, or None when this is all.
    """
    reports = Report.objects.filter(incident=incident).values_list("id", flat=True)
    subjects = [incident.subject, *(f"report:{report}" for report in reports)]
    entries = entries_about(subjects, after)
    if audience != CENTRE:
        entries = entries.exclude(kind__in=CENTRE_ONLY)
    found = list(entries[: PAGE + 1])
    page = found[:PAGE]
    more = page[-1].position if len(found) > PAGE else None
    with names_at_hand():
        return {"entries": [timeline_line(entry) for entry in page], "next": more}


def read_after(query: Any) -> int:
    """The position in a query string; 0 begins at the beginning.

    Raises:
        Invalid: not a position.
    """
    after = query.get("after", "0")
    # A number of thousands of digits is one that Python refuses to read.
    if not (after.isascii() and after.isdigit() and len(after) <= 18):
        raise Invalid(
            _("Isian belum benar; tidak ada yang diubah."), fields={"after": [_("Isi posisi dalam catatan.")]}
        )
    return int(after)


def timeline_line(entry: JournalEntry) -> dict[str, Any]:
    """One entry, with what it has to say in detail."""
    text, details = say_all(entry)
    return {
        "position": entry.position,
        "at": iso(entry.at),
        "kind": entry.kind,
        "actor": entry.actor_name,
        "text": text,
        "details": details,
    }
