"""A decree in the browser: copied, a row changed by keyboard, compared, put in force by two; then a fire, and why."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn
from tests.e2e.test_fire import file_report, open_incident
from tests.engine.test_run import Engine

CELL = "input[name='c.FIR-BUILDING.{}']"


def copy_decree(page: Page) -> None:
    """A draft after the decree in force, which it replaces."""
    page.locator(".site-head summary").click()
    page.get_by_role("link", name="Keputusan").first.click()
    page.get_by_role("link", name="DEMO-112").click()
    page.get_by_role("link", name="Salin").click()
    page.select_option("#id_kind", "sk")
    page.fill("#id_number", "13")
    page.fill("#id_year", "2026")
    page.fill("#id_issuer", "Bupati Tulungagung")
    page.fill("#id_title_id", "Perubahan tim 112")
    page.fill("#id_signed_on", "2026-01-05")
    page.locator("#id_replaces input").first.check()
    page.get_by_role("button", name="Buat rancangan").click()


def await_keys(page: Page) -> None:
    """The matrix is a plain form until its script is there."""
    expect(page.locator("label.with-script")).to_be_visible()


def move_the_lead(page: Page) -> None:
    """From the fire brigade to the disaster agency, with keys only."""
    page.get_by_role("link", name="Kebakaran").click()
    await_keys(page)
    page.locator(CELL.format("damkar")).focus()
    page.keyboard.press("Delete")
    expect(page.locator("#unsaved")).to_contain_text("1 sel belum disimpan")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(CELL.format("bpbd"))).to_be_focused()
    page.keyboard.press("l")
    expect(page.locator(CELL.format("bpbd"))).to_have_value(re.compile(r"^L\d+$"))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messages")).to_contain_text("Matriks disimpan")


def write_its_duty(page: Page) -> None:
    """From the cell to its words and back, with keys only."""
    await_keys(page)
    page.locator(CELL.format("bpbd")).focus()
    page.keyboard.press("F2")
    words = page.locator("textarea[name='o.FIR-BUILDING.bpbd']")
    expect(words).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Memimpin pemadaman sampai api padam")
    page.keyboard.press("F2")
    expect(page.locator(CELL.format("bpbd"))).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messages")).to_contain_text("Matriks disimpan")


def rehearse(page: Page) -> None:
    """Over past incidents, of which there is none yet: a real worker takes it up and ends it."""
    page.get_by_role("link", name="Gladi atas kejadian yang lalu").click()
    page.get_by_role("button", name="Mulai gladi").click()
    expect(page.locator("main")).to_contain_text("dibandingkan 0 kejadian")


def test_a_decree_from_the_copy_to_why_us(sign_in: SignIn, engine: Engine) -> None:
    admin = sign_in("admin", board=False)
    copy_decree(admin)
    expect(admin.locator("h1")).to_contain_text("Matriks mandat")
    move_the_lead(admin)
    write_its_duty(admin)
    admin.get_by_role("link", name="Akibat").click()
    expect(admin.locator("table").first).to_contain_text("FIR-BUILDING")
    expect(admin.locator("aside")).to_contain_text("Anda ikut menyusun")

    compared = admin.url
    rehearse(admin)

    second = sign_in("admin2", board=False)
    second.goto(compared)
    expect(second.locator(".message.success")).to_contain_text("Tidak ada kekosongan")
    second.get_by_label("Saya sudah membaca akibatnya.").check()
    second.get_by_role("button", name="Berlakukan keputusan").click()
    expect(second.locator("h1 .status")).to_have_text("berlaku")

    operator, bpbd = sign_in("operator"), sign_in("bpbd")
    file_report(operator, "Rumah terbakar di Ngunut, api besar")
    open_incident(operator, "api besar")
    bpbd.locator("[role=option]", has_text="Kebakaran bangunan").first.click()
    bpbd.locator("[data-agency=bpbd] psc-why summary").click()
    why = bpbd.locator("[data-agency=bpbd] psc-why")
    expect(why).to_contain_text("SK Bupati Tulungagung Nomor 13 Tahun 2026")
    expect(why.locator(".duty")).to_have_text("Memimpin pemadaman sampai api padam")
    expect(why.locator(".rules")).to_contain_text("untuk jenis Kebakaran bangunan, seluruh wilayah")
    expect(why.locator(".considered")).to_contain_text("memimpin")
