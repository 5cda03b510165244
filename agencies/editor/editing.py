"""The editor: one part of a draft at a time, saved as it is typed or by its button, and the tree of questions."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from agencies.editor.frame import address, frame
from agencies.models import in_language
from agencies.selectors import problems_with
from foundation.lib.errors import DomainError, Missing
from foundation.people.pages import attempt, page, said_of, visitor
from sop.content import END, parse_draft
from sop.diff import Difference, compare
from sop.editing import Edit, mark_of, part_of, with_part
from sop.editor.fields import Flat, Group, Reader
from sop.editor.flow import draw_flow
from sop.editor.parts import PARTS, Choices, PartForm
from sop.editor.question_part import QUESTION
from sop.library import capabilities, roles
from sop.models import IncidentType, ProcedureVersion
from sop.saying import part_labels, question_label, words_of
from sop.services import Conflict, edit_version
from sop.services.guards import WRITERS, Status
from sop.tree import add_question, move_question, place_of, remove_question

OWN = ("csrfmiddlewaretoken", "path", "revision", "was")


def form_of(path: str) -> PartForm:
    """The form of a part.

    Raises:
        Missing: there is no such part.
    """
    form = QUESTION if path.startswith("questions.") else PARTS.get(path)
    if form is None:
        raise Missing(_("Bagian ini tidak ada."))
    return form


def choices_for(version: ProcedureVersion, path: str) -> Choices:
    """What may be chosen in a form of this version."""
    content = version.parsed
    own = path.removeprefix("questions.")
    others = [(one.id, question_label(content, one.id)) for one in content.questions if one.id != own]
    types = IncidentType.objects.exclude(code=version.type_code)
    return Choices(
        types=[(kind.code, f"{kind.name} ({kind.code})") for kind in types],
        capabilities=[(one.code, in_language(one.name_id, one.name_en)) for one in capabilities()],
        roles=[(one.code, in_language(one.name_id, one.name_en)) for one in roles()],
        questions=[*others, (END, _("selesai"))],
    )


def with_errors(groups: list[Group], errors: dict[str, str]) -> list[Group]:
    """The groups, each field with what is wrong with it."""
    return [
        replace(group, fields=[replace(field, error=errors.get(field.name, "")) for field in group.fields])
        for group in groups
    ]


def part_context(
    context: dict[str, Any], path: str, flat: Flat | None = None, errors: dict[str, str] | None = None
) -> dict[str, Any]:
    """The form of one part: as it stands, or as it was typed."""
    version: ProcedureVersion = context["version"]
    value = part_of(version.content, path)
    if path.startswith("questions.") and value is None:
        raise Missing(_("Pertanyaan ini tidak ada."))
    form = form_of(path)
    shown = form.fill(value) if flat is None else flat
    title = part_labels().get(path) or question_label(version.parsed, path.removeprefix("questions."))
    return {
        "path": path,
        "title": title,
        "groups": with_errors(form.groups(shown, choices_for(version, path)), errors or {}),
        "rows": shown.get("rows", ""),
        "was": mark_of(value),
        "is_question": path.startswith("questions."),
    }


def panels(context: dict[str, Any]) -> dict[str, Any]:
    """What follows from the text: the tree with its problems, the problems, the flow."""
    version: ProcedureVersion = context["version"]
    problems = problems_with(version, context["now"])
    troubled = {problem.node for problem in problems}
    content = version.parsed
    return {
        "problems": problems,
        "blocking": sum(problem.severity == "blocking" for problem in problems),
        "flow": draw_flow(content),
        "tree": [
            {"path": f"questions.{one.id}", "id": one.id, "ask": words_of(one.ask) or _("(belum ditulis)"),
             "troubled": f"questions.{one.id}" in troubled}
            for one in content.questions
        ],
        "parts": [{"path": path, "label": part_labels()[path], "troubled": path in troubled} for path in PARTS],
    }  # fmt: skip


@page(*WRITERS, methods=("GET", "HEAD", "POST"))
def edit(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The draft, one part of it open; a POST writes that part."""
    context = frame(request, code, number, "edit")
    if context["version"].status != Status.DRAFT:
        if request.method == "POST" and wants_json(request):
            return JsonResponse({"message": _("Versi ini bukan rancangan lagi.")}, status=409)
        return HttpResponseRedirect(address(context["version"]))
    if request.method == "POST":
        return save_part(request, context)
    first = next((f"questions.{one.id}" for one in context["content"].questions), "words")
    context |= part_context(context, request.GET.get("node") or first) | panels(context)
    context["moved"] = request.GET.get("moved", "")
    return render(request, "agencies/sop_edit.html", context)


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's script asks, and not a form."""
    return request.headers.get("Accept", "").startswith("application/json")


