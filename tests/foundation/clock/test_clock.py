"""Time limits are rows: started and settled in a change, fired once, whatever else goes wrong."""

from datetime import timedelta

import pytest
from django.core import checks
from django.db import IntegrityError

from foundation.clock import clock as module
from foundation.clock import tasks
from foundation.clock.clock import check_handlers, clock, fire_due, next_due, silence_s
from foundation.clock.models import Deadline
from foundation.clock.tasks import fire_due_deadlines
from foundation.journal import SYSTEM, change
from foundation.journal.models import JournalEntry
from foundation.lib import time
from foundation.people.models import User
from tests.foundation.clock.limits import KIND, Steps, arm, held
from tests.foundation.together import together


def settle(deadline: Deadline) -> Deadline:
    """The obligation is met."""
    with change(SYSTEM) as running:
        clock.settle(kind=deadline.kind, subject=deadline.subject, now=running.now)
    deadline.refresh_from_db()
    return deadline


def test_a_limit_fires_when_it_is_due_and_not_before(steps: Steps) -> None:
    deadline = arm(60)
    time.shift(timedelta(seconds=59))
    assert fire_due("test") == 0
    time.shift(timedelta(seconds=1.1))
    assert fire_due("test") == 1
    assert fire_due("test") == 0
    deadline.refresh_from_db()
    assert deadline.missed
    assert deadline.next_at is None
    assert steps.taken == [(deadline.subject, 0)]


def test_the_ladder_moves_and_the_limit_itself_does_not(steps: Steps) -> None:
    deadline = arm(60, ladder=(30, 90))
    due = deadline.due_at
    for seconds, taken in ((61, 1), (29, 1), (2, 2), (88, 2), (3, 3), (1000, 3)):
        time.shift(timedelta(seconds=seconds))
        fire_due("test")
        assert len(steps.taken) == taken
    deadline.refresh_from_db()
    assert (deadline.due_at, deadline.step, deadline.next_at) == (due, 3, None)
    assert deadline.settled_at is None, "a missed limit stays until its obligation is met"
    assert [step for _subject, step in steps.taken] == [0, 1, 2]


def test_a_limit_carries_its_own_copy_of_the_ladder(steps: Steps) -> None:
    ladder = [{"after_s": 5}]
    with change(SYSTEM) as running:
        user = User.objects.create_user("x", None, name="x")
        deadline = clock.start(kind=KIND, subject=f"user:{user.id}", due_at=running.now, now=running.now, ladder=ladder)
        ladder.append({"after_s": 1})
    deadline.refresh_from_db()
    assert deadline.ladder == [{"after_s": 5}]


def test_a_kind_nobody_declared_cannot_be_started(steps: Steps) -> None:
    with pytest.raises(KeyError, match="nobodys"):
        arm(kind="nobodys")
    assert next_due() is None


def test_only_one_limit_of_a_kind_runs_for_a_subject(steps: Steps) -> None:
    deadline = arm()
    with pytest.raises(IntegrityError, match="clock_deadline_one_running"):
        arm(subject=deadline.subject)
    settle(deadline)
    arm(subject=deadline.subject)


def test_a_limit_met_in_time_never_fires(steps: Steps) -> None:
    deadline = settle(arm(60))
    assert deadline.outcome == Deadline.Outcome.MET
    assert next_due() is None
    time.shift(timedelta(hours=1))
    assert fire_due("test") == 0


def test_an_obligation_met_too_late_is_a_missed_limit_fired_or_not(steps: Steps) -> None:
    unfired, fired = arm(60), arm(60, ladder=(10, 10))
    time.shift(timedelta(seconds=61))
    assert settle(unfired).outcome == Deadline.Outcome.MISSED
    assert fire_due("test") == 1
    assert settle(fired).outcome == Deadline.Outcome.MISSED
    time.shift(timedelta(hours=1))
    assert fire_due("test") == 0, "its ladder ends with the obligation"


def test_settling_what_does_not_run_is_no_error(steps: Steps) -> None:
    deadline = settle(arm())
    before = deadline.settled_at
    assert settle(deadline).settled_at == before


def test_a_duty_that_is_gone_ends_its_limits_unjudged(steps: Steps) -> None:
    clock.declare("test_other")
    first = arm(60)
    second = arm(60, kind="test_other", subject=first.subject)
    time.shift(timedelta(minutes=5))
    with change(SYSTEM) as running:
        clock.drop(subject=first.subject, now=running.now, kinds=["test_other"])
    second.refresh_from_db()
    assert (second.outcome, [row.id for row in clock.running([first.subject])]) == ("dropped", [first.id])
    with change(SYSTEM) as running:
        clock.drop(subject=first.subject, now=running.now)
    first.refresh_from_db()
    assert (first.outcome, clock.running([first.subject])) == ("dropped", [])
    clock.declared.discard("test_other")


def test_a_change_that_fails_starts_and_settles_nothing(steps: Steps) -> None:
    deadline = arm()

    def half() -> None:
        with change(SYSTEM) as running:
            clock.settle(kind=KIND, subject=deadline.subject, now=running.now)
            arm(5)
            raise RuntimeError("half")

    with pytest.raises(RuntimeError, match="half"):
        half()
    assert [row.id for row in Deadline.objects.filter(settled_at=None)] == [deadline.id]


