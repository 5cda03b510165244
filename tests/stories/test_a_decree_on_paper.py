"""A decree from the copy to the first incident, all by plain pages: no script is needed, and two people are."""

import html
import re
from typing import Any
from uuid import UUID

from django.test import Client

from agencies.models import Decree, Scan
from agencies.services import attach_scan
from tests.centre import FIRE, Centre

HEAD = {"kind": "sk", "number": "9", "year": "2026", "issuer": "Bupati Tulungagung", "title_id": "Perubahan"}


def _client(centre: Centre, name: str) -> Client:
    client = Client()
    client.force_login(centre.desk(name).user)
    return client


def _copied(client: Client, **more: Any) -> Decree:
    """A draft after the decree in force, which it replaces."""
    old = Decree.objects.get(status="in_force")
    answer = client.post(
        "/decrees/new", {**HEAD, "signed_on": "2026-01-02", "copy_of": old.id, "replaces": [old.id], **more}
    )
    assert answer.status_code == 302, answer.content.decode()
    return Decree.objects.get(status="draft")


def _sheet(client: Client, decree: Decree, group: str = "fire") -> tuple[str, dict[str, str]]:
    """The matrix page's address and every field as a browser would send it back."""
    path = f"/decrees/{decree.id}/matrix?group={group}"
    page = html.unescape(client.get(path).content.decode())
    fields = dict(re.findall(r'<input name="(c\.[^"]+)" value="([^"]*)"', page))
    edition = re.search(r'name="edition" value="(\d+)"', page)
    assert edition is not None
    return path, {**fields, "edition": edition[1]}


def test_copy_change_compare_and_put_in_force(centre: Centre) -> None:
    admin, second, operator = _client(centre, "admin"), _client(centre, "admin2"), centre.desk("operator")
    decree = _copied(admin)
    path, fields = _sheet(admin, decree)
    assert fields["c.FIR-BUILDING.damkar"].startswith("L")
    lead = fields["c.FIR-BUILDING.damkar"].partition(">")[0]
    fields |= {"c.FIR-BUILDING.damkar": "", "c.FIR-BUILDING.bpbd": lead}
    assert admin.post(path, fields).status_code == 302

    page = admin.get(f"/decrees/{decree.id}/consequences").content.decode()
    assert "FIR-BUILDING" in page
    assert "tidak dipanggil" in page
    assert "Anda ikut menyusun keputusan ini" in page
    assert admin.post(f"/decrees/{decree.id}/force", {"begins": ""}).status_code == 403
    assert "Saya sudah membaca akibatnya" in second.get(f"/decrees/{decree.id}/consequences").content.decode()
    assert second.post(f"/decrees/{decree.id}/force", {"begins": ""}).status_code == 302

    decree.refresh_from_db()
    assert decree.status == "in_force"
    opened = operator.open(operator.report(FIRE))
    assert [part["agency"]["code"] for part in opened["assignments"] if part["role"] == "lead"] == ["bpbd"]
    shown = second.get("/decrees/duties?type=FIR-BUILDING").content.decode()
    assert re.search(r'data-agency="bpbd" data-verdict="leads"', shown)
    assert admin.get(f"/decrees/{decree.id}/edit").status_code == 404
    assert _client(centre, "damkar").get(f"/decrees/{decree.id}").status_code == 200


def test_the_words_of_a_cell_are_edited_and_stand_in_why_us(centre: Centre) -> None:
    admin, second, operator = _client(centre, "admin"), _client(centre, "admin2"), centre.desk("operator")
    decree = _copied(admin)
    path, fields = _sheet(admin, decree)
    words = {"o.FIR-BUILDING.damkar": "Mengirim dua mobil pemadam", "e.FIR-BUILDING.damkar": "Sends two engines"}
    assert admin.post(path, {**fields, **words}).status_code == 302

    assert "Mengirim dua mobil pemadam" in html.unescape(admin.get(path).content.decode())
    cell = decree.mandates.get(type_code="FIR-BUILDING", agency__code="damkar")
    before = (cell.role, cell.article_id, cell.substitute_id)
    long = admin.post(path, {**_sheet(admin, decree)[1], "o.FIR-BUILDING.damkar": "a" * 2001})
    assert "Kewajiban paling panjang 2000 huruf." in long.content.decode()
    assert second.post(f"/decrees/{decree.id}/force", {"begins": ""}).status_code == 302

    opened = operator.open(operator.report(FIRE))
    part = next(part for part in opened["assignments"] if part["agency"]["code"] == "damkar")
    assert operator.get(f"assignments/{part['id']}/why")["obligation"] == "Mengirim dua mobil pemadam"
    cell.refresh_from_db()
    assert (cell.role, cell.article_id, cell.substitute_id) == before


