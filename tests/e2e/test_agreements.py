"""An agreement in the browser: help asked on a running fire, given late, late in the evaluation; a finding decided."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn, execute, new_folder, running_over
from tests.e2e.test_fire import file_report, open_incident
from tests.e2e.test_screens import serious_findings
from tests.engine.test_run import Engine


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """A centre with the example: a signed agreement, help that came in time, a finding that waits."""
    with new_folder() as folder, running_over(folder / "home", example=True) as running:
        yield running


def let_the_promise_pass(engine: Engine) -> None:
    """The help that is on its way was to be there ten minutes ago: nobody waits for it here."""
    passed = "UPDATE incidents_aid SET arrival_due = now() - %(by)s WHERE status = 'on_the_way'"
    assert execute(engine, passed, {"by": timedelta(minutes=10)}) == 1


def take(page: Page, move: str, becomes: str) -> None:
    """One step of the help, said by telephone where it is the helper's."""
    row = page.locator(".aid-row")
    name = row.locator("input[name=name]")
    if name.count():
        name.fill("Piket Damkar Contoh")
    row.locator(f"[data-move={move}]").click()
    expect(row).to_have_attribute("data-status", becomes)


def test_help_is_asked_comes_late_and_stands_as_late(sign_in: SignIn, engine: Engine) -> None:
    operator = sign_in("operator")
    file_report(operator, "Rumah terbakar di Ngunut, api besar")
    open_incident(operator, "api besar")
    expect(operator.locator("#incident-panel")).to_be_visible()
    operator.goto(f"http://127.0.0.1:{engine.port}/consoles/board")
    operator.locator("[role=option]", has_text="Ngunut").last.click()
    operator.locator("[data-move=ask-aid]").click()
    operator.locator(".offers button.primary").click()
    expect(operator.locator(".aid-row")).to_have_attribute("data-status", "asked")
    for move, becomes in (("offer", "offered"), ("accept", "accepted"), ("depart", "on_the_way")):
        take(operator, move, becomes)
    let_the_promise_pass(engine)
    take(operator, "arrive", "arrived")

    coordinator = sign_in("coordinator", at="/agreements", board=False)
    coordinator.get_by_role("link", name="PKS Nomor CONTOH-1").click()
    cells = coordinator.locator("section[aria-labelledby=kept] tbody tr td")
    # Asked twice: once in time, once late.
    expect(cells.nth(3)).to_have_text("2")
    expect(cells.nth(4)).to_have_text("1")
    expect(cells.nth(5)).to_have_text("1")


def test_a_finding_is_answered_and_decided(sign_in: SignIn) -> None:
    chief, coordinator = (sign_in(name, at="/findings", board=False) for name in ("kepala-damkar", "coordinator"))
    for page in (chief, coordinator):
        page.locator("section[aria-labelledby=waiting] tbody tr", has_text="PLN").get_by_role("link").first.click()
    chief.fill("#answer-text", "Radio rusak sejak pagi.")
    chief.get_by_role("button", name="Kirim jawaban").click()
    expect(chief.locator(".messages")).to_contain_text("Jawaban dicatat")

    coordinator.reload()
    expect(coordinator.locator("section[aria-labelledby=answer]")).to_contain_text("Radio rusak sejak pagi.")
    coordinator.select_option("#id_sanction", label="teguran")
    coordinator.fill("#id_text", "Pertama kali.")
    coordinator.get_by_role("button", name="Putuskan").click()
    expect(coordinator.locator("section[aria-labelledby=decision]")).to_contain_text("Terbukti: teguran")


PAGES = (
    "decrees",
    "decrees/new",
    "decrees/coverage",
    "decrees/duties?type=FIR-BUILDING",
    "agencies",
    "agencies/damkar",
    "agencies/rows/officials",
    "agencies/import",
    "agreements",
    "agreements/new",
    "findings",
)


def test_nobody_is_shut_out_of_the_pages_of_papers_in_either_theme(sign_in: SignIn, engine: Engine) -> None:
    admin, home = sign_in("admin", at=f"/{PAGES[0]}", board=False), f"http://127.0.0.1:{engine.port}"
    found = []
    for theme in ("dark", "light"):
        admin.context.add_cookies([{"name": "psc_theme", "value": theme, "url": home}])
        for path in (*PAGES, *linked_pages(admin, home)):
            admin.goto(f"{home}/{path}")
            found += [f"{theme} {path}: {one}" for one in serious_findings(admin)]
    assert found == []


def linked_pages(page: Page, home: str) -> list[str]:
    """The first decree, agreement and finding, and what a decree changes."""
    paths = []
    for listed in ("decrees", "agreements", "findings"):
        page.goto(f"{home}/{listed}")
        first = page.locator("main tbody a").first.get_attribute("href") or ""
        paths.append(first.lstrip("/"))
    return [*paths, f"{paths[0]}/consequences"]
