"""The door of the live stream: one console, its cursor in its audience's ring."""

import asyncio
import contextlib
import json
import logging
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest
from django.http.cookie import parse_cookie

from dispatch.hub import hub
from dispatch.ring import Ring
from dispatch.wallboard.today import wallboard_of
from foundation.people.authentication import token_of
from foundation.people.models import User
from foundation.people.presence import see_on_duty
from incidents.access import WALLBOARD, Audience, audience_of
from incidents.services.moves import deliver_assignments

log = logging.getLogger(__name__)
NOT_SIGNED_IN: Final = 4401
WRONG_ORIGIN: Final = 4403
BAD_MESSAGE: Final = 4400
AWAY: Final = 1013
MOST_SEEN: Final = 500
# A console whose account was closed or whose session ended loses the stream within this many seconds.
RECHECK_S: Final = 30.0


class BoardConsumer(AsyncWebsocketConsumer):
    """`/ws/board`: the client says which position it holds, the server sends everything touched since, for ever."""

    # No channel and no group for a console (measured: twenty times slower): Redis may die and no stream notices.
    channel_layer_alias = "none"

    async def connect(self) -> None:
        """Let in who is signed in, and screens on the wall; a browser must come from our own pages."""
        self.user: User | None = None
        self.audience: Audience | None = None
        self._pump: asyncio.Task[None] | None = None
        self._over = False
        await self.accept()
        headers = {name.decode(): value.decode("latin-1") for name, value in self.scope["headers"]}
        headers["wallboard"] = wallboard_key(self.scope.get("query_string", b""))
        by_token = headers.get("authorization", "").lower().startswith("token ")
        if not origin_fits(headers, needed=not by_token):
            await self._end(WRONG_ORIGIN)
            return
        try:
            self.user, self.audience = await database_sync_to_async(who)(headers)
        except (DatabaseError, InterfaceError):
            await self._end(AWAY)
            return
        if not is_let_in(self.user, self.audience):
            await self._end(NOT_SIGNED_IN)
            return
        self._headers = headers
        await hub.start()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """The first message opens the stream; later ones are receipts."""
        if not is_let_in(self.user, self.audience) or self._over:
            return
        message = parse(text_data)
        if message is None:
            await self._end(BAD_MESSAGE)
        elif self._pump is None and set(message) == {"after"} and is_position(message["after"]):
            self._pump = asyncio.create_task(self._run(message["after"]))
        elif self._pump is not None and set(message) == {"seen"}:
            await self._seen(message["seen"])
        else:
            await self._end(BAD_MESSAGE)

    async def disconnect(self, code: int) -> None:
        """Whatever the reason: this console is gone."""
        if self._pump is not None:
            self._pump.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._pump

    async def _end(self, code: int) -> None:
        """Close the line, once; nothing is said on it any more."""
        if not self._over:
            self._over = True
            with contextlib.suppress(OSError):  # the console was faster
                await self.close(code)

    async def _run(self, after: int | None) -> None:
        hub.arrive(self.audience)
        recheck = asyncio.create_task(self._recheck())
        try:
            await self._serve(self.audience, after)
        except (DatabaseError, InterfaceError):
            await self._end(AWAY)
        except OSError:
            self._over = True  # the console went away while it was told; it comes back with the position it holds
        except Exception:
            if not self._over:  # what was on its way when the line was closed is no failure
                # The console reconnects and is served anew; without this the stream would die in silence.
                log.exception("a console's stream failed")
                await self._end(1011)
        finally:
            recheck.cancel()
            hub.leave(self.audience)

    async def _serve(self, audience: Audience | None, after: int | None) -> None:
        ring = await hub.ring_of(audience)
        cursor = await self._begin(ring, after)
        while not self._over:
            if cursor >= ring.end:
                await ring.changed.wait()
                continue
            texts, end = ring.take(cursor), ring.end
            if texts is None:
                texts = ring.everything()
            cursor = end
            for text in texts:
                await self.send(text_data=text)

    async def _begin(self, ring: Ring, after: int | None) -> int:
        """The first frame: what was touched since, or everything."""
        if after is not None and after > ring.position:
            await hub.catch_up()
        cursor = None if after is None else ring.cursor_after(after)
        texts = ring.everything() if after is None or cursor is None else ring.since(cursor, after)
        end = ring.end
        for text in texts:
            await self.send(text_data=text)
        return end

    async def _recheck(self) -> None:
        while True:
            await asyncio.sleep(RECHECK_S)
            with contextlib.suppress(DatabaseError, InterfaceError):
                user, audience = await database_sync_to_async(who)(self._headers)
                if not is_let_in(user, audience) or audience != self.audience:
                    await self._end(NOT_SIGNED_IN)
                    return

    async def _seen(self, ids: Any) -> None:
        if not isinstance(ids, list) or len(ids) > MOST_SEEN or not all(isinstance(item, str) for item in ids):
            await self._end(BAD_MESSAGE)
            return
        if self.audience is None or self.user is None:
            return
        try:
            wanted = [UUID(item) for item in ids]
        except ValueError:
            await self._end(BAD_MESSAGE)
            return
        with contextlib.suppress(DatabaseError, InterfaceError):  # the console says it again when it reconnects
            await database_sync_to_async(deliver_assignments)(
                assignment_ids=wanted, audience=self.audience, actor=self.user
            )


def is_position(value: Any) -> bool:
    """None, or a position of the record."""
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)


def parse(text: str | None) -> dict[str, Any] | None:
    """A JSON object, or None."""
    try:
        message = json.loads(text or "")
    except (ValueError, RecursionError):  # not JSON, or nested deeper than anybody would
        return None
    return message if isinstance(message, dict) else None


def origin_fits(headers: dict[str, str], *, needed: bool) -> bool:
    """A browser says where its page is from: it must be this very host (or a trusted one)."""
    origin = headers.get("origin")
    if origin is None:
        return not needed
    return urlsplit(origin).netloc == headers.get("host") or origin in settings.CSRF_TRUSTED_ORIGINS


def wallboard_key(query: bytes) -> str:
    """The key of a screen on the wall; empty for everybody else."""
    return parse_qs(query.decode("latin-1")).get("wallboard", [""])[0]


def is_let_in(user: User | None, audience: Audience | None) -> bool:
    """Whoever is signed in may listen, even to nothing; without an account only a screen on the wall."""
    return user is not None or audience == WALLBOARD


def who(headers: dict[str, str]) -> tuple[User | None, Audience | None]:
    """The account behind a token or a session cookie, and its audience; a screen on the wall has no account."""
    if headers.get("wallboard"):
        return None, WALLBOARD if wallboard_of(headers["wallboard"]) else None
    user = user_of(headers)
    if user is not None:
        see_on_duty(user.id)
    return user, audience_of(user) if user is not None else None


def user_of(headers: dict[str, str]) -> User | None:
    """The account, or None."""
    scheme, _space, key = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "token":
        token = token_of(key.strip())
        return token.user if token else None
    cookie = parse_cookie(headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME)
    if not cookie:
        return None
    request = HttpRequest()
    request.session = SessionStore(cookie)
    found = get_user(request)
    return found if isinstance(found, User) else None
