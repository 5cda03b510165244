"""Text messages: a file in a demonstration, a gateway elsewhere, and nothing at all where none is configured."""

import socket
from pathlib import Path

import pytest
from django.conf import LazySettings

from foundation.notify.models import Notification
from foundation.notify.services import send_due
from foundation.notify.transports import NotSent, get_transport, sms
from tests.foundation.notify.post import Gateway, Post, queue

NUMBER = "+6281234567890"


def text() -> Notification:
    """A text message in the outbox."""
    return queue(transport="sms", to=NUMBER)


def test_a_demonstration_writes_a_file_a_message(post: Post, settings: LazySettings, tmp_path: Path) -> None:
    settings.SMS, settings.SMS_FILE_PATH = "file", str(tmp_path / "sms")
    message = text()
    assert send_due("test") == 1
    (file,) = (tmp_path / "sms").iterdir()
    assert file.name == f"{message.id}.txt"
    assert file.read_text() == f"{NUMBER}\nKebakaran\n"
    assert file.parent.stat().st_mode & 0o077 == 0


def test_the_gateway_gets_number_words_and_key(gateway: Gateway) -> None:
    text()
    assert send_due("test") == 1
    ((headers, body),) = gateway.asked
    assert body == {"to": NUMBER, "text": "Kebakaran", "key": "k"}
    assert headers["Authorization"] == "Bearer gateway-token"
    assert headers["Idempotency-Key"] == "k"


@pytest.mark.parametrize(
    ("code", "final"),
    [(302, True), (400, True), (401, True), (404, True), (408, False), (429, False), (500, False), (503, False)],
)
def test_a_refusal_is_final_when_trying_again_is_of_no_use(gateway: Gateway, code: int, final: bool) -> None:
    gateway.answer = code
    with pytest.raises(NotSent) as refused:
        get_transport("sms").send(text())
    assert refused.value.final is final
    assert refused.value.reason == f"the gateway answered {code}"
    assert len(gateway.asked) == 1, "nobody is sent elsewhere"


def test_a_gateway_that_hangs_or_is_away_is_tried_again(
    gateway: Gateway, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sms, "PATIENCE_S", 0.2)
    message = text()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.SMS_URL = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert reason_of(message) == (False, "the gateway does not answer (TimeoutError)")
    assert reason_of(message) == (False, "the gateway does not answer (URLError)")


def reason_of(message: Notification) -> tuple[bool, str]:
    """Whether it was refused for good, and why."""
    with pytest.raises(NotSent) as refused:
        get_transport("sms").send(message)
    return refused.value.final, refused.value.reason


def test_without_a_gateway_nothing_is_sent_and_it_says_so(post: Post, settings: LazySettings) -> None:
    settings.SMS = "off"
    assert not sms.sms_is_on()
    message = text()
    send_due("test")
    message.refresh_from_db()
    assert (message.status, message.reason) == ("failed", "no gateway for text messages is configured")
