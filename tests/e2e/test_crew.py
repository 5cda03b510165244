"""A crew's telephone: one job, and nothing of it lost while there is no network."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext, Browser, Page, expect

from tests.e2e.conftest import PATIENCE_MS, SignIn, bring_forward, enter
from tests.e2e.test_desk import open_fire
from tests.e2e.test_screens import OUTAGE_MS, serious_findings
from tests.engine.test_run import Engine
from tests.incidents.pictures import a_picture

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("PSC_SHOTS")
# So long a button is held before it acts (console/src/elements/psc-hold.ts).
HOLD_MS = 1_000


@dataclass
class Api:
    """The centre asked by a program, as one account."""

    request: APIRequestContext
    root: str
    key: str

    def get(self, path: str) -> Any:
        return self.request.get(self.root + path, headers={"Authorization": f"Token {self.key}"}).json()

    def post(self, path: str, body: Any) -> Any:
        answer = self.request.post(self.root + path, data=body, headers={"Authorization": f"Token {self.key}"})
        assert answer.ok, answer.text()
        return answer.json()


def api_of(page: Page, engine: Engine, username: str) -> Api:
    root = f"http://127.0.0.1:{engine.port}/api/v1/"
    answer = page.context.request.post(root + "tokens", data={"username": username, "password": "demo-112"})
    return Api(page.context.request, root, answer.json()["token"])


def send_ambulance(intake: Page, engine: Engine, words: str) -> tuple[Api, str, str]:
    """AMB-1 has a job: the centre's program, the incident, the job."""
    open_fire(intake, words)
    centre = api_of(intake, engine, "operator")
    cards = centre.get("board")["cards"]
    incident = max(cards["incidents"], key=lambda card: str(card["number"]))
    part = next(each for each in incident["assignments"] if each["agency"]["code"] == "rsud_iskak_psc")
    unit = next(each["id"] for each in cards["units"] if each["call_sign"] == "AMB-1")
    job = centre.post(f"assignments/{part['id']}/units", {"unit": unit})["unit_assignment"]["id"]
    return centre, incident["id"], job


@pytest.fixture
def phone(chromium: Browser, engine: Engine, cookies: dict[str, Any]) -> Iterator[Page]:
    """A crew signed in on a telephone, whose time can be moved."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="id-ID")
    page = context.new_page()
    page.clock.install()
    page.set_default_timeout(PATIENCE_MS)
    enter(page, engine, cookies, "crew")
    expect(page.locator("#line-state")).to_have_attribute("data-state", "live")
    yield page
    context.close()


def hold(page: Page, name: str) -> None:
    """Press a button until a second of the page's time has passed."""
    button = page.locator(f"[data-hold={name}]")
    button.scroll_into_view_if_needed()
    button.hover()
    page.mouse.down()
    page.clock.fast_forward(HOLD_MS)
    page.mouse.up()


def start_again(page: Page) -> Page:
    """The app is closed, and opened again from the telephone's own start page."""
    fresh = page.context.new_page()
    fresh.set_default_timeout(PATIENCE_MS)
    page.close()
    fresh.goto(f"{page.url.partition('/consoles')[0]}/consoles/crew")
    return fresh


