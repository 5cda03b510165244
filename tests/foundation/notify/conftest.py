"""An outbox over a fresh database, and a time that is put back."""

from collections.abc import Iterator

import pytest

from foundation.lib import time
from foundation.notify import transports
from tests.foundation.notify.post import NAME, Post


@pytest.fixture
def post(database: str) -> Iterator[Post]:
    """The tests' own transport."""
    post = Post()
    transports.add_transport(post)
    yield post
    transports._transports.pop(NAME)
    time.reset()
