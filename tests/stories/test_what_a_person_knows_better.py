"""The report said one place and the decree named some agencies; a person on the line knows better."""

from agencies.models import Area
from incidents.models import AgencyAssignment
from tests.centre import HOUSE, Centre
from tests.live.boards import watched_boards


def test_a_place_found_later_settles_what_was_unknown(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report(location=None))["incident"]["id"]
    assert operator.alarms("place_unknown")
    with watched_boards():
        answer = operator.post(f"incidents/{incident}/place", {"location": HOUSE})
    assert answer.status == 200, answer.data
    assert operator.card(incident)["lat"] == HOUSE["lat"]
    assert not operator.alarms("place_unknown")
    again = operator.post(f"incidents/{incident}/place", {"location": HOUSE})
    assert again.status == 200


def test_another_village_calls_whom_the_decree_names_there(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report())["incident"]["id"]
    before = set(AgencyAssignment.objects.values_list("agency__code", flat=True))
    elsewhere = Area.objects.filter(kind="village").filter(lat__isnull=False).order_by("code").last()
    assert elsewhere is not None
    told = operator.post(f"incidents/{incident}/place", {"location": {"lat": elsewhere.lat, "lon": elsewhere.lon}})
    assert told.status == 200
    assert operator.card(incident)["place"] == elsewhere.label
    kinds = [entry["kind"] for entry in operator.get(f"incidents/{incident}/timeline")["entries"]]
    assert kinds.count("incident.placed") == 1
    assert kinds.count("incident.routed") == 2
    assert before <= set(AgencyAssignment.objects.values_list("agency__code", flat=True))


def test_a_place_without_words_or_point_is_refused_and_changes_nothing(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report())["incident"]["id"]
    refused = operator.post(f"incidents/{incident}/place", {"location": {"text": ""}})
    assert refused.status == 400
    assert operator.card(incident)["lat"] == HOUSE["lat"]


def test_words_that_name_no_village_make_the_place_finer(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report())["incident"]["id"]
    parts = [part["agency"]["code"] for part in operator.card(incident)["assignments"] if part["status"] != "withdrawn"]
    with watched_boards():
        assert operator.post(f"incidents/{incident}/place", {"location": {"text": "sebelah masjid"}}).status == 200
    card = operator.card(incident)
    assert (card["lat"], card["lon"], card["place"]) == (HOUSE["lat"], HOUSE["lon"], "sebelah masjid")
    assert [part["agency"]["code"] for part in card["assignments"] if part["status"] != "withdrawn"] == parts
    assert not operator.alarms("place_unknown")


def test_a_point_in_no_area_alarms_the_coordinator(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report())["incident"]["id"]
    with watched_boards():
        assert operator.post(f"incidents/{incident}/place", {"location": {"lat": -9.5, "lon": 112.0}}).status == 200
    assert [alarm["incident"] for alarm in operator.alarms("place_unknown")] == [incident]


def test_an_agency_beyond_the_decree_is_called_as_the_centres_request(centre: Centre) -> None:
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    incident = operator.open(operator.report(text="Anak saya tersedak bakso, tidak bisa bernapas"))["incident"]["id"]
    assert damkar.card(incident) is None
    with watched_boards():
        called = operator.post(f"incidents/{incident}/agencies", {"agency": "damkar", "role": "support"})
    assert called.status == 201, called.data
    assert called["assignment"]["decree"] == ""
    (rule,) = damkar.get(f"assignments/{called['assignment']['id']}/why")["rules"]
    assert rule.startswith("Diminta oleh")
    assert damkar.card(incident) is not None
    again = operator.post(f"incidents/{incident}/agencies", {"agency": "damkar", "role": "support"})
    assert (again.status, again["assignment"]["id"]) == (200, called["assignment"]["id"])
    other = operator.post(f"incidents/{incident}/agencies", {"agency": "damkar", "role": "informed"})
    assert other.status == 409
    # Whom a person called stays, whatever the incident turns out to be.
    operator.post(f"incidents/{incident}/reclassify", {"type": "MED-CARDIAC"})
    assert damkar.card(incident) is not None


def test_two_never_lead_and_a_lead_found_ends_the_search(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report())["incident"]["id"]
    second = operator.post(f"incidents/{incident}/agencies", {"agency": "kai", "role": "lead"})
    assert (second.status, second.error["code"]) == (409, "role_taken")
    unknown = operator.post(f"incidents/{incident}/agencies", {"agency": "nobody", "role": "lead"})
    assert unknown.status == 400


def test_an_incident_left_open_is_shown_to_the_dispatcher(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report(), priority="P5")["incident"]["id"]
    assert [limit for limit in operator.card(incident)["deadlines"] if limit["kind"] == "left_open"] == []
    centre.fast_forward(minutes=12 * 60 + 1)
    assert [alarm["for"] for alarm in operator.alarms("left_open")] == ["dispatcher"]
    operator.post(f"incidents/{incident}/close", {"disposition": "resolved"})
    assert not operator.alarms("left_open")


def test_the_story_is_asked_on_from_a_position(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report())["incident"]["id"]
    whole = operator.get(f"incidents/{incident}/timeline")
    assert whole["next"] is None
    middle = whole["entries"][2]["position"]
    rest = operator.get(f"incidents/{incident}/timeline", after=str(middle))
    assert rest["entries"] == whole["entries"][3:]
    assert operator.get(f"incidents/{incident}/timeline", after="x").status == 400


def test_a_refused_move_names_only_what_the_asker_may_do(centre: Centre) -> None:
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    incident = operator.open(operator.report())["incident"]["id"]
    part = damkar.part(incident, "damkar")["id"]
    refused = damkar.post(f"assignments/{part}/done")
    assert (refused.status, refused.error["allowed"]) == (409, ["acknowledge", "decline", "send"])


def test_saying_yes_again_on_the_way_changes_nothing(centre: Centre) -> None:
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    incident = operator.open(operator.report())["incident"]["id"]
    part = damkar.part(incident, "damkar")["id"]
    damkar.post(f"assignments/{part}/units", {"unit": centre.unit("PMK-1")})
    assert damkar.part(incident, "damkar")["status"] == "responding"
    with watched_boards(expect_change=False):
        assert damkar.post(f"assignments/{part}/acknowledge").status == 200