def shoot(page: Page, name: str) -> None:
    """A picture for the eye, where somebody asks for it."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png")


def moves_of(centre: Api, incident: str) -> list[str]:
    entries = centre.get(f"incidents/{incident}/timeline")["entries"]
    return [entry["text"] for entry in entries if entry["kind"] == "unit.moved"]


def finish(centre: Api, job: str, *states: str) -> None:
    for state in states:
        centre.post(f"unit-assignments/{job}/status", {"status": state})


def test_ten_minutes_without_a_network_lose_nothing(sign_in: SignIn, phone: Page, engine: Engine) -> None:
    centre, incident, job = send_ambulance(sign_in("operator"), engine, "warung soto")
    expect(phone.locator("[data-state=assigned]")).to_be_visible()
    # Opened once and never again: the page is kept from its first opening on.
    phone.wait_for_function("navigator.serviceWorker.ready.then(() => true)")

    phone.context.set_offline(True)
    hold(phone, "en_route")
    expect(phone.locator("b[data-state=en_route]")).to_be_visible()
    hold(phone, "on_scene")
    phone.click("[data-triage=merah]")
    phone.fill("#message", "Korban di lantai dua")
    phone.click("[data-move=message]")
    expect(phone.locator(".waiting-items summary")).to_have_text("4 antre, belum terkirim")
    told = phone.evaluate("Date.now()")
    phone.clock.fast_forward("10:00")
    expect(phone.locator("#line-state")).to_have_attribute("data-state", "offline", timeout=OUTAGE_MS)
    expect(phone.locator("body")).not_to_contain_text("terkirim pukul")
    assert moves_of(centre, incident) == []

    # The battery was empty meanwhile: the app is started again, still without a network, and its job and its queue are
    # there; the hand goes on where it was.
    phone = start_again(phone)
    expect(phone.locator("b[data-state=on_scene]")).to_be_visible()
    expect(phone.locator(".waiting-items summary")).to_have_text("4 antre, belum terkirim")
    phone.click("[data-triage=kuning]")
    expect(phone.locator(".waiting-items summary")).to_have_text("5 antre, belum terkirim")

    phone.context.set_offline(False)
    expect(phone.locator(".waiting-items")).to_have_count(0, timeout=OUTAGE_MS)
    expect(phone.locator("b[data-state=on_scene]")).to_be_visible(timeout=OUTAGE_MS)
    assert moves_of(centre, incident) == ["Unit AMB-1 menuju lokasi", "Unit AMB-1 di lokasi"]
    card = centre.get(f"incidents/{incident}")
    assert sorted(line["triage"] for line in card["patients"]) == ["kuning", "merah"]
    (message,) = card["messages"]
    assert message["text"] == "Korban di lantai dua"
    # Said when it was said, not when it arrived.
    assert abs(phone.evaluate("(at) => Date.parse(at)", message["at"]) - told) < OUTAGE_MS
    finish(centre, job, "cleared")


def test_a_conflict_is_shown_and_not_swallowed(sign_in: SignIn, phone: Page, engine: Engine) -> None:
    centre, _incident, job = send_ambulance(sign_in("operator"), engine, "toko beras")
    expect(phone.locator("[data-state=assigned]")).to_be_visible()
    phone.context.set_offline(True)
    hold(phone, "en_route")
    expect(phone.locator("[data-queued=en_route]")).to_be_attached()
    finish(centre, job, "cancelled")
    phone.context.set_offline(False)
    refused = phone.locator("[data-refused=en_route]")
    expect(refused).to_contain_text("TIDAK diterima pusat", timeout=OUTAGE_MS)
    mine, centres = refused.locator("dd").all_inner_texts()
    assert re.search(r"\d\d:\d\d:\d\d", mine), "with its true time"
    assert "dibatalkan" in centres
    expect(refused).to_contain_text("telepon 112")
    shoot(phone, "crew-conflict")
    refused.locator("button").click()
    expect(refused).to_have_count(0)


def test_offline_the_job_and_its_next_state_stay_on_the_screen(sign_in: SignIn, phone: Page, engine: Engine) -> None:
    centre, _incident, job = send_ambulance(sign_in("operator"), engine, "pabrik tahu")
    expect(phone.locator("[data-hold=en_route]")).to_be_visible()
    for theme in ("dark", "light"):
        shoot(phone, f"crew-{theme}-online")
        phone.context.set_offline(True)
        phone.clock.fast_forward("00:20")
        expect(phone.locator("#line-state")).to_have_attribute("data-state", "offline", timeout=OUTAGE_MS)
        shoot(phone, f"crew-{theme}-offline")
        for thing in ("section.job h2", ".job-place", "[data-hold=en_route]"):
            box = phone.locator(thing).bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 844, thing
        phone.context.set_offline(False)
        expect(phone.locator("#line-state")).to_have_attribute("data-state", "live", timeout=OUTAGE_MS)
        phone.locator(".menu summary").click()
        phone.locator(".switches button").first.click()
        phone.locator(".menu summary").click()
    finish(centre, job, "cancelled")


def test_a_photo_can_be_thrown_away_before_it_is_sent(sign_in: SignIn, phone: Page, engine: Engine) -> None:
    centre, incident, job = send_ambulance(sign_in("operator"), engine, "bengkel las")
    expect(phone.locator("[data-hold=en_route]")).to_be_visible()
    phone.context.set_offline(True)
    phone.set_input_files("#photo", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": a_picture()})
    expect(phone.locator(".photo-waits")).to_contain_text("antre")
    hold(phone, "discard-photo")
    expect(phone.locator(".photo-waits")).to_have_count(0)
    expect(phone.locator(".waiting-items")).to_have_count(0)
    phone.context.set_offline(False)
    expect(phone.locator("#line-state")).to_have_attribute("data-state", "live", timeout=OUTAGE_MS)
    assert centre.get(f"incidents/{incident}")["photos"] == []
    finish(centre, job, "cancelled")


def test_panic_is_held_heard_taken_over_and_seen_to(sign_in: SignIn, phone: Page, engine: Engine) -> None:
    intake, coordinator = sign_in("operator"), sign_in("coordinator")
    phone.locator("[data-hold=panic]").click()
    expect(phone.locator(".waiting-items")).to_have_count(0)
    hold(phone, "panic")
    expect(intake.locator(".band.now[data-alarm=panic]")).to_contain_text("AMB-1")

    # Nobody sees to it in time: the coordinator is called, and says whose it is now.
    bring_forward(engine, "panic", seconds=60)
    row, band = (coordinator.locator(each) for each in (".escalation[data-kind=panic]", ".band.now[data-alarm=panic]"))
    expect(band).to_contain_text("AMB-1")
    row.locator("[data-act=take-over]").click()
    expect(row).to_contain_text("diambil alih")
    band.locator("[data-move=answer-help]").click()
    for page in (coordinator, intake):
        expect(page.locator("[data-alarm=panic]")).to_have_count(0)
    expect(row).to_have_count(0)


def test_signing_out_leaves_nothing_of_the_job_on_the_telephone(
    sign_in: SignIn, phone: Page, engine: Engine, cookies: dict[str, Any]
) -> None:
    del cookies["crew"]  # they end with this session
    centre, _incident, job = send_ambulance(sign_in("operator"), engine, "gudang kapuk")
    expect(phone.locator("[data-state=assigned]")).to_be_visible()
    phone.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    phone.reload()
    expect(phone.locator("#line-state")).to_have_attribute("data-state", "live")
    kept = "async () => [Object.keys(localStorage).filter((name) => name.startsWith('psc.job.')).length,"
    kept += " Boolean(await caches.match('/consoles/crew'))]"
    assert phone.evaluate(kept) == [1, True]
    phone.locator(".menu summary").click()
    phone.locator("psc-top-bar button", has_text="Keluar").click()
    phone.wait_for_url("**/sign-in*")
    assert phone.evaluate(kept) == [0, False]
    finish(centre, job, "cancelled")


def test_a_thumb_finds_everything_in_either_theme(sign_in: SignIn, phone: Page, engine: Engine) -> None:
    centre, _incident, job = send_ambulance(sign_in("operator"), engine, "kios pulsa")
    expect(phone.locator("[data-hold=en_route]")).to_be_visible()
    for _theme in ("dark", "light"):
        assert serious_findings(phone) == []
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
        targets = phone.locator("main.crew button:visible, main.crew .button:visible, main.crew summary:visible")
        small = [box for each in targets.all() if (box := each.bounding_box()) and box["height"] < 48]
        assert small == []
        phone.locator(".menu summary").click()
        phone.locator(".switches button").first.click()
        phone.locator(".menu summary").click()
    box = phone.locator("[data-hold=en_route]").bounding_box()
    assert box is not None
    assert box["height"] >= 64
    finish(centre, job, "cancelled")
