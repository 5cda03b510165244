"""The live page in a real browser: readable for everybody, honest while the line is down, nothing typed is lost."""

import os
import re
import signal
import time
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from psc.engine.bootstrap import CONSOLE
from tests.e2e.conftest import PATIENCE_MS, SignIn, enter
from tests.engine.test_run import Engine

pytestmark = pytest.mark.browser
AXE = CONSOLE / "node_modules" / "axe-core" / "axe.min.js"
# A dead link is told after 8 s, and a line that waits for its turn waits 15 s at most (milliseconds).
OUTAGE_MS = 90_000
# So long a screen believes a line that says nothing (console/src/core/stream.ts).
SILENCE_MS = 8_000


def file_report(page: Page, text: str) -> None:
    """Type a report and send it by the keyboard."""
    page.fill("#report-place", "Ngunut")
    page.fill("#report-text", text)
    page.press("#report-text", "Control+Enter")


def open_fire(page: Page, words: str) -> None:
    """From the call to an open incident without a mouse."""
    file_report(page, f"Rumah terbakar, {words}")
    expect(page.locator("#open-incident")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#incident-panel")).to_be_visible()


def state(page: Page, name: str) -> None:
    """Wait until the line is in this state and says so."""
    expect(page.locator("#line-state")).to_have_attribute("data-state", name, timeout=OUTAGE_MS)


def rows(page: Page) -> list[str]:
    """What the incident list shows, without the clocks that run."""
    cells = page.locator("psc-incident-list [role=option]")
    return sorted(
        " ".join(text.split()) for text in cells.locator(".cell-number, .cell-main, .cell-state").all_inner_texts()
    )


def assert_same_board(sign_in: SignIn, page: Page) -> None:
    """What this page came to is what a page opened now shows."""
    fresh = sign_in("coordinator")
    page.mouse.move(1, 1)
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while rows(page) != rows(fresh) and time.monotonic() < deadline:
        page.wait_for_timeout(200)
    assert rows(page) == rows(fresh)


@pytest.mark.parametrize("username", ["operator", "damkar", "crew", "auditor"])
def test_nobody_is_shut_out_in_either_theme(sign_in: SignIn, username: str) -> None:
    if username == "operator":
        open_fire(sign_in("operator"), "warung sate")
    page = sign_in(username)
    for _theme in ("dark", "light"):
        assert serious_findings(page) == []
        if page.locator("psc-incident-list [role=option]").count():
            page.locator("psc-incident-list [role=option]").first.click()
            expect(page.locator(".timeline li").first).to_be_visible()
        page.locator("#alarm-button").click()
        assert serious_findings(page) == []
        page.keyboard.press("F1")
        assert serious_findings(page) == []
        page.keyboard.press("Escape")
        if page.locator(".menu:not([open])").count():  # a telephone folds them away
            page.locator(".menu summary").click()
        page.locator(".switches button").first.click()


def serious_findings(page: Page) -> list[str]:
    """What axe finds that would keep somebody from using the page."""
    page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {each['help']} {[node['target'] for node in each['nodes'][:3]]}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]


def test_the_board_is_worked_by_the_keyboard_alone(sign_in: SignIn) -> None:
    operator = sign_in("operator")
    expect(operator.locator("#triage")).to_be_focused()
    open_fire(operator, "dekat jembatan")
    operator.keyboard.press("F8")
    expect(operator.locator("#send-chosen")).to_be_focused()
    operator.keyboard.press("F3")
    expect(operator.locator("#search")).to_be_focused()
    operator.keyboard.press("F2")
    expect(operator.locator("#triage")).to_be_focused()
    for selector in (
        "#report-place",
        "psc-report-list .list",
        "psc-incident-list .list",
        "#details",
    ):
        operator.keyboard.press("F6")
        expect(operator.locator(selector)).to_be_focused()


