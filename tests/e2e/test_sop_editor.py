"""A question is written, tried, signed by two agencies in browsers of their own, and asked by the next interview."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import PATIENCE_MS
from tests.engine.test_run import Engine

CODE, ASKED = "POL-ROBBERY", "Apakah pelaku memakai penutup wajah?"
Open = Callable[[str], Page]


@pytest.fixture
def open_rules(chromium: Browser, engine: Engine) -> Iterator[Open]:
    """Sign an account in, in a browser of its own, at the rules."""
    contexts = []

    def open_page(username: str) -> Page:
        context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="id-ID")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"http://127.0.0.1:{engine.port}/sign-in?next=/sop/{CODE}")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", "demo-112")
        page.press("input[name=password]", "Enter")
        expect(page.locator("h1")).to_contain_text(CODE)
        return page

    yield open_page
    for context in contexts:
        context.close()


def go(page: Page, name: str) -> None:
    """Another page of version 2."""
    page.goto(page.url.split("/sop/")[0] + f"/sop/{CODE}/versions/2{name}")


def write_question(page: Page) -> None:
    """A question in both languages, by the keyboard; it saves itself."""
    page.click("#add-question")
    page.wait_for_url("**/edit?node=questions.q1**")
    page.fill("textarea[name=ask_id]", ASKED)
    page.fill("textarea[name=ask_en]", "Do the offenders wear masks?")
    expect(page.locator("#save-state")).to_contain_text("Tersimpan")
    expect(page.locator("#panel-tree")).to_contain_text(ASKED)


def move_to_the_top(page: Page) -> None:
    """By Alt and the arrow, until it is the first."""
    items = page.locator("[data-question]")
    for place in range(items.count() - 1, 0, -1):
        items.nth(place).locator("a").first.focus()
        page.keyboard.press("Alt+ArrowUp")
        expect(items.nth(place - 1)).to_contain_text(ASKED)


def test_a_question_from_the_editor_to_the_next_interview(open_rules: Open) -> None:
    admin = open_rules("admin")
    errors: list[str] = []
    admin.on("pageerror", lambda error: errors.append(str(error)))
    admin.click("text=Rancangan baru")
    write_question(admin)
    move_to_the_top(admin)
    expect(admin.locator("#panel-problems")).not_to_contain_text("MENGHALANGI")
    go(admin, "/bench")
    admin.fill("textarea[name=text]", "Ada perampokan di toko emas")
    admin.locator("#bench button.primary").first.click()
    expect(admin.locator("#bench")).to_contain_text(ASKED)
    go(admin, "")
    admin.click("text=Ajukan untuk telaah")
    expect(admin.locator("h1")).to_contain_text("ditelaah")
    for name in ("kepala-polres", "kepala-rsud"):
        signer = open_rules(name)
        go(signer, "/differences")
        expect(signer.locator("main")).to_contain_text(ASKED)
        go(signer, "/signatures")
        signer.click("#sign")
        expect(signer.locator(".messages")).to_contain_text("Ditandatangani")
    director = open_rules("direktur-medis")
    go(director, "/signatures")
    director.click("#sign-medical")
    rehearse(admin)
    coordinator = open_rules("coordinator")
    go(coordinator, "")
    coordinator.click("text=Setujui")
    coordinator.check("input[name=when][value=now]")
    coordinator.click("button:has-text('Berlakukan') >> nth=0")
    expect(coordinator.locator("h1")).to_contain_text("berlaku")
    asked = coordinator.evaluate(f"fetch('/api/v1/types/{CODE}').then(a => a.json()).then(a => a.questions[0].ask.id)")
    assert asked == ASKED
    assert errors == []


def rehearse(page: Page) -> None:
    """Run the draft over past reports; nothing of the past changes, so there is nothing to tick."""
    go(page, "/rehearsal")
    page.locator("form[enctype] button.primary").first.click()
    expect(page.locator("#result")).to_be_visible(timeout=60_000)
