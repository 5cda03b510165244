"""A caller names a village: it is filed, shown and compared as a circle, not as the point in its middle."""

from agencies.models import Area
from foundation.lib.time import now
from tests.centre import HOUSE, Centre

LAT, LON = -8.0542, 111.9131
VILLAGE = {"lat": LAT, "lon": LON, "radius_m": 1200, "text": "Kaliwungu, Kec. Ngunut"}


def test_the_radius_goes_from_the_call_to_every_screen_until_somebody_knows_better(centre: Centre) -> None:
    operator = centre.desk("operator")
    report = operator.report(location=VILLAGE)
    assert report["radius_m"] == 1200
    incident = operator.open(report)["incident"]
    assert incident["radius_m"] == 1200
    for desk in (operator, centre.desk("damkar")):
        assert desk.card(incident["id"])["radius_m"] == 1200
    operator.post(f"incidents/{incident['id']}/place", {"location": HOUSE})
    assert operator.card(incident["id"])["radius_m"] is None


def test_a_place_named_at_opening_has_a_radius_of_its_own(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report(), location=VILLAGE)["incident"]
    assert (incident["radius_m"], incident["place"]) == (1200, VILLAGE["text"])
    exact = operator.open(operator.report(location=VILLAGE), location=HOUSE)["incident"]
    assert exact["radius_m"] is None


def test_nobody_is_sent_to_the_village_that_happens_to_lie_in_the_middle_of_a_district(centre: Centre) -> None:
    operator = centre.desk("operator")
    (district, *_others) = operator.get("places?q=kec+ngunut")["results"]
    assert district["kind"] == "district"
    told = {**{key: district[key] for key in ("lat", "lon", "radius_m")}, "text": "pasar (Kec. Ngunut)"}
    assert operator.post("nearby", {"location": told})["area"]["name"] == "Kec. Ngunut"
    incident = operator.open(operator.report(location=told))["incident"]
    assert operator.card(incident["id"])["area"] == {"code": "35.04.11", "name": "Ngunut", "district": "Ngunut"}
    exact = operator.open(operator.report(location={**told, "radius_m": None}))["incident"]
    assert operator.card(exact["id"])["area"]["name"] == "Sumberejo Wetan"


def test_a_radius_is_a_number_of_metres_and_words_have_none(centre: Centre) -> None:
    operator = centre.desk("operator")
    for radius in (-1, 50_001, "far"):
        body = {"channel": "call", "text": "Rumah terbakar", "location": {**VILLAGE, "radius_m": radius}}
        assert operator.post("reports", body).status == 400
    assert operator.report(location={"text": "desa Kaliwungu", "radius_m": 1200})["radius_m"] is None


def test_a_report_a_kilometre_off_may_tell_of_what_is_known_only_as_a_village(centre: Centre) -> None:
    operator = centre.desk("operator")
    fire = operator.open(operator.report(location=VILLAGE))["incident"]
    north = {"lat": LAT + 0.0135, "lon": LON}  # 1,500 m
    (found,) = operator.report(location=north)["duplicates"]
    assert (found["number"], found["distance_m"]) == (fire["number"], 1501)
    assert operator.post("nearby", {"location": north})["duplicates"] == [found]
    further = {"lat": LAT + 0.017, "lon": LON}  # 1,890 m
    assert operator.report(location=further)["duplicates"] == []


def test_a_report_that_names_a_village_is_compared_with_the_whole_of_it(centre: Centre) -> None:
    operator = centre.desk("operator")
    fire = operator.open(operator.report(location={"lat": LAT + 0.0135, "lon": LON}))["incident"]
    assert [each["number"] for each in operator.report(location=VILLAGE)["duplicates"]] == [fire["number"]]
    assert operator.report(location=HOUSE)["duplicates"] == []


def test_words_find_the_same_kind_in_the_same_village(centre: Centre) -> None:
    operator = centre.desk("operator")
    told = {"text": "depan balai desa Kaliwungu, kec Ngunut"}
    fire = operator.open(operator.report(location=told))["incident"]
    again = operator.report(location={"text": "desa kaliwungu ngunut, dekat balai desa"})
    assert [each["number"] for each in again["duplicates"]] == [fire["number"]]
    other = operator.report("Orang pingsan tidak bernapas", location=told)
    assert other["duplicates"] == []


def test_areas_that_another_process_changed_are_noticed(centre: Centre) -> None:
    operator = centre.desk("operator")
    told = {"text": "depan balai desa Kaliwungu, kec Ngunut"}
    fire = operator.open(operator.report(location=told))["incident"]
    Area.objects.filter(name="Kaliwungu", kind="village").update(name="Waringin Baru", changed_at=now())
    renamed = operator.report(location={"text": "desa Waringin Baru, kec Ngunut"})
    assert [each["number"] for each in renamed["duplicates"]] == [fire["number"]]
