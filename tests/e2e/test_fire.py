"""A fire through two browsers: file, open, alarm, acknowledge, unit, close - and with the server killed in between."""

import os
import signal

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn
from tests.engine.test_run import Engine


def file_report(page: Page, text: str) -> None:
    """Type a report and send it by the keyboard."""
    page.fill("#report-place", "Ngunut")
    page.fill("#report-text", text)
    page.press("#report-text", "Control+Enter")


def open_incident(page: Page, words: str) -> None:
    """Choose the waiting report that says so and open it as suggested."""
    page.locator("[role=option]", has_text=words).first.click()
    page.click("#open-incident")


def move(page: Page, name: str) -> None:
    """Press every button of a move in the incident's panel; it goes when the card says that the move was made."""
    buttons = page.locator(f"#incident-panel [data-move={name}]")
    expect(buttons.first).to_be_visible()
    for left in range(buttons.count() - 1, -1, -1):
        buttons.first.click()
        expect(buttons).to_have_count(left)


def send_recommended(page: Page) -> None:
    """Send what is recommended, and wait until every unit's card says so."""
    chosen = page.locator("#send-units input:checked")
    expect(chosen.first).to_be_attached()
    units = chosen.count()
    page.click("#send-chosen")
    expect(page.locator("#incident-panel [data-move=en_route]")).to_have_count(units)


def test_a_fire_from_the_call_to_the_close(sign_in: SignIn) -> None:
    operator, damkar = sign_in("operator"), sign_in("damkar")
    file_report(operator, "Rumah terbakar di Ngunut, api besar")
    open_incident(operator, "api besar")

    row = damkar.locator("[role=option]", has_text="Kebakaran bangunan").first
    expect(row).to_be_visible()
    row.click()
    move(damkar, "acknowledge")

    send_recommended(damkar)
    for state in ("en_route", "on_scene", "cleared"):
        move(damkar, state)
    move(damkar, "done")

    operator.locator("[role=option]", has_text="Kebakaran bangunan").first.click()
    operator.locator("#incident-panel details", has=operator.locator("#disposition")).locator("summary").click()
    operator.select_option("#disposition", "resolved")
    move(operator, "close")
    expect(operator.locator("#incident-panel [data-move=reopen]")).to_be_visible()


def test_the_server_dies_in_the_middle(sign_in: SignIn, engine: Engine) -> None:
    operator, damkar = sign_in("operator"), sign_in("damkar")
    os.kill(engine.pids()["web"], signal.SIGKILL)
    file_report(operator, "Gudang terbakar di Kalidawir, asap tebal")
    expect(operator.locator("#report-form")).to_contain_text("Yang Anda ketik")
    expect(operator.locator("#line-state")).to_have_attribute("data-state", "live", timeout=60_000)
    expect(operator.locator("[role=option]", has_text="asap tebal")).to_have_count(1, timeout=60_000)
    open_incident(operator, "asap tebal")
    expect(damkar.locator("#line-state")).to_have_attribute("data-state", "live", timeout=60_000)
    expect(damkar.locator("[role=option]", has_text="Ngunut")).not_to_have_count(0)


@pytest.mark.parametrize("username", ["rsud", "crew", "auditor", "coordinator"])
def test_every_role_has_a_page_without_errors(sign_in: SignIn, username: str) -> None:
    page = sign_in(username)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: errors.append(request.url) if "127.0.0.1" not in request.url else None)
    page.reload()
    expect(page.locator("#line-state")).to_have_attribute("data-state", "live")
    assert errors == []
