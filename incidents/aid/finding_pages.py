"""What was not kept, as pages: evidence, the agency's answer, the decision."""

from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.naming import names_at_hand
from foundation.journal.selectors import entries_about
from foundation.journal.selectors import say as say_entry
from foundation.lib import time
from foundation.lib.tables import csv_answer
from foundation.lib.words import say
from foundation.people.models import Role, User
from foundation.people.pages import attempt, page, visitor
from incidents.access import audience_of, visible_to
from incidents.aid.forms import AnswerForm, DecisionForm, FindingForm
from incidents.aid.papers import FINDING_COLUMNS, finding_rows
from incidents.aid.readers import READERS, finding_for, findings_of
from incidents.models import Finding, Incident
from incidents.services.findings import (
    ANSWER_WITHIN,
    answer_finding,
    decide_finding,
    ladder_of,
    register_finding,
    sanctions_open,
    works_for,
)
from incidents.words import MISSED

# So many lines of the record stand on the page as evidence; the incident's timeline has all.
EVIDENCE = 40
SHOWN = 200


@page(*READERS)
def findings(request: HttpRequest) -> HttpResponse:
    """The newest findings, what waits for somebody first."""
    return show_findings(request, FindingForm() if visitor(request).has_role(Role.COORDINATOR) else None)


@page(Role.COORDINATOR, methods=("POST",))
def register(request: HttpRequest) -> HttpResponse:
    """Write down a step that an agency skipped."""
    form, user = FindingForm(request.POST), visitor(request)
    if form.is_valid() and (incident := incident_named(form, user)) is not None:
        said = form.cleaned_data
        if attempt(
            request,
            lambda: register_finding(
                incident_id=incident.id,
                agency_code=said["agency"],
                step=said["step"],
                basis=said["basis"],
                actor=user,
            ),
            _("Temuan dicatat; instansi diminta menjawab."),
        ):
            return HttpResponseRedirect(reverse("findings"))
    return show_findings(request, form)


def incident_named(form: FindingForm, user: User) -> Incident | None:
    """The incident with the form's number; None when this person sees none, and the form says so."""
    found = visible_to(audience_of(user)).filter(number=form.cleaned_data["number"]).first()
    if found is None:
        form.add_error("number", _("Kejadian ini tidak ditemukan."))
    return found


def show_findings(request: HttpRequest, form: FindingForm | None) -> HttpResponse:
    """The list, with the form of those who may add to it; a bound one was typed and could not be kept."""
    rows = list(findings_of(visitor(request))[:SHOWN])
    waiting = [row for row in rows if row.status != "decided"]
    over = [row for row in rows if row.status == "decided"]
    context = {"waiting": waiting, "over": over, "form": form}
    return render(request, "incidents/findings.html", context, status=400 if form and form.is_bound else 200)


@page(*READERS)
def export_findings(request: HttpRequest) -> HttpResponse:
    """All of them as a table."""
    return csv_answer("findings", FINDING_COLUMNS, finding_rows(findings_of(visitor(request))))


@page(*READERS)
def finding(request: HttpRequest, finding: UUID) -> HttpResponse:
    """One finding with its evidence from the record."""
    return show_finding(request, finding_for(visitor(request), finding))


def show_finding(request: HttpRequest, found: Finding, unkept: Form | None = None) -> HttpResponse:
    """Its page; `unkept` is the form that was typed and could not be kept: it stays on the page."""
    user, now = visitor(request), time.now()
    with names_at_hand():
        evidence = [(entry, say_entry(entry)) for entry in entries_about([found.about])[:EVIDENCE]]
    own = works_for(user, found.agency)
    decides = user.has_role(Role.COORDINATOR, Role.ADMIN) and not own and not user.has_role(Role.AUDITOR)
    context = {
        "finding": found,
        "what": say(MISSED, found.what),
        "ladder": ladder_of(found),
        "evidence": evidence,
        "answer_until": found.opened_at + ANSWER_WITHIN,
        "may_answer": own and user.has_role(Role.SUPERVISOR) and found.status != "decided",
        "may_decide": decides and found.status != "decided",
        "heard": found.status == "answered" or found.agency_id is None or now >= found.opened_at + ANSWER_WITHIN,
        "answer_form": unkept if isinstance(unkept, AnswerForm) else answer_form(known=found.answer),
        "form": unkept if isinstance(unkept, DecisionForm) else DecisionForm(allowed=sanctions_open(found, now)),
        "unkept": unkept,
    }
    return render(request, "incidents/finding.html", context, status=400 if unkept else 200)


def answer_form(said: QueryDict | None = None, known: str = "") -> AnswerForm:
    """The agency's form; its field has a name of its own, because the decision's stands on the same page."""
    return AnswerForm(said, initial={"text": known}, auto_id="answer-%s")


@page(Role.SUPERVISOR, methods=("POST",))
def answer(request: HttpRequest, finding: UUID) -> HttpResponse:
    """The agency's side."""
    finding_for(visitor(request), finding)
    form = answer_form(request.POST)
    if form.is_valid() and attempt(
        request,
        lambda: answer_finding(finding_id=finding, text=form.cleaned_data["text"], actor=visitor(request)),
        _("Jawaban dicatat."),
    ):
        return HttpResponseRedirect(reverse("finding", args=[finding]))
    return show_finding(request, finding_for(visitor(request), finding), form)


@page(Role.COORDINATOR, Role.ADMIN, methods=("POST",))
def decide(request: HttpRequest, finding: UUID) -> HttpResponse:
    """A person's decision."""
    found = finding_for(visitor(request), finding)
    form = DecisionForm(request.POST, allowed=sanctions_open(found, time.now()))
    if form.is_valid() and attempt(
        request,
        lambda: decide_finding(
            finding_id=finding,
            upheld=form.cleaned_data["upheld"] == "yes",
            text=form.cleaned_data["text"],
            sanction=int(form.cleaned_data["sanction"] or 0),
            actor=visitor(request),
        ),
        _("Keputusan dicatat."),
    ):
        return HttpResponseRedirect(reverse("finding", args=[finding]))
    return show_finding(request, finding_for(visitor(request), finding), form)
