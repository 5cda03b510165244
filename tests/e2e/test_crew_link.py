"""A crew without an account: from the dispatcher's button to a telephone that knows one job, and back to the board."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import PATIENCE_MS, SignIn
from tests.e2e.test_crew import finish, moves_of, send_ambulance, shoot
from tests.e2e.test_screens import OUTAGE_MS, serious_findings
from tests.engine.test_run import Engine

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A telephone that nobody has signed in on."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="id-ID")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield page
    context.close()


def send_link(desk: Page, engine: Engine) -> str:
    """Type the number, send, and read the message: where the link leads."""
    line = desk.locator("psc-crew-link")
    line.locator("summary").click()
    line.locator("input[name=phone]").fill("0812 3456 7890")
    line.locator("[data-move=link]").click()
    expect(line.locator("[data-link=sent]")).to_contain_text("…890", timeout=OUTAGE_MS)
    files = sorted((engine.home / "sms").iterdir(), key=lambda file: file.stat().st_mtime_ns)
    words = [file.read_text().partition("112 tugas AMB-1: ")[2] for file in files]
    return [each for each in words if each][-1].partition(" ")[0]


def press(page: Page, step: str) -> None:
    """The button, and that it is meant."""
    page.locator(f"[data-step={step}] summary").click()
    page.locator(f"[data-step={step}] form button").click()


def is_on_screen(thing: Locator) -> bool:
    """Whether it is seen whole without scrolling."""
    box = thing.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= 844


def test_the_whole_way(sign_in: SignIn, phone: Page, engine: Engine) -> None:
    desk = sign_in("operator")
    centre, incident, job = send_ambulance(desk, engine, "gudang kapas")
    link = send_link(desk, engine)
    shoot(desk, "desk-sent")
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(link)
    expect(phone.locator(".linked")).to_contain_text("Ngunut")
    assert is_on_screen(phone.locator("[data-step=en_route]"))
    expect(desk.locator("[data-link=opened]")).to_be_visible()
    shoot(phone, "link-dark")

    press(phone, "en_route")
    expect(phone.locator("#state")).to_have_text("menuju lokasi")
    expect(desk.locator("li[data-unit=AMB-1]")).to_contain_text("MENUJU")
    phone.context.set_offline(True)
    press(phone, "on_scene")
    expect(phone.locator("#news")).to_contain_text("BELUM TERKIRIM: KAMI TIBA")
    shoot(phone, "link-waiting")
    assert moves_of(centre, incident) == ["Unit AMB-1 menuju lokasi"]
    phone.context.set_offline(False)
    expect(phone.locator("#state")).to_have_text("di lokasi", timeout=OUTAGE_MS)

    assert phone.context.cookies() == []
    assert {url.partition("/j/")[0].partition("/static/")[0] for url in asked} == {f"http://127.0.0.1:{engine.port}"}
    finish(centre, job, "cleared")
    phone.reload()
    expect(phone.locator("#refused")).to_contain_text("Tugas ini sudah selesai")
    shoot(phone, "link-over")
    expect(desk.locator("[data-link=ended]")).to_contain_text("tugas selesai")


def test_an_agencys_own_desk_sends_the_link_and_takes_it_back(sign_in: SignIn, phone: Page, engine: Engine) -> None:
    centre, _incident, job = send_ambulance(sign_in("operator"), engine, "gudang jerami")
    desk = sign_in("rsud")
    desk.locator("psc-task-list [role=option]", has_text="Kebakaran bangunan").first.click()
    link = send_link(desk, engine)
    phone.goto(link)
    expect(phone.locator("[data-step=en_route]")).to_be_visible()
    expect(desk.locator("[data-link=opened]")).to_be_visible()
    # The number was somebody else's.
    desk.locator("psc-crew-link summary").click()
    desk.click("[data-move=unlink]")
    expect(desk.locator("[data-link=ended]")).to_contain_text("dicabut")
    press(phone, "en_route")
    expect(phone.locator("#refused")).to_contain_text("Tautan ini")
    expect(desk.locator("li[data-unit=AMB-1]").first).to_contain_text("DIKIRIM")
    finish(centre, job, "cancelled")


def test_a_thumb_finds_everything_in_either_theme_and_language(sign_in: SignIn, phone: Page, engine: Engine) -> None:
    desk = sign_in("operator")
    centre, _incident, job = send_ambulance(desk, engine, "toko cat")
    link = send_link(desk, engine)
    for theme in ("dark", "light"):
        for language in ("id", "en"):
            phone.goto(f"{link}?t={theme}&l={language}")
            assert serious_findings(phone) == []
            assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert is_on_screen(phone.locator("[data-step=en_route]"))
            small = [box for each in phone.locator("summary, .button").all() if (box := each.bounding_box())]
            assert [box for box in small if box["height"] < 48] == []
            shoot(phone, f"link-{theme}-{language}")
    # 200 %: half the room.
    phone.set_viewport_size({"width": 195, "height": 422})
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shoot(phone, "link-200")
    finish(centre, job, "cancelled")


def test_a_stranger_with_a_wrong_link_reads_what_to_do(phone: Page, engine: Engine) -> None:
    phone.goto(f"http://127.0.0.1:{engine.port}/j/AAAAAAAAAAAAAAAAAAAAAA")
    expect(phone.locator("h1")).to_have_text("Tautan ini tidak dikenal.")
    expect(phone.locator(".linked")).to_contain_text("Telepon 112")
    assert serious_findings(phone) == []
    shoot(phone, "link-unknown")
