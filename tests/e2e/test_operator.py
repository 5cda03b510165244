"""The operator's console by the keyboard alone: every key is counted, the caller's words are not."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn
from tests.e2e.test_screens import open_fire, serious_findings, state

pytestmark = pytest.mark.browser


class Hand:
    """Presses keys and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def say(self, words: str) -> None:
        """What the caller says: typed, not counted."""
        self.page.keyboard.type(words)


def focused(page: Page, selector: str) -> None:
    expect(page.locator(selector)).to_be_focused()


def let_the_caller_speak(page: Page, seconds: int) -> None:
    """The call was answered so long ago: its draft says so, and the page comes back with it."""
    expect(page.locator(".triage-time")).not_to_have_text("belum dijawab")
    page.evaluate(
        """(seconds) => {
            for (const key of Object.keys(localStorage).filter((key) => key.startsWith("psc.draft."))) {
                const draft = JSON.parse(localStorage[key]);
                draft.fields.began = new Date(Date.parse(draft.fields.began) - seconds * 1000).toISOString();
                localStorage[key] = JSON.stringify(draft);
            }
        }""",
        seconds,
    )
    page.reload()
    state(page, "live")
    focused(page, "#triage")


def answer(page: Page) -> Hand:
    """The telephone rings."""
    hand = Hand(page)
    hand.press("F2")
    focused(page, "#triage")
    return hand


def test_a_prank_is_one_key_and_enter(sign_in: SignIn) -> None:
    page = sign_in("operator")
    hand = answer(page)
    let_the_caller_speak(page, 20)
    hand.press("4")
    expect(page.locator(".triage-next")).to_contain_text("Iseng")
    hand.press("Enter")
    expect(page.locator(".band.undo")).to_contain_text("Iseng")
    focused(page, "#triage")
    assert hand.keys == 3, "answer, 4, Enter"


def test_a_silent_line_is_guarded_by_its_script(sign_in: SignIn) -> None:
    page = sign_in("operator")
    hand = answer(page)
    hand.press("3", "Enter")
    focused(page, "#silent-script")
    hand.press("1", "2", "3")
    expect(page.locator("#script-end")).to_contain_text("Senyap")
    hand.press("Enter")
    expect(page.locator(".band.undo")).to_contain_text("Senyap")
    assert hand.keys <= 12


def test_a_breath_on_a_silent_line_makes_it_a_report(sign_in: SignIn) -> None:
    page = sign_in("operator")
    hand = answer(page)
    hand.press("3", "N", "Enter")
    focused(page, "#report-place")
    expect(page.locator("#report-text")).to_have_value(re.compile("napas"))
    hand.press("Control+Enter")
    focused(page, "#open-incident")
    hand.press("Enter")
    expect(page.locator("#incident-panel")).to_contain_text("senyap")
    assert hand.keys <= 12


def test_a_fire_from_ring_to_routed(sign_in: SignIn) -> None:
    page = sign_in("operator")
    hand = answer(page)
    hand.press("1")
    focused(page, "#report-place")
    hand.say("depan pasar kaliwngu")
    expect(page.locator("#places [role=option]").first).to_contain_text("Kaliwungu, Kec. Ngunut")
    hand.press("Enter")
    focused(page, "#report-text")
    hand.say("rumah terbakar api besar")
    expect(page.locator("#call-suggestion p b")).to_contain_text("Kebakaran bangunan")
    hand.press("Enter")
    focused(page, "#call-interview")
    expect(page.locator("#call-interview [data-answer]").first).to_be_visible()
    first = page.locator("#call-interview").get_attribute("data-question")
    hand.press("C")
    expect(page.locator("#call-interview")).not_to_have_attribute("data-question", first or "")
    hand.press("Control+Enter")
    focused(page, "#open-incident")
    hand.press("Enter")
    expect(page.locator("#incident-panel psc-assignment").first).to_be_visible()
    expect(page.locator("#incident-panel")).to_contain_text("Pemadam Kebakaran")
    expect(page.locator("#incident-panel")).to_contain_text("Kaliwungu, Kec. Ngunut")
    assert hand.keys <= 12


def test_a_second_caller_of_one_crash_is_attached_by_one_key(sign_in: SignIn) -> None:
    page = sign_in("operator")
    hand = answer(page)
    crash(hand, "perempatan sumbergempol")
    hand.press("Control+Enter")
    focused(page, "#open-incident")
    hand.press("Enter")
    expect(page.locator("#incident-panel")).to_be_visible()
    number = page.locator("#incident-panel h2 .number").inner_text()
    second = answer(page)
    crash(second, "dekat kantor kec sumbergempol")
    expect(page.locator("#report-form .duplicates")).to_contain_text(number)
    second.press("F7")
    expect(page.locator("#incident-panel h2 .number")).to_have_text(number)
    expect(page.locator("#incident-panel section[aria-label=Laporan] .number").first).to_have_text("2")
    assert second.keys <= 12


def crash(hand: Hand, where: str) -> None:
    hand.press("1")
    focused(hand.page, "#report-place")
    hand.say(where)
    expect(hand.page.locator("#places [role=option]").first).to_contain_text("Sumbergempol")
    hand.press("Enter")
    hand.say("tabrakan motor dengan truk, ada yang luka")
    expect(hand.page.locator("#call-suggestion p b")).to_contain_text(re.compile("[Kk]ecelakaan"))


