"""What those at work on an incident told each other, on its card."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from dispatch.cards.card import Data
from foundation.lib.time import iso
from foundation.people.models import audience_name
from incidents.access import CENTRE
from incidents.aid.answers import aid_data
from incidents.models.field import HelpCall, Message, Patients, Photo, Told


def told_about(rows: Mapping[str, dict[UUID, list[Any]]]) -> dict[str, dict[UUID, list[Data]]]:
    """What those at work on each incident told each other: messages, patients, photos, calls for help, aid."""
    return {name: drawn(rows[name], data) for name, data in TOLD.items()}


def drawn(rows: dict[UUID, list[Any]], data: Callable[[Any], Data]) -> dict[UUID, list[Data]]:
    """Each group's rows as screens show them."""
    return defaultdict(list, {key: [data(row) for row in group] for key, group in rows.items()})


def sender_data(row: Told) -> Data:
    """Whose voice it is: the centre's, a desk's, or a crew's - as an audience, and by name."""
    if row.unit is not None and row.unit_id is not None:
        audience, name = audience_name("unit", row.unit_id), row.unit.call_sign
    elif row.agency is not None and row.agency_id is not None:
        audience, name = audience_name("agency", row.agency_id), row.agency.name_id
    else:
        audience, name = CENTRE.name, "PSC 112"
    return {"audience": audience, "name": name, "author": row.author.label if row.author else "PSC 112"}


def message_data(message: Message) -> Data:
    """A message, and whose screens have shown it."""
    return {
        "id": str(message.id),
        "at": iso(message.told_at or message.at),
        "heard_at": iso(message.at),
        "from": sender_data(message),
        "text": message.text,
        "read_by": message.read_by,
    }


def patients_data(patients: Patients) -> Data:
    """So many of one colour, and where they are taken."""
    return {
        "id": str(patients.id),
        "at": iso(patients.told_at or patients.at),
        "from": sender_data(patients),
        "triage": patients.triage,
        "count": patients.count,
        "destination": patients.destination,
    }


def photo_data(photo: Photo) -> Data:
    """A picture; its pixels are asked for at `photos/{id}`."""
    return {
        "id": str(photo.id),
        "at": iso(photo.told_at or photo.at),
        "from": sender_data(photo),
        "width": photo.width,
        "height": photo.height,
    }


def help_data(call: HelpCall) -> Data:
    """A call for help, with the place that the phone told."""
    return {
        "id": str(call.id),
        "at": iso(call.told_at or call.at),
        "heard_at": iso(call.at),
        "from": sender_data(call),
        "panic": call.panic,
        "text": call.text,
        "lat": call.lat,
        "lon": call.lon,
        "answered_at": iso(call.answered_at),
    }


# What is told beside the notes, and how each is drawn.
TOLD: dict[str, Callable[[Any], Data]] = {
    "messages": message_data,
    "patients": patients_data,
    "photos": photo_data,
    "help": help_data,
    "aid": aid_data,
}
