"""Fixtures of our own tests; the servers and databases come from the folder above."""

import pytest
from django.utils import translation

from tests.centre import centre

__all__ = ["centre"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: the browser's driver keeps an event loop in this thread, where Django wants none."""
    items.sort(key=lambda item: "chromium" in getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True)
def own_language() -> None:
    """A request in English leaves its language to the thread: the next test begins with the house's own."""
    translation.deactivate()
