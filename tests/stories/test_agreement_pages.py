"""Agreements and findings through the pages that people use, without a script."""

from datetime import timedelta

from django.test import Client

from agencies.models import Agreement
from agencies.services.agreements import local_day
from foundation.lib import time
from foundation.people.models import User
from incidents.models import Finding
from tests.agreements import head_of, running_agreement
from tests.centre import Centre

LISTS = ("party", "promise", "clause", "sanction")
EMPTY = {f"{prefix}-{name}": "0" for prefix in LISTS for name in ("TOTAL_FORMS", "INITIAL_FORMS")}


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def written(**more: str) -> dict[str, str]:
    today = local_day(time.now())
    return EMPTY | {
        "form": "pks",
        "number": "9/2026",
        "title_id": "Tenda dan dapur umum",
        "purpose": "Bantuan darurat",
        "legal_bases": "PP 28/2018\nPermendagri 22/2020",
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=100)).isoformat(),
        "party-TOTAL_FORMS": "2",
        "party-0-name": "Bupati Tulungagung",
        "party-0-authority": "Bupati",
        "party-1-agency": "bpbd",
        "party-1-authority": "Kepala Pelaksana",
        "promise-TOTAL_FORMS": "1",
        "promise-0-party": "2",
        "promise-0-kind": "relief",
        "promise-0-what": "tenda",
        "promise-0-amount": "10",
        "promise-0-measure": "buah",
        "promise-0-arrival_min": "120",
        "promise-0-clause": "Pasal 1",
        "clause-TOTAL_FORMS": "1",
        "clause-0-number": "Pasal 1",
        "clause-0-text": "Sepuluh tenda dalam dua jam.",
        "sanction-TOTAL_FORMS": "1",
        "sanction-0-name_id": "teguran bersama",
        "sanction-0-article": "Pasal 1",
        **more,
    }


def test_from_the_form_to_two_signatures_to_running(centre: Centre) -> None:
    admin = browser(centre.desk("admin").user)
    saved = admin.post("/agreements/new", written())
    assert saved.status_code == 302
    agreement = Agreement.objects.get()
    page = saved["Location"]
    shown = admin.get(page).content.decode()
    assert "tenda" in shown
    assert "teguran bersama" in shown
    admin.post(f"{page}/phase", {"phase": "planned"})
    chief = browser(head_of("bpbd"))
    ours, theirs = agreement.parties.get(agency=None), agreement.parties.exclude(agency=None).get()
    refused = admin.post(f"{page}/sign/{theirs.id}", {"edition": "1", "signatory": "Admin"})
    assert refused.status_code == 403
    chief.post(f"{page}/sign/{theirs.id}", {"edition": "1", "signatory": "Kepala BPBD"})
    admin.post(f"{page}/sign/{ours.id}", {"edition": "1", "signatory": "Bupati"})
    admin.post(f"{page}/phase", {"phase": "agreed"})
    centre.fast_forward(minutes=1)
    agreement.refresh_from_db()
    assert agreement.phase == "running"
    assert "Tanda tangani" not in chief.get(page).content.decode()


def test_what_is_wrong_is_said_and_what_was_typed_stays(centre: Centre) -> None:
    admin = browser(centre.desk("admin").user)
    answer = admin.post("/agreements/new", written(**{"promise-0-clause": "Pasal 9"}))
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "pasal Pasal 9 tidak ada" in text
    assert "Sepuluh tenda dalam dua jam." in text
    assert not Agreement.objects.exists()


def test_a_change_by_somebody_else_is_not_overwritten(centre: Centre) -> None:
    admin = browser(centre.desk("admin").user)
    page = admin.post("/agreements/new", written())["Location"]
    first = admin.post(f"{page}/edit", written(edition="1", purpose="Satu"))
    second = admin.post(f"{page}/edit", written(edition="1", purpose="Dua"))
    assert (first.status_code, second.status_code) == (302, 400)
    assert Agreement.objects.get().purpose == "Satu"


