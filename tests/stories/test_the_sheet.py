"""An incident on paper says what the screens say, in words, and names no caller."""

from django.test import Client

from tests.centre import Centre, Desk


def sheet(desk: Desk, incident: str, language: str = "id") -> tuple[int, str]:
    client = Client(headers={"Accept-Language": language})
    client.force_login(desk.user)
    answer = client.get(f"/incidents/{incident}/sheet")
    return answer.status_code, answer.content.decode()


def test_it_tells_the_whole_story_and_no_caller(centre: Centre) -> None:
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    report = operator.report("Rumah terbakar", caller={"phone": "081234567890", "name": "Siti Rahma"})
    incident = operator.open(report)["incident"]
    part = damkar.part(incident["id"], "damkar")["id"]
    damkar.post(f"assignments/{part}/units", {"unit": centre.unit("PMK-1")})
    damkar.post(f"incidents/{incident['id']}/messages", {"text": "Jalan utara putus <b>"})
    damkar.post(f"incidents/{incident['id']}/patients", {"triage": "merah", "count": 2, "destination": "RSUD"})
    for desk in (operator, damkar):
        status, page = sheet(desk, incident["id"])
        assert status == 200
        for words in (incident["number"], "Rumah terbakar", "PMK-1", "2 merah", "RSUD", "Pesan dari damkar", "WIB"):
            assert words in page, words
        assert "putus &lt;b&gt;" in page
        assert "0812" not in page
        assert "Siti" not in page
    assert "Agencies" in sheet(damkar, incident["id"], "en")[1]


def test_who_has_no_part_gets_none(centre: Centre) -> None:
    operator, polres = centre.desk("operator"), centre.desk("polres")
    incident = operator.open(operator.report())["incident"]["id"]
    polres.post(f"assignments/{polres.part(incident, 'polres')['id']}/decline", {"reason": "no_unit"})
    assert sheet(polres, incident)[0] == 404


def test_types_and_agencies_are_names_in_the_readers_language(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report())["incident"]
    operator.post(f"incidents/{incident['id']}/reclassify", {"type": "MED-ARREST"})
    for language, words in (
        ("id", ("Kebakaran bangunan", "Pemadam Kebakaran Kabupaten Tulungagung")),
        ("en", ("Building fire", "Tulungagung fire and rescue service")),
    ):
        _status, page = sheet(operator, incident["id"], language)
        assert [each for each in words if each not in page] == []
        assert "FIR-BUILDING" not in page
        assert "MED-ARREST" not in page
