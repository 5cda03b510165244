"""The pages of decrees that only read: the list, one decree, what follows, what is open, who is obliged."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from agencies.consequences import Consequence
from agencies.coverage import Finding
from agencies.models import Agency, Area, Article, Decree, Mandate, Notice, Scan
from agencies.naming import history_of, named, names_at_hand, say_agency
from agencies.outlook import consequences_of, ladders_around, new_findings
from agencies.papers.forms import AsOfForm, ForceForm
from agencies.routing import Route, say_considered, say_reason
from agencies.sanctions import sanctions_of
from agencies.selectors import count_areas, route_for, uncovered
from agencies.services.decrees import problems_of_draft
from agencies.touched import touched_by
from foundation.lib import time
from foundation.people.models import Role, User
from foundation.people.pages import page, visitor
from sop.models import IncidentType
from sop.naming import say_type

WRITERS = (Role.ADMIN,)
READERS = (Role.ADMIN, Role.AUDITOR, Role.COORDINATOR, Role.SUPERVISOR, Role.MEDICAL_DIRECTOR)
# Whoever is obliged may read the paper that obliges.
OBLIGED = tuple(Role)
SEE_DRAFTS = (Role.ADMIN, Role.AUDITOR, Role.COORDINATOR)
MOST_PLACES = 4


def may_write(user: User) -> bool:
    """An auditor only reads, whatever else the account may be."""
    return user.has_role(*WRITERS) and not user.has_role(Role.AUDITOR)


def may_initial(user: User, paper: Decree) -> bool:
    """Whether this person's initials are wanted under the draft."""
    reads = user.has_role(Role.ADMIN, Role.COORDINATOR) and not user.has_role(Role.AUDITOR)
    return reads and paper.stage in ("review", "initialled") and user.id not in paper.written_by


def get_decree(user: User, decree_id: UUID) -> Decree:
    """A decree that this person may read; drafts are not for everybody.

    Raises:
        Http404: there is none, or not for them.
    """
    decree = Decree.objects.select_related("enacted_by").filter(id=decree_id).first()
    if decree is None or (decree.is_draft and not user.has_role(*SEE_DRAFTS)):
        raise Http404
    return decree


def moment_asked(request: HttpRequest) -> tuple[AsOfForm, datetime]:
    """The moment that the page speaks of: as asked, else now."""
    form = AsOfForm(request.GET or None)
    asked = form.cleaned_data["as_of"] if form.is_bound and form.is_valid() else None
    return form, asked or time.now()


@page(*READERS)
def decrees(request: HttpRequest) -> HttpResponse:
    """Every decree: in force at the moment asked, to come, over; drafts for those who write or watch."""
    form, at = moment_asked(request)
    known = list(Decree.objects.prefetch_related("mandates", "initials").order_by("-in_force_from", "-year", "number"))
    signed = [decree for decree in known if not decree.is_draft]
    binding = [decree for decree in signed if decree.in_force(at)]
    coming = [decree for decree in signed if decree.in_force_from and decree.in_force_from > at]
    context = {
        "as_of": form,
        "at": at,
        "binding": binding,
        "coming": [decree for decree in coming if decree.in_force_until != decree.in_force_from],
        "over": [decree for decree in signed if decree not in binding and decree not in coming],
        "drafts": [decree for decree in known if decree.is_draft and visitor(request).has_role(*SEE_DRAFTS)],
        "notices": Notice.objects.filter(read_at=None, agreement=None).select_related("decree"),
        "may_write": may_write(visitor(request)),
    }
    return render(request, "agencies/decrees.html", context)


@page(*OBLIGED)
@names_at_hand()
def decree(request: HttpRequest, decree: UUID) -> HttpResponse:
    """One decree: its words at the left, what rests on each article at the right."""
    paper = get_decree(visitor(request), decree)
    scan = Scan.objects.filter(decree=paper).first()
    user = visitor(request)
    context = {
        "decree": paper,
        "articles": _articles(paper),
        "touched": touched_by(paper, time.now()) if paper.is_draft and user.has_role(*SEE_DRAFTS) else [],
        "sanctions": sanctions_of(paper.sanctions),
        "scan": scan,
        "scan_fits": scan.fits if scan else True,
        "targets": [ending.target for ending in paper.endings.select_related("target")],
        "ended_by": [ending.decree for ending in paper.ended_by.select_related("decree") if not ending.decree.is_draft],
        "history": history_of(paper.subject),
        "may_write": may_write(user),
        "may_compare": user.has_role(*SEE_DRAFTS),
        "initials": paper.initials.filter(edition=paper.edition).select_related("by"),
        "may_initial": may_initial(user, paper),
    }
    return render(request, "agencies/decree.html", context)


