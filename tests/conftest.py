"""Fixtures of our own tests; the servers and databases come from the folder above."""

from collections import Counter

import pytest
from django.conf import settings
from django.utils import translation

from tests.centre import centre

__all__ = ["centre"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: the browser's driver keeps an event loop in this thread, where Django wants none.

    Of these the fullest files come first, so that where tests run side by side no process waits long for another.
    """
    tests = Counter(item.path for item in items)
    browsers = {item: "chromium" in getattr(item, "fixturenames", ()) for item in items}
    items.sort(key=lambda item: (browsers[item], -tests[item.path] if browsers[item] else 0))


@pytest.fixture(autouse=True, scope="session")
def static_files_unread() -> None:
    """Each client of a test is a server anew, and would look through all static files before its first request."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def own_language() -> None:
    """A request in English leaves its language to the thread: the next test begins with the house's own."""
    translation.deactivate()
