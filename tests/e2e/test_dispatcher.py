"""The dispatcher's board in real browsers: views, F8, an agency by telephone, a point on the map, the map beside it."""

import json
import os
import signal
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from psc.engine.spawn import wait_until
from tests.e2e.conftest import PATIENCE_MS, SignIn
from tests.e2e.test_screens import OUTAGE_MS, serious_findings, state
from tests.engine.test_run import Engine

pytestmark = pytest.mark.browser
ROWS = "psc-board-list [role=option]"
Post = Callable[[str, dict[str, Any]], Any]


@pytest.fixture(scope="module")
def post(engine: Engine) -> Post:
    """The operator's hand without a screen."""

    def send(path: str, body: dict[str, Any], key: str = "") -> Any:
        address = f"http://127.0.0.1:{engine.port}/api/v1/{path}"
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Token {key}"} if key else {})
        with urllib.request.urlopen(urllib.request.Request(address, json.dumps(body).encode(), headers)) as answer:
            return json.load(answer)

    key = send("tokens", {"username": "operator", "password": "demo-112"})["token"]
    return lambda path, body: send(path, body, key)


def open_incident(post: Post, text: str, location: dict[str, Any]) -> str:
    """From a report to an incident; its number as people say it."""
    report = post("reports", {"channel": "call", "text": text, "location": location})
    number = post(f"reports/{report['id']}/open", {})["incident"]["number"]
    return "#" + str(number).rpartition("-")[2]


def board(sign_in: SignIn, username: str = "operator") -> Page:
    """Somebody's board, alive."""
    return sign_in(username, at="/consoles/board")


def rows(page: Page) -> list[str]:
    """What the list shows, without the clocks that run."""
    cells = page.locator(f"{ROWS} :is(.cell-number, .cell-main, .cell-state)")
    return sorted(" ".join(text.split()) for text in cells.all_inner_texts())


def test_a_view_is_narrowed_kept_and_taken_up_again(sign_in: SignIn, post: Post) -> None:
    inside = open_incident(post, "rumah terbakar", {"text": "desa Kaliwungu kec Ngunut"})
    outside = open_incident(post, "rumah terbakar", {"text": "kec Kauman"})
    page = board(sign_in)
    page.select_option("[data-filter=district]", "Ngunut")
    expect(page.locator(ROWS, has_text=inside)).to_have_count(1)
    expect(page.locator(ROWS, has_text=outside)).to_have_count(0)
    page.click("[data-view=keep]")
    page.fill("input[name=view]", "Timur")
    page.keyboard.press("Enter")
    page.reload()
    state(page, "live")
    expect(page.locator(ROWS, has_text=outside)).to_have_count(1)
    page.select_option("[data-filter=view]", "Timur")
    expect(page.locator(ROWS, has_text=outside)).to_have_count(0)
    page.click("[data-view=clear]")
    page.select_option("[data-filter=heap]", "district")
    expect(page.locator("psc-board-list .heading", has_text="Ngunut")).to_be_visible()


def test_the_recommendation_goes_out_by_f8_and_enter(sign_in: SignIn, post: Post) -> None:
    number = open_incident(post, "kebakaran rumah, api besar", {"lat": -8.0653, "lon": 111.902})
    page = board(sign_in)
    page.locator(ROWS, has_text=number).click()
    expect(page.locator("#send-units input:checked").first).to_be_attached()
    page.keyboard.press("F8")
    expect(page.locator("#send-chosen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#incident-panel [data-unit]").first).to_contain_text("DIKIRIM")
    expect(page.locator(ROWS, has_text=number).locator(".cell-state")).to_have_text("DIKIRIM")


