"""The settings fail loudly: a wrong word in the environment is an error with a name, never a silent default."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from psc.settings import database, env_flag, env_number, env_text, sms_way, tile_origin

DEMO = {"PSC_DEMO": "true"}
DEPLOYED = {"PSC_DEMO": "false", "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "psc.example.org"}


def start(**environment: str) -> tuple[int, str]:
    """Read the settings in a process of their own; its exit code and last words."""
    kept = {name: os.environ[name] for name in ("PATH", "DATABASE_URL", "REDIS_URL", "PSC_HOME")}
    names = "DEMO", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "EMAIL_BACKEND"
    program = f"from psc import settings; print([getattr(settings, name, None) for name in {names}])"
    ended = subprocess.run(
        [sys.executable, "-c", program], env={**kept, **environment}, capture_output=True, text=True, check=False
    )
    return ended.returncode, (ended.stdout or ended.stderr.strip().rpartition("\n")[2])


def test_without_anything_said_it_is_a_demonstration_on_this_machine() -> None:
    assert start() == (0, "[True, None, None, 'django.core.mail.backends.filebased.EmailBackend']\n")


@pytest.mark.parametrize("hosts", ["psc.example.org", "127.0.0.1,psc.example.org", "*", "0.0.0.0", ".localhost"])
def test_a_demonstration_refuses_a_public_host_name(hosts: str) -> None:
    code, words = start(**DEMO, ALLOWED_HOSTS=hosts)
    assert code == 1
    assert "Demo mode shows its passwords" in words
    assert "ALLOWED_HOSTS" in words


def test_a_demonstration_takes_the_names_of_this_machine() -> None:
    assert start(**DEMO, ALLOWED_HOSTS="localhost,127.0.0.1")[0] == 0


def test_a_deployment_is_served_by_tls_and_mails_by_smtp() -> None:
    assert start(**DEPLOYED) == (0, "[False, True, True, 'django.core.mail.backends.smtp.EmailBackend']\n")


@pytest.mark.parametrize("lacking", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_a_deployment_says_what_it_lacks(lacking: str) -> None:
    code, words = start(**{name: value for name, value in DEPLOYED.items() if name != lacking})
    assert code == 1
    assert lacking in words


@pytest.mark.parametrize(
    ("word", "meaning"), [("1", True), ("true", True), (" Yes ", True), ("ON", True), ("0", False), ("", False)]
)
def test_a_flag_is_true_or_false(monkeypatch: pytest.MonkeyPatch, word: str, meaning: bool) -> None:
    monkeypatch.setenv("X_FLAG", word)
    assert env_flag("X_FLAG", not meaning) is meaning
    monkeypatch.delenv("X_FLAG")
    assert env_flag("X_FLAG", meaning) is meaning


@pytest.mark.parametrize("word", ["ture", "2", "enabled", "none"])
def test_a_word_that_is_neither_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("X_FLAG", word)
    with pytest.raises(ImproperlyConfigured, match="X_FLAG"):
        env_flag("X_FLAG", False)


def test_a_number_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env_number("X_NUMBER", 7) == 7
    monkeypatch.setenv("X_NUMBER", "8")
    assert env_number("X_NUMBER", 7) == 8
    monkeypatch.setenv("X_NUMBER", "8.5")
    with pytest.raises(ImproperlyConfigured, match="X_NUMBER"):
        env_number("X_NUMBER", 7)


def test_what_must_be_given_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("X_TEXT", raising=False)
    assert env_text("X_TEXT", "default") == "default"
    with pytest.raises(ImproperlyConfigured, match="X_TEXT"):
        env_text("X_TEXT")


def test_a_database_url_may_name_a_socket_or_a_port() -> None:
    socket = database("postgresql://psc@/psc?host=/run/psc")
    assert (socket["NAME"], socket["USER"], socket["HOST"], socket["PORT"]) == ("psc", "psc", "/run/psc", "")
    tcp = database("postgres://u%40x:p%2Fw@db.example:5433/centre?sslmode=require")
    assert (tcp["NAME"], tcp["USER"], tcp["PASSWORD"]) == ("centre", "u@x", "p/w")
    assert (tcp["HOST"], tcp["PORT"]) == ("db.example", "5433")
    assert isinstance(tcp["OPTIONS"], dict)
    assert tcp["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize("url", ["sqlite:///x.db", "mysql://u@h/db", "x", ""])
def test_only_postgresql_will_do(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database(url)


def test_pictures_of_the_map_come_from_the_one_host_that_was_named() -> None:
    assert tile_origin("") == ""
    assert tile_origin("https://tiles.example:8443/a/{z}/{x}/{y}.png?key=1") == "https://tiles.example:8443"


@pytest.mark.parametrize(
    "address",
    ["tiles.example/{z}/{x}/{y}", "https://tiles.example/", "file:///{z}/{x}/{y}", "https://{s}.example/{z}/{x}/{y}"],
)
def test_an_address_that_is_no_source_of_pictures_is_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="PSC_TILE_URL"):
        tile_origin(address)


@pytest.mark.parametrize(("way", "url"), [("off", ""), ("file", ""), ("http", "https://gateway.example/send")])
def test_text_messages_leave_by_one_of_three_ways(way: str, url: str) -> None:
    assert sms_way(way, url) == way


@pytest.mark.parametrize(("way", "url", "named"), [("smpp", "", "PSC_SMS"), ("http", "", "PSC_SMS_URL")])
def test_another_way_is_refused_by_name(way: str, url: str, named: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=named):
        sms_way(way, url)
