"""What those at work tell each other is seen by everybody with a part and by nobody else, and its readers are named."""

import json
from datetime import timedelta

from foundation.journal.models import JournalEntry
from foundation.lib import time
from foundation.lib.time import iso
from incidents.models import Message
from tests.centre import Centre, Desk
from tests.live.boards import watched_boards


def at_a_fire(centre: Centre) -> tuple[Desk, Desk, Desk, str]:
    """An open fire: the operator, the lead's desk, the police's desk."""
    operator, damkar, polres = (centre.desk(name) for name in ("operator", "damkar", "polres"))
    return operator, damkar, polres, operator.open(operator.report())["incident"]["id"]


def test_a_message_reaches_everybody_with_a_part_and_its_readers_are_named(centre: Centre) -> None:
    operator, damkar, polres, incident = at_a_fire(centre)
    said = damkar.post(f"incidents/{incident}/messages", {"text": "Jalan utara putus"})["message"]["id"]
    for desk in (operator, damkar, polres):
        (message,) = desk.card(incident)["messages"]
        assert (message["text"], message["from"]["author"]) == ("Jalan utara putus", damkar.user.label)
        assert message["read_by"] == []
    with watched_boards():
        assert polres.post(f"incidents/{incident}/messages/read", {"messages": [said]})["read"] == [said]
    (receipt,) = damkar.card(incident)["messages"][0]["read_by"]
    assert receipt["name"] == "polres"
    assert receipt["audience"].startswith("agency:")


def test_reading_twice_or_ones_own_words_says_nothing_new(centre: Centre) -> None:
    operator, damkar, _polres, incident = at_a_fire(centre)
    said = damkar.post(f"incidents/{incident}/messages", {"text": "Siap"})["message"]["id"]
    path, body = f"incidents/{incident}/messages/read", {"messages": [said]}
    assert damkar.post(path, body)["read"] == []
    assert operator.post(path, body)["read"] == [said]
    before = JournalEntry.objects.count()
    assert operator.post(path, body)["read"] == []
    assert JournalEntry.objects.count() == before


def test_an_agency_without_a_part_learns_nothing(centre: Centre) -> None:
    _operator, damkar, polres, incident = at_a_fire(centre)
    part = polres.part(incident, "polres")["id"]
    assert polres.post(f"assignments/{part}/decline", {"reason": "not_our_task"}).status == 200
    said = damkar.post(f"incidents/{incident}/messages", {"text": "Rahasia"})["message"]["id"]
    patients = damkar.post(f"incidents/{incident}/patients", {"triage": "merah", "count": 1})["patients"]["id"]
    assert polres.post(f"incidents/{incident}/messages", {"text": "Halo"}).status == 404
    assert polres.post(f"incidents/{incident}/messages/read", {"messages": [said]}).status == 404
    assert (
        polres.post(
            f"patients/{patients}", {"triage": "merah", "count": 2, "was": {"triage": "merah", "count": 1}}
        ).status
        == 404
    )
    assert polres.get(f"incidents/{incident}/checklist").status == 404
    assert "Rahasia" not in json.dumps(polres.board())


def test_the_record_keeps_who_spoke_and_not_what(centre: Centre) -> None:
    _operator, damkar, _polres, incident = at_a_fire(centre)
    damkar.post(f"incidents/{incident}/messages", {"text": "Keluarga menolak"})
    entry = JournalEntry.objects.get(kind="message.sent")
    assert entry.data["sender"] == "damkar"
    assert "menolak" not in entry.body
    assert [line["text"] for line in damkar.get(f"incidents/{incident}/timeline")["entries"]][-1] == "Pesan dari damkar"


def test_what_a_phone_says_later_keeps_its_own_time(centre: Centre) -> None:
    _operator, damkar, _polres, incident = at_a_fire(centre)
    then = time.now() - timedelta(minutes=10)
    damkar.post(f"incidents/{incident}/messages", {"text": "Tanpa sinyal", "at": iso(then)})
    message = damkar.card(incident)["messages"][0]
    assert message["at"] == iso(then)
    assert message["heard_at"] > message["at"]
    damkar.post(f"incidents/{incident}/messages", {"text": "Jam maju", "at": iso(then + timedelta(days=1))})
    assert Message.objects.get(text="Jam maju").told_at is None


def test_patients_are_counted_by_colour_and_a_lost_correction_is_shown(centre: Centre) -> None:
    operator, damkar, polres, incident = at_a_fire(centre)
    line = {"triage": "merah", "count": 3, "destination": "RSUD dr. Iskak"}
    patients = damkar.post(f"incidents/{incident}/patients", line)["patients"]["id"]
    assert operator.card(incident)["patients"][0]["count"] == 3
    assert polres.post(f"patients/{patients}", {**line, "count": 2, "was": line}).status == 200
    late = operator.post(f"patients/{patients}", {**line, "count": 5, "was": line})
    assert (late.status, late.error["code"]) == (409, "changed")
    assert "2 merah" in late.error["message"]
    gone = damkar.post(f"patients/{patients}", {**line, "count": 0, "was": {**line, "count": 2}})
    assert gone.status == 200
    assert operator.card(incident)["patients"] == []


def test_each_agency_reads_its_own_part_of_the_procedure_first(centre: Centre) -> None:
    _operator, damkar, polres, incident = at_a_fire(centre)
    for desk, role in ((damkar, "fire"), (polres, "police")):
        answer = desk.get(f"incidents/{incident}/checklist")
        assert answer["roles"][0]["role"] == role
        assert [part["role"] for part in answer["roles"] if part["own"]] == [role]
        assert answer["roles"][0]["lines"][0]["en"]


def test_a_trade_plays_every_part_that_it_signs_for(centre: Centre) -> None:
    operator, rsud = centre.desk("operator"), centre.desk("rsud")
    incident = operator.open(operator.report("Banjir, banyak yang mengungsi"), type="DIS-FLOOD")["incident"]["id"]
    answer = rsud.get(f"incidents/{incident}/checklist")
    assert [part["role"] for part in answer["roles"] if part["own"]] == ["medical", "redcross"]
