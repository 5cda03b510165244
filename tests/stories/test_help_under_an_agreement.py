"""Help that an agreement promises: asked of a neighbour, given late, and standing as late in its evaluation."""

import csv
from typing import Any

from django.test import Client

from agencies.models import Agency
from agencies.services.agreement_text import PartyText, PromiseText
from foundation.journal.models import JournalEntry
from incidents.aid.answers import performance_of
from incidents.models import AgencyAssignment, Aid, Finding
from tests.agreements import BRIGADE, ENGINES, running_agreement
from tests.centre import Centre, Desk
from tests.live.boards import watched_boards

PHONE: dict[str, Any] = {"on_behalf": {"name": "Piket Blitar", "means": "telepon"}}


def fire(centre: Centre) -> str:
    operator = centre.desk("operator")
    return str(operator.open(operator.report())["incident"]["id"])


def ask(centre: Centre, incident: str, amount: int = 2) -> str:
    agreement = running_agreement(centre.desk("admin").user)
    operator = centre.desk("operator")
    promise = str(agreement.promises.get().id)
    answer = operator.post(f"incidents/{incident}/aid", {"promise": promise, "amount": amount})
    assert answer.status == 201, answer.data
    return str(answer["aid"]["id"])


def step(desk: Desk, aid: str, move: str, status: int = 200, **body: Any) -> None:
    answer = desk.post(f"aid/{aid}/advance", {"move": move, **body})
    assert answer.status == status, answer.data


def test_a_neighbours_brigade_is_asked_comes_late_and_stands_as_late(centre: Centre) -> None:
    operator, incident = centre.desk("operator"), fire(centre)
    with watched_boards():
        aid = ask(centre, incident)
    step(operator, aid, "offer", amount=2, eta_s=3000, **PHONE)
    step(operator, aid, "accept")
    step(operator, aid, "depart", **PHONE)
    centre.fast_forward(minutes=41)
    assert operator.alarms("aid_arrival")
    step(operator, aid, "arrive", amount=1, **PHONE)
    assert not operator.alarms("aid_arrival")
    shown = operator.card(incident)["aid"][0]
    assert (shown["status"], shown["asked"], shown["offered"], shown["given"]) == ("arrived", 2, 2, 1)
    step(operator, aid, "release")
    with watched_boards():
        step(operator, aid, "return", cost=1_500_000, **PHONE)
    kept = performance_of(Aid.objects.get(id=aid).agreement)[0]
    assert (kept.asked, kept.arrived_late, kept.arrived_in_time, kept.amount_given) == (1, 1, 0, 1)
    assert kept.cost == 1_500_000
    assert kept.median_arrival_s is not None
    assert kept.median_arrival_s >= 41 * 60
    finding = Finding.objects.get(kind="promise")
    assert (finding.what, finding.basis) == ("aid_arrival", "PKS Nomor 7/2026, Pasal 4")
    moved = [entry.data for entry in JournalEntry.objects.filter(kind="aid.moved").order_by("position")]
    assert [entry["late"] for entry in moved if entry["status"] == "arrived"] == [True]


def test_each_side_takes_its_own_steps(centre: Centre) -> None:
    operator, damkar, incident = centre.desk("operator"), centre.desk("damkar"), fire(centre)
    aid = ask(centre, incident)
    step(operator, aid, "offer", 403)
    step(damkar, aid, "offer", 403)
    step(operator, aid, "accept", 409)
    step(operator, aid, "offer", **PHONE)
    step(operator, aid, "offer", **PHONE)  # said twice, written once
    assert JournalEntry.objects.filter(kind="aid.moved").count() == 1
    step(centre.desk("auditor"), aid, "accept", 403)
    step(centre.desk("crew"), aid, "accept", 404)


def test_an_agency_of_the_centre_sees_what_it_is_asked_for_and_answers_itself(centre: Centre) -> None:
    operator, bpbd, incident = centre.desk("operator"), centre.desk("bpbd"), fire(centre)
    tents = PromiseText(1, "relief", "tenda", 10, "buah", None, None, "Pasal 4")
    helper = PartyText("BPBD", "Kepala Pelaksana", agency="bpbd")
    agreement = running_agreement(centre.desk("admin").user, helper=helper, promise=tents, number="8/2026")
    promise = str(agreement.promises.get().id)
    answer = operator.post(f"incidents/{incident}/aid", {"promise": promise, "amount": 4})
    aid = answer["aid"]["id"]
    assert bpbd.card(incident)["aid"][0]["what"] == "tenda"
    with watched_boards():
        step(bpbd, aid, "offer", amount=3)
    step(bpbd, aid, "accept", 403)
    step(operator, aid, "accept")
    step(bpbd, aid, "arrive", amount=3)
    assert performance_of(agreement)[0].amount_given == 3


RELIEF = (
    PromiseText(1, "relief", "tenda keluarga", 40, "buah", 1800, 7200, "Pasal 4"),
    PromiseText(1, "relief", "makanan siap saji", 500, "porsi", 1800, 7200, "Pasal 4"),
    PromiseText(1, "people", "pendamping psikososial", 6, "orang", 1800, 14_400, "Pasal 4"),
)


