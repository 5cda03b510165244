"""The pages of the register: a list, one agency with everything it has, a form, and the import with its preview."""

import csv
import io
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agencies.hours import is_open, read_hours
from agencies.models import Agency, Official, Station, Unit
from agencies.naming import history_of, names_at_hand
from agencies.papers.reading import may_write
from agencies.register.columns import KINDS
from agencies.register.planning import kind_of, plan_rows, read_csv, say
from agencies.selectors import agency_of
from agencies.services.register import import_register
from foundation.lib import time
from foundation.lib.errors import DomainError, Invalid
from foundation.lib.rest import UNSPEAKABLE
from foundation.people.models import Role, User
from foundation.people.pages import page, visitor

WRITERS = (Role.ADMIN,)
SEES_ALL = (Role.ADMIN, Role.AUDITOR, Role.COORDINATOR, Role.DISPATCHER)
READERS = (*SEES_ALL, Role.SUPERVISOR)
LARGEST_FILE = 200 * 1024
BOTH = ("GET", "HEAD", "POST")


def get_agency(user: User, code: str) -> Agency:
    """An agency that this person may read: a supervisor's own, or any.

    Raises:
        Http404: there is none, or not for them.
    """
    agency = Agency.objects.filter(code=code).first()
    if agency is None or not (user.has_role(*SEES_ALL) or agency_of(user) == agency):
        raise Http404
    return agency


@page(*READERS)
def agencies(request: HttpRequest) -> HttpResponse:
    """Every agency; a supervisor is led to their own."""
    user = visitor(request)
    if not user.has_role(*SEES_ALL):
        own = agency_of(user)
        if own is None:
            raise Http404
        return redirect("agency", code=own.code)
    local = time.now().astimezone(ZoneInfo(settings.TIME_ZONE))
    known = Agency.objects.prefetch_related("units", "stations", "officials").order_by("-active", "code")
    rows = [(agency, is_open(read_hours(agency.hours), local), _head(agency)) for agency in known]
    return render(request, "agencies/agencies.html", {"rows": rows, "may_write": may_write(user), "kinds": KINDS})


def _head(agency: Agency) -> Official | None:
    today = time.now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    heads = [one for one in agency.officials.all() if one.post == Official.Post.HEAD and one.serves(today)]
    return heads[0] if heads else None


@page(*READERS)
@names_at_hand()
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """One agency: whom to ring, who holds its offices, where it stands, with what, and what became of it."""
    user = visitor(request)
    found = get_agency(user, code)
    now = time.now()
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    officials = list(found.officials.select_related("stands_in_for"))
    mandates = found.mandates.exclude(decree__status="draft").select_related("decree", "article", "area")
    context = {
        "agency": found,
        "open": is_open(read_hours(found.hours), now.astimezone(ZoneInfo(settings.TIME_ZONE))),
        "serving": [one for one in officials if one.serves(today)],
        "coming": [one for one in officials if one.since > today],
        "past": [one for one in officials if not one.serves(today) and one.since <= today],
        "stations": found.stations.select_related("area__parent"),
        "units": found.units.select_related("station"),
        "mandates": [mandate for mandate in mandates if mandate.decree.in_force(now)],
        "history": history_of(f"agency:{found.id}"),
        "may_write": may_write(user),
    }
    return render(request, "agencies/agency.html", context)


@page(*WRITERS, methods=BOTH)
def edit_row(request: HttpRequest, kind: str) -> HttpResponse:
    """One row of one table as a form: the columns that a file would have."""
    if kind not in KINDS:
        raise Http404
    spec = KINDS[kind]
    known = row_asked(request, kind)
    values = {name: say(getattr(known, name)) if known else request.GET.get(name, "") for name in spec.columns}
    if kind == "agencies" and known is None:
        values["active"] = "ya"
    problems: list[str] = []
    if request.method == "POST":
        values = {name: request.POST.get(name, "").strip() for name in spec.columns}
        try:
            import_register(kind=kind, rows=[values], actor=visitor(request))
        except DomainError as error:
            problems = [text for texts in (error.fields or {"": [error.message]}).values() for text in texts]
        else:
            messages.success(request, _("Daftar disimpan."))
            return redirect("agency", code=values["code"] if kind == "agencies" else values["agency"])
    fields = [
        {"name": name, "value": values[name], "key": name in spec.key and known is not None, "label": labels()[name]}
        for name in spec.columns
    ]
    context = {"kind": kind, "fields": fields, "problems": problems, "known": known}
    return render(request, "agencies/register_row.html", context, status=400 if problems else 200)


