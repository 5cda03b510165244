"""Agreements as pages: what is promised stands beside what was given."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import Agreement, AgreementEvent, AgreementFile, Member, Notice, Party
from agencies.phases import FOLLOWING, OPEN_PHASES, lacks
from agencies.sanctions import sanctions_of
from agencies.services.agreement_text import text_of
from agencies.services.agreements import (
    advance_agreement,
    draft_agreement,
    facts_of,
    local_day,
    sign_agreement,
    write_agreement,
)
from agencies.services.partnership import add_agreement_event, attach_agreement_file, finish_follow_up
from agencies.words import EVENT, PHASE
from foundation.lib import time
from foundation.lib.tables import csv_answer
from foundation.lib.words import say
from foundation.people.models import Role, User
from foundation.people.pages import attempt, page, visitor
from incidents.aid.answers import performance_of
from incidents.aid.forms import AgreementForms, EventForm
from incidents.aid.papers import AGREEMENT_COLUMNS, agreement_rows
from incidents.aid.readers import READERS, readable_by

POST = ("POST",)


def find_agreement(request: HttpRequest, agreement: UUID) -> Agreement:
    """The agreement, if it exists for this person."""
    found = readable_by(visitor(request)).filter(id=agreement).first()
    if found is None:
        raise Http404
    return found


def may_write(user: User) -> bool:
    """Whether this person may change agreements."""
    return user.has_role(Role.ADMIN) and not user.has_role(Role.AUDITOR)


@page(*READERS)
def agreements(request: HttpRequest) -> HttpResponse:
    """Every agreement, those that run first."""
    rows = list(readable_by(visitor(request)).prefetch_related("parties"))
    order = ("running", "agreed", "planned", "identified", "evaluated", "ended")
    groups = [(say(PHASE, phase), [row for row in rows if row.phase == phase]) for phase in order]
    context = {"groups": [group for group in groups if group[1]], "may_write": may_write(visitor(request))}
    readable = readable_by(visitor(request))
    context["notices"] = Notice.objects.filter(read_at=None, agreement__in=readable).select_related("agreement")
    return render(request, "incidents/agreements.html", context)


@page(*READERS)
def export_agreements(request: HttpRequest) -> HttpResponse:
    """What was promised beside what was given, as a table."""
    rows = readable_by(visitor(request)).order_by("form", "number", "id")
    return csv_answer("agreements", AGREEMENT_COLUMNS, agreement_rows(rows))


@page(*READERS)
def agreement(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """One agreement: its text, its sides, what was promised and given, what was done about it."""
    return show_agreement(request, find_agreement(request, agreement))


def show_agreement(
    request: HttpRequest,
    found: Agreement,
    event_form: EventForm | None = None,
    typed: Mapping[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Its page; `event_form` and `typed` hold what was typed and could not be kept."""
    user, today = visitor(request), local_day(time.now())
    parties = found.parties.select_related("agency", "signed_by")
    events = found.events.select_related("party", "written_by")
    context = {
        "agreement": found,
        "phase": say(PHASE, found.phase),
        "kept": performance_of(found),
        "parties": [(party, may_sign(user, party, found)) for party in parties],
        "clauses": found.clauses.all(),
        "sanctions": sanctions_of(found.sanctions),
        "events": [(say(EVENT, event.kind), event) for event in events],
        "files": found.files.all(),
        "following": steps_after(found),
        "event_form": event_form or EventForm(initial={"held_on": today}, parties=found.parties.all()),
        "typed": typed or {},
        "may_write": may_write(user),
        "may_report": user.has_role(Role.SUPERVISOR),
        "open": found.phase in OPEN_PHASES,
        "today": today,
    }
    return render(request, "incidents/agreement.html", context, status=status)


def steps_after(agreement: Agreement) -> list[tuple[str, str, list[str]]]:
    """The phases that may follow, each with its word and what still keeps the agreement from it."""
    facts, today = facts_of(agreement), local_day(time.now())
    return [(phase, say(PHASE, phase), list(lacks(facts, phase, today))) for phase in FOLLOWING[agreement.phase]]


def may_sign(user: User, party: Party, agreement: Agreement) -> bool:
    """Whether this person signs for the party now."""
    if party.signed_at is not None or agreement.phase != "planned":
        return False
    if party.agency_id is None:
        return may_write(user)
    return user.has_role(Role.SUPERVISOR) and Member.objects.filter(user=user, agency=party.agency_id).exists()


@page(Role.ADMIN, methods=("GET", "HEAD", "POST"))
def new_agreement(request: HttpRequest) -> HttpResponse:
    """Write one down."""
    return edit(request, None)


