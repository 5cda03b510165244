"""What every page that is not live shares: who may open it, and how a refusal is said on it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from foundation.lib.errors import Denied, DomainError, Missing
from foundation.people.models import User

View = Callable[..., HttpResponse]
# What a form adds around its file.
WRAPPING = 4_096


def page(*roles: str, methods: tuple[str, ...] = ("GET", "HEAD")) -> Callable[[View], View]:
    """A page for these roles; for anybody else who is signed in it does not exist. A refusal becomes its own page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **where: Any) -> HttpResponse:
            if not visitor(request).has_role(*roles):
                raise Http404
            try:
                return view(request, **where)
            except Missing as error:
                raise Http404(error.message) from error
            except Denied as error:
                raise PermissionDenied(error.message) from error

        guarded: View = require_http_methods(list(methods))(never_cache(login_required(answer)))
        return guarded

    return decorate


def limited(most_bytes: int, too_large: View) -> Callable[[View], View]:
    """A form that announces more than it may carry is answered before its body is read.

    The check against forged forms reads the whole body; it comes after this one. `too_large` says what was wrong.
    """

    def decorate(view: View) -> View:
        checked = csrf_protect(view)

        @wraps(view)
        def answer(request: HttpRequest, **where: Any) -> HttpResponse:
            announced = request.META.get("CONTENT_LENGTH") or "0"
            if request.method == "POST" and not (announced.isdecimal() and int(announced) <= most_bytes + WRAPPING):
                return too_large(request, **where)
            return checked(request, **where)

        return csrf_exempt(answer)

    return decorate


def visitor(request: HttpRequest) -> User:
    """Who has opened a page that only people who are signed in can open."""
    return cast(User, request.user)


def attempt(request: HttpRequest, work: Callable[[], object], done: str) -> bool:
    """Call a service and say on the next page what came of it; True when it was done.

    A refusal is said with every field that was wrong. Missing and Denied are the page's own affair.
    """
    try:
        work()
    except (Missing, Denied):
        raise
    except DomainError as error:
        for text in said_of(error):
            messages.error(request, text)
        return False
    messages.success(request, done)
    return True


def said_of(error: DomainError) -> list[str]:
    """A refusal and what was wrong with each field, each once: the refusal may have named the first already."""
    texts = dict.fromkeys(text for texts in (error.fields or {}).values() for text in texts)
    return [error.message, *(text for text in texts if text not in error.message)]
