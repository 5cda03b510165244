"""A clock that knows the tests' kind, and a time that is put back."""

from collections.abc import Iterator

import pytest

from foundation.clock.clock import clock
from foundation.lib import time
from tests.foundation.clock.limits import KIND, Steps


@pytest.fixture
def steps(database: str) -> Iterator[Steps]:
    """The handler of the tests' kind, over a fresh database."""
    handler = Steps()
    clock.declare(KIND)
    clock.handle(KIND, handler)
    yield handler
    clock.declared.discard(KIND)
    clock.handlers.pop(KIND, None)
    time.reset()
