"""A report that nobody decides about is a running obligation of the centre itself."""

from tests.centre import Centre
from tests.live.boards import watched_boards


def test_an_unhandled_report_climbs_to_the_coordinator(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report()
    assert [limit["kind"] for limit in operator.board()["reports"][0]["deadlines"]] == ["unhandled"]
    with watched_boards():
        centre.fast_forward(seconds=61)
    assert [alarm["for"] for alarm in operator.alarms("unhandled")] == ["dispatcher"]
    centre.fast_forward(minutes=3)
    assert [alarm["for"] for alarm in operator.alarms("unhandled")] == ["dispatcher", "coordinator"]
    assert operator.alarms("unhandled")[1]["step"] == 3, "the coordinator was called twice, by one alarm"
    with watched_boards():
        operator.open(report)
    assert operator.alarms("unhandled") == []


def test_a_typed_time_starts_no_limit(centre: Centre) -> None:
    operator = centre.desk("operator")
    operator.report(received_at="2021-08-20T00:15:00Z")
    centre.fast_forward(seconds=50)
    assert operator.alarms("unhandled") == []


def test_a_claim_keeps_the_limit_running_and_others_out(centre: Centre) -> None:
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    report = operator.report()
    with watched_boards():
        assert operator.post(f"reports/{report['id']}/claim").status == 200
    assert operator.post(f"reports/{report['id']}/claim").status == 200
    refused = coordinator.post(f"reports/{report['id']}/claim")
    assert refused.status == 409
    assert "Operator 112" in refused.error["message"]
    assert "open" in refused.error["allowed"]
    centre.fast_forward(seconds=61)
    assert operator.alarms("unhandled")


def test_a_prank_is_dismissed_and_can_be_taken_back_for_ten_seconds(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report("hahaha prank")
    assert report["screening"]["score"] > 0
    with watched_boards():
        operator.post(f"reports/{report['id']}/dismiss", {"disposition": "prank"})
    assert operator.board()["reports"] == []
    with watched_boards():
        assert operator.post(f"reports/{report['id']}/undo")["status"] == "received"
    assert operator.post(f"reports/{report['id']}/dismiss", {"disposition": "prank"}).status == 200
    centre.fast_forward(seconds=11)
    late = operator.post(f"reports/{report['id']}/undo")
    assert late.status == 409
    assert late.error["code"] == "too_late"


def test_an_opening_taken_back_withdraws_everybody(centre: Centre) -> None:
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    report = operator.report()
    incident = operator.open(report)["incident"]["id"]
    assert damkar.card(incident)
    with watched_boards():
        assert operator.post(f"reports/{report['id']}/undo")["status"] == "received"
    assert damkar.card(incident) is None
    assert operator.card(incident) is None
    centre.fast_forward(hours=1)
    assert damkar.alarms() == []
    assert operator.alarms("unhandled"), "the report waits again"


def test_a_second_call_about_the_same_fire_is_attached(centre: Centre) -> None:
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    incident = operator.open(operator.report(caller={"phone": "0812 3456 7890"}))["incident"]
    second = operator.report("Ada asap tebal dan api dari rumah tetangga", caller={"phone": "+62 813 1111 2222"})
    assert [found["id"] for found in second["duplicates"]] == [incident["id"]]
    with watched_boards():
        attached = operator.post(f"reports/{second['id']}/attach", {"incident": incident["id"]})
    assert attached.status == 200
    assert len(damkar.card(incident["id"])["reports"]) == 2
    third = operator.report("Lapor lagi", location=None, caller={"phone": "+62 812-3456-7890"})
    assert third["duplicates"][0]["same_caller"]


def test_a_callers_number_is_masked_and_revealed_with_a_reason(centre: Centre) -> None:
    operator, auditor = centre.desk("operator"), centre.desk("auditor")
    report = operator.report(caller={"phone": "081234567890", "name": "Bu Sri"})
    assert "081234567890" not in str(report.data)
    assert report["caller"]["masked"].startswith("0812")
    assert operator.post(f"reports/{report['id']}/reveal", {"reason": ""}).status == 400
    revealed = operator.post(f"reports/{report['id']}/reveal", {"reason": "telepon balik"})
    assert revealed["phone"] == "081234567890"
    opened = operator.open(report)
    kinds = [entry["kind"] for entry in auditor.get(f"incidents/{opened['incident']['id']}/timeline")["entries"]]
    assert "report.caller_revealed" in kinds


def test_a_short_number_is_masked_too(centre: Centre) -> None:
    operator = centre.desk("operator")
    assert operator.report(caller={"phone": "112"})["caller"]["masked"] == "1••"
    assert operator.report(caller={"phone": "0812"})["caller"]["masked"] == "08••"


def test_a_number_is_taken_as_people_write_it(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report(caller={"phone": "(0355) 321 119"})
    assert operator.post(f"reports/{report['id']}/reveal", {"reason": "telepon balik"})["phone"] == "0355321119"


def test_a_caller_without_a_number_keeps_the_name(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report(caller={"name": "Bu Siti"})
    assert report["caller"] == {"masked": "", "name": "Bu Siti"}
    card = next(card for card in operator.board()["reports"] if card["id"] == report["id"])
    assert card["caller"] == report["caller"]
    assert operator.report(caller={"name": ""})["caller"] is None
