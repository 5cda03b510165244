"""What must leave the house leaves it once, late rather than never, and not at all when it is too late."""

import threading
from datetime import timedelta

import pytest

from foundation.clock.sources import sources
from foundation.journal import SYSTEM, change
from foundation.lib import time
from foundation.notify.models import Breaker, Notification
from foundation.notify.services import BREAKER_LIMIT, BREAKER_REST_S, next_send, queue_notification, send_due
from tests.foundation.notify.post import NAME, Post, queue, refuse, refuse_for_ever
from tests.foundation.together import in_another_thread, together

Status = Notification.Status


def now_is(message: Notification) -> Notification:
    """The message as it stands."""
    message.refresh_from_db()
    return message


def test_a_message_leaves_after_the_change_and_says_so(post: Post) -> None:
    message = queue()
    assert post.tried == [], "nothing is sent from inside a change"
    assert next_send() == message.created_at
    assert send_due("test") == 1
    assert post.took == ["k"]
    assert (now_is(message).status, message.attempts, message.next_at) == (Status.SENT, 1, None)
    assert message.ended_at is not None
    assert (send_due("test"), next_send()) == (0, None)


def test_one_key_is_one_message(post: Post) -> None:
    first = queue()
    again = queue()
    assert first.id == again.id
    send_due("test")
    queue()
    send_due("test")
    assert post.took == ["k"]


def test_a_change_that_fails_sends_nothing(post: Post) -> None:
    def half() -> None:
        with change(SYSTEM) as running:
            queue_notification(running, transport=NAME, to="x", title="t", body="b", key="k", cutoff=timedelta(hours=1))
            raise RuntimeError("half")

    with pytest.raises(RuntimeError, match="half"):
        half()
    assert not Notification.objects.exists()


def test_a_transport_nobody_knows_is_refused_where_it_is_queued(post: Post) -> None:
    with pytest.raises(KeyError):
        queue(transport="pigeon")
    assert not Notification.objects.exists()


def test_a_failure_is_retried_after_pauses_that_double(post: Post) -> None:
    post.answer = refuse
    message = queue(cutoff_s=86_400)
    pauses = []
    for _try in range(4):
        send_due("test")
        due = now_is(message).next_at
        assert due is not None
        pauses.append(round((due - time.now()).total_seconds()))
        assert message.reason == "the line is busy"
        assert send_due("test") == 0, "not again before its time"
        time.shift(timedelta(seconds=pauses[-1] + 0.1))
    assert pauses == [2, 4, 8, 16]
    post.answer = lambda message: None
    assert send_due("test") == 1
    assert (now_is(message).status, message.reason, message.attempts) == (Status.SENT, "", 5)


def test_a_final_refusal_ends_it_with_its_reason(post: Post) -> None:
    post.answer = refuse_for_ever
    message = queue()
    send_due("test")
    assert (now_is(message).status, message.reason, message.next_at) == (Status.FAILED, "no such number", None)
    assert not Breaker.objects.filter(failures__gt=0).exists(), "a wrong number says nothing about the line"


def test_what_is_too_late_expires_with_a_reason_instead_of_arriving(post: Post) -> None:
    message = queue(cutoff_s=60)
    time.shift(timedelta(seconds=61))
    assert send_due("test") == 0
    assert (now_is(message).status, message.reason) == (Status.EXPIRED, "too late to be of use")
    assert post.tried == []
    assert next_send() is None


def test_what_failed_until_the_cut_off_keeps_the_reason_of_its_failure(post: Post) -> None:
    post.answer = refuse
    message = queue(cutoff_s=60)
    send_due("test")
    time.shift(timedelta(seconds=61))
    send_due("test")
    assert (now_is(message).status, message.reason) == (Status.EXPIRED, "the line is busy")


def test_two_overlapping_sweeps_send_a_message_once(post: Post) -> None:
    for number in range(20):
        queue(str(number))
    sent = together([lambda: send_due("test")] * 4)
    assert sum(sent) == 20
    assert sorted(post.took) == sorted(str(number) for number in range(20))


