"""People tests hash many passwords, and some move the time."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from foundation.lib import time


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A million rounds are for those who guess."""
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 1000)


@pytest.fixture(autouse=True)
def time_is_put_back() -> Iterator[None]:
    """After each test."""
    yield
    time.reset()