def test_an_office_sees_its_own_agreements_and_nobody_elses(centre: Centre) -> None:
    agreement = running_agreement(centre.desk("admin").user)
    outsider = browser(head_of("polres"))
    assert agreement.citation not in outsider.get("/agreements").content.decode()
    assert outsider.get(f"/agreements/{agreement.id}").status_code == 404
    assert browser(centre.desk("operator").user).get("/agreements").status_code == 404
    reader = browser(centre.desk("auditor").user)
    assert reader.get(f"/agreements/{agreement.id}").status_code == 200
    assert reader.post(f"/agreements/{agreement.id}/phase", {"phase": "ended", "reason": "x"}).status_code == 404


def test_meetings_decisions_and_files_stand_on_the_page(centre: Centre) -> None:
    admin = browser(centre.desk("admin").user)
    page = admin.post("/agreements/new", written())["Location"]
    day = local_day(time.now()).isoformat()
    admin.post(f"{page}/events", {"kind": "decision", "held_on": day, "text": "Samakan radio", "follow_up_on": day})
    text = admin.get(page).content.decode()
    assert "Samakan radio" in text
    event = Agreement.objects.get().events.get()
    admin.post(f"{page}/events/{event.id}/done")
    assert "Sudah selesai" not in admin.get(page).content.decode()


def test_each_partner_reports_its_own_progress(centre: Centre) -> None:
    admin, chief = browser(centre.desk("admin").user), browser(head_of("bpbd"))
    page = admin.post("/agreements/new", written())["Location"]
    parties = Agreement.objects.get().parties
    ours, theirs = parties.exclude(agency=None).get(), parties.get(agency=None)
    chief.post(f"{page}/events", {"kind": "progress", "text": "Tenda sudah dibeli"})
    refused = chief.post(f"{page}/events", {"kind": "progress", "party": theirs.id, "text": "Mereka lambat"})
    admin.post(f"{page}/events", {"kind": "progress", "party": theirs.id, "text": "Anggaran disahkan"})

    assert "pihak Anda sendiri" in refused.content.decode()
    events = Agreement.objects.get().events
    assert {event.text: event.party for event in events.all()} == {
        "Tenda sudah dibeli": ours,
        "Anggaran disahkan": theirs,
    }
    assert f"{theirs.name} ·" in admin.get(page).content.decode()


def test_a_finding_is_answered_and_decided_on_its_page(centre: Centre) -> None:
    operator = centre.desk("operator")
    operator.open(operator.report())
    centre.fast_forward(minutes=2)
    finding = Finding.objects.get(agency__code="damkar", what="acknowledge")
    page = f"/findings/{finding.id}"
    chief, coordinator = browser(head_of("damkar")), browser(centre.desk("coordinator").user)
    assert "batas menjawab panggilan" in chief.get("/findings").content.decode()
    assert browser(head_of("polres")).get(page).status_code == 404
    assert "Putuskan" not in coordinator.get(page).content.decode()
    chief.post(f"{page}/answer", {"text": "Radio rusak"})
    assert "Radio rusak" in coordinator.get(page).content.decode()
    coordinator.post(f"{page}/decide", {"upheld": "yes", "text": "Pertama kali", "sanction": "1"})
    finding.refresh_from_db()
    assert (finding.upheld, finding.sanction) == (True, "teguran")
    assert "teguran" in chief.get(page).content.decode()


def test_what_was_done_and_cannot_be_kept_stays_in_the_form(centre: Centre) -> None:
    admin = browser(centre.desk("admin").user)
    page = admin.post("/agreements/new", written())["Location"]
    tomorrow = (local_day(time.now()) + timedelta(days=1)).isoformat()
    for wrong in ({"held_on": tomorrow}, {"held_on": "kemarin"}, {"follow_up_on": "nanti"}, {"text": "Radio " * 2000}):
        answer = admin.post(f"{page}/events", {"kind": "decision", "text": "Samakan radio", **wrong})
        assert answer.status_code == 400
        assert wrong.get("text", "Samakan radio").strip() in answer.content.decode()
        assert next(iter(wrong.values())).strip() in answer.content.decode()
    assert not Agreement.objects.get().events.exists()


