"""A password that somebody else has set opens nothing but the page where its person chooses another."""

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from foundation.journal.models import JournalEntry
from foundation.people.models import User
from tests.centre import Centre

GIVEN, OWN = "sandi-dari-admin", "pilihan-saya-sendiri"


@pytest.fixture
def person(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Whose account was opened this morning, by an administrator who knows the password."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{GIVEN}\n"))
    call_command("create_account", "baru", name="Petugas Baru", roles=["call_taker"], stdout=io.StringIO())
    return Client()


def ask_key(password: str) -> Any:
    """A program's way in."""
    pair = {"username": "baru", "password": password}
    return Client().post("/api/v1/tokens", pair, content_type="application/json")


def choose(person: Client, **told: str) -> Any:
    """The form of the page, sent."""
    whole = {"username": "baru", "password": GIVEN, "fresh": OWN, "again": OWN, "next": "/board"}
    return person.post("/password", whole | told)


def is_in(person: Client) -> bool:
    return bool(person.get("/api/v1/board").status_code == 200)


def test_the_given_one_leads_to_the_page_and_ones_own_leads_in(person: Client) -> None:
    page = person.post("/sign-in", {"username": "baru", "password": GIVEN, "next": "/board"})
    text = page.content.decode()
    assert page.status_code == 200
    assert ('name="fresh"' in text, 'value="baru"' in text, 'value="/board"' in text) == (True, True, True)
    assert "<script" not in text
    assert GIVEN not in text
    assert not is_in(person), "no session has begun"
    refused = ask_key(GIVEN)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "password_change_required")
    done = choose(person)
    assert (done.status_code, done.headers["Location"]) == (302, "/board")
    assert is_in(person)
    assert (ask_key(OWN).status_code, ask_key(GIVEN).status_code) == (201, 401)
    again = Client()
    assert again.post("/sign-in", {"username": "baru", "password": OWN}).status_code == 302
    (entry,) = JournalEntry.objects.filter(kind="account.password_changed")
    assert OWN not in entry.body


@pytest.mark.parametrize(
    ("told", "status", "word"),
    [
        ({"password": "bukan-ini"}, 401, "salah"),
        ({"username": "tidak-ada"}, 401, "salah"),
        ({"again": "lain-lagi-112"}, 200, "Belum sama"),
        ({"fresh": GIVEN, "again": GIVEN}, 200, "yang lain"),
        ({"fresh": "112", "again": "112"}, 200, "8"),
    ],
)
def test_a_slip_changes_nothing(person: Client, told: dict[str, str], status: int, word: str) -> None:
    page = choose(person, **told)
    assert (page.status_code, word in page.content.decode()) == (status, True)
    assert ask_key(GIVEN).status_code == 403
    assert not is_in(person)


def test_another_one_given_later_is_changed_too_and_the_demonstration_is_spared(
    person: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(person)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{GIVEN}\n"))
    call_command("set_password", "baru", stdout=io.StringIO())
    assert not is_in(person)
    assert ask_key(GIVEN).status_code == 403
    assert not User.objects.filter(demo=True, must_change_password=True).exists()
