"""While the caller still speaks, the call-taker sees what is open near by and what the number did before."""

from incidents.models import Caller, Report
from tests.centre import HOUSE, Centre

PHONE = "+62 812-3456-7890"


def test_an_open_incident_near_by_is_found_before_anything_is_filed(centre: Centre) -> None:
    operator = centre.desk("operator")
    fire = operator.open(operator.report())["incident"]
    beside = {"location": {"lat": -8.0532, "lon": HOUSE["lon"]}, "type": "FIR-BUILDING"}
    (found,) = operator.post("nearby", beside)["duplicates"]
    assert (found["number"], found["distance_m"], found["same_caller"]) == (fire["number"], 111, False)
    assert Report.objects.count() == 1


def test_words_alone_find_the_same_kind_in_the_same_village(centre: Centre) -> None:
    operator = centre.desk("operator")
    fire = operator.open(operator.report(location={"text": "depan balai desa Kaliwungu, kec Ngunut"}))["incident"]
    words = {"location": {"text": "desa kaliwungu ngunut, dekat balai desa"}}
    answer = operator.post("nearby", {**words, "type": "FIR-BUILDING"})
    assert answer["area"]["name"] == "Kaliwungu, Kec. Ngunut"
    assert [each["number"] for each in answer["duplicates"]] == [fire["number"]]
    assert operator.post("nearby", {**words, "type": "MED-ARREST"})["duplicates"] == []
    centre.fast_forward(minutes=31)
    assert operator.post("nearby", {**words, "type": "FIR-BUILDING"})["duplicates"] == []


def test_a_number_brings_its_own_past_and_leaves_no_trace(centre: Centre) -> None:
    operator = centre.desk("operator")
    nothing = {"last_day": 0, "nuisance": 0, "genuine": 0}
    assert operator.post("nearby", {"phone": PHONE})["history"] == nothing
    assert not Caller.objects.exists()
    real = operator.open(operator.report(caller={"phone": PHONE}, location=None))["incident"]
    prank = operator.report(text="haha", caller={"phone": PHONE})
    operator.post(f"reports/{prank['id']}/dismiss", {"disposition": "prank"})
    answer = operator.post("nearby", {"phone": "081234567890"})
    assert answer["history"] == {"last_day": 2, "nuisance": 1, "genuine": 1}
    assert [(each["number"], each["same_caller"]) for each in answer["duplicates"]] == [(real["number"], True)]


def test_nonsense_is_refused_and_nothing_known_is_an_answer(centre: Centre) -> None:
    operator = centre.desk("operator")
    assert operator.post("nearby", {"location": {"lat": 1}}).status == 400
    assert operator.post("nearby", {"location": {"lat": -8, "lon": 111, "radius_m": -1}}).status == 400
    assert operator.post("nearby").data["duplicates"] == []
