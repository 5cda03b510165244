"""The page of reports that ended without an incident of their own: where a mistake is found again, and taken back."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from foundation.lib import time
from foundation.people.models import CENTRE_ROLES, Role, User
from foundation.people.pages import attempt, page, visitor
from incidents.access import audience_of, reports_visible_to
from incidents.models import Report
from incidents.services.intake import reopen_report
from sop.models import IncidentType

READERS: Final = (*sorted(CENTRE_ROLES), Role.AUDITOR)
SHOWN: Final = timedelta(days=1)
MOST_SHOWN: Final = 200


@page(*READERS)
def decided(request: HttpRequest) -> HttpResponse:
    """Dismissed and attached in the last day, the newest first; an older one by its number."""
    number = request.GET.get("number", "").replace("\0", "").strip()[:20]
    user = visitor(request)
    found = list(decided_reports(user, number)[: MOST_SHOWN + 1])
    names = {kind.code: kind.name for kind in IncidentType.objects.all()}
    context = {
        "reports": [(report, names.get(report.suggestion.get("type", ""), "")) for report in found[:MOST_SHOWN]],
        "more": len(found) > MOST_SHOWN,
        "number": number,
        "may_write": not user.has_role(Role.AUDITOR),
    }
    return render(request, "incidents/decided.html", context)


def decided_reports(user: User, number: str) -> QuerySet[Report]:
    """What may be taken back: of the last day, or whatever carries this number."""
    ended = reports_visible_to(audience_of(user)).filter(status__in=("dismissed", "attached"))
    wanted = ended.filter(number__icontains=number) if number else ended.filter(filed_at__gt=time.now() - SHOWN)
    return wanted.select_related("incident").order_by("-filed_at", "-id")


@page(*READERS, methods=("POST",))
def reopen(request: HttpRequest, report: UUID) -> HttpResponse:
    """It waits again."""
    done = _("Laporan itu menunggu lagi; ada di daftar laporan menunggu.")
    attempt(request, lambda: reopen_report(report_id=report, actor=visitor(request)), done)
    return redirect("decided-reports")