def test_what_people_need_after_a_flood_takes_the_same_path(centre: Centre) -> None:
    operator, admin = centre.desk("operator"), centre.desk("admin").user
    flood = operator.open(operator.report("banjir besar, ratusan warga mengungsi"), type="DIS-FLOOD", priority="P2")
    incident, office = str(flood["incident"]["id"]), PartyText("Dinas Sosial Provinsi", "Kepala Dinas")
    for number, promise in enumerate(RELIEF):
        agreement = running_agreement(admin, helper=office, promise=promise, number=f"1{number}/2026")
        asked = {"promise": str(agreement.promises.get().id), "amount": promise.amount}
        aid = operator.post(f"incidents/{incident}/aid", asked)["aid"]["id"]
        for move in ("offer", "accept", "depart", "arrive", "release", "return"):
            step(operator, aid, move, **({} if move in ("accept", "release") else PHONE))
        kept = performance_of(agreement)[0]
        assert (kept.arrived_in_time, kept.amount_given) == (1, promise.amount)
    shown = operator.card(incident)["aid"]
    assert [(aid["kind"], aid["what"], aid["status"]) for aid in shown] == [
        (promise.kind, promise.what, "returned") for promise in RELIEF
    ]


def test_programs_and_spreadsheets_read_what_was_promised_and_given(centre: Centre) -> None:
    operator, coordinator, incident = centre.desk("operator"), centre.desk("coordinator"), fire(centre)
    aid = ask(centre, incident)
    step(operator, aid, "offer", **PHONE)
    step(operator, aid, "accept")
    centre.fast_forward(minutes=41)
    step(operator, aid, "arrive", amount=1, **PHONE)

    (line,) = coordinator.get("agreements")["results"]
    promise = coordinator.get(f"agreements/{line['id']}")["promises"][0]
    assert (promise["amount"], promise["arrival_s"]) == (2, 2400)
    assert (promise["kept"]["arrived_late"], promise["kept"]["amount_given"]) == (1, 1)
    late = next(row for row in coordinator.get("findings")["results"] if row["kind"] == "promise")
    whole = coordinator.get(f"findings/{late['id']}")
    assert (whole["whose"], whole["status"], whole["answer"]) == (BRIGADE.name, "open", None)
    assert whole["ladder"]["steps"][0] == "teguran"
    pages = Client()
    pages.force_login(coordinator.user)
    rows = list(csv.DictReader(pages.get("/agreements/export").content.decode().splitlines()))
    assert [(row["party"], row["asked"], row["arrived_late"]) for row in rows] == [(BRIGADE.name, "1", "1")]
    listed = list(csv.DictReader(pages.get("/findings/export").content.decode().splitlines()))
    assert {row["kind"] for row in listed} >= {"promise"}


def test_more_than_promised_or_under_an_agreement_that_is_over_is_refused(centre: Centre) -> None:
    operator, incident = centre.desk("operator"), fire(centre)
    agreement = running_agreement(centre.desk("admin").user)
    promise = str(agreement.promises.get().id)
    much = operator.post(f"incidents/{incident}/aid", {"promise": promise, "amount": 3})
    assert (much.status, list(much.error["fields"])) == (400, ["amount"])
    centre.fast_forward(minutes=370 * 24 * 60)
    centre.desks.clear()  # keys of a year ago
    late = centre.desk("operator").post(f"incidents/{incident}/aid", {"promise": promise, "amount": 1})
    assert late.status == 409
    assert not Aid.objects.exists()


def test_what_may_be_asked_is_listed_for_the_centre(centre: Centre) -> None:
    incident = fire(centre)
    running_agreement(centre.desk("admin").user)
    listed = centre.desk("operator").get(f"incidents/{incident}/promises")["promises"]
    assert [(row["party"], row["amount"], row["arrival_s"]) for row in listed] == [(BRIGADE.name, 2, ENGINES.arrival_s)]


def test_the_end_of_the_incident_ends_the_asking(centre: Centre) -> None:
    operator, incident = centre.desk("operator"), fire(centre)
    aid = ask(centre, incident)
    operator.post(f"incidents/{incident}/close", {"disposition": "resolved"})
    assert Aid.objects.get(id=aid).status == "withdrawn"
    centre.fast_forward(minutes=60)
    assert not Finding.objects.filter(kind="promise").exists()
    assert Agency.objects.filter(code="damkar").exists()


def test_an_alarm_goes_with_the_last_one_who_is_late_with_the_same(centre: Centre) -> None:
    operator, incident = centre.desk("operator"), fire(centre)
    late, later, answered = (ask(centre, incident, amount=1) for _each in range(3))
    step(operator, answered, "offer", **PHONE)
    centre.fast_forward(minutes=6)
    ask(centre, incident, amount=1)
    step(operator, late, "offer", **PHONE)
    assert operator.alarms("aid_answer"), "the other has not answered"
    with watched_boards():
        step(operator, later, "offer", **PHONE)
    assert not operator.alarms("aid_answer"), "who has answered, or may still, is late with nothing"


def test_who_is_asked_in_english_is_told_in_indonesian_and_a_retired_helper_is_not_called(centre: Centre) -> None:
    operator, incident = centre.desk("operator"), fire(centre)
    tents = PromiseText(1, "relief", "tenda", 10, "buah", None, None, "Pasal 4")
    helper = PartyText("KAI Daop 7", "Kepala Daop", agency="kai")
    agreement = running_agreement(centre.desk("admin").user, helper=helper, promise=tents)
    body = {"promise": str(agreement.promises.get().id), "amount": 1}
    Agency.objects.filter(code="kai").update(active=False)
    refused = operator.post(f"incidents/{incident}/aid", body)
    assert (refused.status, list(refused.error["fields"])) == (400, ["agency"])
    assert not Aid.objects.exists()
    Agency.objects.filter(code="kai").update(active=True)
    assert operator.post(f"incidents/{incident}/aid", body, language="en").status == 201
    part = AgencyAssignment.objects.get(agency__code="kai", decree=agreement.citation)
    assert part.why == [f"Diminta menurut {agreement.citation}"]
