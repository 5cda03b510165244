"""A real report that was dismissed, or attached, by mistake is found again, and waits again."""

from django.test import Client

from tests.centre import Centre
from tests.live.boards import watched_boards


def browser(centre: Centre, name: str) -> Client:
    client = Client()
    client.force_login(centre.desk(name).user)
    return client


def test_it_is_found_on_its_page_and_opened_again(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report()
    operator.post(f"reports/{report['id']}/dismiss", {"disposition": "prank"})
    centre.fast_forward(seconds=11)
    late = operator.post(f"reports/{report['id']}/undo")
    assert (late.status, late.error["code"], late.error["allowed"]) == (409, "too_late", ["reopen"])

    page = browser(centre, "operator")
    listed = page.get("/reports/decided").content.decode()
    assert report["number"] in listed
    assert "Iseng" in listed
    with watched_boards():
        answer = page.post(f"/reports/{report['id']}/reopen", follow=True)
    assert "menunggu lagi" in answer.content.decode()
    assert operator.get(f"reports/{report['id']}")["status"] == "received"
    centre.fast_forward(minutes=3)
    assert operator.alarms("unhandled"), "it is owed a decision within the same time as a new one"
    assert operator.open(report)["incident"]["id"]


def test_a_report_attached_to_the_wrong_incident_leaves_it(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report())["incident"]["id"]
    other = operator.report()
    operator.post(f"reports/{other['id']}/attach", {"incident": incident})
    centre.fast_forward(seconds=11)
    with watched_boards():
        assert operator.post(f"reports/{other['id']}/reopen").status == 200
    assert other["id"] not in str(operator.card(incident)["reports"])
    assert operator.open(other)["incident"]["id"] != incident
    kinds = [entry["kind"] for entry in operator.get(f"incidents/{incident}/timeline")["entries"]]
    assert "report.reopened" in kinds


def test_marks_that_turn_letters_around_reach_no_screen(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report(text="\u202ekebakaran di \u2067Jalan Melati\u2069")
    assert report["text"] == "kebakaran di Jalan Melati"
    assert report["suggestion"]["type"].startswith("FIR-")


def test_reopening_twice_is_once_and_an_opened_one_has_its_incident(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report()
    operator.post(f"reports/{report['id']}/dismiss", {"disposition": "silent"})
    assert [operator.post(f"reports/{report['id']}/reopen").status for _time in range(2)] == [200, 200]
    operator.open(report)
    assert operator.post(f"reports/{report['id']}/reopen").status == 409


def test_an_old_one_is_found_by_its_number_and_an_auditor_only_reads(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report()
    operator.post(f"reports/{report['id']}/dismiss", {"disposition": "prank"})
    centre.fast_forward(hours=25)
    auditor = browser(centre, "auditor")
    assert report["number"] not in auditor.get("/reports/decided").content.decode()
    found = auditor.get(f"/reports/decided?number={report['number'].lower()}").content.decode()
    assert report["number"] in found
    assert "Buka lagi" not in found
    assert auditor.post(f"/reports/{report['id']}/reopen").status_code == 403
    assert browser(centre, "damkar").get("/reports/decided").status_code == 404
