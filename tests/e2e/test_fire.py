"""A fire through two browsers: file, open, alarm, acknowledge, unit, close - the server killed in between, or gone."""

import os
import signal

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn, without_a_server
from tests.e2e.test_crew import Api, api_of
from tests.e2e.test_screens import assert_same_board, state
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
    for step in ("en_route", "on_scene", "cleared"):
        move(damkar, step)
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
    expect(operator.locator("#line-state")).to_have_attribute("data-state", "live")
    expect(operator.locator("[role=option]", has_text="asap tebal")).to_have_count(1)
    open_incident(operator, "asap tebal")
    expect(damkar.locator("#line-state")).to_have_attribute("data-state", "live")
    expect(damkar.locator("[role=option]", has_text="Ngunut")).not_to_have_count(0)


def test_without_any_server_work_goes_on_by_paper_and_a_conflict_is_chosen(sign_in: SignIn, engine: Engine) -> None:
    operator = sign_in("operator")
    file_report(operator, "Kios terbakar dekat terminal")
    operator.click("#open-incident")
    expect(operator.locator("#incident-panel")).to_be_visible()
    centre = api_of(operator, engine, "coordinator")
    incident = max(centre.get("board")["cards"]["incidents"], key=lambda card: str(card["number"]))

    heard = ["Pagar roboh di balai desa", "Kabel putus di gang buntu"]
    with without_a_server(engine):
        state(operator, "offline")
        numbers = [file_on_paper(operator, words) for words in heard]
        assert len(set(numbers)) == 2
        set_priority(operator, "P3")
        expect(operator.locator("#incident-panel .pending")).to_contain_text("belum terkirim")
        # Somebody else is first when the server is back.
        operator.context.set_offline(True)
    classified = {"type": incident["type"], "priority": "P2"}
    centre.post(f"incidents/{incident['id']}/reclassify", classified)
    operator.context.set_offline(False)

    state(operator, "live")
    expect(operator.locator(".waiting")).to_have_count(0)
    assert [filed_on_paper(centre, number) for number in numbers] == heard
    # The eye goes on to what came in on paper: that the choice was not taken is told there too, with the way back.
    operator.locator("psc-report-list [role=option]", has_text=heard[0]).click()
    operator.locator("#alarm-button").click()
    operator.locator("#alarms li", has_text="Ubah jenis").get_by_role("button", name="Lihat", exact=True).click()
    choose = operator.locator("#incident-panel .conflict")
    expect(choose.locator("dd")).to_contain_text(["P3", "P2"])
    assert centre.get(f"incidents/{incident['id']}")["priority"] == "P2", "nothing is written over unasked"
    choose.locator("[data-choice=mine]").click()
    expect(choose).to_have_count(0)
    expect(operator.locator("#incident-panel h2 .chip")).to_contain_text("P3")
    assert_same_board(sign_in, operator)


def file_on_paper(page: Page, words: str) -> str:
    """Write down the next number, as the band says it, and send the form all the same."""
    band = page.locator(".band.offline")
    expect(band).to_contain_text("Nomor kertas berikutnya")
    number = band.inner_text().partition("Nomor kertas berikutnya ")[2].split()[0]
    file_report(page, words)
    expect(page.locator(".waiting li", has_text=words)).to_contain_text(number)
    return number


def filed_on_paper(centre: Api, number: str) -> str:
    """The words of the one report with this number."""
    (report,) = [each for each in centre.get("board")["cards"]["reports"] if each["paper"] == number]
    return str(report["text"])


def set_priority(page: Page, code: str) -> None:
    """Decide the priority of the incident that is shown."""
    page.locator("#incident-panel summary", has_text="Ubah jenis atau prioritas").click()
    page.select_option("#new-priority", code)
    page.click("[data-move=reclassify]")


@pytest.mark.parametrize("username", ["rsud", "crew", "auditor", "coordinator"])
def test_every_role_has_a_page_without_errors(sign_in: SignIn, username: str) -> None:
    page = sign_in(username)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: errors.append(request.url) if "127.0.0.1" not in request.url else None)
    page.reload()
    expect(page.locator("#line-state")).to_have_attribute("data-state", "live")
    assert errors == []
