"""The register of stakeholders: a file is previewed and confirmed, an agency is retired, everything has its entry."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agencies.models import Agency, Official, Station, Unit
from agencies.services import import_register
from foundation.journal.models import JournalEntry
from foundation.lib.errors import Denied, Invalid
from tests.centre import FIRE, Centre, Desk

OFFICIALS = """agency,post,title_id,title_en,name,phone,since,until,stands_in_for
damkar,head,Kepala Pelaksana Damkar,Head of the fire service,Ir. Suyono,(0355) 000-132,2025-01-01,,
damkar,duty,Komandan regu,Watch commander,Budi Santoso,(0355) 000-131,2026-01-01,2026-12-31,
"""


def _client(centre: Centre, name: str) -> Client:
    client = Client()
    client.force_login(centre.desk(name).user)
    return client


def _upload(client: Client, kind: str, said: str, **more: Any) -> Any:
    return client.post("/agencies/import", {"kind": kind, "file": SimpleUploadedFile("a.csv", said.encode()), **more})


def _kinds(prefix: str) -> int:
    return JournalEntry.objects.filter(kind__startswith=prefix).count()


def test_nothing_changes_before_the_preview_is_confirmed(centre: Centre) -> None:
    admin = _client(centre, "admin")
    before = Official.objects.count(), _kinds("agency.official_written")
    shown = _upload(admin, "officials", OFFICIALS)
    page = shown.content.decode()
    assert (shown.status_code, Official.objects.count()) == (200, before[0])
    assert "2 baris: 2 akan ditulis, 0 belum benar" in page

    done = admin.post("/agencies/import", {"kind": "officials", "text": OFFICIALS, "confirm": "1"})

    assert done.status_code == 302
    assert Official.objects.count() == before[0] + 2
    assert _kinds("agency.official_written") == before[1] + 2
    again = _upload(admin, "officials", OFFICIALS)
    assert "tidak ada yang perlu ditulis" in again.content.decode()
    assert "Ir. Suyono" in admin.get("/agencies").content.decode()
    assert "Budi Santoso" in admin.get("/agencies/damkar").content.decode()


def test_every_wrong_line_is_said_with_its_number(centre: Centre) -> None:
    admin = _client(centre, "admin")
    wrong = (
        "call_sign,agency,station,kind,capabilities,crew_size\n"
        "PMK-1,damkar,damkar_mako,fire_engine,fire_attack,4\n"
        "pmk 9,hantu,nowhere,fire_engine,terbang,banyak\n"
    )
    page = _upload(admin, "units", wrong)

    said = page.content.decode()
    assert page.status_code == 400
    assert "<td>3</td>" in said
    for problem in ("Instansi hantu tidak dikenal.", "Pos nowhere tidak dikenal.", "Kemampuan tidak dikenal: terbang"):
        assert problem in said
    assert "Ya, tulis ke daftar" not in said
    assert not Unit.objects.filter(call_sign__startswith="pmk").exists()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "Kolom tidak dikenal"),
        ("code,hobi\nx,y\n", "Kolom tidak dikenal: hobi"),
        ("code,name_id\n", "1 sampai 2000 baris"),
        ("code,name_id\nbaru,Baru\n", "discipline: wajib diisi untuk yang baru."),
        ("code,active\ndamkar,mungkin\n", "Tulis ya atau tidak."),
        ("code,hours\ndamkar,jam kerja\n", "Tulis jam buka"),
        ("code,phone\ndamkar,(0355) 1\ndamkar,(0355) 2\n", "tertulis dua kali"),
        ("code,phone_ladder\ndamkar,Danton 123\n", "Tulis tangga telepon"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused(centre: Centre, said: str, reason: str) -> None:
    page = _upload(_client(centre, "admin"), "agencies", said)

    assert page.status_code == 400
    assert reason in page.content.decode()


def test_what_is_downloaded_can_be_sent_back(centre: Centre) -> None:
    admin = _client(centre, "admin")
    before = JournalEntry.objects.count()
    for kind in ("agencies", "officials", "stations", "units"):
        said = admin.get(f"/agencies/rows/{kind}/export").content.decode()
        assert "tidak ada yang perlu ditulis" in _upload(admin, kind, said).content.decode(), kind
    assert JournalEntry.objects.count() == before


def test_a_form_writes_one_row_and_the_record_says_what(centre: Centre) -> None:
    admin = _client(centre, "admin")
    row = {"code": "damkar", "name_id": "Damkar", "name_en": "Fire", "discipline": "fire", "phone": "(0355) 000-130"}
    row |= {"email": "mako@damkar.example", "hours": "24 jam", "phone_ladder": "Danton|Watch|(0355) 000-131"}

    assert admin.post("/agencies/rows/agencies?row=damkar", {**row, "active": "ya"}).status_code == 302

    damkar = Agency.objects.get(code="damkar")
    assert (damkar.hours, damkar.phone_ladder[0]["title_en"]) == ("24 jam", "Watch")
    page = admin.get("/agencies/damkar").content.decode()
    assert "buka" in page
    assert "Data instansi Damkar diubah" in page


def test_an_agency_is_retired_and_its_past_still_names_it(centre: Centre) -> None:
    operator = centre.desk("operator")
    opened = operator.open(operator.report(FIRE))
    part = next(part for part in opened["assignments"] if part["agency"]["code"] == "damkar")

    import_register(kind="agencies", rows=[{"code": "damkar", "active": "tidak"}], actor=centre.desk("admin").user)

    assert "mandatnya dilewati" in _client(centre, "auditor").get("/agencies/damkar").content.decode()
    again = operator.open(operator.report(FIRE))
    assert "damkar" not in [one["agency"]["code"] for one in again["assignments"]]
    why = operator.get(f"assignments/{part['id']}/why")
    assert why["agency"]["code"] == "damkar"
    assert any(one["verdict"] == "leads" for one in why["considered"])


def test_contradictions_between_columns_are_refused(centre: Centre) -> None:
    admin = centre.desk("admin").user
    base = {"agency": "damkar", "post": "head", "title_id": "Kepala", "title_en": "Head", "name": "A"}
    station = Station.objects.exclude(agency__code="damkar").first()
    assert station is not None
    wrong: list[tuple[str, dict[str, str]]] = [
        ("officials", {**base, "since": "2026-05-01", "until": "2026-01-01"}),
        ("officials", {**base, "since": "2026-01-01", "stands_in_for": "damkar/Tidak Ada"}),
        ("units", {"call_sign": "PMK-1", "agency": "damkar", "station": station.code}),
        ("kapal", {"code": "x"}),
    ]
    for kind, row in wrong:
        with pytest.raises(Invalid):
            import_register(kind=kind, rows=[row], actor=admin)
    with pytest.raises(Denied):
        import_register(kind="agencies", rows=[{"code": "damkar"}], actor=centre.desk("operator").user)


def test_a_stand_in_names_whom_it_stands_in_for(centre: Centre) -> None:
    admin = _client(centre, "admin")
    admin.post("/agencies/import", {"kind": "officials", "text": OFFICIALS, "confirm": "1"})
    head = OFFICIALS.partition("\n")[0]
    line = "damkar,head,Pelaksana tugas,Acting head,Sri Wahyuni,,2026-01-01,,damkar/Ir. Suyono"

    assert (
        admin.post("/agencies/import", {"kind": "officials", "text": f"{head}\n{line}\n", "confirm": "1"}).status_code
        == 302
    )

    assert Official.objects.get(name="Sri Wahyuni").stands_in_for == Official.objects.get(name="Ir. Suyono")


def test_a_supervisor_reads_their_own_agency_only(centre: Centre) -> None:
    supervisor = _client(centre, "kepala-damkar")

    assert supervisor.get("/agencies", follow=True).redirect_chain == [("/agencies/damkar", 302)]
    assert supervisor.get("/agencies/polres").status_code == 404
    assert supervisor.get("/agencies/rows/agencies").status_code == 404


def test_a_file_that_is_too_large_or_in_no_utf_8_is_refused_by_name(centre: Centre) -> None:
    admin = _client(centre, "admin")
    accented = OFFICIALS.replace("Budi Santoso", "René Santoso")
    for content, said in (
        (b"x" * (200 * 1024 + 1), "201 KB; paling besar 200 KB"),
        (accented.encode("cp1252"), "bukan CSV dalam UTF-8"),
        (OFFICIALS.replace("Budi", "Bu\x00di").encode(), "huruf yang tidak dapat dibaca"),
    ):
        answer = admin.post("/agencies/import", {"kind": "officials", "file": SimpleUploadedFile("a.csv", content)})
        assert answer.status_code == 400
        assert said in answer.content.decode()
        assert "Kolom tidak dikenal" not in answer.content.decode()
    assert "René Santoso" in _upload(admin, "officials", accented).content.decode()


def test_a_station_is_found_where_it_is_now(centre: Centre) -> None:
    operator, station = centre.desk("operator"), Station.objects.get(code="damkar_mako")
    assert spots(operator, station.name) == [(station.name, station.lat, station.lon)]
    row = {"code": station.code, "name": "Markas Zamrud", "lat": "-8.1", "lon": "111.95"}
    import_register(kind="stations", rows=[row], actor=centre.desk("admin").user)
    assert spots(operator, "Markas Zamrud") == [("Markas Zamrud", -8.1, 111.95)]


def spots(desk: Desk, text: str) -> list[Any]:
    found = desk.get("places", q=text)["results"]
    return [(spot["name"], spot["lat"], spot["lon"]) for spot in found if spot["kind"] == "station"][:1]
