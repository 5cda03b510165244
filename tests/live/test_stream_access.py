"""Who may no longer look on loses the stream: the consumer itself, which looks again now and then."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.test import Client

from dispatch import consumers
from dispatch.hub import Hub
from dispatch.ring import Beat
from foundation.people.models import Role, Token, User
from psc.asgi import streams
from tests.centre import Centre

PATIENCE_S = 20
# Its library has no types.
new_line: Any = ApplicationCommunicator


def close_account(centre: Centre) -> None:
    User.objects.filter(username="damkar").update(is_active=False)


def take_token(centre: Centre) -> None:
    Token.objects.filter(user__username="damkar").delete()


def change_roles(centre: Centre) -> None:
    User.objects.filter(username="damkar").update(roles=[Role.ADMIN])


@pytest.fixture
async def own_hub(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hub]:
    """A hub on this test's loop, and a look at the account every tenth of a second instead of every half minute."""
    hub = Hub()
    monkeypatch.setattr(consumers, "hub", hub)
    monkeypatch.setattr(consumers, "RECHECK_S", 0.1)
    yield hub
    await hub.stop()


@pytest.mark.parametrize("taken", [close_account, take_token, change_roles])
async def test_who_may_no_longer_look_on_loses_the_stream(
    centre: Centre, own_hub: Hub, taken: Callable[[Centre], None]
) -> None:
    desk = await sync_to_async(centre.desk)("damkar")
    other = await sync_to_async(centre.desk)("polres")
    lines = [await line_of(authorization=f"Token {one.key}") for one in (desk, other)]
    await sync_to_async(taken)(centre)
    assert await closing(lines[0]) == consumers.NOT_SIGNED_IN
    await asyncio.sleep(0.3)
    while not await lines[1].receive_nothing():  # a beat may come
        assert (await lines[1].receive_output(PATIENCE_S))["type"] == "websocket.send"
    await lines[1].send_input({"type": "websocket.disconnect", "code": 1000})
    await lines[1].wait(PATIENCE_S)


async def test_who_signs_out_in_the_browser_loses_the_stream(centre: Centre, own_hub: Hub) -> None:
    user = (await sync_to_async(centre.desk)("damkar")).user
    browser = Client()
    await sync_to_async(browser.force_login)(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME].value
    line = await line_of(cookie=f"{settings.SESSION_COOKIE_NAME}={cookie}", host="psc", origin="http://psc")
    await sync_to_async(browser.post)("/sign-out")
    assert await closing(line) == consumers.NOT_SIGNED_IN


async def test_nothing_is_said_on_a_line_that_was_closed(centre: Centre, own_hub: Hub) -> None:
    desk = await sync_to_async(centre.desk)("damkar")
    line = await line_of(authorization=f"Token {desk.key}")
    for _ in range(2):
        await line.send_input({"type": "websocket.receive", "text": "halo"})
    assert (await line.receive_output(PATIENCE_S)) == {"type": "websocket.close", "code": consumers.BAD_MESSAGE}
    for ring in own_hub.rings.values():
        ring.publish(Beat(ring.position, "", "ok"))
    assert await line.receive_nothing(0.3)
    await line.send_input({"type": "websocket.disconnect", "code": 1000})
    await line.wait(PATIENCE_S)


async def test_a_console_that_goes_while_it_is_told_is_no_failure(
    centre: Centre, own_hub: Hub, caplog: pytest.LogCaptureFixture
) -> None:
    desk = await sync_to_async(centre.desk)("damkar")
    gone, told = False, asyncio.Event()
    inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def send(message: dict[str, Any]) -> None:
        if gone:
            raise ConnectionResetError  # as a server says it (ASGI: an OSError)
        if message["type"] == "websocket.send":
            told.set()

    scope = {"type": "websocket", "path": "/ws/board", "headers": [(b"authorization", f"Token {desk.key}".encode())]}
    line = asyncio.create_task(streams(scope, inbox.get, send))
    inbox.put_nowait({"type": "websocket.connect"})
    inbox.put_nowait({"type": "websocket.receive", "text": '{"after":null}'})
    await asyncio.wait_for(told.wait(), PATIENCE_S)
    gone = True
    for ring in own_hub.rings.values():
        ring.publish(Beat(ring.position, "", "ok"))
    await asyncio.sleep(0.1)
    inbox.put_nowait({"type": "websocket.disconnect", "code": 1006})
    await asyncio.wait_for(line, PATIENCE_S)
    assert caplog.records == []


async def line_of(**headers: str) -> Any:
    """A console that holds its board."""
    told = [(name.encode(), value.encode()) for name, value in headers.items()]
    line = new_line(streams, {"type": "websocket", "path": "/ws/board", "headers": told})
    await line.send_input({"type": "websocket.connect"})
    assert (await line.receive_output(PATIENCE_S))["type"] == "websocket.accept"
    await line.send_input({"type": "websocket.receive", "text": '{"after":null}'})
    assert json.loads((await line.receive_output(PATIENCE_S))["text"])["after"] is None
    return line


async def closing(line: Any) -> int:
    """The code with which the server ends the line; what it said before is passed over."""
    while True:
        message = await line.receive_output(PATIENCE_S)
        if message["type"] == "websocket.close":
            await line.send_input({"type": "websocket.disconnect", "code": message["code"]})
            await line.wait(PATIENCE_S)
            return int(message["code"])
