"""Who looks at a live screen, over all server processes."""

from django.db import connection

from foundation.people.models import Role, User, audience_name
from foundation.people.presence import is_online, online_audiences, write_presence
from tests.foundation.people.accounts import account


def test_somebody_looks_when_any_process_holds_a_console(database: str) -> None:
    assert not is_online("centre")
    write_presence("one", {"centre": 2, "agency:x": 1})
    write_presence("two", {"centre": 1})
    assert online_audiences(["centre", "agency:x", "agency:y"]) == {"centre", "agency:x"}
    write_presence("one", {"centre": 0, "agency:x": 0})
    assert online_audiences(["centre", "agency:x"]) == {"centre"}
    write_presence("two", {})
    assert is_online("centre"), "to hold nothing new is no news"


def test_a_process_that_died_takes_its_consoles_with_it(database: str) -> None:
    write_presence("one", {"centre": 2})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_presence SET at = now() - interval '11 seconds'")
    assert not is_online("centre")


def test_audiences_have_one_spelling(database: str) -> None:
    user = account()
    assert audience_name("centre") == "centre"
    assert audience_name("unit", user.id) == f"unit:{user.id}"


def test_the_centre_is_who_takes_calls_and_sends_help(database: str) -> None:
    at_the_centre = {role for role in Role if User(roles=[role]).works_at_centre}
    assert at_the_centre == {Role.CALL_TAKER, Role.DISPATCHER, Role.COORDINATOR}
    assert User(roles=[Role.DESK, Role.HOSPITAL]).has_role(Role.HOSPITAL, Role.CREW)
    assert not User(roles=[]).has_role(*Role)
    assert User(username="siti").label == "siti"
