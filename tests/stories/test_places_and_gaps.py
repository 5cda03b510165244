"""A place nobody knows, a case that no decree covers: they open all the same, and the coordinator is called."""

from django.db.models.functions import Now

from agencies.models import Decree
from tests.centre import HOUSE, Centre
from tests.live.boards import watched_boards


def test_a_place_unknown_opens_by_the_regency_wide_mandates(centre: Centre) -> None:
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    report = operator.report(location=None)
    with watched_boards():
        opened = operator.open(report)
    assert any(part["agency"]["code"] == "damkar" and part["role"] == "lead" for part in opened["assignments"])
    alarms = coordinator.alarms("place_unknown")
    assert [alarm["for"] for alarm in alarms] == ["coordinator"]


def test_a_point_outside_the_region_is_a_place_unknown(centre: Centre) -> None:
    operator = centre.desk("operator")
    opened = operator.open(operator.report(location={"lat": -7.0, "lon": 113.8}))
    assert opened["assignments"]
    assert operator.alarms("place_unknown")


def test_an_empty_place_does_not_replace_a_known_one(centre: Centre) -> None:
    operator = centre.desk("operator")
    opened = operator.open(operator.report(), location={"text": ""})
    assert opened["incident"]["lat"] == HOUSE["lat"]
    assert opened["incident"]["place"] == HOUSE["text"]
    assert not operator.alarms("place_unknown")


def test_a_type_that_no_decree_covers_opens_and_climbs(centre: Centre) -> None:
    end_all_decrees()
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    report = operator.report()
    with watched_boards():
        opened = operator.open(report)
    incident = opened["incident"]["id"]
    assert opened["assignments"] == []
    assert operator.card(incident)["stage"] == "opened"
    assert coordinator.alarms("no_lead")
    assert "no_lead" in [limit["kind"] for limit in operator.card(incident)["deadlines"]]
    centre.fast_forward(minutes=3)
    (alarm,) = coordinator.alarms("no_lead")
    assert alarm["step"] == 2, "the same cause rings again instead of standing there three times"


def end_all_decrees() -> None:
    """The decree in force ended a moment ago: setting its end is the one thing that the database allows."""
    Decree.objects.update(in_force_until=Now(), status=Decree.Status.REVOKED)
