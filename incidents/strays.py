"""Pictures of people that no screen shows and nothing names any more: every night their files go."""

import logging
from datetime import date, timedelta

from foundation.clock.nightly import Nightly
from foundation.journal import Change
from foundation.lib import media
from incidents.models import Photo
from incidents.services.photos import drop_files

log = logging.getLogger(__name__)
# A picture is written before its row commits: a young file without a row may be getting one.
GRACE = timedelta(days=1)


def drop_strays(day: date, running: Change) -> None:
    """What an interrupted discarding left, and files whose row never came.

    A folder of which the database knows less than half belongs to another database (one that was just restored, or
    is empty): it is left as it is, and said.
    """
    for photo in Photo.objects.exclude(discarded_at=None):
        drop_files(photo)
    kept = dict(media.kept("photos"))
    strays = set(kept) - {name for photo in Photo.objects.only("at") for name in (photo.full_name, photo.small_name)}
    if 2 * len(strays) > len(kept):
        log.error("%d of %d photos have no row in this database; they are left", len(strays), len(kept))
        return
    for name in strays:
        if kept[name] < running.now - GRACE:
            media.drop(name)


STRAYS = Nightly("photo_strays", drop_strays, after=timedelta(hours=3, minutes=30))
