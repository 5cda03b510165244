"""Photos of an incident: kept, and discarded where the law says so."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Actor, change
from foundation.lib import media
from foundation.lib.errors import Denied
from foundation.people.models import Role, User
from incidents.access import get_incident, reach_incident_of, require_centre, require_writer
from incidents.entries import PhotoAdded, PhotoDiscarded
from incidents.models import Photo
from incidents.pictures import Picture
from incidents.services.speaking import said_when, speaker_of


def add_photo(
    *, incident_id: UUID, picture: Picture, actor: Actor, at: datetime | None = None, now: datetime | None = None
) -> Photo:
    """A picture for everybody with a part in the incident.

    The files are written before the row commits: a row never promises a file that is not there. What fails here takes
    them away again; where the change fails later, or its process dies, the night does (`incidents/strays.py`).

    Raises:
        Denied: for an account that only reads.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True)
        require_writer(actor)
        speaker = speaker_of(actor)
        photo = Photo(
            incident=incident,
            author=speaker.author,
            agency=speaker.agency,
            unit=speaker.unit,
            at=running.now,
            told_at=said_when(running, at),
            width=picture.width,
            height=picture.height,
        )
        try:
            media.keep(photo.full_name, picture.full)
            media.keep(photo.small_name, picture.small)
            photo.save(force_insert=True)
            running.append(PhotoAdded(incident=incident.id, photo=photo.id, sender=speaker.name))
        except BaseException:
            drop_files(photo)
            raise
        return photo


def discard_photo(*, photo_id: UUID, reason: str, actor: Actor, now: datetime | None = None) -> Photo:
    """The law, or decency, wants it gone: no screen shows it any more. The caller then drops the files.

    Raises:
        Missing: its incident does not exist for this user.
        Denied: for everybody but the coordinator.
    """
    with change(actor, now) as running:
        photo = get_photo(actor, photo_id, lock=True)
        require_centre(actor)
        if isinstance(actor, User) and not actor.has_role(Role.COORDINATOR):
            raise Denied(_("Hanya koordinator yang dapat menghapus foto."))
        if photo.discarded_at is None:
            photo.discarded_at, photo.discarded_by_id, photo.discard_reason = running.now, actor.id, reason
            photo.save(update_fields=["discarded_at", "discarded_by", "discard_reason"])
            running.append(PhotoDiscarded(incident=photo.incident_id, photo=photo.id))
        return photo


def get_photo(actor: Actor, photo_id: UUID, *, lock: bool = False) -> Photo:
    """A photo of an incident that this user sees.

    Raises:
        Missing: there is none.
    """
    reach_incident_of(actor, Photo, photo_id, _("Foto ini tidak ditemukan."), lock=lock)
    return Photo.objects.get(id=photo_id)


def drop_files(photo: Photo) -> None:
    """Delete both files."""
    media.drop(photo.full_name)
    media.drop(photo.small_name)
