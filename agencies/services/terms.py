"""The clock's part in a decree's life: its first moment, its last one, and the word before the last one."""

from datetime import datetime
from functools import partial
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from agencies.coverage import GAP
from agencies.deadlines import arm_end
from agencies.entries import DecreeBegan, DecreeEndAnnounced, DecreeEnded
from agencies.models import Decree, Notice
from agencies.outlook import signed_terms
from agencies.selectors import uncovered
from agencies.services.agreements import local_day
from agencies.services.notices import tell_of_paper
from agencies.terms import ends_of
from foundation.journal import Change
from sop.services.reminding import recheck_open_versions

ALIVE: Final = (Decree.Status.ENACTED, Decree.Status.IN_FORCE)


def settle_ends(running: Change) -> None:
    """Write the true end of every decree that is not over, and arm what the clock has to do for it.

    The end stands in the row from now on, so that routing and coverage know it before the clock gets there.
    """
    ends = ends_of(signed_terms())
    for decree in Decree.objects.select_for_update().filter(status__in=ALIVE).order_by("id"):
        if ends[decree.id] == decree.in_force_until:
            continue
        decree.in_force_until = ends[decree.id]
        decree.save(update_fields=["in_force_until"])
        if decree.in_force_until is not None and decree.in_force_until <= running.now:
            end_decree(running, decree)
        else:
            arm_end(running, decree)


def begin_decree(running: Change, decree: Decree) -> None:
    """Its first moment has come, unless another decree ended it before."""
    if decree.status != Decree.Status.ENACTED or decree.in_force_until == decree.in_force_from:
        return
    decree.status = Decree.Status.IN_FORCE
    decree.save(update_fields=["status"])
    running.append(DecreeBegan(decree=decree.id, citation=decree.citation))
    recheck_open_versions(running)


def end_decree(running: Change, decree: Decree) -> None:
    """Its last moment has come: who or what ended it stands in its status and in the record."""
    if decree.status not in ALIVE:
        return
    ending = decree.ended_by.filter(decree__in_force_from__lte=decree.in_force_until).exclude(
        decree__status=Decree.Status.DRAFT
    )
    cause = ending.select_related("decree").order_by("-decree__in_force_from").first()
    if cause is None:
        decree.status = Decree.Status.ENDED
    elif cause.decree.mandates.exists():
        decree.status = Decree.Status.SUPERSEDED
    else:
        decree.status = Decree.Status.REVOKED
    decree.save(update_fields=["status"])
    by = cause.decree.citation if cause else ""
    running.append(DecreeEnded(decree=decree.id, citation=decree.citation, how=decree.status, by=by))
    recheck_open_versions(running)


def announce_end(running: Change, decree: Decree, days: int) -> Notice | None:
    """Tell the administrators that a decree ends, and what it leaves open; None when another one follows gapless."""
    ends_at = decree.in_force_until
    if ends_at is None or decree.status not in ALIVE:
        return None
    begin_then = [found for found in uncovered(running.now) if found.kind == GAP and found.begins == ends_at]
    gaps = len({found.type_code for found in begin_then})
    if ends_at != decree.expires_at and not gaps:
        return None
    notice = Notice.objects.create(decree=decree, days=days, ends_at=ends_at, gaps=gaps, raised_at=running.now)
    entry = DecreeEndAnnounced(decree=decree.id, citation=decree.citation, days=days, ends_at=ends_at, gaps=gaps)
    running.append(entry)
    with override("id"):
        body = _("%(what)s. Buka halaman cakupan dan siapkan keputusan berikutnya.") % {"what": entry.text()}
    tell_of_paper(
        running,
        say=partial(say_end, decree.citation, ends_at, gaps),
        body=body,
        about=decree.subject,
        key=f"decree-end:{notice.id}",
    )
    return notice


def say_end(citation: str, ends_at: datetime, gaps: int) -> str:
    """True on whatever day it is read."""
    words = {"citation": citation, "day": local_day(ends_at).isoformat(), "gaps": gaps}
    return _("%(citation)s berakhir %(day)s; %(gaps)s jenis kejadian akan tanpa pemimpin") % words
