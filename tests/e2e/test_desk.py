"""An agency's desk beside the centre: accept, send and move on by one key, talk, ask for help, print."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn
from tests.e2e.test_screens import serious_findings

pytestmark = pytest.mark.browser


def open_fire(operator: Page, words: str, place: str = "Ngunut") -> None:
    """From the call to an open incident."""
    operator.fill("#report-place", place)
    operator.fill("#report-text", f"Rumah terbakar, {words}")
    operator.press("#report-text", "Control+Enter")
    operator.click("#open-incident")
    expect(operator.locator("#incident-panel")).to_be_visible()


def at_board(sign_in: SignIn) -> Page:
    """The dispatcher's board."""
    return sign_in("operator", at="/consoles/board")


def test_a_desk_works_by_its_keys(sign_in: SignIn) -> None:
    board, damkar, intake = at_board(sign_in), sign_in("damkar"), sign_in("operator")
    open_fire(intake, "dekat sumur")
    new, running = (damkar.locator(f"[data-pile={pile}]") for pile in ("new", "running"))
    expect(new).to_contain_text("Belum diterima")
    expect(new.locator(".number").first).not_to_have_text("0")

    # The new task is shown by itself; two Enters take it: one goes to the answer, one gives it.
    damkar.locator("psc-task-list .list").press("ArrowDown")
    damkar.keyboard.press("Enter")
    expect(damkar.locator(".part.own [data-move=acknowledge]")).to_be_focused()
    expect(damkar.locator(".checklist li").first).to_be_visible()
    damkar.keyboard.press("Enter")
    expect(damkar.locator(".part.own [data-move=acknowledge]")).to_have_count(0)
    expect(running.locator(".number").first).not_to_have_text("0")

    # The pressed button is gone and the hand stays at the keys: one for a unit, Enter for its next step.
    for move in ("send", "en_route", "on_scene"):
        expect(damkar.locator("main.desk :focus")).to_have_count(1)
        damkar.keyboard.press("1")
        expect(damkar.locator(f".own-units [data-digit='1'] [data-move={move}]")).to_be_focused()
        damkar.keyboard.press("Enter")
        expect(damkar.locator(f".own-units [data-digit='1'] [data-move={move}]")).to_have_count(0)

    expect(damkar.locator("main.desk :focus")).to_have_count(1)
    damkar.keyboard.press("b")
    damkar.locator("input[name=help]").fill("Kurang tangki air")
    damkar.keyboard.press("Enter")
    expect(damkar.locator(".help-call")).to_contain_text("menunggu jawaban pusat 112")
    board.locator("psc-board-list [role=option]", has_text="Kebakaran bangunan").first.click()
    expect(board.locator(".help-call")).to_contain_text("Kurang tangki air")
    board.click("[data-move=answer-help]")
    expect(damkar.locator(".help-call")).to_have_count(0)


def test_a_message_is_read_by_name_on_the_other_screen(sign_in: SignIn) -> None:
    intake = sign_in("operator")
    open_fire(intake, "gudang pupuk", "Kalidawir")
    damkar, board = sign_in("damkar"), at_board(sign_in)
    damkar.locator("psc-task-list [role=option]", has_text="Kalidawir").click()
    damkar.fill("psc-exchange textarea", "Jalan utara putus")
    damkar.click("[data-move=message]")
    expect(damkar.locator("[data-message]")).to_contain_text("belum dibaca siapa pun")
    board.locator("psc-board-list [role=option]", has_text="Kalidawir").click()
    message = board.locator("[data-message]", has_text="Jalan utara putus")
    message.scroll_into_view_if_needed()
    expect(message).to_be_visible()
    expect(damkar.locator("[data-message]", has_text="Jalan utara putus")).to_contain_text("dibaca: PSC 112")


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_the_desk_shuts_nobody_out_in_either_theme(sign_in: SignIn, size: tuple[int, int]) -> None:
    open_fire(sign_in("operator"), "bengkel las")
    damkar = sign_in("damkar")
    damkar.set_viewport_size({"width": size[0], "height": size[1]})
    back = damkar.locator(".back")
    for _theme in ("dark", "light"):
        # A task that waits is shown by itself; on a narrow screen it covers the list.
        if back.is_visible():
            back.click()
        damkar.locator("psc-task-list [role=option]").first.click()
        expect(damkar.locator(".timeline li").first).to_be_visible()
        assert serious_findings(damkar) == []
        assert damkar.evaluate("document.documentElement.scrollWidth <= innerWidth")
        damkar.locator(".switches button").first.click()


def test_the_sheet_opens_from_the_desk(sign_in: SignIn) -> None:
    open_fire(sign_in("operator"), "pos ronda")
    damkar = sign_in("damkar")
    damkar.locator("psc-task-list [role=option]").first.click()
    with damkar.context.expect_page() as opened:
        damkar.locator("#incident-panel a", has_text="Lembar cetak").click()
    paper = opened.value
    expect(paper.locator("h1")).to_contain_text("Kebakaran bangunan")
    assert serious_findings(paper) == []
