"""Signing in and out, and the switches of language and theme: plain pages without a script."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from foundation.lib.errors import DomainError
from foundation.lib.web import address_of
from foundation.people.models import User
from foundation.people.services import CHANGE_FIRST, check_password, end_duty, set_language_of, set_own_password

# The accounts of `docs/fixed-points.md`, as the sign-in page of a demonstration shows them.
DEMO_PASSWORD = "demo-112"  # noqa: S105  (shown on the page; demo mode refuses public hosts)


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(label=_("Nama pengguna"), max_length=60)
    password = forms.CharField(label=_("Kata sandi"), max_length=200, strip=False, widget=forms.PasswordInput)


class PasswordForm(forms.Form):
    """Who, the present password, and another one twice."""

    username = SignInForm.base_fields["username"]
    password = forms.CharField(
        label=_("Kata sandi sekarang"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    fresh = forms.CharField(
        label=_("Kata sandi baru"),
        max_length=200,
        strip=False,
        validators=[validate_password],
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Kata sandi baru, sekali lagi"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Twice the same, and not the one that others know."""
        told: dict[str, Any] = self.cleaned_data
        fresh = told.get("fresh")
        if fresh and fresh != told.get("again"):
            self.add_error("again", gettext("Belum sama dengan yang di atas."))
        if fresh and fresh == told.get("password"):
            self.add_error("fresh", gettext("Pilih yang lain daripada yang sekarang."))
        return told


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; `next` is where the person wanted to go."""
    target = safe_target(request, request.POST.get("next") or request.GET.get("next") or "/")
    if request.user.is_authenticated and request.method == "GET":
        return HttpResponseRedirect(target)
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            user = check_password(address=address_of(request), **form.cleaned_data)
        except DomainError as error:
            if error.code == CHANGE_FIRST:
                asked = PasswordForm(initial={"username": form.cleaned_data["username"]})
                return show_password(request, asked, target, needed=True)
            form.add_error(None, error.message)
            status = error.status
        else:
            return welcome(request, user, target)
    demo = User.objects.filter(demo=True, is_active=True).order_by("username") if settings.DEMO else []
    context = {"form": form, "next": target, "demo_accounts": demo, "demo_password": DEMO_PASSWORD}
    return render(request, "people/sign_in.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Another password, by whoever knows the present one; no session is needed, and one begins with the new one."""
    target = safe_target(request, request.POST.get("next") or request.GET.get("next") or "/")
    form = PasswordForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return show_password(request, form, target)
    told = form.cleaned_data
    try:
        user = check_password(
            username=told["username"], password=told["password"], address=address_of(request), changing=True
        )
    except DomainError as error:
        form.add_error(None, error.message)
        return show_password(request, form, target, status=error.status)
    return welcome(request, set_own_password(password=told["fresh"], actor=user), target)


def show_password(
    request: HttpRequest, form: PasswordForm, target: str, *, needed: bool = False, status: int = 200
) -> HttpResponse:
    """The page; `needed` says why it stands in the way."""
    context = {"form": form, "next": target, "needed": needed}
    return render(request, "people/password.html", context, status=status)


def welcome(request: HttpRequest, user: User, target: str) -> HttpResponse:
    """Begin the session, in the person's language."""
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    response = HttpResponseRedirect(target)
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
    return response


def safe_target(request: HttpRequest, target: str) -> str:
    """Where to go after signing in: only ever on this host."""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else "/"


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, and the duty with it: who has left is not at work."""
    if isinstance(request.user, User):
        end_duty(actor=request.user)
    logout(request)
    return HttpResponseRedirect(settings.LOGOUT_REDIRECT_URL)


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Switch the language of this browser, and of the account if somebody is signed in."""
    language = request.POST.get("language", "")
    response = HttpResponseRedirect(safe_target(request, request.POST.get("next") or "/"))
    if language in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", max_age=365 * 86_400)
        if isinstance(request.user, User):
            set_language_of(user=request.user, language=language)
    return response


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Switch between dark and light on the pages; the consoles write the same cookie."""
    response = HttpResponseRedirect(safe_target(request, request.POST.get("next") or "/"))
    if request.POST.get("theme") in ("dark", "light"):
        response.set_cookie("psc_theme", request.POST["theme"], samesite="Lax", max_age=365 * 86_400)
    return response