def test_a_frozen_server_is_called_stale_and_the_report_arrives_once(sign_in: SignIn, engine: Engine) -> None:
    operator = sign_in("operator", timed=True)
    web = engine.pids()["web"]
    os.kill(web, signal.SIGSTOP)
    try:
        operator.clock.fast_forward(SILENCE_MS)
        state(operator, "stale")
        expect(operator.locator(".band.stale")).to_contain_text("DATA BASI sejak")
        file_report(operator, "Toko terbakar di pasar wage")
        expect(operator.locator(".waiting")).to_contain_text("belum diterima server")
    finally:
        os.kill(web, signal.SIGCONT)
    state(operator, "live")
    expect(operator.locator(".waiting")).to_have_count(0, timeout=OUTAGE_MS)
    expect(operator.locator("psc-report-list [role=option]", has_text="pasar wage")).to_have_count(1)
    assert_same_board(sign_in, operator)


def test_a_browser_without_a_network_says_so_and_comes_back_to_a_true_board(sign_in: SignIn) -> None:
    operator, damkar = sign_in("operator"), sign_in("damkar")
    damkar.context.set_offline(True)
    state(damkar, "offline")
    expect(damkar.locator(".band.offline")).to_contain_text("Tidak ada yang terkirim")
    open_fire(operator, "gudang kayu")
    damkar.context.set_offline(False)
    state(damkar, "live")
    expect(damkar.locator("psc-task-list [role=option]", has_text="Ngunut").first).to_be_visible()


RUNNING = re.compile(r"\b\d\d:\d\d\b")
# Each screen that must not stand still: whose, where, and what on it is compared with one opened afresh.
LIST = ".cell-number, .cell-main, .cell-state"
SCREENS = {
    "coordinator": ("coordinator", "/consoles/coordinator", f"psc-incident-list :is({LIST})"),
    "intake": ("operator", "/consoles/intake", f"psc-incident-list :is({LIST})"),
    "board": ("operator", "/consoles/board", f"psc-board-list :is({LIST})"),
    "desk": ("damkar", "/consoles/desk", f"psc-task-list :is({LIST})"),
    "wall": ("coordinator", "", ".wall-top-incidents .wall-what"),
}


def test_a_line_that_dies_in_silence_is_noticed_by_its_silence_on_every_screen(
    chromium: Browser, engine: Engine, sign_in: SignIn, cookies: dict[str, Any]
) -> None:
    keeper, operator = sign_in("coordinator", at="/shift/wallboards", board=False), sign_in("operator")
    keeper.fill("#name", "Lorong")
    keeper.get_by_role("button", name="Buat tautan").click()
    wall = keeper.input_value("#link").partition(str(engine.port))[2]
    screens = {
        name: open_on_a_line_that_can_die(chromium, engine, cookies, username, path or wall)
        for name, (username, path, _cells) in SCREENS.items()
    }
    for _page, lines, dead in screens.values():
        dead.update(lines)
    open_fire(operator, "bengkel motor")
    for page, _lines, _dead in screens.values():
        page.clock.fast_forward(SILENCE_MS)
    for name, (page, lines, _dead) in screens.items():
        deadline = time.monotonic() + OUTAGE_MS / 1000
        while len(lines) < 2 and time.monotonic() < deadline:
            page.wait_for_timeout(100)
        assert len(lines) >= 2, f"{name}: nobody noticed the silence"
    for name, (page, _lines, _dead) in screens.items():
        username, path, cells = SCREENS[name]
        fresh, _lines, _dead = open_on_a_line_that_can_die(chromium, engine, cookies, username, path or wall)
        assert_same_cells(page, fresh, cells)
        for each in (page, fresh):
            each.context.close()


def assert_same_cells(page: Page, fresh: Page, cells: str) -> None:
    """Both come to show the same, and something."""
    page.mouse.move(1, 1)
    deadline = time.monotonic() + PATIENCE_MS / 1000
    shown = [cells_of(each, cells) for each in (page, fresh)]
    while (shown[0] != shown[1] or not shown[0]) and time.monotonic() < deadline:
        page.wait_for_timeout(200)
        shown = [cells_of(each, cells) for each in (page, fresh)]
    assert shown[0] == shown[1]
    assert shown[0]


def cells_of(page: Page, cells: str) -> list[str]:
    """What the cells say but for running times: a page whose clock this test moved is ahead of the others by so much.

    (It heard a beat before; its clock believes the fastest beat of the last minute.)
    """
    return sorted(RUNNING.sub("", text) for text in page.locator(cells).all_inner_texts())