def test_digits_are_digits_outside_the_strip(sign_in: SignIn) -> None:
    page = sign_in("operator")
    hand = answer(page)
    hand.press("F4")
    hand.say("jl 34 no 5")
    expect(page.locator("#report-place")).to_have_value("jl 34 no 5")
    expect(page.locator(".triage-next")).to_have_count(0)


def test_everything_of_a_call_survives_a_reload_and_a_cut_line(sign_in: SignIn) -> None:
    page = sign_in("operator")
    hand = answer(page)
    hand.press("1")
    hand.say("ds kaliwungu")
    expect(page.locator("#places [role=option]").first).to_be_visible()
    hand.press("Enter")
    hand.say("pohon tumbang menutup jalan")
    expect(page.locator("#call-interview [data-answer]").first).to_be_visible()
    hand.press("Enter")
    focused(page, "#call-interview")
    hand.press("C")
    expect(page.locator("#call-interview details")).to_contain_text("Jawaban (1)")
    page.reload()
    expect(page.locator("#report-text")).to_have_value("pohon tumbang menutup jalan")
    expect(page.locator("#place-chosen")).to_contain_text("Kaliwungu, Kec. Ngunut")
    expect(page.locator("#call-interview details")).to_contain_text("Jawaban (1)")
    state(page, "live")
    page.context.set_offline(True)
    state(page, "offline")
    page.focus("#report-text")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".waiting")).to_contain_text("1 laporan belum diterima server")
    page.context.set_offline(False)
    state(page, "live")
    expect(page.locator(".waiting")).to_have_count(0)
    expect(page.locator("psc-report-list [role=option]", has_text="pohon tumbang")).to_have_count(1)


def test_nobody_is_shut_out_of_a_call_in_either_theme(sign_in: SignIn) -> None:
    page = sign_in("operator")
    hand = answer(page)
    for _theme in ("dark", "light"):
        hand.press("F2", "3")
        focused(page, "#silent-script")
        assert serious_findings(page) == []
        hand.press("F4")
        hand.say("ngunut")
        expect(page.locator("#places [role=option]").first).to_be_visible()
        assert serious_findings(page) == []
        hand.press("Enter")
        hand.say("rumah terbakar")
        expect(page.locator("#call-interview [data-answer]").first).to_be_visible()
        assert serious_findings(page) == []
        page.locator(".switches button").first.click()


def test_every_function_key_has_a_button_and_a_command(sign_in: SignIn) -> None:
    page = sign_in("operator")
    open_fire(page, "rumah makan")
    buttons = page.locator("[data-key]")
    keys = {key for key in buttons.evaluate_all("found => found.map((each) => each.dataset.key)") if key}
    assert {"F1", "F2", "F3", "F4", "F6", "F8", "F9", "F10 / Ctrl+K"} <= keys
    page.keyboard.press("F10")
    focused(page, "#command")
    for line, selector in (
        ("br", "#triage"),
        ("is", "#report-place"),
        ("us", "#send-chosen"),
        ("cr jembatan", "#search"),
    ):
        page.keyboard.press("F10")
        page.keyboard.type(line)
        page.keyboard.press("Enter")
        focused(page, selector)
    expect(page.locator("#search")).to_have_value("jembatan")
    page.keyboard.press("Control+K")
    page.keyboard.type("?")
    page.keyboard.press("Enter")
    expect(page.locator("#key-card")).to_contain_text("KR")


def test_units_are_sent_and_a_refusal_keeps_its_line(sign_in: SignIn) -> None:
    page = sign_in("operator")
    open_fire(page, "gudang beras")
    number = page.locator("#incident-panel h2 .number").inner_text()
    unit = page.locator("#send-units .choice b").first.inner_text()
    page.keyboard.press("F10")
    page.keyboard.type(f"kr {number} {unit}")
    expect(page.locator("#understood")).to_contain_text(f"Kirim {unit}")
    page.keyboard.press("Enter")
    expect(page.locator("#understood")).to_contain_text("Enter lagi")
    page.keyboard.press("Enter")
    expect(page.locator("#understood")).to_contain_text("Diterima")
    expect(page.locator("#incident-panel [data-move=en_route]")).to_have_count(1)
    page.keyboard.type(f"tt {number} entah")
    page.keyboard.press("Enter")
    expect(page.locator("#command")).to_have_value(f"tt {number} entah")
    assert serious_findings(page) == []


def test_a_place_is_picked_on_the_map_that_comes_when_asked_for(sign_in: SignIn) -> None:
    page = sign_in("operator")
    hand = answer(page)
    hand.press("Shift+F4")
    focused(page, "psc-place-field psc-map .map")
    expect(page.locator("psc-place-field .map canvas").first).to_be_visible()
    hand.press("Enter")
    expect(page.locator("#place-chosen")).to_contain_text(re.compile(r"-8\.\d+, 11[12]\.\d+"))
    hand.press("Shift+F4")
    expect(page.locator("psc-place-field psc-map")).to_have_count(0)