def _articles(paper: Decree) -> list[tuple[Article, list[tuple[str, list[Mandate]]]]]:
    """Each article with the mandates that rest on it, by role."""
    resting: dict[UUID, dict[str, list[Mandate]]] = defaultdict(lambda: defaultdict(list))
    for mandate in paper.mandates.select_related("agency", "area", "substitute"):
        resting[mandate.article_id][mandate.role].append(mandate)
    words = {"lead": _("memimpin"), "support": _("mendukung"), "informed": _("diberi tahu")}
    return [
        (article, [(words[role], resting[article.id][role]) for role in words if resting[article.id][role]])
        for article in paper.articles.all()
    ]


@page(*SEE_DRAFTS)
@names_at_hand()
def consequences(request: HttpRequest, decree: UUID) -> HttpResponse:
    """What the decree changes against what is in force, before it is put in force - and the button that does it."""
    paper = get_decree(visitor(request), decree)
    form = ForceForm(request.GET or None)
    asked = form.cleaned_data["begins"] if form.is_bound and form.is_valid() else None
    now = time.now()
    begins = paper.in_force_from or asked or now
    user = visitor(request)
    names = {kind.code: kind.name for kind in IncidentType.objects.all()}
    found = [_said(one, names) for one in consequences_of(paper, begins)]
    context = {
        "decree": paper,
        "begins": begins,
        "form": form,
        "roles": [one for one in found if one["roles_change"]],
        "articles": [one for one in found if not one["roles_change"]],
        "problems": problems_of_draft(paper, begins, now) if paper.is_draft else [],
        "warnings": [_finding(one) for one in new_findings(paper, begins)],
        "touched": touched_by(paper, begins) if paper.is_draft else [],
        "ladders": ladders_around(paper, begins),
        "own_hand": user.id in paper.written_by,
        "may_write": may_write(user),
    }
    return render(request, "agencies/consequences.html", context)


def _said(one: Consequence, names: dict[str, str]) -> dict[str, Any]:
    return {
        "type": one.type_code,
        "name": names.get(one.type_code, one.type_code),
        "where": places_in_words(one.places),
        "shifts": one.shifts,
        "roles_change": one.roles_change,
        "lead_before": one.lead_before,
        "lead_after": one.lead_after,
    }


@page(*READERS)
@names_at_hand()
def coverage(request: HttpRequest) -> HttpResponse:
    """Where and when somebody is missing, or one too many, from the moment asked on."""
    form, at = moment_asked(request)
    found = uncovered(at)
    soon = [decree for decree in Decree.objects.filter(in_force_until__gt=at) if not decree.is_draft]
    context = {
        "as_of": form,
        "at": at,
        "now": [_finding(one) for one in found if one.begins <= at],
        "later": [_finding(one) for one in found if one.begins > at],
        "ending": sorted(soon, key=lambda decree: decree.in_force_until or at),
        "near": at + timedelta(days=90),
    }
    return render(request, "agencies/coverage.html", context)


def _finding(found: Finding) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "type": found.type_code,
        "where": places_in_words(found.places),
        "agencies": ", ".join(say_agency(code) for code in found.agencies),
        "begins": found.begins,
        "ends": found.ends,
    }


def places_in_words(places: Iterable[str]) -> str:
    """A few places by name, many by number."""
    named = [place or _("tempat tidak dikenal") for place in places]
    if len(named) > count_areas():
        return _("seluruh wilayah")
    if len(named) <= MOST_PLACES:
        return "; ".join(named)
    return _("%(first)s dan %(more)s tempat lain") % {
        "first": "; ".join(named[:MOST_PLACES]),
        "more": len(named) - MOST_PLACES,
    }


@page(*READERS)
@names_at_hand()
def duties(request: HttpRequest) -> HttpResponse:
    """Who is obliged for one type at one place and moment, by which article, and why nobody else."""
    form, at = moment_asked(request)
    types = list(IncidentType.objects.filter(active=True))
    code = request.GET.get("type", "")
    area = Area.objects.filter(code=request.GET.get("area", "")).select_related("parent").first()
    found: Route | None = route_for(code, area, at) if code else None
    names = {agency.code: agency.name for agency in Agency.objects.all()}
    judged = [(names[one.agency_code], one, say_considered(named(one))) for one in found.considered] if found else []
    context = {
        "as_of": form,
        "at": at,
        "types": types,
        "chosen": code,
        "area": area,
        "areas": Area.objects.select_related("parent"),
        "route": found,
        "judged": judged,
        "reasons": [say_reason(reason, found, say_type(code), names) for reason in found.reasons] if found else [],
    }
    return render(request, "agencies/duties.html", context)


@page(*OBLIGED)
def scan(request: HttpRequest, decree: UUID) -> HttpResponse:
    """The signed paper; bytes that do not fit their digest are not handed out as the decree."""
    paper = get_decree(visitor(request), decree)
    kept = Scan.objects.filter(decree=paper).first()
    if kept is None:
        raise Http404
    if not kept.fits:
        return render(request, "agencies/scan_broken.html", {"decree": paper, "scan": kept}, status=409)
    answer = HttpResponse(bytes(kept.content), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{paper.kind}-{paper.year}.pdf"'
    answer["Digest"] = f"sha-256={kept.digest}"
    return answer
