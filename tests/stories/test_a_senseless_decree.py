"""What no decree may be is refused at the page, with its reason: every item of bad input, through the door."""

import html
from typing import Any

import pytest
from django.db import ProgrammingError, connection
from django.test import Client

from agencies.models import Agency, Decree
from tests.centre import Centre

HEAD = {"kind": "sk", "number": "9", "year": "2026", "issuer": "Bupati Tulungagung", "title_id": "Perubahan"}


def _client(centre: Centre, name: str) -> Client:
    client = Client()
    client.force_login(centre.desk(name).user)
    return client


def _draft(client: Client, **more: Any) -> Decree:
    answer = client.post("/decrees/new", {**HEAD, "signed_on": "2026-01-02", **more})
    assert answer.status_code == 302, answer.content.decode()
    return Decree.objects.get(status="draft", number=more.get("number", "9"))


def _said(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def _force(client: Client, decree: Decree, begins: str = "") -> str:
    return _said(client.post(f"/decrees/{decree.id}/force", {"begins": begins}, follow=True))


def _fill(client: Client, decree: Decree, **cells: str) -> str:
    """One cell of the matrix a keyword: `damkar="L1"` in the row of building fires."""
    sent = {f"c.FIR-BUILDING.{agency}": value for agency, value in cells.items()}
    path = f"/decrees/{decree.id}/matrix?group=fire"
    decree.refresh_from_db()
    return _said(client.post(path, {**sent, "edition": decree.edition}, follow=True))


def _with_an_article(client: Client, **more: Any) -> Decree:
    decree = _draft(client, **more)
    article = {
        "article_id": "",
        "article_order": "1",
        "article_number": "Pasal 1",
        "article_text": "Wajib.",
        "article_text_en": "",
    }
    head = {**HEAD, **more, "signed_on": "2026-01-02"}
    answer = client.post(f"/decrees/{decree.id}/edit", {**head, **article, "edition": decree.edition})
    assert answer.status_code == 302, answer.content.decode()
    return decree


def test_two_who_lead_alike_are_refused(centre: Centre) -> None:
    admin, second = _client(centre, "admin"), _client(centre, "admin2")
    decree = _with_an_article(admin)
    _fill(admin, decree, damkar="L1", bpbd="L1")

    assert "FIR-BUILDING : lebih dari satu instansi memimpin." in _force(second, decree)
    assert Decree.objects.get(id=decree.id).is_draft


def test_an_article_that_does_not_exist_is_refused(centre: Centre) -> None:
    admin = _client(centre, "admin")
    decree = _with_an_article(admin)

    assert "Pasal nomor urut 2 tidak ada." in _fill(admin, decree, damkar="L2")
    assert not decree.mandates.exists()


def test_an_agency_that_is_retired_is_refused(centre: Centre) -> None:
    admin, second = _client(centre, "admin"), _client(centre, "admin2")
    decree = _with_an_article(admin)
    _fill(admin, decree, kai="L1")
    admin.post("/agencies/import", {"kind": "agencies", "text": "code,active\nkai,tidak\n", "confirm": "1"})

    assert "Instansi kai tidak aktif lagi." in _force(second, decree)
    assert "Instansi kai tidak aktif lagi." in _fill(admin, decree, kai="D1")
    with pytest.raises(ProgrammingError, match="never deleted"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM agencies_agency WHERE id = %s", [Agency.objects.get(code="kai").id])


def test_decrees_that_replace_each_other_are_refused(centre: Centre) -> None:
    admin = _client(centre, "admin")
    one = _draft(admin)
    two = _draft(admin, number="10", replaces=[one.id])

    circle = {**HEAD, "signed_on": "2026-01-02", "replaces": [two.id], "edition": one.edition}
    answer = admin.post(f"/decrees/{one.id}/edit", circle)

    assert answer.status_code == 400
    assert "saling menggantikan secara melingkar" in _said(answer)


def test_a_revoked_decree_is_not_edited(centre: Centre) -> None:
    admin, second = _client(centre, "admin"), _client(centre, "admin2")
    old = Decree.objects.get()
    ending = _draft(admin, replaces=[old.id])
    _force(second, ending)

    old.refresh_from_db()
    assert old.status == "revoked"
    for page in ("edit", "matrix"):
        assert admin.get(f"/decrees/{old.id}/{page}").status_code == 404
        assert admin.post(f"/decrees/{old.id}/{page}", {**HEAD, "edition": old.edition}).status_code == 404
    assert "bukan rancangan lagi" in _force(second, old)


def test_a_year_that_nobody_means_is_refused_before_it_is_frozen(centre: Centre) -> None:
    admin, second = _client(centre, "admin"), _client(centre, "admin2")
    decree = _with_an_article(admin)
    _fill(admin, decree, damkar="D1")
    assert "lebih dari lima tahun lagi" in _force(second, decree, "2126-12-01T00:00")
    assert "Saat mulai berlaku belum benar" in _force(second, decree, "9999-12-31T23:59")
    decree.refresh_from_db()
    assert decree.is_draft
    typed = {**HEAD, "number": "10", "signed_on": "0026-01-02", "expires_at": "9999-12-31T23:59"}
    refused = admin.post("/decrees/new", typed)
    assert (refused.status_code, _said(refused).count("Periksa tahunnya")) == (400, 2)
    assert admin.get("/decrees/coverage?as_of=9999-12-31T23:59").status_code == 200


def test_whoever_wrote_it_reads_why_they_cannot_put_it_in_force(centre: Centre) -> None:
    admin = _client(centre, "admin")
    decree = _with_an_article(admin)
    _fill(admin, decree, damkar="D1")
    assert "Administrator lain yang memberlakukannya" in _force(admin, decree)
