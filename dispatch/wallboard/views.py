"""The wall's page by its link, its numbers, and the page where links are made and revoked."""

import hashlib
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import activate, get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from agencies.selectors import areas_on_map, region_name
from dispatch.models import Wallboard
from dispatch.services.wallboards import create_wallboard, revoke_wallboard
from dispatch.wallboard.today import today, wallboard_of
from foundation.people.models import Role
from foundation.people.pages import attempt, page, visitor
from incidents.access import WALLBOARD
from incidents.services.opening import PRIORITIES

KEEPERS = (Role.COORDINATOR, Role.ADMIN)


def known(key: str) -> Wallboard:
    """The screen with this key.

    Raises:
        Http404: there is none, or it was revoked.
    """
    wallboard = wallboard_of(key)
    if wallboard is None:
        raise Http404
    return wallboard


@require_GET
@never_cache
def wall(request: HttpRequest, key: str) -> HttpResponse:
    """The wall: nobody is signed in, nothing can be pressed. It speaks the language that its link names, else that of
    whoever hung it there; what the browser on the wall was used for before (a cookie) is nobody's wish.
    """
    wallboard = known(key)
    wish = request.GET.get("language")
    activate(wish if wish in dict(settings.LANGUAGES) else wallboard.created_by.language)
    config: dict[str, Any] = {
        "name": wallboard.name,
        "audience": WALLBOARD.name,
        "language": get_language(),
        "priorities": list(PRIORITIES),
        "timezone": settings.TIME_ZONE,
        "region": region_name(),
        "demo": settings.DEMO,
        "build": build(),
        "stream": f"/ws/board?wallboard={key}",
        "today": reverse("wallboard-today", args=[key]),
        "areas": reverse("wallboard-areas", args=[key]),
    }
    return render(request, "wallboard/wall.html", {"config": config})


@require_GET
@never_cache
def numbers(request: HttpRequest, key: str) -> HttpResponse:
    """Today's standards, and which build is served now."""
    known(key)
    return JsonResponse(today() | {"build": build()})


@require_GET
def areas(request: HttpRequest, key: str) -> HttpResponse:
    """The ground of the wall's map."""
    known(key)
    _edition, body = areas_on_map()
    return HttpResponse(body, content_type="application/geo+json")


def build() -> str:
    """A name for the scripts that are served now."""
    manifest = Path(settings.CONSOLE_DIST) / ".vite" / "manifest.json"
    return hashlib.sha256(manifest.read_bytes()).hexdigest()[:16] if manifest.is_file() else ""


@page(*KEEPERS, methods=("GET", "HEAD", "POST"))
def wallboards(request: HttpRequest) -> HttpResponse:
    """All links; a new one is shown once."""
    made: list[str] = []

    def create() -> None:
        key, _wallboard = create_wallboard(name=request.POST.get("name", ""), actor=visitor(request))
        made.append(request.build_absolute_uri(reverse("wallboard", args=[key])))

    if request.method == "POST":
        attempt(request, create, _("Tautan dibuat. Salin sekarang: tautan ini tidak ditampilkan lagi."))
    rows = Wallboard.objects.select_related("created_by")
    return render(request, "wallboard/wallboards.html", {"wallboards": rows, "link": made[0] if made else None})


@page(*KEEPERS, methods=("POST",))
def revoke(request: HttpRequest, wallboard: UUID) -> HttpResponse:
    """Make a link worthless."""
    work = lambda: revoke_wallboard(wallboard_id=wallboard, actor=visitor(request))  # noqa: E731
    attempt(request, work, _("Tautan dicabut; layarnya menjadi gelap."))
    return redirect("wallboards")
