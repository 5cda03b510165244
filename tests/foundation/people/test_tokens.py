"""Keys for programs: asked for with a password, guessed by nobody, and worth nothing once they are over."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client

from foundation.journal.models import JournalEntry
from foundation.lib import time
from foundation.people.models import Role, Token, User
from foundation.people.services import MOST_FAILURES, TOKEN_LIFE, WINDOW, issue_token
from tests.foundation.people.accounts import PASSWORD, account, ask_token, token_for


def me(**headers: str) -> tuple[int, str | None]:
    """What `GET me` answers: the status, and the error's code."""
    answer = Client().get("/api/v1/me", headers=headers)
    return answer.status_code, answer.json().get("error", {}).get("code")


def test_a_token_opens_the_doors(database: str) -> None:
    user = account("siti", Role.CALL_TAKER, Role.DISPATCHER)
    answer = ask_token()
    assert answer.status_code == 201
    assert set(answer.json()) == {"token", "expires_at"}
    assert answer.json()["expires_at"].endswith("Z")
    told = Client().get("/api/v1/me", headers={"Authorization": f"Token {answer.json()['token']}"})
    assert told.json() == {
        "id": str(user.id), "username": "siti", "name": "Siti", "roles": ["call_taker", "dispatcher"], "language": "id",
    }  # fmt: skip


def test_a_second_factor_may_be_sent_and_nothing_else(database: str) -> None:
    account()
    assert ask_token(otp="123456").status_code == 201
    refused = ask_token(remember=True)
    assert refused.status_code == 400
    assert set(refused.json()["error"]["fields"]) == {"remember"}


def test_a_wrong_pair_is_refused_without_saying_which_half(database: str) -> None:
    account()
    account("gone")
    User.objects.filter(username="gone").update(is_active=False)
    answers = [ask_token(password="salah"), ask_token("nobody"), ask_token("gone")]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].json()["error"]["code"] == "wrong_credentials"
    assert not Token.objects.exists()


def test_a_name_that_nobody_has_takes_as_long_as_one_that_somebody_has(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    account()
    compared: list[str] = []
    honest = PBKDF2PasswordHasher.verify

    def verify(self: PBKDF2PasswordHasher, password: str, encoded: str) -> bool:
        compared.append(password)
        return honest(self, password, encoded)

    monkeypatch.setattr(PBKDF2PasswordHasher, "verify", verify)
    ask_token(password="salah")
    ask_token("nobody", password="salah")
    assert compared == ["salah", "salah"]


def test_an_account_without_a_password_cannot_ask_for_a_token(database: str) -> None:
    account(password=None)
    assert [ask_token(password=word).status_code for word in ("", "!", "None")] == [400, 401, 401]


def test_without_a_living_token_nobody_is_let_in(database: str) -> None:
    user = account()
    assert me() == (401, "not_signed_in")
    assert me(Authorization="Token made-up") == (401, "not_signed_in")
    assert me(Authorization="Token ") == (401, "not_signed_in")
    assert me(Authorization="Basic c2l0aTpiZW5hcg==") == (401, "not_signed_in")
    assert Client().get("/api/v1/me").headers["WWW-Authenticate"] == "Token"
    living = token_for(user)
    assert me(**living) == (200, None)
    key, _token = issue_token(user=user, now=time.now() - TOKEN_LIFE - timedelta(seconds=1))
    assert me(Authorization=f"Token {key}") == (401, "not_signed_in")
    User.objects.update(is_active=False)
    assert me(**living) == (401, "not_signed_in")


def test_the_key_itself_is_kept_nowhere(database: str) -> None:
    account()
    key = ask_token().json()["token"]
    assert len(key) >= 43, "256 bits"
    token = Token.objects.get()
    assert bytes(token.digest) == Token.digest_of(key)
    entry = JournalEntry.objects.get(kind="account.token_issued")
    assert key not in entry.body
    assert token.expires_at - token.created_at == TOKEN_LIFE


def test_after_ten_wrong_passwords_the_door_is_closed_for_a_while(database: str) -> None:
    account()
    account("budi")
    for _guess in range(MOST_FAILURES):
        assert ask_token(password="salah").status_code == 401
    closed = ask_token(password="salah")
    assert (closed.status_code, closed.json()["error"]["code"]) == (429, "too_many")
    assert int(closed.headers["Retry-After"]) > 0
    assert ask_token(password=PASSWORD).status_code == 429, "even the right one: or guessing would go on"
    assert ask_token("SITI", password=PASSWORD).status_code == 429, "whatever its spelling"
    assert ask_token("budi").status_code == 201, "others are not held up"
    time.shift(WINDOW + timedelta(seconds=1))
    assert ask_token().status_code == 201


def test_a_right_password_forgets_the_wrong_ones(database: str) -> None:
    account()
    for _day in range(2):
        for _guess in range(MOST_FAILURES - 1):
            assert ask_token(password="salah").status_code == 401
        assert ask_token().status_code == 201


def test_a_body_that_cannot_be_is_told_field_by_field(database: str) -> None:
    refused = ask_token(username="a" * 61, password=5)
    assert refused.status_code == 400
    assert set(refused.json()["error"]["fields"]) == {"username", "password"}
    for nul in ("si\x00ti", "\ud800"):
        assert ask_token(nul).status_code == 400


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_tokens_are_only_ever_asked_for(database: str, method: str) -> None:
    answer = getattr(Client(), method)("/api/v1/tokens")
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "method_not_allowed")
