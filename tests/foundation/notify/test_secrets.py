"""A message that is a key: sent like any other, and nothing readable is kept of it once it has ended."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from foundation.journal import SYSTEM, Change, change
from foundation.lib import time
from foundation.notify import services
from foundation.notify.models import Notification
from foundation.notify.services import drop_notifications, follow_messages, send_due
from tests.foundation.notify.post import Post, queue, refuse_for_ever

Status = Notification.Status
WORDS = ("a@example.org", "Panggilan 112", "Kebakaran")


def kept(message: Notification) -> str:
    """All that the outbox holds of a message."""
    return str(Notification.objects.filter(id=message.id).values().get())


def too_late(message: Notification) -> None:
    time.shift(timedelta(hours=2))
    send_due("test")


def taken_back(message: Notification) -> None:
    with change(SYSTEM) as running:
        drop_notifications(running, about=message.about, reason="the link was ended")


@pytest.mark.parametrize(
    ("how", "status"),
    [
        (lambda message: send_due("test"), Status.SENT),
        (too_late, Status.EXPIRED),
        (taken_back, Status.EXPIRED),
    ],
)
def test_nothing_readable_is_left_at_its_end(post: Post, how: Callable[[Notification], object], status: str) -> None:
    message, plain = queue("secret", secret=True), queue("plain")
    assert all(word in kept(message) for word in WORDS)
    how(message)
    assert [word for word in WORDS if word in kept(message)] == []
    assert Notification.objects.get(key="secret").status == status
    assert all(word in kept(plain) for word in WORDS)


def test_a_number_that_does_not_exist_is_not_kept_either(post: Post) -> None:
    post.answer = refuse_for_ever
    message = queue(secret=True)
    send_due("test")
    assert [word for word in WORDS if word in kept(message)] == []
    assert Notification.objects.get().status == Status.FAILED


def test_what_was_taken_back_is_not_sent(post: Post) -> None:
    taken_back(queue())
    assert (send_due("test"), post.tried) == (0, [])


@pytest.fixture
def told() -> Iterator[list[tuple[str, str]]]:
    """What somebody who follows messages about incidents has heard."""
    heard: list[tuple[str, str]] = []

    def hear(running: Change, message: Notification) -> None:
        heard.append((message.key, message.status))

    follow_messages("incident", hear)
    yield heard
    services._followers.pop("incident")


def test_whoever_follows_a_message_hears_of_its_end_once(post: Post, told: list[tuple[str, str]]) -> None:
    queue()
    assert told == []
    send_due("test")
    send_due("test")
    assert told == [("k", "sent")]


def test_the_end_and_what_follows_from_it_stand_together_or_not_at_all(post: Post) -> None:
    def break_down(running: Change, message: Notification) -> None:
        raise RuntimeError("killed here")

    follow_messages("incident", break_down)
    message = queue()
    with pytest.raises(RuntimeError, match="killed here"):
        send_due("test")
    services._followers.pop("incident")
    message.refresh_from_db()
    assert message.status == Status.QUEUED, "it will be tried again under the same key"
