"""Nothing of a private person stands in what cannot be erased, nor leaves the centre unasked."""

import json
import logging

import pytest

from foundation.journal.models import JournalEntry, JournalSubject
from foundation.notify.models import Notification
from tests.centre import Centre

NAME, PHONE = "Siti Rahmawati Kusumaningrum", "081234567890"
TEXT = "Suami saya Bagaskara jatuh dari pohon durian di belakang rumah nomor 17"
PLACE = "Gang Melati belakang warung Bu Painem"
NOTE, REMARK, REASON = "Istri korban hamil tua", "Tetangga Paijo bercanda", "Menelepon balik Bagaskara"
DESTINATION = "Rumah orang tua Wulandari"
MESSAGE, CRY = "Keluarga Sukamto menolak diangkut", "Suami Lestari mengancam kami"
STEP, MEANS = "Tidak menenangkan ibu Suryaningsih", "lewat tetangga Haryanti"
PRIVATE = (NAME, PHONE, PHONE[1:], "Bagaskara", "Painem", "Paijo", "hamil", "durian", "Melati", "Wulandari",
           "Sukamto", "Lestari", "Suryaningsih", "Haryanti")  # fmt: skip


def live_through_a_case(centre: Centre) -> None:
    """A report with everything a caller may say, all the way; and one that is dismissed."""
    operator, rsud = centre.desk("operator"), centre.desk("rsud")
    caller = {"phone": PHONE, "name": NAME}
    report = operator.report(TEXT, caller=caller, location={"text": PLACE}, answers={"conscious": f"kata {NAME}"})
    operator.post(f"reports/{report['id']}/claim")
    assert operator.post(f"reports/{report['id']}/reveal", {"reason": REASON})["phone"] == PHONE
    opened = operator.open(report, location={"lat": -8.05, "lon": 111.91, "text": PLACE})
    incident = opened["incident"]["id"]
    operator.post(f"incidents/{incident}/note", {"text": NOTE})
    part = next(part for part in opened["assignments"] if part["agency"]["code"] == "rsud_iskak_psc")
    assert rsud.post(f"assignments/{part['id']}/acknowledge").status == 200
    said = {"agency": "rsud_iskak_psc", "step": STEP, "basis": STEP}
    assert centre.desk("coordinator").post(f"incidents/{incident}/findings", said).status == 201
    other = next(part for part in opened["assignments"] if part["agency"]["code"] != "rsud_iskak_psc")
    by_word = {"on_behalf": {"name": "Danton jaga", "means": MEANS}}
    assert operator.post(f"assignments/{other['id']}/acknowledge", by_word).status == 200
    job = rsud.post(f"assignments/{part['id']}/units", {"unit": centre.unit("AMB-1")})["unit_assignment"]["id"]
    sent = rsud.post(f"incidents/{incident}/messages", {"text": MESSAGE})["message"]["id"]
    assert operator.post(f"incidents/{incident}/messages/read", {"messages": [sent]}).status == 200
    line = {"triage": "merah", "count": 1, "destination": DESTINATION}
    patients = rsud.post(f"incidents/{incident}/patients", line)["patients"]["id"]
    assert rsud.post(f"patients/{patients}", {**line, "count": 2, "was": line}).status == 200
    assert rsud.post(f"incidents/{incident}/help", {"text": CRY}).status == 201
    for status in ("en_route", "on_scene", "transporting", "at_hospital", "cleared"):
        assert rsud.post(f"unit-assignments/{job}/status", {"status": status, "destination": DESTINATION}).status == 200
    centre.fast_forward(minutes=30)
    operator.post(f"incidents/{incident}/close", {"disposition": "resolved", "note": NOTE})
    prank = operator.report(TEXT, caller=caller)
    operator.post(f"reports/{prank['id']}/dismiss", {"disposition": "prank", "note": REMARK})


def test_the_record_holds_nothing_of_a_private_person(centre: Centre) -> None:
    live_through_a_case(centre)
    entries = list(JournalEntry.objects.order_by("position"))
    kinds = {entry.kind for entry in entries}
    assert {
        "report.received",
        "report.caller_revealed",
        "incident.noted",
        "dispatch.escalated",
        "finding.opened",
    } <= kinds
    for entry in entries:
        said = json.dumps([entry.body, entry.subjects, entry.actor_name], ensure_ascii=False)
        assert not [word for word in PRIVATE if word in said], entry.kind
    assert not [row for row in JournalSubject.objects.all() if any(word in row.subject for word in PRIVATE)]


def test_the_record_knows_a_caller_again_without_knowing_the_number(centre: Centre) -> None:
    live_through_a_case(centre)
    seals = {entry.data["caller_seal"] for entry in JournalEntry.objects.filter(kind="report.received")}
    assert len(seals) == 1
    assert len(seals.pop() or "") == 64


def test_no_message_and_no_line_of_the_log_tells_of_a_private_person(
    centre: Centre, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    live_through_a_case(centre)
    assert Notification.objects.count() > 3
    for message in Notification.objects.all():
        said = f"{message.to} {message.title} {message.body} {message.key} {message.reason}"
        assert not [word for word in (NAME, PHONE, "Bagaskara", "hamil", "Paijo") if word in said], message.body
    assert not [word for word in PRIVATE if word in caplog.text]
