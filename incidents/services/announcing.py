"""What everybody at work is to know of the rules: each reads it for themselves, and it goes after a week."""

from datetime import timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from agencies.selectors import agencies_bound_by
from foundation.clock.clock import clock
from foundation.journal import Change
from incidents.models import EVERYBODY, Alarm
from incidents.services.alarms import clear, ring
from sop.diff import compare
from sop.entries import local
from sop.models import ProcedureVersion
from sop.versions import compared_with

# As long as the mail about it is worth sending (`sop/services/telling.py`).
STANDS: Final = timedelta(days=7)
NAMED: Final = 3


def announce_version(running: Change, version: ProcedureVersion) -> None:
    """A version rules from now on: the centre and the desks of those it binds see which, and what is different.

    The notice about the version before it goes: nobody has to read what holds no more.
    """
    about = f"procedure:{version.procedure_id}"
    for old in Alarm.objects.filter(cleared_at=None, kind=Alarm.Kind.PROCEDURE, paper=about).order_by("id"):
        clock.drop(subject=old.subject, now=running.now)
        clear(running, old)
    with override("id"):
        words_id = news_of(version)
    with override("en"):
        words_en = news_of(version)
    for board in (None, *(bound.agency for bound in agencies_bound_by(version, running.now))):
        alarm = Alarm(
            kind=Alarm.Kind.PROCEDURE,
            urgency=Alarm.Urgency.NOTICE,
            role=EVERYBODY,
            audience_id=board,
            paper=about,
            page=reverse("sop-news", kwargs={"code": version.type_code, "number": version.number}),
            words_id=words_id,
            words_en=words_en,
        )
        ring(running, alarm)
        clock.start(kind="notice", subject=alarm.subject, due_at=running.now + STANDS, now=running.now)


def news_of(version: ProcedureVersion) -> str:
    """Which procedure rules now, until when where it is an emergency, and which parts of it are different."""
    name = {"type": version.procedure.type.name, "number": version.number}
    if version.emergency_running and version.emergency_until is not None:
        until = local(version.emergency_until)
        said = _("DARURAT: SOP %(type)s v%(number)s berlaku sampai %(until)s") % (name | {"until": until})
    elif version.restores is not None:
        said = _("SOP %(type)s v%(number)s berlaku: isi versi %(old)s kembali") % (name | {"old": version.restores})
    else:
        said = _("SOP %(type)s v%(number)s berlaku") % name
    changed = changed_parts(version)
    return _("%(news)s. Berubah: %(parts)s") % {"news": said, "parts": changed} if changed else said


def changed_parts(version: ProcedureVersion) -> str:
    """The parts that say something else than before, the first of them by name."""
    before = compared_with(version)
    if before is None:
        return ""
    found = compare(before.parsed, version.parsed, version.procedure.type.default_priority)
    titles = list(dict.fromkeys(one.title for one in found))
    rest = len(titles) - NAMED
    more = [_("%(n)s lagi") % {"n": rest}] if rest > 0 else []
    return ", ".join([*titles[:NAMED], *more])
