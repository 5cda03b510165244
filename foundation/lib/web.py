"""Middleware of every page and door."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from foundation.lib.errors import Missing
from foundation.lib.rest import RETRY_AFTER_S, database_away

Answer = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """Only our own scripts, styles, pictures and connections; nothing is fetched from the internet."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        tiles = getattr(settings, "TILE_ORIGIN", "")
        self.policy = (
            "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            f"img-src 'self' data: {tiles}".strip()
            + "; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the policy to every answer."""
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", self.policy)
        response.setdefault("Permissions-Policy", "camera=(self), microphone=(), geolocation=(self)")
        return response


class DatabaseAway:
    """PostgreSQL away: `503` with `Retry-After` at once, for pages as for doors."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do on the way in or out."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A view lost its database."""
        return say_away(request) if isinstance(error, OperationalError | InterfaceError) else None


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler of last resort; a middleware that lost its database ends here too.

    Pages of errors know the request's cookies, for language and theme, and ask for nothing else.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return say_away(request)
    if asks_for_json(request):
        error = {"code": "defect", "message": _("Kesalahan di pihak kami; sudah dicatat. Coba lagi.")}
        return JsonResponse({"error": error}, status=500)
    return HttpResponse(render_to_string("500.html", {"request": request}), status=500)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such address: in the form that was asked for."""
    if asks_for_json(request):
        return JsonResponse(Missing(_("Tidak ditemukan.")).as_json(), status=404)
    return HttpResponse(render_to_string("404.html", {"request": request}), status=404)


def asks_for_json(request: HttpRequest) -> bool:
    """Whether a program asks, not a person."""
    return request.path.startswith("/api/") or request.path == "/healthz"


def address_of(request: HttpRequest) -> str:
    """Who asks. Behind our proxy everybody comes from the proxy, and the last address that it names is the caller's."""
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        named = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if named:
            return str(named)
    return str(request.META.get("REMOTE_ADDR", ""))


def say_away(request: HttpRequest) -> HttpResponse:
    """The one answer while PostgreSQL is away, in the form that was asked for."""
    connection.close()
    if asks_for_json(request):
        response: HttpResponse = JsonResponse(database_away().as_json(), status=503)
    else:
        response = HttpResponse(render_to_string("503.html", {"request": request}), status=503)
    response["Retry-After"] = str(RETRY_AFTER_S)
    return response


@contextmanager
def fresh_connection() -> Iterator[None]:
    """For work outside a request: a broken connection is closed, so that the next try gets a new one."""
    try:
        yield
    except (OperationalError, InterfaceError):
        connection.close()
        raise