def open_on_a_line_that_can_die(
    chromium: Browser, engine: Engine, cookies: dict[str, Any], username: str, path: str
) -> tuple[Page, list[WebSocketRoute], set[WebSocketRoute]]:
    """A live screen, its lines so far, and those of them that stay open and carry nothing any more."""
    dead: set[WebSocketRoute] = set()
    lines: list[WebSocketRoute] = []

    def carry(line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        lines.append(line)
        line.on_message(lambda message: None if line in dead else server.send(message))
        server.on_message(lambda message: None if line in dead else line.send(message))

    page = chromium.new_context(viewport={"width": 1366, "height": 768}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.route_web_socket("**/ws/board*", carry)
    page.clock.install()
    if path.startswith("/wallboard/"):
        page.goto(f"http://127.0.0.1:{engine.port}{path}")
    else:
        enter(page, engine, cookies, username, path)
    expect(page.locator("[data-state=live]").first).to_be_visible()
    return page, lines, dead


def test_what_was_typed_survives_a_reload(sign_in: SignIn) -> None:
    operator = sign_in("operator")
    operator.fill("#report-text", "pohon tumbang di")
    operator.fill("#report-phone", "0812345")
    operator.reload()
    expect(operator.locator("#report-text")).to_have_value("pohon tumbang di")
    expect(operator.locator("#report-phone")).to_have_value("0812345")


def test_a_session_that_ended_is_taken_up_in_place(sign_in: SignIn) -> None:
    operator = sign_in("operator")
    operator.fill("#report-place", "Ngunut")
    operator.fill("#report-text", "kabel listrik putus di jalan raya")
    # What the page asks while somebody types has its answer: it is the report that finds the session ended.
    expect(operator.locator("#call-suggestion p b")).to_be_visible()
    operator.context.clear_cookies(name="sessionid")
    operator.press("#report-text", "Control+Enter")
    dialog = operator.locator("#session-dialog")
    expect(dialog).to_be_visible()
    operator.fill("#again-username", "operator")
    operator.fill("#again-password", "salah")
    operator.press("#again-password", "Enter")
    expect(dialog.locator("[role=alert]")).to_contain_text("Belum masuk")
    operator.fill("#again-password", "demo-112")
    operator.press("#again-password", "Enter")
    expect(dialog).to_be_hidden()
    expect(operator.locator("psc-report-list [role=option]", has_text="kabel listrik")).to_have_count(1)


# A desk, the same at 200 %, a telephone, and a telephone's width at its narrowest (WCAG 1.4.10).
SIZES = ((1366, 768), (683, 384), (390, 844), (320, 640))


def test_nothing_is_cut_off_on_small_or_zoomed_screens(sign_in: SignIn) -> None:
    page = sign_in("operator")
    open_fire(page, "lumbung padi")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        # Where there is room for one of them the details cover the lists.
        if page.locator(".back").is_visible():
            page.locator(".back").click()
        submit = page.locator("#report-form button.primary")
        submit.scroll_into_view_if_needed()
        expect(submit).to_be_in_viewport()
        # How far an incident has come is said in words that are whole.
        word = page.locator("psc-incident-list [role=option]:has(.cell-state)").first.locator(".cell-state")
        word.scroll_into_view_if_needed()
        expect(word).to_be_in_viewport(ratio=1)
        assert word.evaluate("word => word.scrollWidth <= word.clientWidth")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 768), (683, 384)])
def test_the_way_around_is_never_cut_off(sign_in: SignIn, width: int, height: int) -> None:
    page = sign_in("coordinator")
    page.set_viewport_size({"width": width, "height": height})
    for path in ("/", "/shift"):
        page.goto(page.url.partition("/consoles")[0].partition("/shift")[0].rstrip("/") + path)
        more = page.locator(".sections summary")
        more.focus()
        page.keyboard.press("Enter")
        last = page.locator(".sections details a:visible").last
        last.focus()
        expect(last).to_be_in_viewport()
        beyond = "all => all.filter(one => one.getBoundingClientRect().right > innerWidth).length"
        assert page.locator("header :visible").evaluate_all(beyond) == 0
    page.locator(".sections a:visible", has_text="Temuan").press("Enter")
    expect(page.locator(".sections [aria-current]")).to_have_text("Temuan")
