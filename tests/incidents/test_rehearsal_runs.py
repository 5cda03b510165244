"""A rehearsal from asking to its numbers: progress, cancel, a killed worker, a changed draft, a file."""

import multiprocessing
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from foundation.journal.models import JournalEntry
from foundation.lib import time
from foundation.lib.errors import Denied, Invalid, WrongMove
from foundation.people.models import Role
from incidents.models import RehearsalRun, Report
from incidents.rehearsal import reports
from incidents.rehearsal.running import Rehearsals, rehearsals
from incidents.rehearsal.uploads import MOST_BYTES
from incidents.runs import SILENCE_S, ending
from incidents.services.intake import Told, receive_report
from incidents.services.rehearsals import cancel_rehearsal, fail_rehearsal, start_rehearsal
from sop.editing import Edit
from sop.models import ProcedureVersion, Rehearsal
from sop.services import draft_version, edit_version
from tests.centre import Centre
from tests.sop.lives import person
from tests.sop.samples import put_another_version_in_force, sample_content

CODE = "RES-TRAPPED"
HEAD = "received,text,lat,lon,place,channel\n"


@pytest.fixture
def draft(centre: Centre) -> ProcedureVersion:
    """A draft under which loose zebras trap somebody."""
    return draft_version(
        type_code=CODE, content=sample_content(words={"strong": ["zebra lepas"]}), actor=person(Role.ADMIN)
    )


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(reports, "PIECE", 4)
    yield
    ending.clear()


def file_reports(centre: Centre, count: int = 10, text: str = "zebra lepas di jalan") -> list[Report]:
    operator = centre.desk("operator").user
    told = Told(channel="call", text=text, phone="081234567890", place="Kedungwaru")
    return [receive_report(told=told, actor=operator) for _number in range(count)]


def ask(version: ProcedureVersion, **what: Any) -> RehearsalRun:
    return start_rehearsal(version_id=version.id, actor=person(Role.ADMIN), **({"days": 30} | what))


def state(run: RehearsalRun) -> str:
    return RehearsalRun.objects.get(id=run.id).status


def test_every_change_is_counted_by_class_with_reports_and_work(centre: Centre, draft: ProcedureVersion) -> None:
    filed = file_reports(centre)
    file_reports(centre, 3, "rumah terbakar")
    run = ask(draft)
    assert rehearsals.next_due() is not None
    assert rehearsals.serve("test") == 1
    assert state(run) == "done"
    assert rehearsals.next_due() is None
    result = Rehearsal.objects.get().result
    assert (result["reports"], result["changed"]) == (13, 10)
    (moved,) = [found for found in result["classes"] if found["kind"] == "type"]
    assert (moved["before"], moved["after"], moved["count"]) == ("SVC-INFO", CODE, 10)
    assert moved["samples"] == [str(report.id) for report in filed[:5]]
    before, after = result["work"]["damkar"]
    assert (sum(before), sum(after)) == (3, 13)


def test_nothing_a_caller_said_is_kept_with_the_numbers(centre: Centre, draft: ProcedureVersion) -> None:
    file_reports(centre, 2, "zebra lepas kata Bagaskara")
    ask(draft)
    rehearsals.serve("test")
    kept = str(Rehearsal.objects.get().result) + str(RehearsalRun.objects.values_list("tally", "cursor"))
    entries = JournalEntry.objects.filter(kind__contains="rehears").values_list("kind", "body")
    assert {kind for kind, _body in entries} == {"rehearsal.started", "procedure.rehearsed", "rehearsal.ended"}
    assert "Bagaskara" not in kept + str(list(entries))
    assert "zebra" not in kept


def test_exercises_and_older_reports_count_only_when_asked_for(centre: Centre, draft: ProcedureVersion) -> None:
    file_reports(centre, 3)
    Report.objects.filter(id=file_reports(centre, 1)[0].id).update(exercise=True)
    Report.objects.filter(id=file_reports(centre, 1)[0].id).update(filed_at=time.now() - timedelta(days=40))
    counted = []
    for what in ({"days": 30}, {"days": 90}, {"days": 90, "exercises": True}):
        ask(draft, **what)
        rehearsals.serve("test")
        counted.append(Rehearsal.objects.first().result["reports"])  # type: ignore[union-attr]
    assert counted == [3, 4, 5]


