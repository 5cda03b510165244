"""Real browsers on a real centre: `make run`'s engine over a home of its own, and Chromium."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.engine.test_run import Engine, free_port

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
]
# Generous: two cores may serve two browsers, a database and a build at once (milliseconds).
PATIENCE_MS = 20_000
SignIn = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Headless Chromium; without one these tests are skipped, unless PSC_REQUIRE_BROWSER forbids it."""
    if CHROMIUM is None:
        if os.environ.get("PSC_REQUIRE_BROWSER"):
            pytest.fail("PSC_REQUIRE_BROWSER is set and no Chromium is installed.")
        pytest.skip("no Chromium on this machine: install the package `chromium` to run the browser tests")
    playwright: Playwright
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        expect.set_options(timeout=PATIENCE_MS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """A centre of its own, as `make run` starts it."""
    folder = Path(tempfile.mkdtemp(prefix="psc-e2e-"))
    folder.chmod(0o711)
    running = Engine(folder / "home", free_port())
    try:
        running.wait_until_said("PSC 112 is ready on")
        yield running
    finally:
        running.end()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def sign_in(chromium: Browser, engine: Engine) -> Iterator[SignIn]:
    """Sign an account in, in a browser of its own, and wait for its live board, if it has one."""
    contexts = []

    def open_page(username: str, *, board: bool = True) -> Page:
        context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="id-ID")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"http://127.0.0.1:{engine.port}/sign-in")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", "demo-112")
        page.press("input[name=password]", "Enter")
        if board:
            expect(page.locator("#line-state")).to_have_attribute("data-state", "live")
        else:
            expect(page.locator("main h1")).to_be_visible()
        return page

    yield open_page
    for context in contexts:
        context.close()
