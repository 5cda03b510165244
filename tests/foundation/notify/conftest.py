"""An outbox over a fresh database, and a time that is put back."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from foundation.lib import time
from foundation.notify import transports
from tests.foundation.notify.post import NAME, Gateway, Post


@pytest.fixture
def post(database: str) -> Iterator[Post]:
    """The tests' own transport."""
    post = Post()
    transports.add_transport(post)
    yield post
    transports._transports.pop(NAME)
    time.reset()


@pytest.fixture
def gateway(database: str, settings: LazySettings) -> Iterator[Gateway]:
    """A gateway for text messages, and the settings that lead to it."""
    gateway = Gateway()
    settings.SMS, settings.SMS_URL, settings.SMS_TOKEN = "http", gateway.address, "gateway-token"
    yield gateway
    gateway.close()
    time.reset()