def test_two_clocks_at_once_fire_every_step_once(steps: Steps) -> None:
    deadlines = [arm(1) for _one in range(30)]
    time.shift(timedelta(seconds=2))
    taken = together([lambda: fire_due("test")] * 4)
    assert sum(taken) == len(deadlines)
    assert sorted(steps.taken) == sorted((deadline.subject, 0) for deadline in deadlines)
    written = JournalEntry.objects.filter(kind="test.happened").values_list("subjects", flat=True)
    assert sorted(subjects[0] for subjects in written) == sorted(f"thing:{deadline.id}" for deadline in deadlines)


def test_a_subject_that_another_holds_is_not_waited_for_and_served_later(steps: Steps) -> None:
    busy, free = arm(1), arm(2)
    time.shift(timedelta(seconds=3))
    with held(busy.subject):
        assert fire_due("test") == 1
        assert steps.taken == [(free.subject, 0)]
    assert fire_due("test") == 1
    busy.refresh_from_db()
    assert (busy.failures, busy.step) == (0, 1), "being busy is no failure"


def test_a_step_that_fails_comes_again_later_and_stops_nobody(steps: Steps, caplog: pytest.LogCaptureFixture) -> None:
    bad, good = arm(1), arm(2)
    steps.failing = {bad.subject}
    time.shift(timedelta(seconds=3))
    assert fire_due("test") == 1
    assert steps.taken == [(good.subject, 0)]
    assert "failed" in caplog.text
    bad.refresh_from_db()
    assert (bad.failures, bad.step, bad.missed) == (1, 0, False)
    assert User.objects.get(id=bad.subject[5:]).phone == "", "what it wrote is undone"
    assert fire_due("test") == 0, "not again at once"
    steps.failing = set()
    time.shift(timedelta(seconds=1.1))
    assert fire_due("test") == 1
    bad.refresh_from_db()
    assert (bad.failures, bad.step, bad.missed) == (0, 1, True)


def test_the_pauses_after_failures_double_up_to_five_minutes(steps: Steps, caplog: pytest.LogCaptureFixture) -> None:
    bad = arm(0)
    steps.failing = {bad.subject}
    pauses = []
    for _try in range(12):
        fire_due("test")
        bad.refresh_from_db()
        assert bad.next_at is not None
        pauses.append(round((bad.next_at - time.now()).total_seconds()))
        time.shift(timedelta(seconds=pauses[-1] + 1))
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]


def test_the_record_says_that_a_step_failed(steps: Steps, caplog: pytest.LogCaptureFixture) -> None:
    bad = arm(0)
    steps.failing = {bad.subject}
    fire_due("test")
    entry = JournalEntry.objects.get(kind="clock.step_failed")
    assert entry.subjects == [f"deadline:{bad.id}"]
    assert entry.data == {"deadline": str(bad.id), "limit": KIND, "failures": 1, "error": "ValueError"}


def test_a_kind_without_a_handler_is_a_failure_like_any_other(steps: Steps, caplog: pytest.LogCaptureFixture) -> None:
    clock.declare("test_orphan")
    orphan, good = arm(1, kind="test_orphan"), arm(2)
    time.shift(timedelta(seconds=3))
    assert fire_due("test") == 1
    assert steps.taken == [(good.subject, 0)]
    orphan.refresh_from_db()
    assert orphan.failures == 1
    assert [error.id for error in check_handlers()] == ["clock.E001"]
    clock.declared.discard("test_orphan")


def test_every_kind_that_is_declared_has_a_handler() -> None:
    assert check_handlers() == []
    assert not checks.run_checks()
    assert clock.declared >= {"seal", "unhandled", "acknowledge", "dispatch", "on_scene", "no_lead", "leave_board"}


def test_one_pass_takes_more_than_a_batch(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 5)
    for _one in range(12):
        arm(0)
    assert fire_due("test") == 12


def test_the_next_due_is_the_soonest_that_can_fire(steps: Steps) -> None:
    assert next_due() is None
    later, sooner, settled = arm(60), arm(30), arm(10)
    settle(settled)
    assert next_due() == sooner.due_at
    time.shift(timedelta(seconds=31))
    fire_due("test")
    assert next_due() == later.due_at


def test_a_completed_pass_is_a_heartbeat(steps: Steps) -> None:
    assert silence_s("test") is None
    fire_due("test")
    silence = silence_s("test")
    assert silence is not None
    assert silence < 5
    assert silence_s("other") is None


def test_a_worker_stays_for_what_falls_due_before_its_next_wake(steps: Steps) -> None:
    """The beat wakes it ten times a second; what falls due in between is not kept waiting for that."""
    first, second, later = arm(0), arm(0.05), arm(0.5)
    fire_due_deadlines()
    assert [subject for subject, _step in steps.taken] == [first.subject, second.subject]
    later.refresh_from_db()
    assert not later.missed


def test_a_worker_does_not_stay_for_ever(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "LONGEST_STAY_S", 0.2)
    busy = arm(0)
    with held(busy.subject):
        fire_due_deadlines()
    assert steps.taken == []
