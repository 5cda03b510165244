"""The pages on which an administrator writes a decree, fills its matrix, and puts it in force."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agencies.models import Area, Decree
from agencies.naming import names_at_hand
from agencies.papers.forms import CopyForm, ForceForm, PaperForm, articles_of, sanctions_in
from agencies.papers.reading import SEE_DRAFTS, WRITERS, get_decree
from agencies.papers.sheet import Matrix
from agencies.sanctions import Sanction
from agencies.services.decrees import acknowledge_notice, put_decree_in_force
from agencies.services.drafting import Clause, Paper, attach_scan, draft_decree, paper_of, withdraw_decree, write_decree
from agencies.services.matrix import set_mandates
from agencies.services.review import initial_decree, submit_decree
from agencies.words import GROUP
from foundation.lib.errors import DomainError, Invalid
from foundation.lib.words import choices
from foundation.people.pages import attempt, page, visitor

BLANK_ROWS = 3
BOTH = ("GET", "HEAD", "POST")


@page(*WRITERS, methods=BOTH)
def new_decree(request: HttpRequest) -> HttpResponse:
    """A new draft, empty or copied."""
    form = CopyForm(posted(request), initial={"copy_of": request.GET.get("copy_of", "")})
    if request.method == "POST" and form.is_valid():
        model = form.model()
        try:
            made = draft_decree(paper=form.paper(()), copy_of=model, actor=visitor(request))
        except Invalid as error:
            show_problems(form, error)
        else:
            messages.success(request, _("Rancangan dibuat."))
            return redirect("decree-matrix" if model else "decree-edit", decree=made.id)
    return render(request, "agencies/decree_new.html", {"form": form}, status=400 if form.errors else 200)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent; an empty form is one too."""
    return request.POST if request.method == "POST" else None


def show_problems(form: PaperForm, error: DomainError) -> None:
    """A service's refusal beside the fields that it is about."""
    for name, texts in (error.fields or {"": [error.message]}).items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


@page(*WRITERS, methods=BOTH)
def edit_decree(request: HttpRequest, decree: UUID) -> HttpResponse:
    """The words of a draft; everything typed stays when it is refused."""
    draft = get_draft(request, decree)
    kept = paper_of(draft)
    form = PaperForm(posted(request), decree=draft, initial=initial_of(kept))
    clauses = articles_of(request.POST) if request.method == "POST" else kept.articles
    steps = sanctions_in(request.POST) if request.method == "POST" else kept.sanctions
    if request.method == "POST" and form.is_valid():
        try:
            write_decree(
                decree_id=draft.id,
                edition=edition_of(request, draft),
                paper=form.paper(clauses, steps),
                actor=visitor(request),
            )
        except DomainError as error:
            show_problems(form, error)
        else:
            messages.success(request, _("Rancangan disimpan."))
            return redirect("decree-edit", decree=draft.id)
    context = {
        "decree": draft,
        "form": form,
        "clauses": [*clauses, *[Clause("", "")] * BLANK_ROWS],
        "sanctions": [*steps, *[Sanction("")] * BLANK_ROWS],
        "edition": edition_of(request, draft),
    }
    return render(request, "agencies/decree_edit.html", context, status=400 if form.errors else 200)


def get_draft(request: HttpRequest, decree_id: UUID) -> Decree:
    """A draft; a frozen decree has no page to edit it on.

    Raises:
        Http404: there is none.
    """
    decree = get_decree(visitor(request), decree_id)
    if not decree.is_draft:
        raise Http404
    return decree


def initial_of(paper: Paper) -> dict[str, Any]:
    """A paper as the form begins with it."""
    names = ("kind", "number", "year", "issuer", "title_id", "title_en", "signed_on", "expires_at")
    return {
        **{name: getattr(paper, name) for name in names},
        "considerations": paper.considerations,
        "legal_bases": paper.legal_bases,
        "replaces": [str(target) for target in paper.replaces],
    }


def edition_of(request: HttpRequest, draft: Decree) -> int:
    """The edition that the person was looking at."""
    said = request.POST.get("edition", "")
    return int(said) if said.isdigit() and len(said) < 9 else draft.edition


