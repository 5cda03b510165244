"""The transports of this house: e-mail, and a live screen."""

import smtplib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.mail import EmailMessage

from foundation.notify.models import Notification
from foundation.notify.services import send_due
from foundation.notify.transports import NotSent, get_transport
from foundation.people.presence import write_presence
from tests.foundation.notify.post import Post, queue


def test_an_e_mail_is_really_written(post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
    monkeypatch.setattr(settings, "EMAIL_FILE_PATH", str(tmp_path / "mail"))
    message = queue(transport="email", to="piket@damkar.example")
    assert send_due("test") == 1
    (file,) = (tmp_path / "mail").iterdir()
    written = file.read_text()
    assert "To: piket@damkar.example" in written
    assert "Subject: Panggilan 112" in written
    assert f"Message-ID: <{message.id}@" in written
    assert "Kebakaran" in written


def test_an_address_that_is_none_is_final(post: Post) -> None:
    message = queue(transport="email", to="damkar")
    send_due("test")
    message.refresh_from_db()
    assert (message.status, message.reason) == ("failed", "no e-mail address")


@pytest.mark.parametrize(
    ("error", "final"),
    [
        (ConnectionRefusedError("refused"), False),
        (TimeoutError("timed out"), False),
        (smtplib.SMTPServerDisconnected("gone"), False),
        (smtplib.SMTPRecipientsRefused({"x@y": (550, b"no such user")}), True),
    ],
)
def test_what_a_mail_server_says_becomes_a_reason(
    post: Post, monkeypatch: pytest.MonkeyPatch, error: Exception, final: bool
) -> None:
    def fail(mail: EmailMessage) -> None:
        raise error

    monkeypatch.setattr(EmailMessage, "send", fail)
    with pytest.raises(NotSent) as refused:
        get_transport("email").send(queue(transport="email"))
    assert refused.value.final is final
    assert type(error).__name__ in refused.value.reason


def test_a_screen_takes_a_message_when_somebody_looks_at_it(post: Post) -> None:
    message = queue(transport="in_app", to="agency:x")
    assert send_due("test") == 0
    message.refresh_from_db()
    assert (message.status, message.reason) == (Notification.Status.QUEUED, "nobody of this audience is signed on")
    write_presence("server", {"agency:x": 0, "agency:y": 2})
    with pytest.raises(NotSent):
        get_transport("in_app").send(message)
    write_presence("server", {"agency:x": 1})
    get_transport("in_app").send(message)
