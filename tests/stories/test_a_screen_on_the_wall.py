"""A screen on the wall: let in by a link alone, shows what goes on, and nothing about anybody."""

import json
from typing import Any

from django.test import Client

from dispatch.board import board_of, positions
from dispatch.hub import Hub, places_of
from dispatch.models import Wallboard
from dispatch.ring import Ring
from dispatch.services.wallboards import create_wallboard
from foundation.journal import snapshot
from foundation.lib import time
from incidents.access import WALLBOARD
from tests.centre import FIRE, Centre


def wall_of() -> dict[str, list[Any]]:
    """What the wall shows."""
    with snapshot():
        cards: dict[str, list[Any]] = board_of(WALLBOARD).as_json()["cards"]
    return cards


def test_nothing_about_anybody_gets_onto_the_wall(centre: Centre) -> None:
    operator = centre.desk("operator")
    secret = ["081234567890", "Slamet", "Jl. Diponegoro 89", "Rumah Pak Slamet terbakar"]
    caller = {"phone": secret[0], "name": secret[1]}
    place = {"lat": -8.054231, "lon": 111.913177, "text": secret[2]}
    opened = operator.open(operator.report(secret[3] + ", api besar", caller=caller, location=place))
    operator.post(f"incidents/{opened['incident']['id']}/note", {"text": secret[1]})
    operator.report(secret[3], caller=caller)
    wall = wall_of()
    text = json.dumps(wall)
    assert [each for each in secret if each in text] == []
    assert wall["alarms"] == []
    (incident,) = wall["incidents"]
    assert incident["number"] == opened["incident"]["number"]
    assert (incident["lat"], incident["lon"]) == (-8.054, 111.913), "about a hundred metres"
    assert set(incident) == {
        "id", "rev", "number", "type", "type_name", "priority", "stage", "opened_at", "exercise", "district", "lat",
        "lon", "agencies",
    }  # fmt: skip
    assert set(wall["reports"][0]) == {"id", "rev", "channel", "status", "received_at", "exercise"}
    assert set(wall["units"][0]) == {"id", "rev", "call_sign", "agency", "status", "incident"}


def test_units_stand_on_the_wall_where_they_are_but_point_at_nobodys_door(centre: Centre) -> None:
    crew = centre.desk("crew")
    place = {"lat": -8.054231, "lon": 111.913177, "at": time.now().isoformat()}
    assert crew.post(f"units/{centre.unit('AMB-1')}/position", place).status == 200
    (seen,) = positions(WALLBOARD)
    assert (seen.lat, seen.lon) == (-8.054, 111.913)
    ring = Ring.from_cards(0, [])
    ring.places = places_of(WALLBOARD)
    assert "-8.054," in ring.all_places()[0]
    hub = Hub()
    hub.rings = {WALLBOARD.name: ring}
    hub._spread_moves(positions())
    assert "-8.0542" not in "".join(ring.all_places())


def test_the_link_opens_the_wall_and_nothing_else_until_it_is_revoked(centre: Centre) -> None:
    coordinator = centre.desk("coordinator").user
    key, wallboard = create_wallboard(name="Ruang operasi", actor=coordinator)
    wall = Client()
    assert wall.get(f"/wallboard/{key}").status_code == 200
    assert wall.get(f"/wallboard/{key}/areas").status_code == 200
    assert wall.get("/shift").status_code == 302
    assert wall.get("/api/v1/board", headers={"Authorization": f"Token {key}"}).status_code == 401
    assert key not in str(Wallboard.objects.values_list().get())
    keeper = Client()
    keeper.force_login(coordinator)
    assert keeper.post(f"/shift/wallboards/{wallboard.id}/revoke").status_code == 302
    assert wall.get(f"/wallboard/{key}").status_code == 404
    assert wall.get(f"/wallboard/{key}/today").status_code == 404


def test_the_wall_speaks_the_language_of_its_link_and_no_browsers(centre: Centre) -> None:
    key, _wallboard = create_wallboard(name="Ruang operasi", actor=centre.desk("coordinator").user)
    wall = Client()
    wall.cookies["django_language"] = "en"

    def language_of(asked: str) -> str:
        page = wall.get(f"/wallboard/{key}{asked}").content.decode()
        return page.partition('<html lang="')[2][:2] + page.partition('"language": "')[2][:2]

    assert language_of("") == "idid", "of whoever hung it there"
    assert language_of("?rotate=30&language=en") == "enen"
    assert language_of("?language=xx") == "idid"


def test_a_new_link_is_shown_once(centre: Centre) -> None:
    keeper = Client()
    keeper.force_login(centre.desk("admin").user)
    page = keeper.post("/shift/wallboards", {"name": "Lobi"}).content.decode()
    assert "http://testserver/wallboard/" in page
    assert "http://testserver/wallboard/" not in keeper.get("/shift/wallboards").content.decode()


def test_todays_standards_count_what_was_due(centre: Centre) -> None:
    centre.sign_on_everybody()
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    key, _wallboard = create_wallboard(name="Dinding", actor=centre.desk("coordinator").user)
    incident = operator.open(operator.report(FIRE))["incident"]["id"]
    damkar.post(f"assignments/{damkar.part(incident, 'damkar')['id']}/acknowledge")
    centre.fast_forward(minutes=3)
    said = Client().get(f"/wallboard/{key}/today").json()
    numbers = {each["kind"]: each for each in said["standards"]}
    assert numbers["acknowledge"]["met"] == 1
    assert numbers["acknowledge"]["n"] > 1
    assert numbers["dispatch"] == {"kind": "dispatch", "n": 1, "met": 0}