def test_the_open_incidents_it_would_touch_are_named_and_keep_their_decree(centre: Centre) -> None:
    admin, second, operator = _client(centre, "admin"), _client(centre, "admin2"), centre.desk("operator")
    opened = operator.open(operator.report(FIRE))
    number = opened["incident"]["number"]
    decree = _copied(admin)
    assert "0 kejadian terbuka akan dipanggil berbeda" in admin.get(f"/decrees/{decree.id}").content.decode()
    path, fields = _sheet(admin, decree)
    lead = fields["c.FIR-BUILDING.damkar"].partition(">")[0]
    admin.post(path, {**fields, "c.FIR-BUILDING.damkar": "", "c.FIR-BUILDING.bpbd": lead})

    for page in (f"/decrees/{decree.id}", f"/decrees/{decree.id}/consequences"):
        shown = admin.get(page).content.decode()
        assert f"#{number}" in shown
        assert "tetap memakai keputusan yang berlaku saat instansinya dipanggil" in shown
    second.post(f"/decrees/{decree.id}/force", {"begins": ""})

    parts = operator.get(f"incidents/{opened['incident']['id']}")["assignments"]
    assert {part["agency"]["code"] for part in parts if part["role"] == "lead"} == {"damkar"}
    assert f"#{number}" not in admin.get(f"/decrees/{decree.id}").content.decode()


def test_a_draft_is_looked_through_and_initialled_by_another(centre: Centre) -> None:
    admin, reader = _client(centre, "admin"), _client(centre, "coordinator")
    decree = _copied(admin)
    page = f"/decrees/{decree.id}"
    early = reader.post(f"{page}/initial", {"edition": decree.edition}, follow=True)
    assert "belum diajukan untuk ditelaah" in early.content.decode()
    admin.post(f"{page}/submit", {"edition": decree.edition})
    assert "rancangan, ditelaah" in reader.get(page).content.decode()
    own = admin.post(f"{page}/initial", {"edition": decree.edition})
    assert own.status_code == 403
    reader.post(f"{page}/initial", {"edition": decree.edition})
    shown = admin.get(page).content.decode()
    assert "rancangan, diparaf" in shown
    assert "Koordinator Piket" in shown

    path, fields = _sheet(admin, decree)
    admin.post(path, {**fields, "c.FIR-LAND.kai": "I1"})
    assert "rancangan, di" not in admin.get(page).content.decode(), "a change takes both back"


def test_a_wrong_cell_is_said_and_nothing_typed_is_lost(centre: Centre) -> None:
    admin = _client(centre, "admin")
    path, fields = _sheet(admin, _copied(admin))
    answer = admin.post(path, {**fields, "c.FIR-LAND.damkar": "L99", "c.FIR-LAND.polres": "bos"})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Pasal nomor urut 99 tidak ada." in page
    assert "Tulis L, D atau I" in page
    assert page.count('aria-invalid="true"') == 2
    assert 'name="c.FIR-LAND.polres" value="bos"' in page


def test_who_was_slower_is_told_and_overwrites_nothing(centre: Centre) -> None:
    admin, second = _client(centre, "admin"), _client(centre, "admin2")
    decree = _copied(admin)
    path, fields = _sheet(admin, decree)
    assert second.post(path, {**fields, "c.FIR-LAND.kai": "I1"}).status_code == 302

    late = admin.post(path, {**fields, "c.FIR-LAND.pmi": "I1"})

    assert late.status_code == 400
    assert "baru saja diubah orang lain" in late.content.decode()
    assert decree.mandates.filter(type_code="FIR-LAND", agency__code="kai").exists()


