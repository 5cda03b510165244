"""The doors of this room: the telephone book, the units, a unit's readiness."""

from typing import Any

from django.test import Client

from agencies.models import Agency
from agencies.services import add_member
from foundation.journal import SYSTEM
from foundation.lib.ids import new_id
from foundation.people.models import User
from foundation.people.services import issue_token
from tests.agencies.region import add_user, kinds, unit


def _call(user: User | None, path: str, body: Any = None) -> tuple[int, Any]:
    headers = {"Authorization": f"Token {issue_token(user=user)[0]}"} if user else {}
    if body is None:
        answer = Client().get(f"/api/v1/{path}", headers=headers)
    else:
        answer = Client().post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)
    return answer.status_code, answer.json()


def _desk(username: str, agency: str) -> User:
    user = add_user(username, "desk")
    add_member(user=user, agency=Agency.objects.get(code=agency), actor=SYSTEM)
    return user


def test_everybody_signed_in_reads_the_telephone_book(tulungagung: None) -> None:
    status, answer = _call(_desk("damkar", "damkar"), "agencies")

    assert status == 200
    assert len(answer["results"]) == 22
    host = next(row for row in answer["results"] if row["hosts_centre"])
    assert (host["code"], host["phone"]) == ("rsud_iskak_psc", "(0355) 320119")
    assert host["ladder"][0]["title"] == {"id": "Perawat jaga ambulans", "en": "Ambulance nurse on duty"}
    assert _call(None, "agencies")[0] == 401


def test_units_are_listed_for_whom_they_concern(tulungagung: None) -> None:
    _status, all_units = _call(add_user("operator", "dispatcher"), "units")
    _status, own = _call(_desk("damkar", "damkar"), "units")
    _status, none = _call(add_user("outsider", "desk"), "units")

    assert len(all_units["results"]) == 96
    assert {row["agency"]["code"] for row in own["results"]} == {"damkar"}
    assert none == {"results": []}
    engine = next(row for row in own["results"] if row["call_sign"] == "PMK-1")
    assert engine["station"]["name"] == "Mako Pemadam Kebakaran"
    assert engine["in_service"] is True


def test_a_desk_takes_its_unit_out_of_service(tulungagung: None) -> None:
    desk = _desk("damkar", "damkar")
    path = f"units/{unit('PMK-1').id}/readiness"

    status, answer = _call(desk, path, {"in_service": False})

    assert (status, answer["in_service"]) == (200, False)
    assert _call(desk, path, {"in_service": False})[0] == 200
    assert kinds().count("unit.readiness_changed") == 1


def test_what_is_wrong_changes_nothing(tulungagung: None) -> None:
    desk = _desk("damkar", "damkar")
    own, other = unit("PMK-1").id, unit("AMB-1").id

    for path, body, status in (
        (f"units/{own}/readiness", {}, 400),
        (f"units/{own}/readiness", {"in_service": "maybe"}, 400),
        (f"units/{own}/readiness", {"in_service": 2}, 400),
        (f"units/{own}/readiness", {"in_service": False, "why": "x"}, 400),
        (f"units/{other}/readiness", {"in_service": False}, 404),
        (f"units/{new_id()}/readiness", {"in_service": False}, 404),
    ):
        answer = _call(desk, path, body)
        assert answer[0] == status, (path, body, answer)
    assert "unit.readiness_changed" not in kinds()
    assert unit("PMK-1").in_service
