"""The rehearsal of a version as a page: ask, watch, call off, read, tick. It needs no script; one makes it livelier."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import Agency
from foundation.lib import time
from foundation.lib.errors import DomainError
from foundation.people.pages import attempt, limited, page, visitor
from incidents.access import names_of_reports
from incidents.models import RehearsalRun
from incidents.overrules import overrules_beside
from incidents.rehearsal.compare import NOBODY, ChangeClass
from incidents.rehearsal.uploads import MOST_BYTES, refused, too_large
from incidents.services.rehearsals import DAYS, cancel_rehearsal, start_rehearsal
from sop.models import IncidentType, ProcedureVersion, Rehearsal
from sop.selectors import ruling_beside
from sop.services.guards import WRITERS
from sop.services.rehearsals import last_rehearsal, tick_changes
from sop.versions import READERS, find_visible

# Seconds between two looks of a browser without our script.
LOOK_S = 3


@dataclass(frozen=True)
class Line:
    """One class of change as people read it."""

    change: ChangeClass
    key: str
    about: str
    before: str
    after: str
    samples: tuple[str, ...]
    ticked_by: str


@page(*READERS)
def rehearsal(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What is going on, and what came of the last one about this very text."""
    version = find_visible(visitor(request), code, number)
    run = RehearsalRun.objects.filter(version=version).first()
    last = last_rehearsal(version)
    lines = list(lines_of(last)) if last else []
    may_write = visitor(request).has_role(*WRITERS)
    context: dict[str, Any] = {
        "version": version,
        "ruling": ruling_beside(version),
        "run": run,
        "last": last,
        "lines": lines,
        "open_lines": sum(not line.ticked_by for line in lines),
        "work": list(work_of(last)) if last else [],
        "hours": range(24),
        "days": DAYS,
        "most_mb": MOST_BYTES // (1024 * 1024),
        "look_s": LOOK_S,
        **overrules_beside(code, time.now()),
        "older": version.rehearsals.count() - bool(last),
        "may_write": may_write,
        "may_edit": may_write and version.status == version.Status.DRAFT,
        "may_start": version.status not in (version.Status.IN_FORCE, version.Status.RETIRED),
    }
    return render(request, "incidents/rehearsal.html", context)


def lines_of(last: Rehearsal) -> Iterator[Line]:
    """The classes: what makes help come later first, then the frequent ones."""
    names = {kind.code: kind.name for kind in IncidentType.objects.all()}
    names |= {agency.code: agency.name for agency in Agency.objects.all()} | {NOBODY: _("tidak ada")}
    ticked = {tick.key: tick.by.label for tick in last.ticks.select_related("by")}
    found = [(kept["key"], ChangeClass(**{n: v for n, v in kept.items() if n != "key"})) for kept in changes_in(last)]
    numbers = names_of_reports([name for _key, change in found for name in change.samples])
    for key, change in sorted(found, key=lambda one: (not one[1].slower, -one[1].count, one[0])):
        yield Line(
            change=change,
            key=key,
            about=names.get(change.about, change.about),
            before=names.get(change.before, change.before),
            after=names.get(change.after, change.after),
            samples=tuple(numbers.get(name, _("baris %(n)s") % {"n": name}) for name in change.samples),
            ticked_by=ticked.get(key, ""),
        )


def changes_in(last: Rehearsal) -> list[dict[str, Any]]:
    """As they are kept."""
    classes: list[dict[str, Any]] = last.result["classes"]
    return classes


def work_of(last: Rehearsal) -> Iterator[dict[str, Any]]:
    """Tasks for each agency whose work would change, in all and by the hour of the day."""
    names = {agency.code: agency.name for agency in Agency.objects.all()}
    for code, (before, after) in last.result["work"].items():
        if before == after:
            continue
        hours = [{"before": one, "after": other} for one, other in zip(before, after, strict=True)]
        yield {"name": names.get(code, code), "before": sum(before), "after": sum(after), "hours": hours}


def file_too_large(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What somebody is told who sends fifty megabytes; nothing of them was read."""
    announced = request.META.get("CONTENT_LENGTH", "")
    text = too_large(int(announced) if announced.isdecimal() else 0)
    back = reverse("sop-rehearsal", kwargs={"code": code, "number": number})
    return render(request, "too_large.html", {"text": text, "back": back}, status=413)


@limited(MOST_BYTES, file_too_large)
@page(*WRITERS, methods=("POST",))
def begin(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Ask for a rehearsal."""
    version = find_visible(visitor(request), code, number)
    days = request.POST.get("days", "")

    def start() -> object:
        file = request.FILES.get("file")
        return start_rehearsal(
            version_id=version.id,
            days=int(days) if file is None and days.isdecimal() and len(days) < 5 else None,
            exercises="exercises" in request.POST,
            upload=read_upload(file) if file is not None else None,
            file_name=(file.name or "") if file is not None else "",
            actor=visitor(request),
        )

    attempt(request, start, _("Gladi dimulai."))
    return HttpResponseRedirect(place_of(version))


def read_upload(file: "UploadedFile[Any]") -> bytes:
    """The file's content; one that is too large is not taken into memory.

    Raises:
        Invalid: it is.
    """
    size = file.size or 0
    if size > MOST_BYTES:
        refusal: DomainError = refused(too_large(size))
        raise refusal
    data: bytes = file.read()
    return data


@page(*WRITERS, methods=("POST",))
def stop(request: HttpRequest, code: str, number: int, run: UUID) -> HttpResponse:
    """Call it off."""
    version = find_visible(visitor(request), code, number)
    attempt(request, lambda: cancel_rehearsal(run_id=run, actor=visitor(request)), _("Gladi dibatalkan."))
    return HttpResponseRedirect(place_of(version))


@page(*WRITERS, methods=("POST",))
def tick(request: HttpRequest, code: str, number: int, rehearsal: UUID) -> HttpResponse:
    """These classes were read."""
    version = find_visible(visitor(request), code, number)
    keys = request.POST.getlist("key")
    attempt(
        request,
        lambda: tick_changes(rehearsal_id=rehearsal, keys=keys, actor=visitor(request)),
        _("Perubahan dicentang."),
    )
    return HttpResponseRedirect(place_of(version))


def place_of(version: ProcedureVersion) -> str:
    """Where the rehearsal of a version is."""
    return reverse("sop-rehearsal", kwargs={"code": version.type_code, "number": version.number})
