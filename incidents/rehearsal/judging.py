"""Reports classified twice, by the rules in force and by the draft, in a process of its own.

The worker that keeps the clock must not wait for a minute of computing, nor the console for the processor: a child
with the lowest claim to it does the work, and gets text and answers only.
"""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait

from sop.classify import classify
from sop.content import Question
from sop.rules import Rules, TypeRules, compile_rules

Told = tuple[str, Mapping[str, object]]
Verdict = tuple[str, str, str, str]
"""Type and priority by the rules in force, type and priority by the draft."""
# Whoever answers a telephone goes first: first by weight, then, where the system knows it, by giving way at once.
LAST = 19


class Judge:
    """Both sets of rules, compiled."""

    def __init__(self, ruling: Sequence[TypeRules], drafted: Sequence[TypeRules], opening: Sequence[Question]) -> None:
        self.ruling: Rules = compile_rules(ruling, opening)
        self.drafted: Rules = compile_rules(drafted, opening)

    def judge(self, batch: Sequence[Told]) -> list[Verdict]:
        """Each report under both."""
        return [self.both(text, answers) for text, answers in batch]

    def both(self, text: str, answers: Mapping[str, object]) -> Verdict:
        """One report under both."""
        before, after = classify(text, answers, self.ruling), classify(text, answers, self.drafted)
        return before.type, before.priority, after.type, after.priority


_judge: Judge | None = None


def begin(ruling: Sequence[TypeRules], drafted: Sequence[TypeRules], opening: Sequence[Question]) -> None:
    """In the child: step back, then compile the rules once."""
    global _judge  # noqa: PLW0603  (a pool's initializer has no other place)
    os.nice(LAST)
    threading.Thread(target=leave_with_parent, daemon=True).start()
    _judge = Judge(ruling, drafted, opening)
    give_way()


def give_way() -> None:
    """From now on only with time that nobody else wants (Linux; elsewhere the weight alone)."""
    if hasattr(os, "SCHED_IDLE"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def leave_with_parent() -> None:
    """A worker that was killed leaves no child behind."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def judge(batch: Sequence[Told]) -> list[Verdict]:
    """In the child: a batch under both."""
    assert _judge is not None  # noqa: S101  (the pool calls `begin` first)
    return _judge.judge(batch)


@contextmanager
def judging(
    ruling: Sequence[TypeRules], drafted: Sequence[TypeRules], opening: Sequence[Question]
) -> Iterator[ProcessPoolExecutor]:
    """The child, ready; it ends with the block, whatever it is at."""
    pool = ProcessPoolExecutor(1, get_context("spawn"), begin, (ruling, drafted, opening))
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
