"""The test bench and its saved cases, as pages that need no script."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.bench.trials import differences, passing, routed_outcomes, try_on_bench
from agencies.gazetteer import VILLAGE
from agencies.models import Agency, Area
from foundation.lib import time
from foundation.lib.errors import Missing
from foundation.people.pages import attempt, page, visitor
from sop.content import PRIORITIES, Question
from sop.models import Case, IncidentType, ProcedureVersion
from sop.selectors import ruling_beside
from sop.services.cases import LONGEST_CASE, add_case, remove_case
from sop.services.guards import WRITERS
from sop.versions import READERS, find_visible

ANSWER = "answer:"
# What rooms above know about a type and show on the bench: each gives a few names to the page.
beside: list[Callable[[str, datetime], Mapping[str, Any]]] = []


@page(*READERS, methods=("GET", "HEAD", "POST"))
def bench(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Try a text on a version. What is typed is sent as a form and kept nowhere."""
    version = find_visible(visitor(request), code, number)
    now = time.now()
    ruling = ruling_beside(version)
    said = request.POST
    answers = answers_in(said)
    may_write = visitor(request).has_role(*WRITERS)
    context: dict[str, Any] = {
        "version": version,
        "ruling": ruling,
        "text": said.get("text", "")[:LONGEST_CASE],
        "chosen_area": said.get("area", ""),
        "longest": LONGEST_CASE,
        "areas": list(villages()),
        "outcomes": routed_outcomes(version, now),
        "may_write": may_write,
        "may_edit": may_write and version.status == version.Status.DRAFT,
        "types": IncidentType.objects.filter(active=True),
        "priorities": PRIORITIES,
        "agencies": Agency.objects.filter(active=True).order_by("name_id"),
        "sides": [],
        "asked": [],
    }
    for add in beside:
        context |= add(code, now)
    context["passing"] = passing(context["outcomes"])
    context["failing"] = len(context["outcomes"]) - context["passing"]
    if request.method == "POST":
        area = Area.objects.filter(code=context["chosen_area"]).first()
        context["sides"] = try_on_bench(version, ruling, context["text"], answers, area, now)
        context["asked"] = list(asked(context["sides"][0].trial.interview, answers))
        context["differences"] = differences(context["sides"])
    return render(request, "agencies/bench.html", context)


def answers_in(said: QueryDict) -> dict[str, Any]:
    """The answers of the form; an empty one is none."""
    given = {name.removeprefix(ANSWER): value for name, value in said.items() if name.startswith(ANSWER)}
    return {key: value for key, value in given.items() if value}


def asked(found: Any, answers: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The questions to draw: those answered, then those that are open."""
    for one in found.answered:
        yield question_field(one.key, one.question, answers.get(one.key, ""))
    for step in found.steps:
        yield question_field(step.key, step.question, "")


def question_field(key: str, question: Question, value: str) -> dict[str, Any]:
    """One question of the form."""
    return {"name": ANSWER + key, "key": key, "question": question, "value": value}


def villages() -> Iterator[tuple[str, list[Area]]]:
    """Every village under its district, for the choice of a place."""
    found = Area.objects.filter(kind=VILLAGE).select_related("parent").order_by("parent__name", "name")
    for district, inside in groupby(found, key=lambda area: area.parent.name if area.parent else ""):
        yield district, list(inside)


@page(*WRITERS, methods=("POST",))
def keep_case(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Save what is on the bench as a case, with what must come of it."""
    version = find_visible(visitor(request), code, number)
    said = request.POST
    attempt(
        request,
        lambda: add_case(
            type_code=code,
            text=said.get("text", ""),
            answers=answers_in(said),
            expected_type=said.get("expected_type", ""),
            expected_priority=said.get("expected_priority", ""),
            lead=said.get("lead", "") if Agency.objects.filter(code=said.get("lead", "")).exists() else "",
            area=said.get("area", "") if Area.objects.filter(code=said.get("area", "")).exists() else "",
            actor=visitor(request),
        ),
        _("Kasus uji disimpan."),
    )
    return HttpResponseRedirect(bench_of(version))


@page(*WRITERS, methods=("POST",))
def drop_case(request: HttpRequest, code: str, number: int, case: UUID) -> HttpResponse:
    """Take a case away."""
    version = find_visible(visitor(request), code, number)
    if not Case.objects.filter(id=case, procedure=version.procedure_id).exists():
        raise Missing(_("Kasus uji ini tidak ada."))
    attempt(request, lambda: remove_case(case_id=case, actor=visitor(request)), _("Kasus uji dihapus."))
    return HttpResponseRedirect(bench_of(version))


def bench_of(version: ProcedureVersion) -> str:
    """Where a version's bench is, at its cases."""
    return reverse("sop-bench", kwargs={"code": version.type_code, "number": version.number}) + "#cases"