def test_a_signature_or_an_end_that_is_refused_keeps_its_words(centre: Centre) -> None:
    admin, chief = browser(centre.desk("admin").user), browser(head_of("bpbd"))
    page = admin.post("/agreements/new", written())["Location"]
    admin.post(f"{page}/phase", {"phase": "planned"})
    party = Agreement.objects.get().parties.exclude(agency=None).get()
    changed = chief.post(f"{page}/sign/{party.id}", {"edition": "7", "signatory": "Kepala BPBD, drh. Sri"})
    assert changed.status_code == 400
    assert changed.content.decode().count('value="Kepala BPBD, drh. Sri"') == 1
    refused = admin.post(f"{page}/phase", {"phase": "running", "reason": "Diganti perjanjian baru"})
    assert refused.status_code == 400
    assert 'value="Diganti perjanjian baru"' in refused.content.decode()


def test_an_answer_or_a_decision_that_cannot_be_kept_stays_in_its_form(centre: Centre) -> None:
    operator = centre.desk("operator")
    operator.open(operator.report())
    centre.fast_forward(minutes=2)
    finding = Finding.objects.get(agency__code="damkar", what="acknowledge")
    page = f"/findings/{finding.id}"
    chief, coordinator = browser(head_of("damkar")), browser(centre.desk("coordinator").user)
    long = chief.post(f"{page}/answer", {"text": "Radio rusak. " * 1000})
    assert (long.status_code, long.content.decode().count("Radio rusak.")) == (400, 1000)
    chief.post(f"{page}/answer", {"text": "Radio rusak"})
    without_ground = coordinator.post(f"{page}/decide", {"upheld": "no", "text": "Ragu", "sanction": "1"})
    assert without_ground.status_code == 400
    assert "Ragu</textarea>" in without_ground.content.decode()
    coordinator.post(f"{page}/decide", {"upheld": "no", "text": "Radio memang rusak"})
    late = coordinator.post(f"{page}/decide", {"upheld": "yes", "text": "Sudah kedua kali", "sanction": ""})
    assert late.status_code == 400
    assert "Sudah kedua kali" in late.content.decode()


def test_a_skipped_step_is_written_down_on_the_page_of_findings(centre: Centre) -> None:
    operator = centre.desk("operator")
    number = operator.open(operator.report())["incident"]["number"]
    coordinator, said = browser(centre.desk("coordinator").user), {"agency": "damkar", "step": "Amankan listrik"}
    assert "Catat langkah SOP" in coordinator.get("/findings").content.decode()
    assert "Catat langkah SOP" not in browser(head_of("damkar")).get("/findings").content.decode()
    for wrong, words in (
        (said | {"number": "1"}, "tidak ditemukan"),
        (said | {"number": number, "agency": "kai"}, "tugas"),
    ):
        refused = coordinator.post("/findings/new", wrong)
        assert refused.status_code == 400
        assert words in refused.content.decode()
        assert "Amankan listrik" in refused.content.decode(), "nothing typed is lost"
    page = coordinator.post("/findings/new", said | {"number": f"#{number}"}, follow=True).content.decode()
    assert "Amankan listrik" in page
    finding = Finding.objects.get()
    assert (finding.kind, finding.incident.number, finding.what) == ("step", number, "Amankan listrik")
    assert "Amankan listrik" in browser(head_of("damkar")).get(f"/findings/{finding.id}").content.decode()


def test_for_ever_is_said_by_leaving_the_end_empty(centre: Centre) -> None:
    admin = browser(centre.desk("admin").user)
    refused = admin.post("/agreements/new", written(ends_on="9999-12-31"))
    assert (refused.status_code, "Periksa tahunnya" in refused.content.decode()) == (400, True)
    assert admin.post("/agreements/new", written(ends_on="")).status_code == 302


def test_more_rows_than_there_may_be_are_refused_without_being_drawn(centre: Centre) -> None:
    admin = browser(centre.desk("admin").user)
    refused = admin.post("/agreements/new", written(**{"party-TOTAL_FORMS": "999999999"}))
    assert refused.status_code == 400
    assert refused.content.decode().count('-authority"') < 200