def row_asked(request: HttpRequest, kind: str) -> Any:
    """The row that is to be edited, or None for a new one."""
    known = request.GET.get("row", "")
    if not known:
        return None
    by = {"agencies": (Agency, "code"), "stations": (Station, "code"), "units": (Unit, "call_sign")}
    if kind == "officials":
        return next((one for one in Official.objects.select_related("agency") if str(one.id) == known), None)
    model, name = by[kind]
    return model._default_manager.filter(**{name: known}).first()


@page(*WRITERS, methods=BOTH)
def import_table(request: HttpRequest) -> HttpResponse:
    """A file is read and shown line by line; nothing changes before somebody confirms what was shown."""
    kind = request.POST.get("kind") or request.GET.get("kind") or "agencies"
    said, plan, problem = "", None, ""
    if request.method == "POST":
        try:
            said = text_sent(request)
            rows = read_csv(kind, said)
            plan = plan_rows(kind, rows)
            if request.POST.get("confirm") and all(not line.problems for line in plan):
                done = import_register(kind=kind, rows=rows, actor=visitor(request))
                written = sum(line.status != "same" for line in done)
                messages.success(request, _("%(count)s baris ditulis.") % {"count": written})
                return redirect("agencies")
        except DomainError as error:
            problem = error.message
    context = {
        "kind": kind,
        "kinds": {name: ",".join(spec.columns) for name, spec in KINDS.items()},
        "text": said,
        "plan": plan,
        "wrong": [line for line in plan or [] if line.problems],
        "writing": [line for line in plan or [] if line.status in ("new", "changed")],
        "problem": problem,
    }
    return render(request, "agencies/import.html", context, status=400 if problem or context["wrong"] else 200)


def text_sent(request: HttpRequest) -> str:
    """The file, or the words that were shown in the preview.

    Raises:
        Invalid: the file is too large, or no text in UTF-8: a letter guessed here would stand in the register.
    """
    file = request.FILES.get("file")
    if file is None:
        return request.POST.get("text", "")
    if (file.size or 0) > LARGEST_FILE:
        size = {"size": -(-(file.size or 0) // 1024), "most": LARGEST_FILE // 1024}
        raise Invalid(_("Berkas ini %(size)s KB; paling besar %(most)s KB.") % size)
    try:
        said = bytes(file.read()).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(_('Berkas ini bukan CSV dalam UTF-8; simpan ulang sebagai "CSV UTF-8".')) from None
    if UNSPEAKABLE.search(said):
        raise Invalid(_("Berkas ini berisi huruf yang tidak dapat dibaca."))
    return said


@page(*SEES_ALL)
def export_table(request: HttpRequest, kind: str) -> HttpResponse:
    """A table as the file that an import reads."""
    if kind not in KINDS:
        raise Http404
    spec = kind_of(kind)
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(spec.columns)
    for row in spec.model.objects.all():
        writer.writerow([say(getattr(row, name)) for name in spec.columns])
    answer = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{kind}.csv"'
    return answer


def labels() -> dict[str, str]:
    """What each column is called on a form."""
    return {
        "code": _("Kode"),
        "name_id": _("Nama"),
        "name_en": _("Nama (Inggris)"),
        "discipline": _("Bidang"),
        "phone": _("Telepon"),
        "email": _("Surel"),
        "hours": _("Jam buka"),
        "phone_ladder": _("Tangga telepon (jabatan|Inggris|nomor; ...)"),
        "active": _("Aktif (ya/tidak)"),
        "agency": _("Kode instansi"),
        "post": _("Kedudukan (head/duty/contact)"),
        "title_id": _("Jabatan"),
        "title_en": _("Jabatan (Inggris)"),
        "name": _("Nama"),
        "since": _("Mulai"),
        "until": _("Berakhir"),
        "stands_in_for": _("Menggantikan (instansi/nama)"),
        "kind": _("Jenis"),
        "lat": _("Lintang"),
        "lon": _("Bujur"),
        "area": _("Kode wilayah"),
        "call_sign": _("Tanda panggil"),
        "station": _("Kode pos"),
        "capabilities": _("Kemampuan"),
        "crew_size": _("Awak"),
    }
