"""Procedures out of the centre and into it, as YAML."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.lib import time
from foundation.lib.errors import DomainError
from foundation.people.pages import limited, page, visitor
from sop.exchange import MOST_BYTES, write_exchange
from sop.models import ProcedureVersion
from sop.selectors import rulebook_at
from sop.services import import_procedures
from sop.services.guards import WRITERS
from sop.versions import READERS, exchanged, find_visible


@page(*READERS)
def export_version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version as a file."""
    version = find_visible(visitor(request), code, number)
    return as_file([version], f"sop-{code}-v{number}.yaml")


@page(*READERS)
def export_all(request: HttpRequest) -> HttpResponse:
    """Every version in force as one file."""
    return as_file(rulebook_at(time.now()).versions.values(), "sop.yaml")


def as_file(versions: Iterable[ProcedureVersion], name: str) -> HttpResponse:
    """A download."""
    text = write_exchange([exchanged(version) for version in versions])
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def too_large(request: HttpRequest) -> HttpResponse:
    """What somebody is told who sends fifty megabytes; nothing of them was read."""
    text = _("Berkas lebih besar dari %(most)s MB; tidak ada yang diimpor.") % {"most": MOST_BYTES // 1_000_000}
    return render(request, "too_large.html", {"text": text, "back": reverse("sop-import")}, status=413)


@limited(MOST_BYTES, too_large)
@page(*WRITERS, methods=("GET", "HEAD", "POST"))
def import_page(request: HttpRequest) -> HttpResponse:
    """Take the file, or say line by line why not."""
    if request.method != "POST":
        return render(request, "agencies/sop_import.html", {"problems": []})
    file = request.FILES.get("file")
    try:
        told = import_procedures(raw=file.read() if file else b"", actor=visitor(request))
    except DomainError as error:
        problems = [
            f"{path}: {text}" if path else text for path, texts in (error.fields or {}).items() for text in texts
        ]
        context = {"problems": problems or [error.message]}
        return render(request, "agencies/sop_import.html", context, status=error.status)
    messages.success(
        request,
        _("%(drafts)s rancangan dibuat, %(fresh)s jenis baru, %(same)s sama dengan yang ada.")
        % {"drafts": len(told.drafts), "fresh": len(told.new_types), "same": len(told.unchanged)},
    )
    return HttpResponseRedirect(reverse("sop-list"))
