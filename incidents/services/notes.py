"""Notes on an incident."""

from datetime import datetime
from uuid import UUID

from agencies.selectors import agency_of
from foundation.journal import Actor, Change, change
from foundation.people.models import User
from incidents.access import get_incident, require_writer
from incidents.entries import IncidentNoted
from incidents.models import Incident, Note
from incidents.services.speaking import said_when


def add_note(
    *, incident_id: UUID, text: str, actor: Actor, at: datetime | None = None, now: datetime | None = None
) -> Note:
    """Anybody with a part in an incident may write down what matters to the others; also after its end.

    Raises:
        Denied: for an account that only reads.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True)
        require_writer(actor)
        return write_note(running, incident, text, at)


def write_note(running: Change, incident: Incident, text: str, at: datetime | None = None) -> Note:
    """The note's row and its entry; the words stay in the row."""
    author = running.actor if isinstance(running.actor, User) else None
    agency = agency_of(author) if author is not None and not author.works_at_centre else None
    note = Note.objects.create(
        incident=incident, author=author, agency=agency, at=running.now, told_at=said_when(running, at), text=text
    )
    running.append(IncidentNoted(incident=incident.id, note=note.id))
    return note
