"""What the caller answers moves the suggestion, stays with the report, and proposes once help is on its way."""

from foundation.journal.models import JournalEntry
from incidents.models import Report
from tests.centre import HOUSE, Centre
from tests.sop.samples import put_another_version_in_force

SHED = {"FIR-BUILDING.what": "shed"}


def test_the_next_question_comes_before_anything_is_filed(centre: Centre) -> None:
    operator = centre.desk("operator")
    told = {"text": "rumah terbakar", "known": ["where", "number", "what"]}
    asked = operator.post("interview", told)
    assert asked.status == 200
    assert (asked["type"], asked["priority"]) == ("FIR-BUILDING", "P1")
    assert asked["questions"][0]["id"] == "awake"
    assert asked["advice"] is None, "the medical director has not signed"
    after = operator.post(
        "interview",
        {"text": "rumah terbakar", "known": ["where", "number", "what"], "answers": {"awake": "nobody_hurt"}},
    )
    assert after["questions"][0]["id"] == "danger"
    assert not Report.objects.exists()


def test_answers_move_the_suggestion_of_a_waiting_report_and_name_their_version(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report("rumah terbakar", answers={"danger": "none", "no.such": "x"})
    assert report["suggestion"]["priority"] == "P1"
    answered = operator.post(f"reports/{report['id']}/answers", {"answers": SHED})
    assert answered.status == 200
    assert answered["priority"] == "P2"
    kept = {one["id"]: (one["branch"], one["version"]) for one in answered["answered"]}
    assert kept == {"danger": ("none", None), "FIR-BUILDING.what": ("shed", 1)}
    assert operator.get(f"reports/{report['id']}")["suggestion"]["priority"] == "P2"
    opened = operator.open(report)
    assert opened["incident"]["priority"] == "P2", "opened without a word, it takes what the answers say"
    carried = operator.get(f"incidents/{opened['incident']['id']}/interview")
    assert [one["id"] for one in carried["answered"]] == ["danger", "FIR-BUILDING.what"]


def test_an_answer_can_be_corrected_and_taken_back(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report("rumah terbakar")
    path = f"reports/{report['id']}/answers"
    assert operator.post(path, {"answers": SHED})["priority"] == "P2"
    assert operator.post(path, {"answers": {"FIR-BUILDING.what": None}})["priority"] == "P1"
    assert operator.get(f"reports/{report['id']}")["answers"] == {}
    before = JournalEntry.objects.count()
    assert operator.post(path, {"answers": {}}).status == 200
    assert JournalEntry.objects.count() == before


def test_a_wrong_answer_is_refused_by_its_question_and_nothing_is_kept(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report("rumah terbakar")
    refused = operator.post(
        f"reports/{report['id']}/answers", {"answers": SHED | {"NO.such": "yes", "FIR-BUILDING.spread": "maybe"}}
    )
    assert refused.status == 400
    assert set(refused.error["fields"]) == {"answers.NO.such", "answers.FIR-BUILDING.spread"}
    assert operator.get(f"reports/{report['id']}")["answers"] == {}


def test_an_answer_on_a_running_incident_proposes_and_a_person_confirms(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report("ada kandang terbakar")
    incident = operator.open(report, type="FIR-BUILDING", priority="P3")["incident"]["id"]
    operator.post(f"reports/{report['id']}/answers", {"answers": {"FIR-BUILDING.inside": 2}})
    card = operator.card(incident)
    assert card["priority"] == "P3", "nothing changes by itself"
    assert (card["proposal"]["type"], card["proposal"]["priority"]) == ("FIR-BUILDING", "P1")
    assert card["proposal"]["because"] == ["FIR-BUILDING.inside=some"]
    assert operator.alarms("proposal")
    operator.post(f"incidents/{incident}/reclassify", {"priority": "P1"})
    assert operator.card(incident)["proposal"] is None
    assert not operator.alarms("proposal")


def test_an_answer_of_its_own_procedure_proposes_another_type(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report("rumah terbakar")
    incident = operator.open(report)["incident"]["id"]
    operator.post(f"reports/{report['id']}/answers", {"answers": {"FIR-BUILDING.stock": "chemical"}})
    assert operator.card(incident)["proposal"]["type"] == "FIR-HAZMAT"


def test_a_declined_proposal_is_not_made_again_by_an_answer_that_says_nothing_new(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report("ada kandang terbakar")
    incident = operator.open(report, type="FIR-BUILDING", priority="P3")["incident"]["id"]
    path = f"reports/{report['id']}/answers"
    operator.post(path, {"answers": {"FIR-BUILDING.inside": 2}})
    assert operator.post(f"incidents/{incident}/decline-proposal").status == 200
    assert operator.card(incident)["proposal"] is None
    operator.post(path, {"answers": {"FIR-BUILDING.access": "front"}})
    assert operator.card(incident)["proposal"] is None


def test_no_answer_is_taken_once_it_is_over(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report("rumah terbakar")
    path = f"reports/{report['id']}/answers"
    incident = operator.open(report)["incident"]["id"]
    operator.post(f"incidents/{incident}/close", {"disposition": "resolved"})
    assert operator.post(path, {"answers": SHED}).status == 409
    prank = operator.report("halo")
    operator.post(f"reports/{prank['id']}/dismiss", {"disposition": "prank"})
    assert operator.post(f"reports/{prank['id']}/answers", {"answers": {"awake": "no"}}).status == 409


def test_an_agency_reads_the_answers_but_not_the_callers_number(centre: Centre) -> None:
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    report = operator.report("rumah terbakar", location=HOUSE)
    incident = operator.open(report)["incident"]["id"]
    answers = {"number": "081234567890", "FIR-BUILDING.inside": 2}
    assert operator.post(f"reports/{report['id']}/answers", {"answers": answers}).status == 200
    seen = damkar.get(f"incidents/{incident}/interview")
    assert [(one["id"], one["value"]) for one in seen["answered"]] == [("FIR-BUILDING.inside", "2")]
    bodies = list(JournalEntry.objects.filter(kind="report.answered").values_list("body", flat=True))
    assert "0812" not in str(bodies)


def test_a_running_incident_is_asked_by_the_version_that_handles_it(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report("rumah terbakar")
    incident = operator.open(report)["incident"]["id"]
    put_another_version_in_force("FIR-BUILDING")
    asked = [one["id"] for one in operator.get(f"incidents/{incident}/interview")["questions"]]
    assert "FIR-BUILDING.stock" in asked
    fresh = operator.post("interview", {"text": "rumah terbakar"})
    assert "FIR-BUILDING.stock" not in [one["id"] for one in fresh["questions"]]
    kept = operator.post(f"reports/{report['id']}/answers", {"answers": {"FIR-BUILDING.stock": "gas"}})
    assert kept.status == 200
