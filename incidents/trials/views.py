"""The rehearsal of a draft decree as a page: ask, watch, call off, read. It needs no script."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agencies.models import Agency, DecreeRehearsal
from agencies.papers.reading import SEE_DRAFTS, WRITERS, get_decree, may_write
from foundation.people.pages import attempt, page, visitor
from incidents.models import DecreeTrial
from incidents.services.trials import MONTHS, cancel_trial, start_trial
from sop.models import IncidentType


@page(*SEE_DRAFTS)
def trial(request: HttpRequest, decree: UUID) -> HttpResponse:
    """How far the running one is, and what the last one counted."""
    paper = get_decree(visitor(request), decree)
    last = DecreeRehearsal.objects.filter(decree=paper).first()
    names = {kind.code: kind.name for kind in IncidentType.objects.all()}
    names |= {agency.code: agency.name for agency in Agency.objects.all()}
    classes = list(last.result["classes"].values()) if last else []
    context = {
        "decree": paper,
        "run": DecreeTrial.objects.filter(decree=paper).first(),
        "last": last,
        "rows": [
            {**one, "type_name": names.get(one["type"], ""), "agency_name": names.get(one["agency"], one["agency"])}
            for one in sorted(classes, key=lambda one: (-one["count"], one["type"], one["agency"]))
        ],
        "months": MONTHS,
        "may_write": may_write(visitor(request)) and paper.is_draft,
    }
    return render(request, "incidents/decree_trial.html", context)


@page(*WRITERS, methods=("POST",))
def begin(request: HttpRequest, decree: UUID) -> HttpResponse:
    """Ask for one."""
    said = request.POST.get("months", "")
    months = int(said) if said.isdigit() and len(said) < 4 else 0
    attempt(
        request,
        lambda: start_trial(decree_id=decree, months=months, actor=visitor(request)),
        _("Gladi dimulai."),
    )
    return redirect("decree-trial", decree=decree)


@page(*WRITERS, methods=("POST",))
def stop(request: HttpRequest, decree: UUID, trial: UUID) -> HttpResponse:
    """Call it off."""
    attempt(request, lambda: cancel_trial(trial_id=trial, actor=visitor(request)), _("Gladi dibatalkan."))
    return redirect("decree-trial", decree=decree)
