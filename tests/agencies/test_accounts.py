"""`create_account` and `close_account` as an administrator meets them: how a centre in service gets its people."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from agencies.models import Agency, Member, Unit
from foundation.journal.models import JournalEntry
from foundation.people.models import Duty, Token, User
from foundation.people.services import begin_duty, issue_token
from incidents.access import Audience, audience_of
from tests.centre import Centre

PASSWORD = "sandi-yang-panjang-112"


def create(monkeypatch: pytest.MonkeyPatch, username: str, *told: str) -> User:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    call_command("create_account", username, "--name", "Petugas", *told)
    return User.objects.get(username=username)


def test_a_desk_and_a_crew_see_what_is_theirs(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    damkar, ambulance = Agency.objects.get(code="damkar"), Unit.objects.get(call_sign="AMB-1")
    desk = create(monkeypatch, "meja", "--role", "desk", "--agency", "damkar")
    crew = create(monkeypatch, "awak", "--role", "crew", "--agency", ambulance.agency.code, "--unit", "AMB-1")
    assert audience_of(desk) == Audience("agency", damkar.id)
    assert audience_of(crew) == Audience("unit", ambulance.id)
    told = {"username": "meja", "password": PASSWORD}
    assert Client().post("/api/v1/tokens", told, content_type="application/json").status_code == 403, "it was given"
    own = {"fresh": "pilihan-sendiri-112", "again": "pilihan-sendiri-112"}
    assert Client().post("/password", told | own).status_code == 302


def test_the_head_of_an_agency_signs_for_it(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    head = create(monkeypatch, "kepala", "--role", "supervisor", "--agency", "damkar")
    assert Member.objects.get(user=head).is_supervisor


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (["--role", "desk"], "--agency"),
        (["--role", "desk", "--agency", "nobody"], "Instansi"),
        (["--role", "crew", "--agency", "damkar"], "unit"),
        (["--role", "crew", "--agency", "damkar", "--unit", "AMB-1"], "unit"),
    ],
)
def test_an_account_that_would_see_nothing_is_not_opened(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, told: list[str], why: str
) -> None:
    with pytest.raises(CommandError, match=why):
        create(monkeypatch, "siapa", *told)
    assert not User.objects.filter(username="siapa").exists()


def test_a_closed_account_lets_nobody_in_until_it_is_opened_again(centre: Centre) -> None:
    user = User.objects.get(username="damkar")
    browser = Client()
    browser.force_login(user)
    begin_duty(actor=user)
    key, _token = issue_token(user=user)
    call_command("close_account", "damkar", stdout=io.StringIO())
    assert asked(browser) == 401
    assert asked(Client(), headers={"Authorization": f"Token {key}"}) == 401
    assert not Token.objects.filter(user=user).exists()
    assert not Duty.objects.filter(user=user, ended_at=None).exists()
    call_command("close_account", "damkar", "--reopen", stdout=io.StringIO())
    assert asked(browser) == 200
    kinds = JournalEntry.objects.filter(kind__in=("account.closed", "account.reopened")).order_by("position")
    assert [entry.kind for entry in kinds] == ["account.closed", "account.reopened"]
    with pytest.raises(CommandError, match="nobody"):
        call_command("close_account", "nobody")


def test_a_forgotten_password_is_replaced_and_nothing_of_the_old_one_serves(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = User.objects.get(username="damkar")
    browser = Client()
    browser.force_login(user)
    key, _token = issue_token(user=user)
    said = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO("sandi-baru-yang-panjang\n"))
    call_command("set_password", "damkar", stdout=said)
    assert "signed out everywhere" in said.getvalue()
    assert asked(browser) == 401
    assert asked(Client(), headers={"Authorization": f"Token {key}"}) == 401
    pair = {"username": "damkar", "password": "sandi-baru-yang-panjang"}
    assert browser.post("/api/v1/tokens", pair, content_type="application/json").status_code == 201
    old = pair | {"password": "demo-112"}
    assert browser.post("/api/v1/tokens", old, content_type="application/json").status_code == 401
    (entry,) = JournalEntry.objects.filter(kind="account.password_set")
    assert "sandi" not in entry.body
    for name, word in (("nobody", "sandi-baru-yang-panjang"), ("damkar", "112")):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{word}\n"))
        with pytest.raises(CommandError):
            call_command("set_password", name)


def asked(client: Client, **how: Any) -> int:
    return client.get("/api/v1/board", **how).status_code
