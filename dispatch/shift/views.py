"""The shift's pages: the book, and the handover from one coordinator to the next. Plain pages without a script."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dispatch.models import Handover
from dispatch.services.shift import receive_handover, sign_handover, strike_line, write_line
from dispatch.shift.content import handover_content, shift_began, shift_lines
from foundation.journal.selectors import entries_about
from foundation.lib import time
from foundation.people.models import Role
from foundation.people.pages import attempt, page, visitor

READERS = (Role.COORDINATOR, Role.AUDITOR)
LONGEST_NOTE = 5_000
SHOWN_HANDOVERS = 20


@page(*READERS)
def book(request: HttpRequest) -> HttpResponse:
    """What happened in this shift, and what people wrote about it."""
    since = shift_began(time.now())
    context = {
        "since": since,
        "lines": shift_lines(since),
        "may_write": visitor(request).has_role(Role.COORDINATOR),
        "open_handover": open_handover(),
        "handovers": Handover.objects.select_related("outgoing", "incoming")[:SHOWN_HANDOVERS],
    }
    return render(request, "shift/book.html", context)


@page(Role.COORDINATOR, methods=("POST",))
def write(request: HttpRequest) -> HttpResponse:
    """A line of one's own."""
    text = request.POST.get("text", "")[:LONGEST_NOTE]
    attempt(request, lambda: write_line(text=text, actor=visitor(request)), _("Catatan ditulis."))
    return redirect("shift")


@page(Role.COORDINATOR, methods=("POST",))
def strike(request: HttpRequest, line: UUID) -> HttpResponse:
    """Strike one's own line."""
    attempt(request, lambda: strike_line(line_id=line, actor=visitor(request)), _("Catatan dicoret; tetap terbaca."))
    return redirect("shift")


@page(Role.COORDINATOR, methods=("GET", "HEAD", "POST"))
def prepare(request: HttpRequest) -> HttpResponse:
    """What would be handed over now; signing keeps exactly what stands at that moment."""
    since = shift_began(time.now())
    notes = request.POST.get("notes", "")[:LONGEST_NOTE].strip()
    content = handover_content(since, notes)
    if request.method == "POST":
        handover = sign_handover(content=content, actor=visitor(request))
        messages.success(request, _("Ditandatangani. Koordinator berikutnya menerima dengan akunnya sendiri."))
        return redirect("handover", handover=handover.id)
    return render(request, "shift/prepare.html", {"content": content, "open_handover": open_handover()})


@page(*READERS)
def handover(request: HttpRequest, handover: UUID) -> HttpResponse:
    """One handover, as it was signed."""
    found = Handover.objects.select_related("outgoing", "incoming").filter(id=handover).first()
    if found is None:
        raise Http404
    user = visitor(request)
    waiting = found.received_at is None and found.replaced_at is None
    context = {
        "handover": found,
        "content": found.content,
        "sealed": is_sealed(found),
        "may_receive": waiting and user.has_role(Role.COORDINATOR) and user.id != found.outgoing_id,
    }
    return render(request, "shift/handover.html", context)


@page(Role.COORDINATOR, methods=("POST",))
def receive(request: HttpRequest, handover: UUID) -> HttpResponse:
    """The second signature."""
    work = lambda: receive_handover(handover_id=handover, actor=visitor(request))  # noqa: E731
    attempt(request, work, _("Diterima. Piket Anda dimulai sekarang."))
    return redirect("handover", handover=handover)


def open_handover() -> Handover | None:
    """The one that waits for its second signature."""
    waiting = Handover.objects.filter(received_at=None, replaced_at=None)
    return waiting.select_related("outgoing").first()


def is_sealed(handover: Handover) -> bool:
    """Whether the content is still the one that every signature in the record speaks of."""
    seals = {str(entry.data["seal"]) for entry in entries_about([f"handover:{handover.id}"]) if "seal" in entry.data}
    return seals == {handover.seal}
