"""The screen on the wall in a real browser: live, without an account, and visibly frozen when the server is."""

import os
import signal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import PATIENCE_MS, SignIn
from tests.e2e.test_crew import send_ambulance
from tests.e2e.test_screens import open_fire, serious_findings
from tests.engine.test_run import Engine

pytestmark = pytest.mark.browser
# Stale after 8 s, covered after 60 s (milliseconds); the page's own clock is moved so far.
STALE_MS, COVERED_MS = 8_000, 60_000
# What the link says of turning, and how long each part then stands.
TURNING, TURN_MS = "?rotate=30", 30_000
# The longest pause between two tries (milliseconds).
PAUSE_MS = 15_000


def hang(sign_in: SignIn, chromium: Browser, name: str, turning: str = "") -> tuple[Page, Page]:
    """A coordinator's page with the link, and the wall that it opens, in a browser without an account."""
    keeper = sign_in("coordinator", at="/shift/wallboards", board=False)
    keeper.fill("#name", name)
    keeper.get_by_role("button", name="Buat tautan").click()
    link = keeper.input_value("#link")
    wall = chromium.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    wall.set_default_timeout(PATIENCE_MS)
    wall.clock.install()
    wall.goto(link + turning)
    expect(wall.locator(".wall")).to_have_attribute("data-state", "live")
    return keeper, wall


def test_the_wall_lives_freezes_and_goes_dark(sign_in: SignIn, chromium: Browser, engine: Engine) -> None:
    keeper, wall = hang(sign_in, chromium, "Ruang operasi")
    foreign: list[str] = []
    wall.on("request", lambda request: foreign.append(request.url) if "127.0.0.1" not in request.url else None)
    open_fire(sign_in("operator"), "rumah Pak Slamet di Jl. Diponegoro 89")
    first = wall.locator(".wall-top-incidents li").first
    expect(first).to_contain_text("Kebakaran")
    assert "Slamet" not in wall.content()
    assert "Diponegoro" not in wall.content()
    sizes = wall.evaluate(
        "['.wall-clock', '.wall-top-incidents'].map(q => getComputedStyle(document.querySelector(q)).fontSize)"
    )
    assert sizes == ["72px", "51px"]
    assert serious_findings(wall) == []
    web = engine.pids()["web"]
    os.kill(web, signal.SIGSTOP)
    try:
        wall.clock.fast_forward(STALE_MS)
        expect(wall.locator(".wall")).to_have_attribute("data-state", "stale")
        wall.clock.fast_forward(COVERED_MS)
        expect(wall.locator(".wall-frozen")).to_contain_text("DATA BASI")
    finally:
        os.kill(web, signal.SIGCONT)
    wall.clock.fast_forward(PAUSE_MS)
    expect(wall.locator(".wall")).to_have_attribute("data-state", "live")
    expect(wall.locator(".wall-frozen")).to_have_count(0)
    assert foreign == []
    keeper.get_by_role("button", name="Cabut").first.click()
    expect(keeper.locator(".message").first).to_be_visible()
    wall.clock.fast_forward(PAUSE_MS)
    expect(wall.locator(".wall-frozen")).to_contain_text("TAUTAN DICABUT")
    wall.context.close()


def test_the_wall_turns_to_map_and_units_and_a_critical_incident_comes_first(
    sign_in: SignIn, chromium: Browser, engine: Engine
) -> None:
    _keeper, wall = hang(sign_in, chromium, "Lorong", TURNING)
    operator = sign_in("operator")
    incidents, units = wall.locator(".wall-top-incidents"), wall.locator("section[aria-label='Unit siap']")
    expect(incidents).to_be_visible()

    wall.clock.fast_forward(TURN_MS)
    expect(wall.locator("[data-part=map] #wall-map canvas").first).to_be_visible()
    expect(incidents).to_be_hidden()

    wall.clock.fast_forward(TURN_MS)
    row = units.locator("li", has_text="RSUD dr. Iskak")
    expect(row).to_be_visible()
    expect(wall.locator("#wall-map")).to_be_hidden()
    ready, of = row.locator("b").inner_text().split("/")
    assert int(of) >= int(ready) > 0
    assert serious_findings(wall) == []

    # A critical incident is looked at, whatever part stands; and who was sent to it is no longer ready.
    send_ambulance(operator, engine, "toko kain")
    expect(wall.locator("[data-part=all] .wall-top-incidents li").first).to_contain_text("P1")
    expect(row.locator("b")).to_have_text(f"{int(ready) - 1}/{of}")
    wall.context.close()
