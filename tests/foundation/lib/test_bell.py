"""The bell never holds anybody up: not the one who rings, and not the end of a process."""

import asyncio
import subprocess
import sys
import threading
import time
from typing import Any

import pytest

from foundation.lib import bell as bells
from foundation.lib.bell import Bell
from psc.engine.spawn import wait_until


class Layer:
    """A channel layer that counts, or hangs."""

    def __init__(self, *, hangs: bool = False, fails: bool = False) -> None:
        self.sent: list[Any] = []
        self.asked = 0
        self._hangs, self._fails = hangs, fails

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        """Send, hang for ever, or fail."""
        self.asked += 1
        if self._fails:
            raise ConnectionRefusedError
        if self._hangs:
            await asyncio.Event().wait()
        self.sent.append((group, message))


def bell_over(layer: Layer, monkeypatch: pytest.MonkeyPatch) -> Bell:
    monkeypatch.setattr(bells, "get_channel_layer", lambda: layer)
    return Bell()


def test_a_ring_reaches_the_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = Layer()
    bell = bell_over(layer, monkeypatch)
    bell.ring()
    assert wait_until(lambda: bool(layer.sent), seconds=60)
    assert layer.sent[0] == ("bell", {"type": "bell", "from": bell.name})


def test_ringing_never_waits_for_a_redis_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = Layer(hangs=True)
    bell = bell_over(layer, monkeypatch)
    began = time.monotonic()
    for _ring in range(1000):
        bell.ring()
    assert time.monotonic() - began < 5
    assert wait_until(lambda: layer.asked > 0, seconds=60)
    assert layer.asked < 5, "rings that come while it sends become one"


def test_the_bell_rings_again_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = Layer(fails=True)
    bell = bell_over(layer, monkeypatch)
    bell.ring()
    assert wait_until(lambda: layer.asked == 1, seconds=60)
    layer._fails = False
    bell.ring()
    assert wait_until(lambda: len(layer.sent) == 1, seconds=60)


def test_listeners_of_this_process_hear_it_at_once_and_on_the_ringers_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bell = bell_over(Layer(hangs=True), monkeypatch)
    heard: list[str] = []
    listener = lambda: heard.append(threading.current_thread().name)  # noqa: E731
    bell.listen(listener)
    bell.ring()
    assert heard == [threading.current_thread().name]
    bell.forget(listener)
    bell.ring()
    assert len(heard) == 1


def test_a_process_that_rang_can_end() -> None:
    """Seen once: the thread that waited for the next ring was one that Python waits for."""
    program = (
        "import django; django.setup();"
        "import time; from foundation.lib.bell import bell; bell.ring(); time.sleep(0.3); print('done')"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=True)
    assert ended.stdout == "done\n"