def test_the_centre_answers_for_an_agency_on_the_telephone(sign_in: SignIn, post: Post) -> None:
    number = open_incident(post, "kebakaran gudang", {"lat": -8.07, "lon": 111.91})
    page, second = board(sign_in), board(sign_in, "coordinator")
    page.locator(ROWS, has_text=number).click()
    part = page.locator("#incident-panel [data-agency=bpbd]")
    expect(part.locator(".tel")).to_contain_text("(0355)")
    part.get_by_role("button", name="Atas nama instansi").click()
    part.locator("input[name=name]").fill("Bu Sri, piket")
    part.locator("[data-move=acknowledge]").click()
    expect(part).to_have_attribute("data-status", "acknowledged")
    second.locator(ROWS, has_text=number).click()
    expect(second.locator("#incident-panel [data-agency=bpbd]")).to_contain_text("Bu Sri, piket")
    expect(second.locator(ROWS, has_text=number).locator(".cell-seen")).to_contain_text("✓1")


def test_the_map_in_its_own_window_shares_what_is_chosen(sign_in: SignIn, post: Post) -> None:
    open_incident(post, "pohon tumbang", {"lat": -8.07, "lon": 111.92})
    number = open_incident(post, "kecelakaan motor", {"lat": -8.06, "lon": 111.9})
    page = board(sign_in)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Peta di jendela sendiri").click()
    beside = opened.value
    state(beside, "live")
    page.locator(ROWS, has_text=number).click()
    expect(beside.locator("#incident-panel")).to_contain_text(number)
    beside.get_by_role("button", name="Daftar").click()
    expect(beside.locator(".map-twin button", has_text=number)).to_have_attribute("aria-pressed", "true")
    beside.locator(".map-twin button[aria-pressed=false]", has_text="#").first.click()
    expect(page.locator("#incident-panel")).not_to_contain_text(number)


def test_a_place_is_pointed_at_by_keyboard(sign_in: SignIn, post: Post) -> None:
    number = open_incident(post, "orang pingsan, tidak tahu di mana", {"text": "dekat warung"})
    page = board(sign_in)
    page.locator(ROWS, has_text=number).click()
    page.click("#point-at")
    expect(page.locator("#details .map")).to_be_focused()
    expect(page.locator("#details .map canvas").first).to_be_attached()
    page.keyboard.press("Enter")
    expect(page.locator("#incident-panel .number", has_text=", 111.")).to_be_visible()


def test_nobody_is_shut_out_of_board_and_map_in_either_theme(sign_in: SignIn, engine: Engine, post: Post) -> None:
    number = open_incident(post, "pohon tumbang", {"lat": -8.05, "lon": 111.9})
    page = board(sign_in)
    expect(page.locator(".map canvas").first).to_be_attached()
    for _theme in ("dark", "light"):
        assert serious_findings(page) == []
        page.locator(ROWS, has_text=number).click()
        expect(page.locator(".timeline li").first).to_be_visible()
        assert serious_findings(page) == []
        page.goto(f"http://127.0.0.1:{engine.port}/consoles/map")
        state(page, "live")
        page.get_by_role("button", name="Daftar").click()
        expect(page.locator(".map-twin button").first).to_be_visible()
        assert serious_findings(page) == []
        page.locator(".switches button").first.click()
        page.goto(f"http://127.0.0.1:{engine.port}/consoles/board")
        state(page, "live")


@pytest.mark.parametrize("outage", ["killed", "offline"])
def test_after_an_outage_the_board_is_a_fresh_one(sign_in: SignIn, engine: Engine, post: Post, outage: str) -> None:
    page = board(sign_in)
    if outage == "killed":
        # Back within the patience of the watchdog the board never stops being live: what tells is a new socket.
        with page.expect_websocket(timeout=OUTAGE_MS):
            os.kill(engine.pids()["web"], signal.SIGKILL)
        assert wait_until(lambda: bool(engine.health()), seconds=OUTAGE_MS / 1000, every=0.2)
    else:
        page.context.set_offline(True)
        state(page, "offline")
        open_incident(post, "kebakaran toko", {"lat": -8.08, "lon": 111.92})
        page.context.set_offline(False)
    state(page, "live")
    fresh = board(sign_in, "coordinator")
    page.mouse.move(1, 1)
    deadline = time.monotonic() + (PATIENCE_MS + OUTAGE_MS) / 1000
    while rows(page) != rows(fresh) and time.monotonic() < deadline:
        page.wait_for_timeout(200)
    assert rows(page) == rows(fresh)
