"""Whatever goes wrong behind an address of the API, the answer has one shape, one language and the right number."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from dispatch import api as dispatch
from foundation.journal.selectors import head_position
from incidents.models import Report
from tests.centre import Centre

GOOD = {"channel": "call", "text": "kebakaran"}


def ask(centre: Centre, method: str, path: str, body: Any = None, **headers: str) -> Any:
    """Ask as the operator's program does."""
    client = Client(raise_request_exception=False)
    given = {"Authorization": f"Token {centre.desk('operator').key}", **headers}
    kind = given.pop("Content-Type", "application/json")
    return client.generic(method, f"/api/v1/{path}", body or b"", content_type=kind, headers=given)


def shape(answer: Any, status: int, code: str) -> Any:
    """The error's own object, its shape checked."""
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/json"
    error = answer.json()["error"]
    assert answer.json().keys() == {"error"}
    assert error.keys() <= {"code", "message", "fields", "allowed"}
    assert error["code"] == code
    assert error["message"]
    return error


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"{'a': 1}", b"nonsense", b'{"text": NaN, "channel": "call"}', b'{"text": Infinity}', b"\xff\xfe",
        b'{"text": "\xc3\x28"}', b"1" * 5000, b"[" * 100_000, b'{"a":' * 50_000,
    ],
    ids=lambda body: body[:12].decode("latin-1"),
)  # fmt: skip
def test_what_is_no_json_is_malformed(centre: Centre, body: bytes) -> None:
    centre.desk("operator")
    before = head_position()
    shape(ask(centre, "POST", "reports", body), 400, "malformed")
    assert head_position() == before


def test_what_is_json_but_no_report_is_invalid(centre: Centre) -> None:
    for body in (b"[]", b'"x"', b"5", b"true", b"null", b"{}"):
        shape(ask(centre, "POST", "reports", body), 400, "invalid")
    error = shape(ask(centre, "POST", "reports", b'{"channel": "call", "text": "x", "tetx": 1}'), 400, "invalid")
    assert set(error["fields"]) == {"tetx"}
    assert not Report.objects.exists()


def test_too_much_is_refused_before_it_is_read(centre: Centre) -> None:
    body = b'{"channel": "call", "text": "' + b"x" * 300_000 + b'"}'
    shape(ask(centre, "POST", "reports", body), 413, "too_large")
    fits = b'{"channel": "call", "text": "' + b"x" * 10_001 + b'"}'
    error = shape(ask(centre, "POST", "reports", fits), 400, "invalid")
    assert set(error["fields"]) == {"text"}


def test_an_odd_length_is_no_defect(centre: Centre) -> None:
    operator = centre.desk("operator")
    for length in ("abc", "-5", ""):
        answer = Client(raise_request_exception=False).generic(
            "POST", "/api/v1/reports", b"{}", content_type="application/json", CONTENT_LENGTH=length,
            headers={"Authorization": f"Token {operator.key}"},
        )  # fmt: skip
        assert answer.status_code == 400


def test_an_address_that_is_not_there(centre: Centre) -> None:
    for path in ("nothing", "reports/x", "reports/", "incidents/1/2/3", "board/"):
        shape(ask(centre, "GET", path), 404, "not_found")
    unknown = "018f0000-0000-7000-8000-000000000112"
    for path in (f"reports/{unknown}", f"incidents/{unknown}", f"incidents/{unknown}/timeline"):
        shape(ask(centre, "GET", path), 404, "not_found")


def test_a_method_that_is_not_served(centre: Centre) -> None:
    for method in ("PUT", "PATCH", "DELETE"):
        shape(ask(centre, method, "reports", b"{}"), 405, "method_not_allowed")
    shape(ask(centre, "GET", "reports"), 405, "method_not_allowed")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_body_that_is_not_json(centre: Centre, kind: str) -> None:
    shape(ask(centre, "POST", "reports", b"a=b", **{"Content-Type": kind}), 415, "not_json")


def test_an_answer_that_cannot_be_given(centre: Centre) -> None:
    shape(ask(centre, "GET", "board", Accept="text/html"), 406, "not_acceptable")


def test_nobody_is_let_in_without_a_key(centre: Centre) -> None:
    answer = ask(centre, "GET", "board", Authorization="Token made-up")
    shape(answer, 401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"] == "Token"


def test_a_defect_is_ours_and_says_so(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: Any) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(dispatch, "board_of", break_down)
    answer = ask(centre, "GET", "board")
    shape(answer, 500, "defect")
    assert b"secret" not in answer.content
    assert b"Traceback" not in answer.content


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_is_away_is_said_at_once(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def away(*_: Any) -> None:
        raise error("server closed the connection unexpectedly")

    monkeypatch.setattr(dispatch, "board_of", away)
    answer = ask(centre, "GET", "board")
    shape(answer, 503, "database_away")
    assert int(answer.headers["Retry-After"]) > 0
    monkeypatch.setattr(connection, "cursor", away)
    signed_out = Client(raise_request_exception=False).get("/sign-in")
    assert (signed_out.status_code, signed_out.headers.get("Retry-After")) == (503, "2")
    assert b"<html" in signed_out.content, "a person gets a page"
    health = Client(raise_request_exception=False).get("/healthz")
    assert (health.status_code, health.json()["checks"]["database"]) == (503, "away")


def test_every_message_comes_in_the_readers_language(centre: Centre) -> None:
    asked: dict[str, Callable[..., Any]] = {
        "invalid": lambda **how: ask(centre, "POST", "reports", b"{}", **how),
        "malformed": lambda **how: ask(centre, "POST", "reports", b"{", **how),
        "not_found": lambda **how: ask(centre, "GET", "nothing", **how),
        "not_signed_in": lambda **how: ask(centre, "GET", "board", **{**how, "Authorization": "Token x"}),
        "method_not_allowed": lambda **how: ask(centre, "DELETE", "reports", **how),
        "not_json": lambda **how: ask(centre, "POST", "reports", b"x", **{**how, "Content-Type": "text/plain"}),
    }
    for code, question in asked.items():
        said = {language: question(**{"Accept-Language": language}).json()["error"] for language in ("id", "en")}
        assert said["id"]["code"] == said["en"]["code"] == code
        assert said["id"]["message"] != said["en"]["message"], code


def test_a_program_is_answered_in_its_accounts_language_unless_it_asks_for_another(centre: Centre) -> None:
    operator = centre.desk("operator")
    operator.user.language = "en"
    operator.user.save()
    own = ask(centre, "POST", "reports", b"{}").json()["error"]["message"]
    asked = ask(centre, "POST", "reports", b"{}", **{"Accept-Language": "id"}).json()["error"]["message"]
    assert own != asked
    after = Client().get("/api/v1/nothing").json()["error"]["message"]
    assert after == ask(centre, "GET", "nothing", **{"Accept-Language": "id"}).json()["error"]["message"]
