"""The live consoles: one page each, drawn by the scripts of `console/`."""

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from agencies.models import in_language
from agencies.selectors import agency_of, unit_of
from dispatch.consoles import Console, consoles_of, own_console
from dispatch.sheets import sheet_of
from dispatch.templatetags.console_assets import files_of
from foundation.lib.errors import Missing
from foundation.lib.words import say
from foundation.notify.transports.sms import sms_is_on
from foundation.people.models import User
from foundation.people.navigation import bar_of, sections_of
from incidents.access import audience_of
from incidents.services.limits import LIMIT_REASONS
from incidents.services.moves import DECLINE_REASONS
from incidents.services.opening import PRIORITIES
from incidents.services.shelving import SHELVE_MINUTES, SHELVE_REASONS
from incidents.states import (
    AID_MOVES,
    ASSIGNMENT_MOVES,
    HELPERS_MOVES,
    INCIDENT_DISPOSITIONS,
    INCIDENT_MOVES,
    REPORT_DISPOSITIONS,
    REPORT_MOVES,
    UNIT_MOVES,
)
from incidents.words import DECLINE, DISPOSITION, LIMIT_ACT, SHELVING
from sop.library import capabilities
from sop.models import IncidentType

CREW, CREW_ENTRY = "crew", "src/consoles/crew.ts"


@require_GET
@never_cache
@ensure_csrf_cookie
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """A person's own console; who has none but has pages to work on is led there."""
    user = cast(User, request.user)
    elsewhere = next(sections_of(user), None)
    if elsewhere is not None and not consoles_of(user.roles):
        return redirect(elsewhere.path)
    if own_console(user.roles).name == CREW:
        # A crew's page is kept on its telephone under one address of its own.
        return redirect("console", name=CREW)
    return draw_console(request, user, own_console(user.roles))


@require_GET
@never_cache
@ensure_csrf_cookie
@login_required
def console(request: HttpRequest, name: str) -> HttpResponse:
    """One of the consoles that this person may open; the others do not exist for them."""
    user = cast(User, request.user)
    wanted = next((console for console in consoles_of(user.roles) if console.name == name), None)
    if wanted is None:
        raise Http404
    return draw_console(request, user, wanted)


@require_GET
@never_cache
@login_required
def sheet(request: HttpRequest, incident: UUID) -> HttpResponse:
    """An incident on paper, for everybody who sees it and works at a desk: a crew's view ends with its job."""
    user = cast(User, request.user)
    if own_console(user.roles).name == CREW:
        raise Http404
    try:
        found = sheet_of(user, incident)
    except Missing:
        raise Http404 from None
    ended = found["incident"]["disposition"]
    return render(request, "dispatch/sheet.html", {**found, "disposition": say(DISPOSITION, ended) if ended else ""})


def draw_console(request: HttpRequest, user: User, wanted: Console) -> HttpResponse:
    """The page; what it may show and do comes with it as plain data."""
    context = {"entry": wanted.entry, "config": console_config(user, wanted), "installable": wanted.name == CREW}
    # A person's own console is drawn at `/` too: where one is goes by what is drawn.
    here = bar_of(user, reverse("console", args=[wanted.name])) if wanted.name else {}
    return render(request, "dispatch/console.html", context | here)


@require_GET
def crew_worker(request: HttpRequest) -> HttpResponse:
    """What keeps a crew's page on its telephone. Never cached: a new build names new files."""
    script = render_to_string("dispatch/crew-worker.js", {"files": files_of(CREW_ENTRY)})
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@require_GET
def crew_manifest(request: HttpRequest) -> HttpResponse:
    """How the crew's page is installed."""
    icons = [{"src": static(f"icons/crew-{size}.png"), "sizes": f"{size}x{size}"} for size in (192, 512)]
    page = reverse("console", args=[CREW])
    answer = {
        "name": _("Awak 112"),
        "short_name": "112",
        "start_url": page,
        "scope": page,
        "display": "standalone",
        "background_color": "#0f1317",
        "theme_color": "#0f1317",
        "icons": [icon | {"type": "image/png", "purpose": "any maskable"} for icon in icons],
    }
    return JsonResponse(answer, content_type="application/manifest+json")


def console_config(user: User, wanted: Console) -> dict[str, Any]:
    """Who looks, and the tables by which the page knows which moves to offer. The server decides again anyway."""
    agency, unit, audience = agency_of(user), unit_of(user), audience_of(user)
    return {
        "user": {
            "id": str(user.id),
            "name": user.label,
            "roles": user.roles,
            "agency": {"code": agency.code, "name": agency.name} if agency else None,
            "unit": {"id": str(unit.id), "call_sign": unit.call_sign} if unit else None,
            "language": user.language,
        },
        "audience": audience.name if audience else None,
        "console": wanted.name,
        "moves": {
            "report": REPORT_MOVES,
            "incident": INCIDENT_MOVES,
            "assignment": ASSIGNMENT_MOVES,
            "unit_assignment": UNIT_MOVES,
            "aid": AID_MOVES,
            "helpers": HELPERS_MOVES,
        },
        "decline_reasons": [{"code": code, "name": say(DECLINE, code)} for code in DECLINE_REASONS],
        "shelving": {
            "minutes": list(SHELVE_MINUTES),
            "reasons": [{"code": code, "name": say(SHELVING, code)} for code in SHELVE_REASONS],
        },
        "limit_reasons": [{"code": code, "name": say(LIMIT_ACT, code)} for code in LIMIT_REASONS],
        "dispositions": {
            "report": [{"code": code, "name": say(DISPOSITION, code)} for code in REPORT_DISPOSITIONS],
            "incident": [{"code": code, "name": say(DISPOSITION, code)} for code in INCIDENT_DISPOSITIONS],
        },
        "types": [
            {"code": kind.code, "name": kind.name, "group": kind.group, "priority": kind.default_priority}
            for kind in IncidentType.objects.filter(active=True)
        ],
        "priorities": list(PRIORITIES),
        "capabilities": [{"code": one.code, "name": in_language(one.name_id, one.name_en)} for one in capabilities()],
        "tiles": {"url": settings.TILE_URL, "credit": settings.TILE_CREDIT} if settings.TILE_URL else None,
        "sms": sms_is_on(),
        "demo": settings.DEMO,
        "timezone": settings.TIME_ZONE,
    }
