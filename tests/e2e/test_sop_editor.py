"""A question is written, tried, signed by two agencies in browsers of their own, and asked by the next interview."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn
from tests.e2e.test_screens import serious_findings

CODE, ASKED = "POL-ROBBERY", "Apakah pelaku memakai penutup wajah?"
# Longer than any pause after which the editor saves by itself (console/src/core/saver.ts).
PAUSES_MS = 5_000
Open = Callable[..., Page]


@pytest.fixture
def open_rules(sign_in: SignIn) -> Open:
    """Sign an account in, in a browser of its own, at the rules."""

    def open_page(username: str, *, timed: bool = False) -> Page:
        page = sign_in(username, at=f"/sop/{CODE}", board=False, timed=timed)
        expect(page.locator("h1")).to_contain_text(CODE)
        return page

    return open_page


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
    expect(page.locator("#result")).to_be_visible()


def questions(page: Page) -> list[str]:
    """The questions of the tree, in their order."""
    found: list[str] = page.locator("[data-question]").evaluate_all("all => all.map(one => one.dataset.question)")
    return found


def test_questions_are_moved_by_menu_and_by_hand_and_chosen_in_the_flow(open_rules: Open) -> None:
    admin = open_rules("admin")
    admin.click("text=Rancangan baru")
    admin.wait_for_url("**/edit")
    first, second, third, *_rest = questions(admin)
    menu = admin.locator(f"[data-question={first}] summary")
    menu.focus()
    admin.keyboard.press("Enter")
    admin.locator(f"[data-question={first}] button[value=down]").click()
    admin.wait_for_url("**moved=**")
    assert questions(admin)[:3] == [second, first, third]
    admin.locator(f"[data-question={third}] a").first.drag_to(admin.locator(f"[data-question={second}]"))
    admin.wait_for_url(f"**moved={third}**")
    assert questions(admin)[:3] == [third, second, first]
    admin.locator(f"svg.flow a[href$='questions.{first}']").click()
    admin.wait_for_url(f"**/edit?node=questions.{first}")
    assert admin.locator("svg.flow a").count() == len(questions(admin))


def test_two_people_on_one_draft_never_overwrite_each_other(open_rules: Open) -> None:
    admin, coordinator = open_rules("admin"), open_rules("coordinator", timed=True)
    admin.click("text=Rancangan baru")
    admin.wait_for_url("**/edit")
    part = admin.url.split("/sop/")[1]
    coordinator.goto(admin.url.split("/sop/")[0] + "/sop/" + part)
    mine, theirs = "Pertanyaan dari administrator?", "Pertanyaan dari koordinator?"
    admin.fill("textarea[name=ask_id]", mine)
    expect(admin.locator("#save-state")).to_contain_text("Tersimpan")
    coordinator.fill("textarea[name=ask_id]", theirs)
    expect(coordinator.locator("#conflict")).to_contain_text("yang ditulis orang lain berubah begini")
    coordinator.locator("textarea[name=ask_id]").press_sequentially(" lagi")
    sent: list[str] = []
    coordinator.on("request", lambda request: sent.append(request.url))
    coordinator.clock.fast_forward(PAUSES_MS)
    admin.reload()
    expect(admin.locator("textarea[name=ask_id]")).to_have_value(mine)
    assert sent == []
    coordinator.click("#save")
    expect(coordinator.locator("#save-state")).to_contain_text("Tersimpan")
    admin.reload()
    expect(admin.locator("textarea[name=ask_id]")).to_have_value(theirs + " lagi")


PAGES = ("", "/edit", "/differences", "/bench", "/rehearsal", "/signatures", "/print")


def test_every_page_of_the_rules_is_readable_in_both_themes(open_rules: Open) -> None:
    admin = open_rules("admin")
    admin.click("text=Rancangan baru")
    admin.wait_for_url("**/edit")
    draft, root = admin.url.split("/edit")[0], admin.url.split("/sop/")[0]
    for theme in ("dark", "light"):
        admin.context.add_cookies([{"name": "psc_theme", "value": theme, "url": root}])
        for address in (*(draft + page for page in PAGES), root + "/sop", root + f"/sop/{CODE}", root + "/sop/import"):
            admin.goto(address)
            expect(admin.locator("h1")).to_be_visible()
            assert serious_findings(admin) == [], (theme, address)
