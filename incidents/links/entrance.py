"""Who holds a link: the one question of its page's doors."""

from datetime import datetime

from django.utils.translation import gettext as _

from foundation.lib.errors import Gone, Missing
from foundation.people.services import count_failure, refuse_guessing
from incidents.access import LinkedCrew
from incidents.models import CrewLink
from incidents.states import UNIT_OPEN


def crew_of(key: str, *, address: str, now: datetime) -> tuple[LinkedCrew, CrewLink]:
    """The crew that this key lets in, and its link with job and incident at hand.

    A right key always opens, however many wrong ones came from the same address before: behind a carrier's one
    address stand thousands of telephones.

    Raises:
        Missing: nobody was ever sent this key.
        DomainError: 429, after too many of those from one address.
        Gone: the link has ended; its `code` says why.
    """
    links = CrewLink.objects.select_related("job__unit__agency", "job__incident__type", "job__incident__area__parent")
    link = links.filter(digest=CrewLink.digest_of(key)).first()
    if link is None:
        refuse_guessing(attempt := f"{CrewLink._meta.db_table}|{address}")
        count_failure(attempt)
        raise Missing(_("Tautan ini tidak dikenal."))
    why = link.why_dead(now) or ("" if link.job.status in UNIT_OPEN else "over")
    if why:
        raise Gone(_("Tautan ini sudah tidak berlaku."), code=why)
    return LinkedCrew(link.id, link.job.unit_id, link.job_id, link.job.unit.call_sign), link