def test_a_slow_transport_is_not_overtaken_by_the_next_sweep(post: Post) -> None:
    """A mail server may take seconds to say yes; meanwhile the beat wakes others, and they must not send it again."""
    inside, done = threading.Event(), threading.Event()

    def take_long(message: Notification) -> None:
        inside.set()
        done.wait(20)

    post.answer = take_long
    message = queue()
    sweeps: list[int] = []
    slow = threading.Thread(target=lambda: sweeps.append(in_another_thread(lambda: send_due("slow"))))
    slow.start()
    assert inside.wait(10)
    time.shift(timedelta(seconds=15))
    assert send_due("fast") == 0
    done.set()
    slow.join()
    assert (post.tried, sweeps) == (["k"], [1])
    assert now_is(message).status == Status.SENT


def test_a_sweep_that_lasts_long_claims_each_message_at_its_own_moment(post: Post) -> None:
    """The first message of a batch may take a minute; the second is claimed then, not a minute before."""
    post.answer = lambda message: time.shift(timedelta(minutes=1))
    first, second = queue("1"), queue("2", cutoff_s=30)
    assert send_due("test") == 1
    assert now_is(first).status == Status.SENT
    assert now_is(second).status == Status.EXPIRED, "its time ran out while the first was sent"


def test_a_process_killed_while_sending_leaves_the_message_to_the_next(post: Post) -> None:
    def die(message: Notification) -> None:
        raise SystemExit

    post.answer = die
    message = queue()
    with pytest.raises(SystemExit):
        send_due("test")
    assert now_is(message).status == Status.QUEUED
    post.answer = lambda message: None
    assert send_due("test") == 0, "it might still be on its way"
    time.shift(timedelta(minutes=2))
    assert send_due("test") == 1
    assert post.took == ["k"]


def test_a_transport_that_breaks_in_its_own_way_stops_nobody(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    def break_down(message: Notification) -> None:
        if message.key == "1":
            raise ValueError("header with a new line")

    post.answer = break_down
    bad, good = queue("1"), queue("2")
    assert send_due("test") == 1
    assert now_is(good).status == Status.SENT
    assert (now_is(bad).status, message_reason(bad)) == (Status.QUEUED, "ValueError")
    assert "1" in caplog.text


def message_reason(message: Notification) -> str:
    """The first word of the reason."""
    return message.reason.partition(":")[0]


def test_a_transport_that_keeps_failing_rests(post: Post) -> None:
    post.answer = refuse
    for number in range(BREAKER_LIMIT):
        queue(str(number), cutoff_s=86_400)
    send_due("test")
    assert len(post.tried) == BREAKER_LIMIT
    late = queue("late", cutoff_s=86_400)
    post.answer = lambda message: None
    assert send_due("test") == 0
    assert len(post.tried) == BREAKER_LIMIT, "nothing is even tried"
    assert (now_is(late).status, late.reason) == (Status.QUEUED, "the transport is resting after failures")
    time.shift(timedelta(seconds=BREAKER_REST_S + 1))
    assert send_due("test") == BREAKER_LIMIT + 1
    assert Breaker.objects.get(transport=NAME).failures == 0


def test_after_its_rest_one_failure_is_enough_to_rest_again(post: Post) -> None:
    post.answer = refuse
    for number in range(BREAKER_LIMIT + 3):
        queue(str(number), cutoff_s=86_400)
    send_due("test")
    assert len(post.tried) == BREAKER_LIMIT
    time.shift(timedelta(seconds=BREAKER_REST_S + 1))
    send_due("test")
    assert len(post.tried) == BREAKER_LIMIT + 1


def test_one_transport_that_rests_holds_up_no_other(post: Post) -> None:
    Breaker.objects.create(transport="email", failures=9, open_until=time.now() + timedelta(minutes=5))
    queue()
    assert send_due("test") == 1


def test_the_beat_watches_the_outbox(post: Post) -> None:
    outbox = {source.task: source for source in sources()}["notify.send_due"]
    assert outbox.next_due() is None
    message = queue()
    assert outbox.next_due() == message.next_at
    assert not outbox.stand_in
