"""Jobs that may hang hold up nobody but each other."""

import threading
import time
from functools import partial

from foundation.lib.background import Background
from psc.engine.spawn import wait_until


def test_whoever_asks_never_waits_for_a_job_that_hangs() -> None:
    background, release = Background("hands"), threading.Event()
    began = time.monotonic()
    assert background.run("hangs", release.wait)
    assert not background.run("hangs", release.wait), "it would say the same"
    assert time.monotonic() - began < 0.2
    done: list[str] = []
    assert background.run("other", lambda: done.append("other"))
    assert done == []
    release.set()
    assert wait_until(lambda: done == ["other"], seconds=5)
    assert wait_until(lambda: background.run("hangs", lambda: done.append("again")), seconds=5)
    assert wait_until(lambda: done == ["other", "again"], seconds=5)


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
    assert wait_until(lambda: len(order) == 20, seconds=5)
    assert order == list(range(20))