def test_a_dismissed_report_changes_nobodys_night(centre: Centre, draft: ProcedureVersion) -> None:
    (report,) = file_reports(centre, 1)
    Report.objects.filter(id=report.id).update(status="dismissed", disposition="prank")
    ask(draft)
    rehearsals.serve("test")
    result = Rehearsal.objects.get().result
    assert (result["changed"], result["work"]) == (1, {})


def test_a_file_is_rehearsed_and_its_words_go(centre: Centre, draft: ProcedureVersion) -> None:
    rows = "2026-01-01T03:30,zebra lepas,,,Kedungwaru,call\n,rumah terbakar,-8.05,111.9,,sms\n"
    run = ask(draft, upload=(HEAD + rows).encode(), file_name="lama.csv", days=None)
    assert RehearsalRun.objects.get().upload is not None
    rehearsals.serve("test")
    assert state(run) == "done"
    assert RehearsalRun.objects.get().upload is None
    result = Rehearsal.objects.get().result
    (moved,) = [found for found in result["classes"] if found["kind"] == "type"]
    assert (result["reports"], moved["samples"]) == (2, ["1"])
    assert result["work"]["damkar"][1][3] == 1, "the hour is the centre's own"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a" * (MOST_BYTES + 1), "paling besar 25 MB"),
        (b"\xff\xfe\x00", "bukan CSV dalam UTF-8"),
        (b"text\nhalo\n", "Kolom tidak ada: received, lat, lon, place, channel."),
        (HEAD.encode(), "tidak berisi laporan"),
        ((HEAD + ",halo,abc,,,call\n").encode(), "Baris 2: koordinat bukan angka"),
        ((HEAD + ",halo,91,10,,call\n").encode(), "Baris 2: koordinat di luar bumi"),
        ((HEAD + ",halo,1,,,call\n").encode(), "Baris 2: lintang dan bujur harus diisi bersama"),
        ((HEAD + "kemarin,halo,,,,call\n").encode(), "Baris 2: waktu tidak dapat dibaca"),
        ((HEAD + f",{'a' * 10_001},,,,call\n").encode(), "Baris 2: teks terlalu panjang"),
        ((HEAD + ",a\x00b,,,,call\n").encode(), "Baris 2"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(draft: ProcedureVersion, data: bytes, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        ask(draft, upload=data, days=None)
    assert reason in str(refused.value.fields)
    assert not RehearsalRun.objects.exists()


def test_only_one_at_a_time_and_never_of_what_is_law(centre: Centre, draft: ProcedureVersion) -> None:
    ask(draft)
    with pytest.raises(WrongMove):
        ask(draft)
    ruling = ProcedureVersion.objects.get(procedure__type_id=CODE, status="in_force")
    with pytest.raises(WrongMove):
        ask(ruling)
    with pytest.raises(Invalid):
        ask(draft, days=31)
    with pytest.raises(Denied):
        start_rehearsal(version_id=draft.id, days=30, actor=centre.desk("operator").user)


def after_pieces(count: int, act: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Do something when that many pieces have been counted."""
    said = Rehearsals.go_on
    seen = []

    def say_and_act(*given: Any, **progress: Any) -> bool:
        seen.append(1)
        if len(seen) == count:
            act()
        return said(*given, **progress)

    monkeypatch.setattr(Rehearsals, "go_on", say_and_act)


def test_a_cancelled_run_stops_and_leaves_no_numbers(
    centre: Centre, draft: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_reports(centre, 12)
    run = ask(draft)
    after_pieces(2, lambda: cancel_rehearsal(run_id=run.id, actor=person(Role.ADMIN)), monkeypatch)
    rehearsals.serve("test")
    kept = RehearsalRun.objects.get(id=run.id)
    assert (kept.status, kept.tally, kept.done) == ("cancelled", {}, 4)
    assert not Rehearsal.objects.exists()
    assert rehearsals.serve("test") == 0


def test_a_worker_that_is_told_to_end_puts_its_run_back(
    centre: Centre, draft: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_reports(centre, 12)
    run = ask(draft)
    after_pieces(2, ending.set, monkeypatch)
    assert rehearsals.serve("test") == 0
    assert (state(run), RehearsalRun.objects.get().done) == ("queued", 8)
    ending.clear()
    rehearsals.serve("test")
    assert Rehearsal.objects.get().result["reports"] == 12


def test_a_killed_workers_run_is_taken_up_where_it_was_and_counts_nothing_twice(
    centre: Centre, draft: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die() -> None:
        raise Killed

    file_reports(centre, 12)
    run = ask(draft)
    after_pieces(3, die, monkeypatch)
    with pytest.raises(Killed):
        rehearsals.serve("test")
    assert (state(run), RehearsalRun.objects.get().done) == ("running", 8)
    assert rehearsals.claim() is None, "it may still be alive"
    time.shift(timedelta(seconds=SILENCE_S + 1))
    assert rehearsals.serve("test") == 1
    assert (state(run), Rehearsal.objects.get().result["reports"]) == ("done", 12)


def kill_the_child() -> None:
    for child in multiprocessing.active_children():
        child.kill()


def test_a_failure_says_why_and_another_may_be_asked_for(
    centre: Centre, draft: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_reports(centre, 28)
    run = ask(draft)
    after_pieces(1, kill_the_child, monkeypatch)
    rehearsals.serve("test")
    kept = RehearsalRun.objects.get(id=run.id)
    assert (kept.status, kept.failure) == ("failed", "proses yang menghitung mati")
    monkeypatch.undo()
    ask(draft)
    rehearsals.serve("test")
    assert Rehearsal.objects.get().result["reports"] == 28


def test_a_draft_that_was_edited_meanwhile_is_another_text(centre: Centre, draft: ProcedureVersion) -> None:
    file_reports(centre, 2)
    run = ask(draft)
    edit = Edit("words", {"strong": ["jerapah lepas"]})
    edit_version(version_id=draft.id, revision=1, edits=[edit], actor=person(Role.ADMIN))
    rehearsals.serve("test")
    kept = RehearsalRun.objects.get(id=run.id)
    assert kept.status == "failed"
    assert "ulangi gladi" in kept.failure


def test_rules_that_changed_while_nobody_worked_are_counted_anew(
    centre: Centre, draft: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_reports(centre, 12)
    ask(draft)
    after_pieces(2, ending.set, monkeypatch)
    rehearsals.serve("test")
    ending.clear()
    put_another_version_in_force(CODE, words={"strong": ["zebra lepas"]})
    rehearsals.serve("test")
    result = Rehearsal.objects.get().result
    assert (result["reports"], result["changed"]) == (12, 0), "all twelve beside the version in force now"


def test_two_workers_never_take_the_same_run(centre: Centre, draft: ProcedureVersion) -> None:
    ask(draft)
    won: list[object] = []

    def claim() -> None:
        won.append(rehearsals.claim())
        connection.close()

    threads = [threading.Thread(target=claim) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(run is not None for run in won) == 1


def test_a_worker_that_lost_its_run_ends_it_neither_way(centre: Centre, draft: ProcedureVersion) -> None:
    file_reports(centre, 2)
    run = ask(draft)
    lost = rehearsals.claim()
    assert lost is not None
    time.shift(timedelta(seconds=SILENCE_S + 1))
    taken = rehearsals.claim()
    assert taken is not None
    fail_rehearsal(run_id=run.id, holder=lost.holder, failure="OSError", actor=person(Role.ADMIN))
    assert state(run) == "running"
    fail_rehearsal(run_id=run.id, holder=taken.holder, failure="OSError", actor=person(Role.ADMIN))
    assert state(run) == "failed"