def test_the_words_are_edited_with_their_articles(centre: Centre) -> None:
    admin = _client(centre, "admin")
    decree = _copied(admin)
    articles = list(decree.articles.all())
    columns = {
        "article_id": [str(article.id) for article in articles] + [""],
        "article_order": [str(place) for place in range(len(articles), 0, -1)] + ["99"],
        "article_number": [article.number for article in articles] + ["PENUTUP"],
        "article_text": [article.text for article in articles] + ["Berlaku sejak ditetapkan."],
        "article_text_en": ["" for _article in articles] + [""],
    }
    columns |= {
        "sanction_name": ["teguran", "denda", ""],
        "sanction_name_en": ["reminder", "", ""],
        "sanction_article": [articles[0].number, "PENUTUP", ""],
    }
    sent = {**HEAD, **columns, "edition": decree.edition, "considerations": "bahwa satu;\nbahwa dua;"}
    assert admin.post(f"/decrees/{decree.id}/edit", {**sent, "title_id": "Diubah"}).status_code == 302

    decree.refresh_from_db()
    assert (decree.title_id, decree.considerations) == ("Diubah", ["bahwa satu;", "bahwa dua;"])
    numbers = [article.number for article in decree.articles.all()]
    assert numbers == [*reversed([article.number for article in articles]), "PENUTUP"]
    assert [step["name_id"] for step in decree.sanctions] == ["teguran", "denda"]
    consequences = admin.get(f"/decrees/{decree.id}/consequences").content.decode()
    assert "Tangga sanksi berganti" in consequences
    assert "teguran → denda" in consequences
    strange = {**sent, "sanction_article": ["Pasal 99", "", ""], "edition": decree.edition}
    refused = admin.post(f"/decrees/{decree.id}/edit", strange)
    assert "Sanksi 1: pasal Pasal 99 tidak ada." in refused.content.decode()
    assert 'value="denda"' in refused.content.decode()
    gone = {
        **sent,
        **columns,
        "sanction_name": [],
        "article_number": ["" for _id in columns["article_id"]],
        "edition": decree.edition,
    }
    refused = admin.post(f"/decrees/{decree.id}/edit", gone)
    assert refused.status_code == 400
    assert "masih menjadi dasar mandat" in refused.content.decode()


def test_a_date_in_the_past_is_refused_with_its_reason(centre: Centre) -> None:
    admin, second = _client(centre, "admin"), _client(centre, "admin2")
    decree = _copied(admin)

    answer = second.post(f"/decrees/{decree.id}/force", {"begins": "2026-02-01T00:00"}, follow=True)

    assert "Saat mulai berlaku sudah lewat." in answer.content.decode()
    assert Decree.objects.get(id=decree.id).is_draft


def test_a_scan_that_was_tampered_with_is_not_handed_out(centre: Centre) -> None:
    decree = _copied(_client(centre, "admin"))
    attach_scan(decree_id=decree.id, name="sk.pdf", content=b"%PDF-1.7 a", actor=centre.desk("admin").user)
    second = _client(centre, "admin2")
    whole = second.get(f"/decrees/{decree.id}/scan")
    assert (whole.status_code, whole["Content-Type"]) == (200, "application/pdf")

    Scan.objects.update(content=b"%PDF-1.7 b")

    assert second.get(f"/decrees/{decree.id}/scan").status_code == 409
    assert "tidak cocok lagi" in second.get(f"/decrees/{decree.id}").content.decode()


def test_last_year_is_read_as_of_its_day(centre: Centre) -> None:
    auditor = _client(centre, "auditor")
    before, today = auditor.get("/decrees?as_of=2023-06-01T00:00"), auditor.get("/decrees")
    assert "Tidak ada keputusan yang berlaku pada saat itu" in before.content.decode()
    assert "DEMO-112" in today.content.decode()
    assert "KOSONG" in auditor.get("/decrees/coverage?as_of=2023-06-01T00:00").content.decode()
    assert "tepat satu pemimpin saat itu dan nanti" in auditor.get("/decrees/coverage").content.decode()
    unknown = UUID(int=1)
    assert auditor.get(f"/decrees/{unknown}").status_code == 404
