"""The rules as pages: all types, one type, one version to read, what changed in it, who has signed it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from agencies.editor.frame import address, frame
from agencies.editor.waiting import told_to, unsigned_by
from agencies.procedure_answers import past_words
from agencies.selectors import problems_with
from foundation.lib import time
from foundation.lib.errors import Missing
from foundation.people.models import Role, User
from foundation.people.pages import attempt, page, visitor
from sop.diff import compare, kind_labels
from sop.editor.flow import draw_flow
from sop.library import capabilities, roles
from sop.models import IncidentType, ProcedureVersion
from sop.saying import part_labels
from sop.services import draft_version
from sop.services.guards import WRITERS, Status, emergency_lacking, lacking_signatures
from sop.services.life import lacking
from sop.services.switching import running_emergency
from sop.versions import FOLLOWERS, READERS, compared_with, find_ruled, versions_visible_to

OPEN = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED)


@page(*READERS)
def overview(request: HttpRequest) -> HttpResponse:
    """Every type with the version in force and what is being made."""
    user, now = visitor(request), time.now()
    versions = list(versions_visible_to(user).order_by("number"))
    lines = [type_line(kind, versions) for kind in IncidentType.objects.all()]
    context = {
        "lines": lines,
        "mine": unsigned_by(user, now),
        "told": told_to(user, now),
        "may_write": writes(user),
    }
    return render(request, "agencies/sop_list.html", context)


def writes(user: User) -> bool:
    """Whether this person may begin and edit drafts."""
    return user.has_role(*WRITERS) and not user.has_role(Role.AUDITOR)


def type_line(kind: IncidentType, versions: list[ProcedureVersion]) -> dict[str, Any]:
    """A type in the list."""
    own = [version for version in versions if version.type_code == kind.code]
    ruling = next((version for version in own if version.status == Status.IN_FORCE), None)
    return {
        "kind": kind,
        "ruling": ruling,
        "emergency": ruling is not None and running_emergency(ruling),
        "open": [version for version in own if version.status in OPEN],
    }


@page(*READERS)
def type_page(request: HttpRequest, code: str) -> HttpResponse:
    """All versions of one type."""
    kind = IncidentType.objects.filter(code=code).first()
    if kind is None:
        raise Missing(_("Jenis kejadian ini tidak ada."))
    user = visitor(request)
    versions = list(versions_visible_to(user).filter(procedure__type_id=code).order_by("-number"))
    draft = next((version for version in versions if version.status == Status.DRAFT), None)
    context = {"kind": kind, "versions": versions, "draft": draft, "may_write": writes(user)}
    return render(request, "agencies/sop_type.html", context)


@page(*WRITERS, methods=("POST",))
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """A new draft, with the text of the version in force."""
    ruling = ProcedureVersion.objects.filter(procedure__type_id=code).order_by("number")
    base = ruling.filter(status=Status.IN_FORCE).first() or ruling.last()
    made: list[ProcedureVersion] = []
    attempt(
        request,
        lambda: made.append(
            draft_version(type_code=code, content=base.content if base else {}, actor=visitor(request))
        ),
        _("Rancangan baru dibuat dari versi yang berlaku."),
    )
    if not made:
        raise Missing(_("Tidak ada SOP untuk jenis kejadian ini."))
    return HttpResponseRedirect(address(made[0], "sop-edit"))


@page(*READERS)
def version_page(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version to read, with its problems and what may be done with it."""
    context = frame(request, code, number, "text")
    context |= reading(context)
    if context["may"].emergency:
        context["emergency_lacking"] = emergency_lacking(context["version"], context["now"])
    return render(request, "agencies/sop_version.html", context)


@page(*READERS)
def printed(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The same on paper: without navigation, with every signature."""
    context = frame(request, code, number, "print")
    context |= reading(context)
    return render(request, "agencies/sop_print.html", context)


def reading(context: dict[str, Any]) -> dict[str, Any]:
    """What a page needs to show the text in words."""
    version = context["version"]
    names = {role.code: role for role in roles()}
    return {
        "labels": part_labels(),
        "flow": draw_flow(version.parsed),
        "problems": problems_with(version, context["now"]) if version.status in OPEN else [],
        "lacking": lacking(version, context["now"]) if version.status == Status.IN_REVIEW else [],
        "unsigned": lacking_signatures(version, context["now"]) if version.status == Status.APPROVED else [],
        "role_names": names,
        "capability_names": {one.code: one for one in capabilities()},
    }


@page(*READERS)
def differences(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What it says differently from the version in force, or from any other."""
    context = frame(request, code, number, "differences")
    version = context["version"]
    others = versions_visible_to(visitor(request)).filter(procedure=version.procedure_id).exclude(id=version.id)
    asked = request.GET.get("with", "")
    other = others.filter(number=int(asked)).first() if asked.isdecimal() and len(asked) < 6 else None
    other = other or compared_with(version)
    found = compare(other.parsed, version.parsed, context["kind"].default_priority) if other else []
    context |= {"other": other, "others": others.order_by("-number"), "found": found, "kinds": kind_labels()}
    return render(request, "agencies/sop_differences.html", context)


@page(*READERS, *FOLLOWERS)
def news(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What a version in force asks of those who work by it, beside the one before: for them, without the making."""
    version = find_ruled(code, number)
    other = compared_with(version)
    kind = version.procedure.type
    found = compare(other.parsed, version.parsed, kind.default_priority) if other else []
    context = {
        "version": version,
        "kind": kind,
        "other": other,
        "found": found,
        "kinds": kind_labels(),
        "emergency_running": running_emergency(version),
        "may_read": visitor(request).has_role(*READERS),
    }
    return render(request, "agencies/sop_news.html", context)


@page(*READERS)
def signatures(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Who must sign, who has, who objects and why; and the form for whoever may."""
    context = frame(request, code, number, "signatures")
    version = context["version"]
    context |= {
        "past": past_words(version),
        "still": lacking_signatures(version, context["now"]),
        "letter_agencies": [one.agency for one in context["signatures"] if one.by_letter and one.state != "signed"],
    }
    return render(request, "agencies/sop_signatures.html", context)