@page(Role.ADMIN, methods=("GET", "HEAD", "POST"))
def edit_agreement(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """Change one that binds nobody yet."""
    return edit(request, find_agreement(request, agreement))


def edit(request: HttpRequest, known: Agreement | None) -> HttpResponse:
    """The whole text in one form; what is wrong is said beside it, and nothing typed is lost."""
    text = text_of(known) if known else None
    forms = AgreementForms(request.POST or None, text, known.edition if known else None)
    if request.method == "POST" and forms.is_valid():
        kept: list[Agreement] = []
        if attempt(request, lambda: kept.append(keep_text(request, known, forms)), _("Naskah disimpan.")):
            return HttpResponseRedirect(reverse("agreement", args=[kept[0].id]))
    status = 400 if request.method == "POST" else 200
    return render(request, "incidents/agreement_edit.html", {"forms": forms, "agreement": known}, status=status)


def keep_text(request: HttpRequest, known: Agreement | None, forms: AgreementForms) -> Agreement:
    """Hand the text to its service."""
    if known is None:
        return draft_agreement(text=forms.text(), actor=visitor(request))
    return write_agreement(agreement_id=known.id, edition=forms.edition, text=forms.text(), actor=visitor(request))


def act(request: HttpRequest, agreement: UUID, work: Callable[[], object], done: str, **typed: object) -> HttpResponse:
    """Call a service about an agreement that this person may read; when it refuses, its page keeps what was typed."""
    found = find_agreement(request, agreement)
    if attempt(request, work, done):
        return HttpResponseRedirect(reverse("agreement", args=[agreement]))
    return show_agreement(request, found, typed=typed, status=400)


@page(Role.ADMIN, methods=POST)
def move_agreement(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """The next phase of its life."""
    phase, reason = request.POST.get("phase", ""), request.POST.get("reason", "").strip()
    return act(
        request,
        agreement,
        lambda: advance_agreement(agreement_id=agreement, phase=phase, reason=reason, actor=visitor(request)),
        _("Perjanjian dilanjutkan."),
        reason=reason,
    )


@page(Role.ADMIN, Role.SUPERVISOR, methods=POST)
def sign_party(request: HttpRequest, agreement: UUID, party: UUID) -> HttpResponse:
    """One side signs."""
    edition, signatory = request.POST.get("edition", ""), request.POST.get("signatory", "")[:120]
    return act(
        request,
        agreement,
        lambda: sign_agreement(
            party_id=party,
            edition=int(edition) if edition.isascii() and edition.isdigit() and len(edition) < 9 else 0,
            signatory=signatory,
            actor=visitor(request),
        ),
        _("Tanda tangan dicatat."),
        party=party,
        signatory=signatory,
    )


@page(Role.ADMIN, Role.SUPERVISOR, methods=POST)
def add_event(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """Something was done about it; what cannot be kept stays in the form."""
    found = find_agreement(request, agreement)
    form = EventForm(request.POST, parties=found.parties.all())
    if form.is_valid() and attempt(request, lambda: keep_event(request, found, form.cleaned_data), _("Dicatat.")):
        return HttpResponseRedirect(reverse("agreement", args=[agreement]))
    return show_agreement(request, found, event_form=form, status=400)


def keep_event(request: HttpRequest, agreement: Agreement, said: dict[str, Any]) -> AgreementEvent:
    """Hand what was said to its service; without a day it was today."""
    return add_agreement_event(
        agreement_id=agreement.id,
        kind=said["kind"],
        party_id=UUID(said["party"]) if said["party"] else None,
        held_on=said["held_on"] or local_day(time.now()),
        text=said["text"],
        follow_up_on=said["follow_up_on"],
        actor=visitor(request),
    )


@page(Role.ADMIN, methods=POST)
def finish_event(request: HttpRequest, agreement: UUID, event: UUID) -> HttpResponse:
    """A decision was carried out."""
    return act(
        request,
        agreement,
        lambda: finish_follow_up(event_id=event, actor=visitor(request)),
        _("Tindak lanjut selesai."),
    )


@page(Role.ADMIN, methods=POST)
def attach_file(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """Keep a scanned paper."""
    file = request.FILES.get("file")
    name, content = (file.name or "", file.read()) if file else ("", b"")
    return act(
        request,
        agreement,
        lambda: attach_agreement_file(agreement_id=agreement, name=name, content=content, actor=visitor(request)),
        _("Berkas disimpan."),
    )


@page(*READERS)
def agreement_file(request: HttpRequest, agreement: UUID, file: UUID) -> HttpResponse:
    """The paper itself; bytes that do not fit their digest any more are not handed out as it."""
    found = AgreementFile.objects.filter(id=file, agreement=find_agreement(request, agreement)).first()
    if found is None:
        raise Http404
    if not found.fits:
        return render(request, "agencies/file_broken.html", {"file": found}, status=409)
    response = HttpResponse(bytes(found.content), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="perjanjian.pdf"'
    return response
