"""Writing the outbox, and emptying it."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F, Min

from foundation.journal import SYSTEM, Actor, Change, change, insert_soon
from foundation.lib import time
from foundation.notify.models import Breaker, Notification
from foundation.notify.transports import NotSent, Transport, get_transport

log = logging.getLogger(__name__)
# Seconds: the pause after the first failure, doubled each time up to the longest; how long an open breaker rests.
FIRST_PAUSE_S, LONGEST_PAUSE_S, BREAKER_REST_S = 2, 300, 30
# For so long (seconds) a message belongs to who claimed it: longer than any transport may take to say yes, or a
# second worker would send it again meanwhile.
CLAIM_S = 60
BREAKER_LIMIT = 5
BATCH = 50

Follower = Callable[[Change, Notification], None]
_followers: dict[str, Follower] = {}
_mourners: list[Follower] = []
Watcher = Callable[[Change, str, bool], None]
_watchers: list[Watcher] = []


def follow_messages(kind: str, follower: Follower) -> None:
    """Have `follower` told of the end of every message about a thing of this kind (`about` is `kind:id`).

    It runs in the change that writes the end, before it, so that both stand or neither; it locks its own row only.
    """
    _followers[kind] = follower


def follow_failures(follower: Follower) -> None:
    """Have `follower` told, in the same way, of every message that did not leave the house, whatever it is about.

    What somebody follows by its kind is theirs. A screen that nobody watches is no failure of a transport: that is
    known at once and has alarms of its own.
    """
    _mourners.append(follower)


def watch_transports(watcher: Watcher) -> None:
    """Have `watcher` told when a transport has failed so often that it rests, and when it works again (True).

    It may be told the same twice.
    """
    _watchers.append(watcher)


def queue_notification(
    running: Change,
    *,
    transport: str,
    to: str,
    title: str,
    body: str,
    key: str,
    about: str = "",
    cutoff: timedelta,
    secret: bool = False,
) -> None:
    """Put a message into the outbox, inside the change that causes it; the same key twice is one message.

    After `cutoff` an unsent message has lost its meaning: it expires with a reason instead of arriving late.
    Of a `secret` one (a key to something) the outbox keeps nothing readable once it has ended.
    """
    get_transport(transport)
    message = Notification(
        transport=transport,
        to=to,
        title=title,
        body=body,
        key=key,
        about=about,
        created_at=running.now,
        next_at=running.now,
        cutoff_at=running.now + cutoff,
        secret=secret,
    )
    insert_soon(message, once=True)


def drop_notifications(running: Change, *, about: str, reason: str) -> None:
    """What has not left yet about this thing does not leave any more; one that is being sent just now still may."""
    for message in Notification.objects.filter(about=about, status=Notification.Status.QUEUED):
        write_end(message, Notification.Status.EXPIRED, running.now, reason)


def next_send() -> datetime | None:
    """When the next message may leave, or None when the outbox is empty."""
    soonest: datetime | None = Notification.objects.filter(status=Notification.Status.QUEUED).aggregate(
        soonest=Min("next_at")
    )["soonest"]
    return soonest


def send_due(source: str) -> int:
    """Send every message that is due; how many left.

    Each message is claimed by one conditional update (its next try is moved away), sent without any lock, and its
    end written in one statement: a process killed while sending leaves it to be tried again under the same key.
    """
    sent = 0
    due = Notification.objects.filter(status=Notification.Status.QUEUED, next_at__lte=time.now()).order_by("next_at")
    for message in due[:BATCH]:
        moment = time.now()  # anew for each: the one before may have taken its time
        if claim(message, moment):
            sent += deliver(message, moment)
    return sent


def claim(message: Notification, moment: datetime) -> bool:
    """Whether this process won the message: exactly one update finds it as it was."""
    won = Notification.objects.filter(id=message.id, attempts=message.attempts, status=Notification.Status.QUEUED)
    return won.update(attempts=F("attempts") + 1, next_at=moment + timedelta(seconds=CLAIM_S)) == 1


def deliver(message: Notification, moment: datetime) -> int:
    """Send one message or write why not; 1 when it left."""
    if message.cutoff_at <= moment:
        end(message, Notification.Status.EXPIRED, moment, message.reason or "too late to be of use")
        return 0
    transport = get_transport(message.transport)
    if transport.breakable and is_open(message.transport, moment):
        put_off(message, "the transport is resting after failures")
        return 0
    try:
        hand_over(transport, message)
    except NotSent as error:
        note_failure(message, error, moment, breakable=transport.breakable)
        return 0
    end(message, Notification.Status.SENT, moment, "")
    close_breaker(message.transport, moment)
    return 1


def hand_over(transport: Transport, message: Notification) -> None:
    """Send it; a transport that breaks in a way it did not foresee has not sent it, and stops no other message.

    Raises:
        NotSent: with the reason.
    """
    try:
        transport.send(message)
    except NotSent:
        raise
    except Exception as error:
        log.exception("message %s by %s failed", message.key, message.transport)
        raise NotSent(f"{type(error).__name__}: {error}") from error


def put_off(message: Notification, reason: str) -> None:
    """Try again after a pause, longer with every attempt (`attempts` is what it was before this one)."""
    pause = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(message.attempts, 10))
    next_at = time.now() + timedelta(seconds=pause)
    Notification.objects.filter(id=message.id).update(reason=reason, next_at=next_at)


def end(message: Notification, status: Notification.Status, moment: datetime, reason: str) -> None:
    """The message's last word."""
    if followers_of(message, status):
        end_followed_message(message=message, status=status, reason=reason, actor=SYSTEM, now=moment)
    else:
        write_end(message, status, moment, reason)


