"""Signing in, out, and switching the language: plain forms, without a script."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from foundation.people.models import User
from foundation.people.services import MOST_FAILURES
from tests.foundation.people.accounts import PASSWORD, account

OUTSIDE = ("//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", "http:evil.example", "")


def browser() -> Client:
    """One that keeps cookies and is held to the CSRF token."""
    return Client(enforce_csrf_checks=True)


def send(browser: Client, page: str, **fields: str) -> Any:
    """Fill in the form of the sign-in page and send it, as a browser without scripts does."""
    form = browser.get("/sign-in").content.decode()
    csrf = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert csrf
    return browser.post(page, {"csrfmiddlewaretoken": csrf[1], **fields})


def sign_in(browser: Client, **fields: str) -> Any:
    """Send the sign-in form."""
    return send(browser, "/sign-in", **{"username": "siti", "password": PASSWORD, **fields})


def test_the_page_has_no_script_and_names_its_fields(database: str) -> None:
    page = browser().get("/sign-in")
    text = page.content.decode()
    assert page.status_code == 200
    assert "<script" not in text
    assert 'lang="id"' in text
    for field in ("username", "password"):
        assert f'<label for="{field}"' in text
    assert "no-store" in page.headers["Cache-Control"]
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_signing_in_leads_to_where_one_wanted_to_go(database: str) -> None:
    account(language="en")
    person = browser()
    wanted = person.get("/")
    assert wanted.headers["Location"] == "/sign-in?next=/"
    answer = sign_in(person, next="/?incident=5")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/?incident=5")
    assert answer.cookies["django_language"].value == "en", "in the account's language from here on"
    assert answer.cookies["sessionid"]["httponly"]
    assert answer.cookies["sessionid"]["samesite"] == "Lax"
    assert person.get("/api/v1/me").json()["username"] == "siti"
    assert person.get("/sign-in?next=/x").headers["Location"] == "/x", "who is in need not sign in again"


@pytest.mark.parametrize("outside", OUTSIDE)
def test_nobody_is_sent_to_another_host(database: str, outside: str) -> None:
    account()
    person = browser()
    assert sign_in(person, next=outside).headers["Location"] == "/"
    assert person.get("/sign-in", {"next": outside}).headers["Location"] == "/"


def test_a_wrong_password_is_said_in_words_and_the_name_stays(database: str) -> None:
    account()
    answer = sign_in(browser(), password="salah")
    text = answer.content.decode()
    assert answer.status_code == 401
    assert "Nama atau kata sandi salah" in text
    assert 'value="siti"' in text
    assert "salah-satu" not in text
    assert "sessionid" not in answer.cookies


def test_guessing_is_closed_for_both_doors_together(database: str) -> None:
    account()
    person = browser()
    for _guess in range(MOST_FAILURES):
        assert sign_in(person, password="salah").status_code == 401
    assert sign_in(person).status_code == 429
    body = {"username": "siti", "password": PASSWORD}
    assert Client().post("/api/v1/tokens", body, content_type="application/json").status_code == 429


def test_behind_the_proxy_one_guesser_closes_the_door_for_himself_only(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SECURE_PROXY_SSL_HEADER", ("HTTP_X_FORWARDED_PROTO", "https"))
    account()
    body = {"username": "siti", "password": "salah"}

    def try_from(address: str, **fields: str) -> int:
        # What the caller claims stands first; what the proxy saw stands last.
        seen = {"X-Forwarded-For": f"198.51.100.7, {address}"}
        answer = Client().post("/api/v1/tokens", body | fields, content_type="application/json", headers=seen)
        return int(answer.status_code)

    assert {try_from("203.0.113.9") for _guess in range(MOST_FAILURES)} == {401}
    assert try_from("203.0.113.9", password=PASSWORD) == 429
    assert try_from("203.0.113.10", password=PASSWORD) == 201


def test_a_form_that_lacks_something_is_shown_again(database: str) -> None:
    for fields in ({"username": ""}, {"password": ""}, {"username": "a" * 61}, {"username": "a\x00b"}):
        answer = sign_in(browser(), **fields)
        assert answer.status_code == 200
        assert "sessionid" not in answer.cookies


def test_a_form_without_its_token_is_refused(database: str) -> None:
    account()
    assert browser().post("/sign-in", {"username": "siti", "password": PASSWORD}).status_code == 403


def test_the_session_begins_anew_when_somebody_signs_in(database: str) -> None:
    account()
    account("budi")
    person = browser()
    sign_in(person)
    first = person.cookies["sessionid"].value
    sign_in_again = person.post(
        "/sign-in",
        {"username": "budi", "password": PASSWORD, "csrfmiddlewaretoken": person.cookies["csrftoken"].value},
    )
    assert sign_in_again.status_code == 302
    assert person.cookies["sessionid"].value != first


def test_signing_out_ends_the_session(database: str) -> None:
    account()
    person = browser()
    sign_in(person)
    assert person.get("/sign-out").status_code == 405, "never by a mere link"
    token = person.cookies["csrftoken"].value
    out = person.post("/sign-out", {"csrfmiddlewaretoken": token})
    assert (out.status_code, out.headers["Location"]) == (302, "/sign-in")
    assert person.get("/api/v1/me").status_code in (401, 403)


def test_a_session_writes_only_with_its_csrf_token(database: str) -> None:
    account()
    person = browser()
    sign_in(person)
    refused = person.post("/api/v1/reports", {"channel": "call", "text": "x"}, content_type="application/json")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "denied")


def test_the_language_is_switched_for_the_browser_and_the_account(database: str) -> None:
    account()
    person = browser()
    assert "Masuk" in person.get("/sign-in").content.decode()
    answer = send(person, "/language", language="en", next="/sign-in?next=/x")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in?next=/x")
    assert 'lang="en"' in person.get("/sign-in").content.decode()
    sign_in(person)
    token = person.cookies["csrftoken"].value
    person.post("/language", {"language": "en", "csrfmiddlewaretoken": token})
    assert User.objects.get().language == "en"
    person.post("/language", {"language": "xx", "csrfmiddlewaretoken": token})
    assert User.objects.get().language == "en", "a language that we do not speak changes nothing"
    for outside in OUTSIDE:
        answer = person.post("/language", {"language": "id", "next": outside, "csrfmiddlewaretoken": token})
        assert answer.headers["Location"] == "/"


def test_demo_accounts_stand_on_the_page_in_demo_mode_only(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    account("damkar", demo=True)
    account("real")
    shown = browser().get("/sign-in").content.decode()
    assert "damkar" in shown
    assert "demo-112" in shown
    assert "real" not in shown
    monkeypatch.setattr(settings, "DEMO", False)
    hidden = browser().get("/sign-in").content.decode()
    assert "damkar" not in hidden
    assert "demo-112" not in hidden
