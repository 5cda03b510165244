"""From paper to duty: a decree comes into force."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.entries import DecreeInForce
from agencies.models import Decree, Mandate
from agencies.routing import EVERY_TYPE, LEAD
from foundation.journal import Actor, change
from foundation.lib.errors import Denied, Invalid, Missing, WrongMove
from foundation.people.models import Role, User
from sop.models import IncidentType


def put_decree_in_force(
    *, decree_id: UUID, in_force_from: datetime, actor: Actor, now: datetime | None = None
) -> Decree:
    """The draft obliges from that moment on, and PostgreSQL freezes what it says.

    A moment that has passed is refused, because routes already taken would no longer be explained by the decrees
    of their day. Only a centre's first decree may be older: the paper was there before the software.

    Raises:
        Missing, Denied, WrongMove: there is no such decree, the person is no administrator, it is no draft.
        Invalid: with everything that is wrong with it.
    """
    if isinstance(actor, User) and not actor.has_role(Role.ADMIN):
        raise Denied(_("Hanya administrator yang memberlakukan keputusan."))
    with change(actor, now) as running:
        decree = Decree.objects.select_for_update().filter(id=decree_id).first()
        if decree is None:
            raise Missing(_("Keputusan tidak ditemukan."))
        if decree.status != Decree.Status.DRAFT:
            raise WrongMove(_("%(citation)s bukan rancangan lagi.") % {"citation": decree.citation}, allowed=[])
        problems = [*_problems_of_moment(decree, in_force_from, running.now), *_problems_of_matrix(decree)]
        if problems:
            raise Invalid(_("Keputusan belum dapat diberlakukan."), fields={"decree": problems})
        decree.status = Decree.Status.IN_FORCE
        decree.in_force_from = in_force_from
        decree.save(update_fields=["status", "in_force_from"])
        running.append(DecreeInForce(decree=decree.id, citation=decree.citation, in_force_from=in_force_from))
        return decree


def _problems_of_moment(decree: Decree, begins: datetime, now: datetime) -> Iterator[str]:
    if decree.signed_on is None:
        yield _("Tanggal penetapan belum diisi.")
    if begins < now and Decree.objects.exclude(status=Decree.Status.DRAFT).exists():
        yield _("Saat mulai berlaku sudah lewat.")


def _problems_of_matrix(decree: Decree) -> list[str]:
    mandates = list(decree.mandates.select_related("article", "agency", "substitute", "area"))
    problems = [] if mandates else [_("Keputusan ini tidak memuat mandat.")]
    problems += [
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
    leads = Counter((m.type_code, m.area.label if m.area else "") for m in mandates if m.role == LEAD)
    return [
        _("%(type)s %(area)s: lebih dari satu instansi memimpin.") % {"type": type_code, "area": area}
        for (type_code, area), count in sorted(leads.items())
        if count > 1
    ]


def _unknown_types(mandates: Sequence[Mandate]) -> list[str]:
    known = {EVERY_TYPE}
    for code, group in IncidentType.objects.values_list("code", "group"):
        known |= {code, group}
    unknown = {mandate.type_code for mandate in mandates} - known
    return [_("Jenis %(type)s tidak dikenal.") % {"type": type_code} for type_code in sorted(unknown)]