def followers_of(message: Notification, status: Notification.Status) -> list[Follower]:
    """Who waits for this end of it."""
    own = _followers.get(message.about.partition(":")[0])
    if own is not None:
        return [own]
    lost = status != Notification.Status.SENT and get_transport(message.transport).breakable
    return _mourners if lost else []


def end_followed_message(
    *, message: Notification, status: Notification.Status, reason: str, actor: Actor, now: datetime
) -> None:
    """The same of one whose end somebody waits for: they hear of it in the change that writes it, before it."""
    with change(actor, now) as running:
        message.status, message.reason = status, reason
        for follower in followers_of(message, status):
            follower(running, message)
        write_end(message, status, now, reason)


def write_end(message: Notification, status: Notification.Status, moment: datetime, reason: str) -> None:
    """The end in its row, and nothing left of what was secret."""
    shredded = {"to": "", "title": "", "body": ""} if message.secret else {}
    Notification.objects.filter(id=message.id).update(
        status=status, ended_at=moment, next_at=None, reason=reason, **shredded
    )


def note_failure(message: Notification, error: NotSent, moment: datetime, *, breakable: bool) -> None:
    """Keep the reason; a final one ends the message, others count against the transport."""
    if error.final:
        end(message, Notification.Status.FAILED, moment, error.reason)
        return
    put_off(message, error.reason)
    if breakable:
        count_failure(message.transport, moment)


def count_failure(transport: str, moment: datetime) -> None:
    """One more failure in a row; after so many the transport rests for a while, and is said to."""
    breaker, _ = Breaker.objects.get_or_create(transport=transport)
    failures = breaker.failures + 1
    rest = moment + timedelta(seconds=BREAKER_REST_S) if failures >= BREAKER_LIMIT else None
    Breaker.objects.filter(transport=transport).update(failures=failures, open_until=rest)
    if rest is not None:
        record_breaker(transport=transport, works=False, actor=SYSTEM, now=moment)


def close_breaker(transport: str, moment: datetime) -> None:
    """It works; where it had rested, that is said before it is written down, so that a crash between says it again."""
    breaker = Breaker.objects.filter(transport=transport).exclude(failures=0).first()
    if breaker is None:
        return
    if breaker.failures >= BREAKER_LIMIT:
        record_breaker(transport=transport, works=True, actor=SYSTEM, now=moment)
    Breaker.objects.filter(transport=transport).update(failures=0, open_until=None)


def record_breaker(*, transport: str, works: bool, actor: Actor, now: datetime) -> None:
    """Those who watch the transports write down what they make of it."""
    with change(actor, now) as running:
        for watcher in _watchers:
            watcher(running, transport, works)


def is_open(transport: str, moment: datetime) -> bool:
    """Whether the transport's breaker is open, so that nothing is tried."""
    return Breaker.objects.filter(transport=transport, open_until__gt=moment).exists()
