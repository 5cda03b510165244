"""The page behind a crew's link: one job, its next states, no account, no session, no cookie."""

import base64
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Final
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.translation import activate, get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from foundation.lib import time
from foundation.lib.errors import DomainError, Gone
from foundation.lib.rest import UNSPEAKABLE
from foundation.lib.web import address_of
from foundation.lib.words import say
from incidents.access import LinkedCrew
from incidents.links.entrance import crew_of
from incidents.models import CrewLink
from incidents.services.crew_links import open_crew_link, set_status_by_link
from incidents.states import next_states
from incidents.words import LINK_END, LINK_STEP, PRIORITY, STATUS

LONGEST_DESTINATION: Final = 200
# One transparent point: drawn by a telephone that shows the page, not by a messenger that looks ahead for its user.
POINT: Final = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
SHAPES: Final = {"P1": "▲", "P2": "◆", "P3": "■", "P4": "●", "P5": "○"}

View = Callable[[HttpRequest, LinkedCrew, CrewLink], HttpResponse]


def linked(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """A page for whoever holds the link: the key is its address, so it never travels on, and nothing is kept.

    No session and no cookie speak for anybody here, so that there is nothing another site could misuse (`csrf_exempt`).
    """

    @wraps(view)
    def answer(request: HttpRequest, key: str) -> HttpResponse:
        look_of(request)
        try:
            response = view(request, *crew_of(key, address=address_of(request), now=time.now()))
        except DomainError as error:
            response = refusal(request, error)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    kept_nowhere: Callable[[HttpRequest, str], HttpResponse] = csrf_exempt(never_cache(answer))
    return kept_nowhere


def look_of(request: HttpRequest) -> None:
    """Language as the telephone is set, or as somebody chose on the page: it stands in the address, not in a cookie."""
    if request.GET.get("l") in ("id", "en"):
        activate(request.GET["l"])


@require_http_methods(["GET", "HEAD", "POST"])
@linked
def job(request: HttpRequest, crew: LinkedCrew, link: CrewLink) -> HttpResponse:
    """The job; a POST says its next state."""
    if request.method != "POST":
        return draw(request, link)
    try:
        set_status_by_link(
            status=request.POST.get("status", ""),
            at=told_at(request.POST.get("at", ""), link.job.assigned_at),
            destination=clean(request.POST.get("destination", "")),
            actor=crew,
        )
    except Gone:
        raise
    except DomainError as error:
        link.job.refresh_from_db()
        return draw(request, link, problem=error.message, status=error.status)
    return HttpResponseRedirect(request.get_full_path())


@require_GET
@linked
def seen(request: HttpRequest, crew: LinkedCrew, link: CrewLink) -> HttpResponse:
    """The page was drawn on a screen."""
    open_crew_link(actor=crew)
    return HttpResponse(POINT, content_type="image/gif")


def told_at(text: str, since: datetime) -> datetime | None:
    """The telephone's own time of a press that could not be sent at once, where it can be true.

    A wrong clock is no reason to refuse a crew: then the moment at which we hear of it stands.
    """
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    if moment is None or moment.tzinfo is None or not since <= moment <= time.now():
        return None
    return moment


def clean(text: str) -> str:
    """Words that can be kept."""
    return UNSPEAKABLE.sub("", text).strip()[:LONGEST_DESTINATION]


def draw(request: HttpRequest, link: CrewLink, *, problem: str = "", status: int = 200) -> HttpResponse:
    """The page."""
    return render(request, "links/job.html", job_of(link) | dressed(request) | {"problem": problem}, status=status)


def job_of(link: CrewLink) -> dict[str, Any]:
    """What a holder may know: the job, and nothing that a caller said or anybody else does."""
    incident, work = link.job.incident, link.job
    area = incident.area.label if incident.area else ""
    point = None if incident.lat is None else f"{incident.lat:.5f},{incident.lon:.5f}"
    steps = next_states(work.status, carries=work.unit.kind == "ambulance")
    return {
        "unit": work.unit.call_sign,
        "number": incident.number,
        "exercise": incident.exercise,
        "priority": incident.priority,
        "priority_word": say(PRIORITY, incident.priority),
        "shape": SHAPES.get(incident.priority, "○"),
        "type": incident.type.name,
        "place": incident.place,
        "area": area,
        "point": point,
        "way": way_to(point, incident.place, area),
        "state": say(STATUS, work.status),
        "since": work.since,
        "steps": [{"status": step, "words": say(LINK_STEP, step)} for step in steps],
        "now": time.now(),
    }


def way_to(point: str | None, place: str, area: str) -> str:
    """Where the telephone's own maps begin: the point, or the words to search for."""
    words = ", ".join(part for part in (place, area) if part)
    if point is None:
        return f"geo:0,0?q={quote(words)}" if words else ""
    return f"geo:{point}?q={point}"


def dressed(request: HttpRequest) -> dict[str, Any]:
    """Theme and language, and the addresses that change them."""
    theme, language = request.GET.get("t"), get_language()
    theme = theme if theme in ("dark", "light") else "dark"
    other = "light" if theme == "dark" else "dark"
    return {
        "theme": theme,
        "here": f"?t={theme}&l={language}",
        "other_theme": f"?t={other}&l={language}",
        "other_language": f"?t={theme}&l={'id' if language == 'en' else 'en'}",
    }


def refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Why there is no job here, and what to do: nothing else is told."""
    why = say(LINK_END, error.code) if error.code in LINK_END else ""
    context = {"message": error.message, "why": why, "over": error.code == "over"} | dressed(request)
    response = render(request, "links/refused.html", context, status=error.status)
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    return response
