"""One key is one deed: said again it gives the same answer, and changes nothing."""

from typing import Any

import pytest

from foundation.journal.selectors import head_position
from foundation.lib.errors import Invalid
from foundation.people.models import RememberedAnswer
from incidents import api
from incidents.models import Incident, Report
from incidents.services.intake import receive_report
from tests.centre import FIRE, HOUSE, Answered, Centre, new_key
from tests.foundation.together import together

BODY = {"channel": "call", "text": FIRE, "location": HOUSE}


def counted() -> tuple[int, int, int]:
    """How much there is: reports, incidents, entries."""
    return Report.objects.count(), Incident.objects.count(), head_position()


def test_the_same_key_and_body_again_give_the_same_answer_and_change_nothing(centre: Centre) -> None:
    operator, key = centre.desk("operator"), new_key()
    first = operator.post("reports", BODY, key=key)
    before = counted()
    again = operator.post("reports", dict(reversed(BODY.items())), key=key)
    assert (first.status, again.status) == (201, 201)
    assert again.data == first.data
    assert counted() == before


def test_the_answer_stays_what_it_was_whatever_happened_since(centre: Centre) -> None:
    operator, key = centre.desk("operator"), new_key()
    first = operator.post("reports", BODY, key=key)
    operator.open(first)
    again = operator.post("reports", BODY, key=key)
    assert again["status"] == "received", "what was answered then, not what is now"
    opened = operator.post(f"reports/{first['id']}/open", {}, key=(second := new_key()))
    assert operator.post(f"reports/{first['id']}/open", {}, key=second).data == opened.data


def test_without_a_key_the_same_body_is_another_report(centre: Centre) -> None:
    operator = centre.desk("operator")
    assert operator.post("reports", BODY)["id"] != operator.post("reports", BODY)["id"]
    assert operator.post("reports", BODY, key="a")["id"] != operator.post("reports", BODY, key="b")["id"]


def test_the_same_key_with_another_body_is_refused(centre: Centre) -> None:
    operator, key = centre.desk("operator"), new_key()
    operator.post("reports", BODY, key=key)
    before = counted()
    refused = operator.post("reports", {**BODY, "text": "lain"}, key=key)
    assert (refused.status, refused.error["code"]) == (409, "key_reused")
    assert counted() == before


def test_a_key_belongs_to_its_account_and_its_path(centre: Centre) -> None:
    operator, coordinator, key = centre.desk("operator"), centre.desk("coordinator"), new_key()
    first = operator.post("reports", BODY, key=key)
    assert coordinator.post("reports", BODY, key=key)["id"] != first["id"]
    assert operator.post(f"reports/{first['id']}/claim", key=key)["status"] == "claimed"
    assert operator.post(f"reports/{first['id']}/open", key=key).status == 201


def test_one_key_twice_side_by_side_is_one_report(centre: Centre) -> None:
    operator, key = centre.desk("operator"), new_key()
    before = counted()
    answers = together([lambda: operator.post("reports", BODY, key=key)] * 4)
    assert {answer.status for answer in answers} == {201}
    assert len({answer["id"] for answer in answers}) == 1
    assert (counted()[0], counted()[2]) == (before[0] + 1, before[2] + 1)


def test_one_key_with_two_bodies_side_by_side_is_one_report(centre: Centre) -> None:
    operator, key = centre.desk("operator"), new_key()

    def file(text: str) -> Answered:
        return operator.post("reports", {**BODY, "text": text}, key=key)

    answers = together([lambda: file("kebakaran"), lambda: file("banjir")])
    assert sorted(answer.status for answer in answers) == [201, 409]
    assert Report.objects.count() == 1


def test_a_refusal_forgets_the_key(centre: Centre) -> None:
    operator, key = centre.desk("operator"), new_key()
    assert operator.post("reports", {**BODY, "channel": "drum"}, key=key).status == 400
    report = operator.post("reports", BODY, key=key)
    assert report.status == 201
    key = new_key()
    wrong = {"type": "NO-SUCH"}
    assert operator.post(f"reports/{report['id']}/open", wrong, key=key).status == 400
    assert operator.post(f"reports/{report['id']}/open", {}, key=key).status == 201


def test_a_defect_forgets_the_key(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    operator, key = centre.desk("operator"), new_key()

    def fail_after(**words: Any) -> Report:
        receive_report(**words)
        raise Invalid("after all")

    monkeypatch.setattr(api, "receive_report", fail_after)
    before = counted()
    assert operator.post("reports", BODY, key=key).status == 400
    assert counted() == before, "neither the report nor the key is there"
    assert not RememberedAnswer.objects.exists()
    monkeypatch.setattr(api, "receive_report", receive_report)
    assert operator.post("reports", BODY, key=key).status == 201


@pytest.mark.parametrize(("key", "status"), [("", 400), ("k" * 201, 400), ("k" * 200, 201), ("kunci é", 201)])
def test_a_key_has_a_length(centre: Centre, key: str, status: int) -> None:
    assert centre.desk("operator").post("reports", BODY, key=key).status == status