@page(*WRITERS, methods=BOTH)
@names_at_hand()
def edit_matrix(request: HttpRequest, decree: UUID) -> HttpResponse:
    """Types x agencies of one area: letters with the number of their article; works without a script."""
    draft = get_draft(request, decree)
    area, group = request.GET.get("area", ""), request.GET.get("group", "")
    if area and not Area.objects.filter(code=area).exists():
        raise Http404
    group = group if group in GROUP else next(iter(GROUP))
    matrix = Matrix(draft, area, group)
    typed, wrong = (request.POST, {}) if request.method == "POST" else (None, {})
    if request.method == "POST":
        try:
            set_mandates(
                decree_id=draft.id,
                edition=edition_of(request, draft),
                area_code=area,
                cells=matrix.read(request.POST),
                actor=visitor(request),
            )
        except DomainError as error:
            wrong = dict(error.fields or {"": [error.message]})
        else:
            messages.success(request, _("Matriks disimpan."))
            return redirect(request.get_full_path())
    context = {
        "decree": draft,
        "matrix": matrix,
        "lines": list(matrix.lines(typed, wrong)),
        "duties": list(matrix.duties(typed)),
        "wrong": wrong,
        "groups": choices(GROUP),
        "areas": Area.objects.exclude(kind=Area.Kind.REGENCY).select_related("parent"),
        "edition": edition_of(request, draft),
    }
    return render(request, "agencies/matrix.html", context, status=400 if wrong else 200)


@page(*WRITERS, methods=("POST",))
def force_decree(request: HttpRequest, decree: UUID) -> HttpResponse:
    """Put it in force: the second person's button."""
    form = ForceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Saat mulai berlaku belum benar."))
        return redirect("decree-consequences", decree=decree)
    begins = form.cleaned_data["begins"]
    done = attempt(
        request,
        lambda: put_decree_in_force(decree_id=decree, in_force_from=begins, actor=visitor(request)),
        _("Keputusan ditetapkan."),
    )
    return redirect("decree" if done else "decree-consequences", decree=decree)


@page(*WRITERS, methods=("POST",))
def lay_before(request: HttpRequest, decree: UUID) -> HttpResponse:
    """Ask others to look the draft through."""
    return step(request, decree, submit_decree, _("Rancangan diajukan untuk ditelaah."))


@page(*SEE_DRAFTS, methods=("POST",))
def initial(request: HttpRequest, decree: UUID) -> HttpResponse:
    """Somebody has looked it through."""
    return step(request, decree, initial_decree, _("Paraf Anda dicatat."))


def step(request: HttpRequest, decree: UUID, take: Callable[..., object], done: str) -> HttpResponse:
    """A step of the draft that the person was looking at."""
    edition = edition_of(request, get_draft(request, decree))
    attempt(request, lambda: take(decree_id=decree, edition=edition, actor=visitor(request)), done)
    return redirect("decree", decree=decree)


@page(*WRITERS, methods=("POST",))
def discard_decree(request: HttpRequest, decree: UUID) -> HttpResponse:
    """Throw a draft away."""
    done = attempt(request, lambda: withdraw_decree(decree_id=decree, actor=visitor(request)), _("Rancangan dibuang."))
    return redirect("decrees") if done else redirect("decree", decree=decree)


@page(*WRITERS, methods=("POST",))
def add_scan(request: HttpRequest, decree: UUID) -> HttpResponse:
    """Attach the signed paper."""
    file = request.FILES.get("scan")
    content, name = (file.read(), file.name or "") if file else (b"", "")
    attempt(
        request,
        lambda: attach_scan(decree_id=decree, name=name, content=content, actor=visitor(request)),
        _("Naskah dilampirkan."),
    )
    return redirect("decree", decree=decree)


@page(*WRITERS, methods=("POST",))
def close_notice(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Somebody has read it."""
    attempt(
        request, lambda: acknowledge_notice(notice_id=notice, actor=visitor(request)), _("Peringatan ditandai dibaca.")
    )
    return redirect("agreements" if request.POST.get("from") == "agreements" else "decrees")
