"""Two people correct the same thing: the second sees what the first made of it, and decides."""

from tests.centre import HOUSE, Centre


def test_a_correction_of_what_was_not_seen_says_who_was_faster(centre: Centre) -> None:
    first, second = centre.desk("operator"), centre.desk("coordinator")
    incident = first.open(first.report())["incident"]
    seen = {"type": incident["type"], "priority": incident["priority"]}
    assert first.post(f"incidents/{incident['id']}/reclassify", {"priority": "P2", "seen": seen}).status == 200
    late = {"priority": "P3", "seen": seen}
    answer = second.post(f"incidents/{incident['id']}/reclassify", late)
    assert (answer.status, answer.data["error"]["code"]) == (409, "changed")
    assert first.user.label in answer.data["error"]["message"]
    assert second.card(incident["id"])["priority"] == "P2"
    aware = {"priority": "P3", "seen": {**seen, "priority": "P2"}}
    assert second.post(f"incidents/{incident['id']}/reclassify", aware)["incident"]["priority"] == "P3"


def test_wanting_what_the_other_made_of_it_is_no_conflict(centre: Centre) -> None:
    first, second = centre.desk("operator"), centre.desk("coordinator")
    incident = first.open(first.report())["incident"]
    wanted = {"priority": "P2", "seen": {"type": incident["type"], "priority": incident["priority"]}}
    for desk in (first, second):
        assert desk.post(f"incidents/{incident['id']}/reclassify", wanted).status == 200


def test_a_place_is_not_moved_back_unseen(centre: Centre) -> None:
    first, second = centre.desk("operator"), centre.desk("coordinator")
    incident = first.open(first.report(location=None))["incident"]
    nowhere: dict[str, object] = {"text": incident["place"]}
    assert first.post(f"incidents/{incident['id']}/place", {"location": HOUSE, "seen": nowhere}).status == 200
    late = {"location": {"text": "Kaliwungu, Kec. Ngunut"}, "seen": nowhere}
    answer = second.post(f"incidents/{incident['id']}/place", late)
    assert (answer.status, answer.data["error"]["code"]) == (409, "changed")
    assert second.card(incident["id"])["lat"] == HOUSE["lat"]
    assert second.post(f"incidents/{incident['id']}/place", {**late, "seen": HOUSE}).status == 200
