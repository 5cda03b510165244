"""What everybody at work is to know of the rules: each reads it for themselves, and it goes after a week."""

from datetime import timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from agencies.models import Agency
from agencies.selectors import agencies_bound_by, agencies_with_desk
from foundation.clock.clock import clock
from foundation.journal import Change
from foundation.people.models import Role
from incidents.models import EVERYBODY, Alarm
from incidents.services.alarms import clear, put_words, ring
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
    ids = [one.agency for one in agencies_bound_by(version, running.now)]
    bound = Agency.objects.filter(id__in=ids).order_by("code")
    reading = agencies_with_desk(bound)
    for board in (None, *(agency.id for agency in bound if agency.id in reading)):
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
    have_told(running, version, [agency for agency in bound if agency.id not in reading])


def have_told(running: Change, version: ProcedureVersion, unread: list[Agency]) -> None:
    """Nobody there has a screen to read it on: the coordinator tells them by telephone, and takes note of it."""
    about = f"unread:{version.procedure_id}"
    for old in Alarm.objects.filter(cleared_at=None, kind=Alarm.Kind.MESSAGE_FAILED, paper=about):
        clear(running, old)
    if not unread:
        return

    def words() -> str:
        whom = ", ".join(f"{agency.name} ({agency.phone})" if agency.phone else agency.name for agency in unread)
        return _("Tanpa layar, beri tahu lewat telepon: %(whom)s. %(news)s") % {"whom": whom, "news": news_of(version)}

    notice = Alarm(kind=Alarm.Kind.MESSAGE_FAILED, urgency=Alarm.Urgency.NOTICE, role=Role.COORDINATOR, paper=about)
    notice.page = reverse("sop-news", kwargs={"code": version.type_code, "number": version.number})
    put_words(notice, words)
    ring(running, notice)


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
