"""From paper to duty: a decree comes into force."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from agencies.coverage import OVERLAP
from agencies.deadlines import arm_begin
from agencies.entries import DecreeInForce, NoticeRead
from agencies.models import Area, Decree, Mandate, Notice, Scan
from agencies.outlook import uncovered_with
from agencies.routing import EVERY_TYPE, LEAD
from agencies.services.papers import lock_decree, require_admin
from agencies.services.terms import begin_decree, settle_ends
from foundation.journal import Actor, change
from foundation.lib.errors import Denied, Invalid, Missing, WrongMove
from foundation.people.models import User
from sop.models import Group, IncidentType

# What is signed is frozen: a slip of the year would stand for ever.
FARTHEST_BEGIN: Final = timedelta(days=5 * 366)


def put_decree_in_force(
    *, decree_id: UUID, actor: Actor, in_force_from: datetime | None = None, now: datetime | None = None
) -> Decree:
    """The draft obliges from that moment on (at once when none is given), and PostgreSQL freezes what it says.

    Whoever has a hand in the text cannot put it in force. A moment that has passed is refused, because routes
    already taken would no longer be explained by the decrees of their day. Only a centre's first decree may be
    older: the paper was there before the software.

    Raises:
        Missing, Denied, WrongMove: there is no such decree, the person may not, it is no draft.
        Invalid: with everything that is wrong with it.
    """
    require_admin(actor)
    with change(actor, now) as running:
        decree = lock_decree(decree_id)
        begins = in_force_from or running.now
        if not decree.is_draft:
            raise WrongMove(_("%(citation)s bukan rancangan lagi.") % {"citation": decree.citation}, allowed=[])
        require_second_person(actor, decree)
        problems = problems_of_draft(decree, begins, running.now)
        if problems:
            raise Invalid(_("Keputusan belum dapat diberlakukan."), fields={"decree": problems})
        decree.status = Decree.Status.ENACTED
        decree.in_force_from = begins
        decree.enacted_by = actor if isinstance(actor, User) else None
        decree.save(update_fields=["status", "in_force_from", "enacted_by"])
        running.append(DecreeInForce(decree=decree.id, citation=decree.citation, in_force_from=begins))
        settle_ends(running)
        decree.refresh_from_db()
        if begins <= running.now:
            begin_decree(running, decree)
        else:
            arm_begin(running, decree)
        return decree


def require_second_person(actor: Actor, decree: Decree) -> None:
    """Two pairs of eyes: who wrote does not put in force.

    Raises:
        Denied: the actor's own hand is in the text.
    """
    if actor.id is not None and actor.id in decree.written_by:
        raise Denied(
            _("Anda ikut menyusun keputusan ini. Administrator lain yang memberlakukannya."), code="second_person"
        )


def acknowledge_notice(*, notice_id: UUID, actor: Actor, now: datetime | None = None) -> Notice:
    """An administrator has seen that a paper ends. Read already writes nothing.

    Raises:
        Denied, Missing: not an administrator; no such notice.
    """
    require_admin(actor)
    with change(actor, now) as running:
        notice = (
            Notice.objects.select_for_update(of=("self",))
            .select_related("decree", "agreement")
            .filter(id=notice_id)
            .first()
        )
        if notice is None:
            raise Missing(_("Peringatan tidak ditemukan."))
        if notice.read_at is None:
            notice.read_at, notice.read_by_id = running.now, actor.id
            notice.save(update_fields=["read_at", "read_by"])
            running.append(
                NoticeRead(
                    decree=notice.decree_id,
                    agreement=notice.agreement_id,
                    notice=notice.id,
                    citation=notice.paper.citation,
                    by=actor.label,
                )
            )
        return notice


def problems_of_draft(decree: Decree, begins: datetime, now: datetime) -> list[str]:
    """Everything that keeps it from coming into force at that moment, in sentences."""
    problems = [*_problems_of_moment(decree, begins, now), *_problems_of_scan(decree)]
    problems += [*_problems_of_endings(decree, begins), *_problems_of_matrix(decree)]
    return problems or list(_overlaps(decree, begins))


def _problems_of_moment(decree: Decree, begins: datetime, now: datetime) -> Iterator[str]:
    if decree.signed_on is None:
        yield _("Tanggal penetapan belum diisi.")
    elif begins.astimezone(ZoneInfo(settings.TIME_ZONE)).date() < decree.signed_on:
        yield _("Keputusan tidak dapat berlaku sebelum tanggal penetapannya.")
    if begins < now and Decree.objects.exclude(status=Decree.Status.DRAFT).exists():
        yield _("Saat mulai berlaku sudah lewat.")
    if begins > now + FARTHEST_BEGIN:
        yield _("Saat mulai berlaku lebih dari lima tahun lagi; periksa tahunnya.")
    if decree.expires_at is not None and decree.expires_at <= begins:
        yield _("Saat berakhir harus sesudah saat mulai berlaku.")


def _problems_of_scan(decree: Decree) -> Iterator[str]:
    scan = Scan.objects.filter(decree=decree).first()
    if scan is not None and not scan.fits:
        yield _("Naskah pindaian tidak cocok lagi dengan sidiknya; lampirkan naskah yang benar.")


def _problems_of_endings(decree: Decree, begins: datetime) -> Iterator[str]:
    for ending in decree.endings.select_related("target"):
        target = ending.target
        if target.is_draft:
            yield _("%(citation)s masih rancangan dan tidak dapat diganti.") % {"citation": target.citation}
        elif target.in_force_until is not None and target.in_force_until <= begins:
            yield _("%(citation)s sudah berakhir sebelum itu.") % {"citation": target.citation}


def _problems_of_matrix(decree: Decree) -> list[str]:
    mandates = list(decree.mandates.select_related("article", "agency", "substitute", "area"))
    if not mandates:
        # A decree may do nothing but end others: that is how one is revoked.
        return [] if decree.endings.exists() else [_("Keputusan ini tidak memuat mandat.")]
    problems = [
        _("%(type)s: pasal %(article)s bukan dari keputusan ini.")
        % {"type": mandate.type_code, "article": mandate.article.number}
        for mandate in mandates
        if mandate.article.decree_id != decree.id
    ]
    retired = {
        agency.code
        for mandate in mandates
        for agency in (mandate.agency, mandate.substitute)
        if agency is not None and not agency.active
    }
    problems += [_("Instansi %(code)s tidak aktif lagi.") % {"code": code} for code in sorted(retired)]
    return [*problems, *_double_leads(mandates), *_unknown_types(mandates)]


def _double_leads(mandates: Sequence[Mandate]) -> list[str]:
    leads = Counter((m.type_code, _label(m.area)) for m in mandates if m.role == LEAD)
    return [
        _("%(type)s %(area)s: lebih dari satu instansi memimpin.") % {"type": type_code, "area": area}
        for (type_code, area), count in sorted(leads.items())
        if count > 1
    ]


def _label(area: Area | None) -> str:
    """The regency itself is read as no area, as routing reads it."""
    return "" if area is None or area.kind == Area.Kind.REGENCY else area.label


def _unknown_types(mandates: Sequence[Mandate]) -> list[str]:
    known = {EVERY_TYPE, *Group.values, *IncidentType.objects.values_list("code", flat=True)}
    unknown = {mandate.type_code for mandate in mandates} - known
    return [_("Jenis %(type)s tidak dikenal.") % {"type": type_code} for type_code in sorted(unknown)]


def _overlaps(decree: Decree, begins: datetime) -> Iterator[str]:
    """Two leads of one rank that this decree would make together with another one of the same moment."""
    for finding in uncovered_with(decree, begins):
        if finding.kind == OVERLAP and finding.begins == begins:
            yield _("%(type)s: %(agencies)s sama-sama memimpin (%(places)s).") % {
                "type": finding.type_code,
                "agencies": ", ".join(finding.agencies),
                "places": "; ".join(place or _("tempat tidak dikenal") for place in finding.places[:3]),
            }
