"""The coordinator's console in a real browser: escalations acted on with a reason, duty, shelving, both themes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn, bring_forward, put_off
from tests.e2e.test_screens import open_fire, serious_findings
from tests.engine.test_run import Engine

pytestmark = pytest.mark.browser


def begin_duty(page: Page, position: str) -> None:
    """Press the band away: the sound is tested and the record knows who is at work."""
    page.fill("#position", position)
    page.click("#begin-duty")
    expect(page.locator(".band.mute")).to_have_count(0)


def test_one_alarm_names_every_agency_to_ring(sign_in: SignIn, engine: Engine) -> None:
    operator = sign_in("operator")
    open_fire(operator, "gudang kayu")
    put_off(engine)
    band = operator.locator(".band.now[data-alarm=no_desk]")
    expect(band).to_be_visible()
    expect(band.locator(".callees a.tel").nth(2)).to_be_visible()
    expect(operator).to_have_title(re.compile(r"^\(!\)"))
    # One press for each alarm that stands here; the band goes quiet with the last of them.
    count = operator.locator("#alarm-button .count.a1")
    while count.count():
        left = count.inner_text()
        operator.keyboard.press("F9")
        expect(count.filter(has_text=left)).to_have_count(0)
    expect(operator.locator(".band.now.seen")).to_contain_text("sudah dilihat")


def test_an_escalation_is_taken_over_and_everybody_concerned_sees_it(sign_in: SignIn, engine: Engine) -> None:
    operator, coordinator = sign_in("operator"), sign_in("coordinator")
    begin_duty(operator, "Posisi 3")
    begin_duty(coordinator, "Meja koordinator")
    expect(coordinator.locator("#duty")).to_contain_text("Posisi 3 · Operator 112")
    expect(coordinator.locator("#offline")).to_contain_text("Instansi luring")
    open_fire(operator, "pasar ngemplak")
    first = coordinator.locator(".escalation[data-kind=acknowledge]").first
    bring_forward(engine, "acknowledge", seconds=60)
    expect(first).to_be_visible()
    # What is taken over has more time, and gives way to what has less.
    row = coordinator.locator(f"[data-limit='{first.get_attribute('data-limit')}']")
    expect(row).to_contain_text("langkah ")
    row.locator("[data-act=take-over]").click()
    expect(row).to_contain_text("diambil alih")
    row.locator("summary").click()
    row.locator("[data-words]").fill("Danton sedang di jalan")
    row.locator("[data-act=extend]").click()
    expect(row).to_contain_text("Danton sedang di jalan")


def test_a_call_for_help_that_waits_comes_to_the_coordinator_who_takes_it_over(sign_in: SignIn, engine: Engine) -> None:
    operator, damkar, coordinator = sign_in("operator"), sign_in("damkar"), sign_in("coordinator")
    open_fire(operator, "toko plastik")
    put_off(engine)
    damkar.locator("psc-task-list .list").press("b")
    damkar.fill("input[name=help]", "Kurang selang")
    damkar.keyboard.press("Enter")
    expect(damkar.locator(".help-call")).to_contain_text("menunggu jawaban pusat 112")
    operator.locator("#alarm-button").click()
    expect(operator.locator("#alarms .alarm.a2", has_text="BUTUH BANTUAN")).to_contain_text("Kurang selang")

    bring_forward(engine, "help", seconds=120)
    row = coordinator.locator(".escalation[data-kind=help]")
    expect(row).to_contain_text("Kurang selang")
    alarm = coordinator.locator(".band.now[data-alarm=help]")
    expect(alarm).to_contain_text("Kurang selang")
    row.locator("[data-act=take-over]").click()
    expect(row).to_contain_text("diambil alih")
    alarm.locator("[data-move=answer-help]").click()
    expect(row).to_have_count(0)
    expect(damkar.locator(".help-call")).to_have_count(0)


def test_the_coordinators_screen_shuts_nobody_out_in_either_theme(sign_in: SignIn) -> None:
    page = sign_in("coordinator")
    for _theme in ("dark", "light"):
        expect(page.locator("#loads")).to_be_visible()
        assert serious_findings(page) == []
        page.locator(".switches button").first.click()


@pytest.mark.parametrize("path", ["/shift", "/shift/handover", "/shift/wallboards"])
def test_the_shifts_pages_shut_nobody_out(sign_in: SignIn, path: str) -> None:
    page = sign_in("coordinator", at=path, board=False)
    for _theme in ("dark", "light"):
        assert serious_findings(page) == []
        page.locator("form[action='/theme'] button").click()
