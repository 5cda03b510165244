"""Jobs that may hang hold up nobody but each other."""

import threading
import time
from functools import partial

import pytest

from foundation.lib.background import Background, Turnstile
from psc.engine.spawn import wait_until


def test_whoever_asks_never_waits_for_a_job_that_hangs() -> None:
    background, release = Background("hands"), threading.Event()
    began = time.monotonic()
    assert background.run("hangs", release.wait)
    assert not background.run("hangs", release.wait), "it would say the same"
    assert time.monotonic() - began < 5
    done: list[str] = []
    assert background.run("other", lambda: done.append("other"))
    assert done == []
    release.set()
    assert wait_until(lambda: done == ["other"], seconds=60)
    assert wait_until(lambda: background.run("hangs", lambda: done.append("again")), seconds=60)
    assert wait_until(lambda: done == ["other", "again"], seconds=60)


def test_a_job_that_fails_is_forgotten_and_the_next_one_runs() -> None:
    background, done = Background("hands"), threading.Event()

    def fail() -> None:
        raise ValueError

    background.run("fails", fail)
    background.run("works", done.set)
    assert done.wait(5)


def test_jobs_run_one_after_another() -> None:
    background, order = Background("hands"), list[int]()
    for number in range(20):
        background.run(str(number), partial(order.append, number))
    assert wait_until(lambda: len(order) == 20, seconds=60)
    assert order == list(range(20))


def test_who_finds_the_turnstile_full_goes_away_and_its_errand_is_done_by_who_is_inside() -> None:
    turnstile, inside, go_on = Turnstile(1), threading.Event(), threading.Event()
    passes: list[int] = []

    def work() -> None:
        passes.append(len(passes))
        inside.set()
        go_on.wait(10)

    first = threading.Thread(target=lambda: turnstile.enter(work))
    first.start()
    assert inside.wait(10)
    assert [turnstile.enter(work) for _late in range(5)] == [False] * 5
    go_on.set()
    first.join(10)
    assert passes == [0, 1], "once for itself, once for all who were turned away"
    assert turnstile.enter(lambda: None)


def test_work_that_fails_leaves_the_turnstile_free() -> None:
    turnstile = Turnstile(1)

    def fail() -> None:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  (whatever it is)
        turnstile.enter(fail)
    assert turnstile.enter(lambda: None)


def test_a_turnstile_has_as_many_places_as_told() -> None:
    turnstile, release, entered = Turnstile(2), threading.Event(), threading.Barrier(3)

    def work() -> None:
        if not release.is_set():
            entered.wait(10)
            release.wait(10)

    inside = [threading.Thread(target=lambda: turnstile.enter(work)) for _one in range(2)]
    for thread in inside:
        thread.start()
    entered.wait(10)
    assert not turnstile.enter(work)
    release.set()
    for thread in inside:
        thread.join(10)
