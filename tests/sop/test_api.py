"""`types`: the menu and one type with everything its version in force says."""

from typing import Any

from django.test import Client

from foundation.journal import SYSTEM
from foundation.lib import time
from foundation.people.services import create_account, issue_token
from sop.selectors import version_in_force
from sop.services import MEDICAL_DIRECTOR, approve_medical_text


def get(path: str, role: str = "call_taker", **headers: str) -> tuple[int, Any]:
    user = create_account(username=role, name=role, roles=(role,), password=None, actor=SYSTEM)
    key, _token = issue_token(user=user)
    answer = Client().get(f"/api/v1/{path}", headers={"Authorization": f"Token {key}", **headers})
    return answer.status_code, answer.json()


def test_the_menu_holds_every_type_with_its_questions_in_both_languages(rules_database: str) -> None:
    status, answer = get("types")
    assert status == 200
    assert len(answer["results"]) == 52
    choke = next(row for row in answer["results"] if row["code"] == "MED-CHOKE")
    assert choke["name"] == {"id": "Tersedak", "en": "Choking"}
    assert (choke["group"], choke["priority"], choke["procedure"]["version"]) == ("medical", "P1", 1)
    first = choke["questions"][0]
    assert first["id"] == "MED-CHOKE.sound"
    assert set(first["ask"]) == {"id", "en"}
    assert {branch["value"] for branch in first["answers"]} == {"yes", "no", "unknown"}
    assert first["answers"][0]["next"] == "MED-CHOKE.awake"
    assert choke["advice"] is None, "nobody has approved it"
    assert [question["id"] for question in answer["opening"]][:2] == ["where", "number"]
    assert [priority["code"] for priority in answer["priorities"]] == ["P1", "P2", "P3", "P4", "P5"]


def test_the_ids_of_the_questions_are_the_keys_of_the_answers(rules_database: str) -> None:
    _status, answer = get("types")
    ids = [question["id"] for row in answer["results"] for question in row["questions"]]
    assert len(ids) == len(set(ids))
    nexts = {
        branch["next"] for row in answer["results"] for question in row["questions"] for branch in question["answers"]
    }
    assert nexts <= {*ids, "end"}


def test_one_type_says_what_is_promised_and_checked(rules_database: str) -> None:
    status, answer = get("types/FIR-BUILDING")
    assert status == 200
    assert answer["targets"]["P1"] == {"acknowledge_s": 60, "dispatch_s": 120, "on_scene_s": 900}
    assert "fire_engine" in answer["capabilities"]
    assert answer["checklist"]["fire"][0].keys() == {"id", "en"}
    assert [rung["to"] for rung in answer["ladder"]] == ["desk", "supervisor", "coordinator"]
    assert answer["eido"] == "FSTRU"


def test_approved_advice_is_shown(rules_database: str) -> None:
    version = version_in_force("MED-CHOKE", time.now())
    assert version is not None
    director = create_account(username="dr", name="dr. Sri", roles=(MEDICAL_DIRECTOR,), password=None, actor=SYSTEM)
    approve_medical_text(version_id=version.id, actor=director)
    _status, answer = get("types/MED-CHOKE")
    assert set(answer["advice"]) == {"id", "en"}


def test_an_unknown_type_is_not_found_in_the_readers_language(rules_database: str) -> None:
    status, answer = get("types/NO-TYPE")
    assert status == 404
    assert answer["error"]["code"] == "not_found"


def test_nobody_reads_the_rules_without_an_account(rules_database: str) -> None:
    assert Client().get("/api/v1/types").status_code == 401


def test_the_menu_costs_few_queries(rules_database: str, django_assert_max_num_queries: Any) -> None:
    get("types")
    user = create_account(username="second", name="second", roles=("call_taker",), password=None, actor=SYSTEM)
    key, _token = issue_token(user=user)
    with django_assert_max_num_queries(5):
        Client().get("/api/v1/types", headers={"Authorization": f"Token {key}"})
