"""An incident's story, read from the record."""

from typing import Any

from foundation.journal.selectors import entries_about, say
from foundation.lib.time import iso
from incidents.models import Incident, Report


def timeline_of(incident: Incident) -> list[dict[str, Any]]:
    """Every entry about the incident and the reports that told of it, oldest first, in the reader's language."""
    reports = Report.objects.filter(incident=incident).values_list("id", flat=True)
    subjects = [incident.subject, *(f"report:{report}" for report in reports)]
    return [
        {
            "position": entry.position,
            "at": iso(entry.at),
            "kind": entry.kind,
            "actor": entry.actor_name,
            "text": say(entry),
        }
        for entry in entries_about(subjects)
    ]
