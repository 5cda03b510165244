"""Accounts, tokens and signing in."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils.translation import gettext as _

from foundation.clock.clock import clock
from foundation.journal import Actor, Change, change
from foundation.lib import time
from foundation.lib.errors import Denied, DomainError, Missing
from foundation.people.entries import (
    AccountClosed,
    AccountCreated,
    AccountReopened,
    ContactSet,
    DutyBegun,
    DutyEnded,
    PasswordChanged,
    PasswordSet,
    TokenIssued,
)
from foundation.people.models import Duty, SignInAttempt, Token, User

# A person at work whose screens are gone for so long is not at work.
AWAY = timedelta(minutes=15)
TOKEN_LIFE = timedelta(days=30)
# What a program is told that has the right pair, but somebody else's password.
CHANGE_FIRST = "password_change_required"
# So many wrong passwords within the window close the door for the rest of it.
MOST_FAILURES, WINDOW = 10, timedelta(minutes=5)
# Hashing a password for a name nobody has takes as long as for one that exists: the answer's time tells nothing.
_DECOY = make_password("nobody")


def create_account(
    *,
    username: str,
    name: str,
    roles: Sequence[str],
    password: str | None,
    actor: Actor,
    language: str = "id",
    demo: bool = False,
    now: datetime | None = None,
) -> User:
    """A new account; without a password nobody can sign in with one yet, and one that is given is changed first."""
    with change(actor, now) as running:
        user = User.objects.create_user(
            username=username,
            password=password,
            name=name,
            roles=list(roles),
            language=language,
            demo=demo,
            must_change_password=password is not None and not demo,
        )
        running.append(AccountCreated(user=user.id, username=username, roles=tuple(roles)))
        return user


def close_account(*, username: str, actor: Actor, now: datetime | None = None) -> User:
    """Nobody signs in with it from now on: sessions and keys end, an open board within half a minute.

    Raises:
        Missing: there is no such account.
    """
    with change(actor, now) as running:
        user = lock_account(username)
        if not user.is_active:
            return user
        user.is_active = False
        user.save(update_fields=["is_active"])
        Token.objects.filter(user=user).delete()
        duty = Duty.objects.select_for_update().filter(user=user, ended_at=None).first()
        if duty is not None:
            close_duty(running, duty, user)
        running.append(AccountClosed(user=user.id, username=username))
        return user


def reopen_account(*, username: str, actor: Actor, now: datetime | None = None) -> User:
    """It was closed by a slip, or its person is back; the password is the old one, programs need new keys.

    Raises:
        Missing: there is no such account.
    """
    with change(actor, now) as running:
        user = lock_account(username)
        if user.is_active:
            return user
        user.is_active = True
        user.save(update_fields=["is_active"])
        running.append(AccountReopened(user=user.id, username=username))
        return user


def set_password(*, username: str, password: str, actor: Actor, now: datetime | None = None) -> User:
    """Its person has forgotten the old one, or somebody else knows it: sessions and keys end with it.

    Whoever sets it knows it, so its person chooses another at the next sign-in; the demonstration's is known to all.

    Raises:
        Missing: there is no such account.
    """
    with change(actor, now) as running:
        user = lock_account(username)
        replace_password(user, password, given=not user.demo)
        running.append(PasswordSet(user=user.id, username=username))
        return user


def set_own_password(*, password: str, actor: User, now: datetime | None = None) -> User:
    """Its person has chosen it; the one before was checked. Sessions and keys that began with that end."""
    with change(actor, now) as running:
        user = lock_account(actor.username)
        replace_password(user, password, given=False)
        running.append(PasswordChanged(user=user.id, username=user.username))
        return user


def replace_password(user: User, password: str, *, given: bool) -> None:
    """Another password; every session holds a digest of the one that began it."""
    user.set_password(password)
    user.must_change_password = given
    user.save(update_fields=["password", "must_change_password"])
    Token.objects.filter(user=user).delete()


def set_contact(
    *, username: str, actor: Actor, phone: str | None = None, email: str | None = None, now: datetime | None = None
) -> User:
    """How its person is reached outside; what is not named stays as it is. The record keeps that, and no number.

    Raises:
        Missing: there is no such account.
    """
    with change(actor, now) as running:
        user = lock_account(username)
        told = {name: value for name, value in (("phone", phone), ("email", email)) if value is not None}
        changed = tuple(name for name, value in told.items() if getattr(user, name) != value)
        if changed:
            for name in changed:
                setattr(user, name, told[name])
            user.save(update_fields=changed)
            running.append(ContactSet(user=user.id, username=username))
        return user


def lock_account(username: str) -> User:
    """The account's row.

    Raises:
        Missing: there is none.
    """
    user = User.objects.select_for_update(no_key=True).filter(username=username).first()
    if user is None:
        raise Missing(_("Akun %(name)s tidak ada.") % {"name": username})
    return user


def check_password(*, username: str, password: str, address: str, changing: bool = False) -> User:
    """The account with this name and password.

    Raises:
        DomainError: 401 for a wrong pair (never saying which half), 429 after too many of them.
        Denied: the password was given by somebody else, and is not just being changed.
    """
    attempt = f"{username.lower()}|{address}"
    refuse_guessing(attempt)
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        User(password=_DECOY).check_password(password)
    elif user.check_password(password):
        SignInAttempt.objects.filter(key=attempt).delete()
        if user.must_change_password and not changing:
            raise Denied(_("Ganti dulu kata sandi ini di halaman masuk (/password)."), code=CHANGE_FIRST)
        return user
    count_failure(attempt)
    wrong = DomainError(_("Nama atau kata sandi salah."), code="wrong_credentials")
    wrong.status = 401
    raise wrong


def refuse_guessing(attempt: str) -> None:
    """Close the door for a while to whoever failed too often."""
    tried = SignInAttempt.objects.filter(key=attempt, failures__gte=MOST_FAILURES, since__gt=time.now() - WINDOW)
    if tried.exists():
        closed = DomainError(
            _("Terlalu banyak percobaan. Tunggu sebentar lalu coba lagi."),
            code="too_many",
            retry_after=int(WINDOW.total_seconds()),
        )
        closed.status = 429
        raise closed


def count_failure(attempt: str) -> None:
    """One more wrong password; the count starts again after the window."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_sign_in_attempt (key, failures, since) VALUES (%s, 1, now())"
            " ON CONFLICT (key) DO UPDATE SET"
            " failures = CASE WHEN people_sign_in_attempt.since < now() - %s * interval '1 second' THEN 1"
            "   ELSE people_sign_in_attempt.failures + 1 END,"
            " since = CASE WHEN people_sign_in_attempt.since < now() - %s * interval '1 second' THEN now()"
            "   ELSE people_sign_in_attempt.since END",
            [attempt, WINDOW.total_seconds(), WINDOW.total_seconds()],
        )


