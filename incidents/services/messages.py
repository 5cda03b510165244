"""Messages between those at work on an incident, and who has read them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Actor, change
from foundation.lib.errors import Denied
from foundation.lib.time import iso
from incidents.access import audience_of, get_incident, require_writer
from incidents.entries import MessageSent, MessagesRead
from incidents.models import Message
from incidents.services.speaking import said_when, speaker_of


def send_message(
    *, incident_id: UUID, text: str, actor: Actor, at: datetime | None = None, now: datetime | None = None
) -> Message:
    """Say something to everybody with a part in the incident; also after its end.

    Raises:
        Denied: for an account that only reads.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True)
        require_writer(actor)
        speaker = speaker_of(actor)
        message = Message.objects.create(
            incident=incident,
            author=speaker.author,
            agency=speaker.agency,
            unit=speaker.unit,
            at=running.now,
            told_at=said_when(running, at),
            text=text,
        )
        running.append(MessageSent(incident=incident.id, message=message.id, sender=speaker.name))
        return message


def read_messages(
    *, incident_id: UUID, message_ids: Iterable[UUID], actor: Actor, now: datetime | None = None
) -> list[UUID]:
    """A receipt: these messages were on a screen of this reader's. Which of them were news; one's own never are.

    Raises:
        Denied: for an account that only reads: it would seem that the centre had read them.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True)
        require_writer(actor)
        audience = audience_of(actor)
        if audience is None:
            raise Denied(_("Akun ini hanya membaca."))
        speaker = speaker_of(actor)
        receipt = {"audience": audience.name, "name": speaker.name, "at": iso(running.now)}
        fresh = []
        for message in Message.objects.filter(incident=incident, id__in=list(message_ids)).order_by("id"):
            own = (message.agency_id, message.unit_id) == (
                speaker.agency.id if speaker.agency else None,
                speaker.unit.id if speaker.unit else None,
            )
            if own or any(one["audience"] == audience.name for one in message.read_by):
                continue
            message.read_by = [*message.read_by, receipt]
            message.save(update_fields=["read_by"])
            fresh.append(message.id)
        if fresh:
            running.append(MessagesRead(incident=incident.id, messages=tuple(fresh), reader=speaker.name))
        return fresh