def save_part(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Read the form, write the part; what cannot be written is said, and what was typed stays."""
    version: ProcedureVersion = context["version"]
    said = request.POST.dict()
    path, flat = said.get("path", ""), {name: text for name, text in said.items() if name not in OWN}
    reader = Reader(flat)
    value = form_of(path).read(reader)
    if path.startswith("questions."):
        value = {"id": path.removeprefix("questions."), **value}
    revision = said.get("revision", "")
    edits = [Edit(path, value, said.get("was"))]
    try:
        if not reader.errors:
            context["version"] = edit_version(
                version_id=version.id,
                revision=int(revision) if revision.isdecimal() and len(revision) < 9 else 0,
                edits=edits,
                actor=visitor(request),
            )
    except Conflict as conflict:
        version.refresh_from_db()
        return say_conflict(request, context, conflict, edits[0], flat)
    except DomainError as error:
        return say_refused(request, context, path, flat, error)
    if reader.errors:
        return say_errors(request, context, path, flat, reader.errors)
    return say_saved(request, context, path)


def say_saved(request: HttpRequest, context: dict[str, Any], path: str) -> HttpResponse:
    """Written."""
    version: ProcedureVersion = context["version"]
    at = _("Tersimpan %(time)s") % {"time": localtime(context["now"]).strftime("%H:%M:%S")}
    if not wants_json(request):
        messages.success(request, at)
        return HttpResponseRedirect(f"{address(version, 'sop-edit')}?node={path}")
    context |= part_context(context, path) | panels(context)
    return JsonResponse(
        {
            "message": at,
            "revision": version.revision,
            "was": context["was"],
            "panels": {
                name: render_to_string(f"agencies/sop_{name}.html", context, request)
                for name in ("fields", "tree", "problems", "flow")
            },
        }
    )


def say_errors(
    request: HttpRequest, context: dict[str, Any], path: str, flat: Flat, errors: dict[str, str]
) -> HttpResponse:
    """Something typed cannot be read yet."""
    text = _("Belum tersimpan: ada isian yang tidak dapat dibaca.")
    if wants_json(request):
        return JsonResponse({"message": text, "errors": errors}, status=400)
    messages.error(request, text)
    return again(request, context, path, flat, errors, 400)


def say_refused(
    request: HttpRequest, context: dict[str, Any], path: str, flat: Flat, error: DomainError
) -> HttpResponse:
    """The service refuses it."""
    said = " ".join(said_of(error))
    if wants_json(request):
        return JsonResponse({"message": said}, status=error.status)
    messages.error(request, said)
    return again(request, context, path, flat, {}, error.status)


def say_conflict(
    request: HttpRequest, context: dict[str, Any], conflict: Conflict, edit: Edit, flat: Flat
) -> HttpResponse:
    """Somebody else was first: what they wrote, in words, beside what was to be written."""
    version: ProcedureVersion = context["version"]
    context["conflict"] = unlike(version, edit)
    context["conflict_text"] = conflict.message
    if wants_json(request):
        return JsonResponse(
            {
                "message": conflict.message,
                "revision": version.revision,
                "was": mark_of(part_of(version.content, edit.path)),
                "conflict": render_to_string("agencies/sop_conflict.html", context, request),
            },
            status=409,
        )
    return again(request, context, edit.path, flat, {}, 409)


def unlike(version: ProcedureVersion, edit: Edit) -> list[Difference]:
    """What saving would change of what stands there now."""
    wanted = parse_draft(with_part(version.content, edit.path, edit.value))
    return compare(version.parsed, wanted, version.procedure.type.default_priority)


def again(
    request: HttpRequest, context: dict[str, Any], path: str, flat: Flat, errors: dict[str, str], status: int
) -> HttpResponse:
    """The page with what was typed, upon the newest revision: saving once more is a choice."""
    context |= part_context(context, path, flat, errors) | panels(context)
    return render(request, "agencies/sop_edit.html", context, status=status)


@page(*WRITERS, methods=("POST",))
def change_tree(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Add, move or remove a question: by a button, by Alt and an arrow, or by dragging it to its place."""
    context = frame(request, code, number, "edit")
    version: ProcedureVersion = context["version"]
    said = request.POST.dict()
    question_id, work = said.get("question", ""), said.get("work", "")
    questions, shown = rearranged(version.content.get("questions", []), work, question_id, said.get("to", ""))
    revision = said.get("revision", "")
    edits = [Edit("questions", questions, said.get("was"))]
    attempt(
        request,
        lambda: edit_version(
            version_id=version.id,
            revision=int(revision) if revision.isdecimal() and len(revision) < 9 else 0,
            edits=edits,
            actor=visitor(request),
        ),
        done(work),
    )
    node = f"?node=questions.{shown}&moved={shown}#tree" if shown else "#tree"
    return HttpResponseRedirect(address(version, "sop-edit") + node)


def rearranged(questions: list[Any], work: str, question_id: str, to: str) -> tuple[list[Any], str]:
    """The questions after the work, and the one to show then."""
    at = place_of(questions, question_id)
    if work == "add":
        return add_question(questions, question_id)
    if work == "remove":
        return remove_question(questions, question_id), ""
    target = {"up": at - 1, "down": at + 1}.get(work, int(to) if to.isdecimal() and len(to) < 4 else at)
    return move_question(questions, question_id, target), question_id


def done(work: str) -> str:
    """What is said when the tree was changed."""
    return {
        "add": _("Pertanyaan ditambahkan. Tulis kalimatnya dalam kedua bahasa."),
        "remove": _("Pertanyaan dihapus; yang menuju ke sana kini menuju pertanyaan sesudahnya."),
    }.get(work, _("Urutan pertanyaan diubah."))