def issue_token(*, user: User, now: datetime | None = None) -> tuple[str, Token]:
    """A new key for a program acting as `user`; the key itself is told once and never kept."""
    with change(user, now) as running:
        key = Token.new_key()
        token = Token.objects.create(
            user=user,
            digest=Token.digest_of(key),
            created_at=running.now,
            expires_at=running.now + TOKEN_LIFE,
        )
        running.append(TokenIssued(user=user.id, token=token.id, expires_at=token.expires_at))
        return key, token


def set_language_of(*, user: User, language: str) -> None:
    """What language this account reads. A habit, no event: one statement, outside any change, never journalled."""
    User.objects.filter(id=user.id).update(language=language)


def begin_duty(*, actor: User, position: str = "", now: datetime | None = None) -> Duty:
    """The person is at work. Beginning again at the same position changes nothing; at another one it goes on there."""
    with change(actor, now) as running:
        # The account's row first: two browsers of one person begin one duty.
        User.objects.select_for_update(no_key=True).get(id=actor.id)
        duty = Duty.objects.filter(user=actor, ended_at=None).first()
        if duty is not None and duty.position == position:
            return duty
        if duty is not None:
            close_duty(running, duty, actor)
        duty = Duty.objects.create(user=actor, position=position, begun_at=running.now)
        watch_duty(running, duty)
        running.append(DutyBegun(user=actor.id, duty=duty.id, name=actor.label, position=position))
        return duty


def end_duty(*, actor: User, now: datetime | None = None) -> Duty | None:
    """The person's work is over; None for one that is not at work."""
    with change(actor, now) as running:
        duty = Duty.objects.select_for_update().filter(user=actor, ended_at=None).first()
        if duty is not None:
            close_duty(running, duty, actor)
        return duty


def watch_duty(running: Change, duty: Duty) -> None:
    """Who is not seen for so long is not at work any more, whether the session ran out or the screen went dark."""
    clock.start(kind="duty", subject=duty.subject, due_at=duty.last_seen + AWAY, now=running.now)


def close_duty(running: Change, duty: Duty, actor: User) -> None:
    """One duty ends."""
    duty.ended_at = running.now
    duty.save(update_fields=["ended_at"])
    clock.drop(subject=duty.subject, now=running.now)
    running.append(DutyEnded(user=actor.id, duty=duty.id, name=actor.label, position=duty.position))
