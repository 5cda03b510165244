"""Real browsers on a real centre: `make run`'s engine over a home of its own, and Chromium."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from psc.engine.home import read_running
from tests.engine.test_run import Engine, free_port

# The headless shell first: the same engine without a browser's own windows, which cost a second of work for each page.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
]
# Generous, since it costs nothing where all is well: two cores may serve two browsers, a database and a build at once,
# on a machine that is slow besides (milliseconds).
PATIENCE_MS = 60_000
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


@pytest.fixture(scope="session")
def prepared_home() -> Iterator[Path]:
    """The demonstration's home as a first `make run` leaves it: what every later start would do anew is done once."""
    with new_folder() as folder:
        home = folder / "home"
        with running_over(home):
            pass
        yield home


@pytest.fixture(scope="module")
def engine(prepared_home: Path) -> Iterator[Engine]:
    """A centre of its own, as `make run` starts it, over a copy of the prepared home."""
    with new_folder() as folder:
        # With owners and permissions: as root, the servers run as somebody else.
        subprocess.run(["cp", "--archive", str(prepared_home), str(folder / "home")], check=True)
        with running_over(folder / "home") as running:
            yield running


def bring_forward(engine: Engine, kind: str, seconds: int) -> None:
    """The limits of a kind are that much nearer: the clock meets them in its own time, and nobody waits a minute."""
    execute(
        engine,
        "UPDATE clock_deadline SET due_at = due_at - %(by)s, next_at = next_at - %(by)s"
        " WHERE kind = %(kind)s AND settled_at IS NULL",
        {"by": timedelta(seconds=seconds), "kind": kind},
    )


def put_off(engine: Engine) -> None:
    """No limit that runs by now ends today, whatever the machine takes its time for: its alarm would hide others."""
    execute(
        engine,
        "UPDATE clock_deadline SET next_at = next_at + %(by)s,"
        " due_at = CASE WHEN missed_at IS NULL THEN due_at + %(by)s ELSE due_at END WHERE settled_at IS NULL",
        {"by": timedelta(days=1)},
    )


def execute(engine: Engine, statement: str, values: dict[str, Any]) -> int:
    """One statement in the centre's database; how many rows it changed."""
    running = read_running(engine.home)
    assert running is not None
    with closing(psycopg2.connect(running.database_url)) as link, link, link.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


@contextmanager
def new_folder() -> Iterator[Path]:
    """A folder with a short path that the servers' account may enter; gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="psc-e2e-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_over(home: Path, *, example: bool = False) -> Iterator[Engine]:
    """The engine, ready, until the end of the block; with `example` a new home begins with what was done so far."""
    running = Engine(home, free_port(), example=example)
    try:
        running.wait_until_said("PSC 112 is ready on")
        yield running
    finally:
        running.end()


@contextmanager
def without_a_server(engine: Engine) -> Iterator[None]:
    """Everything of the centre is stopped, to the database; at the end of the block it is back, over the same home."""
    engine.end()
    try:
        yield
    finally:
        engine.start()
        engine.wait_until_said("PSC 112 is ready on")


@pytest.fixture(autouse=True)
def nothing_rings(chromium: Browser, engine: Engine) -> None:
    """What the tests before have left open does not come due in this one."""
    put_off(engine)


@pytest.fixture(scope="module")
def cookies(engine: Engine) -> dict[str, Any]:
    """Who has signed in at this file's centre, and the cookies they were given."""
    return {}


@pytest.fixture
def sign_in(chromium: Browser, engine: Engine, cookies: dict[str, Any]) -> Iterator[SignIn]:
    """Sign an account in, in a browser of its own, and wait for its live board, or for a page without one.

    The form is filled in once for each account of a file; what its password costs is paid once. With `timed` the time
    of its pages can be moved (`page.clock`).
    """
    contexts = []

    def open_page(username: str, *, at: str = "/", board: bool = True, timed: bool = False) -> Page:
        context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="id-ID")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        if timed:
            page.clock.install()
        enter(page, engine, cookies, username, at)
        if board:
            expect(page.locator("#line-state")).to_have_attribute("data-state", "live")
        else:
            expect(page.locator("main h1")).to_be_visible()
        return page

    yield open_page
    for context in contexts:
        context.close()


def enter(page: Page, engine: Engine, cookies: dict[str, Any], username: str, at: str = "/") -> None:
    """Open a page of the centre as this account."""
    root = f"http://127.0.0.1:{engine.port}"
    if username in cookies:
        page.context.add_cookies(cookies[username])
        page.goto(root + at)
        return
    page.goto(f"{root}/sign-in?next={at}")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", "demo-112")
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    cookies[username] = page.context.cookies()
