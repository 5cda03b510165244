"""What a draft would change: a table of differences, the tally, and the child that classifies."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.rehearsal.compare import SAMPLES, ChangeClass, Handling, Tally, differ
from incidents.rehearsal.judging import Judge, judge, judging
from psc.engine.spawn import wait_until
from sop.rules import Rules
from tests.sop.samples import sample_content, small_rules

FIRE = Handling("FIR-BUILDING", "P1", "damkar", frozenset({"damkar", "polres"}), (60, 120, 900))


@pytest.mark.parametrize(
    ("changes", "keys"),
    [
        ({}, []),
        ({"type": "FIR-LAND"}, ["type:FIR-LAND:FIR-BUILDING>FIR-LAND"]),
        ({"priority": "P2"}, ["priority:FIR-BUILDING:P1>P2"]),
        ({"lead": "bpbd"}, ["lead:FIR-BUILDING:damkar>bpbd"]),
        ({"lead": None}, ["lead:FIR-BUILDING:damkar>-"]),
        (
            {"acting": frozenset({"damkar", "rsud"})},
            ["joins:FIR-BUILDING:->rsud", "leaves:FIR-BUILDING:polres>-"],
        ),
        ({"limits": (60, None, 900)}, ["limits:FIR-BUILDING:P1 60/120/900>P1 60/-/900"]),
    ],
)
def test_every_difference_has_its_class(changes: dict[str, Any], keys: list[str]) -> None:
    assert [found.key for found in differ(FIRE, replace(FIRE, **changes))] == keys


@pytest.mark.parametrize(
    ("kind", "before", "after", "slower"),
    [
        ("priority", "P1", "P2", True),
        ("priority", "P2", "P1", False),
        ("lead", "damkar", "-", True),
        ("lead", "damkar", "bpbd", False),
        ("leaves", "polres", "-", True),
        ("joins", "-", "polres", False),
    ],
)
def test_what_makes_help_come_later_is_marked(kind: Any, before: str, after: str, slower: bool) -> None:
    assert ChangeClass(kind, "FIR-BUILDING", before, after).slower is slower


def test_samples_are_few_and_a_prank_makes_no_work() -> None:
    tally = Tally()
    for number in range(20):
        tally.add(str(number), 3 if number else None, FIRE, replace(FIRE, priority="P2", acting=frozenset({"damkar"})))
    (priority, leaves) = tally.classes.values()
    assert (priority.count, leaves.count, tally.changed) == (20, 20, 20)
    assert priority.samples == [str(number) for number in range(SAMPLES)]
    assert tally.work["polres"][0][3] == 19
    assert sum(tally.work["polres"][1]) == 0


HANDLINGS = st.builds(
    Handling,
    type=st.sampled_from(["A", "B"]),
    priority=st.sampled_from(["P1", "P2"]),
    lead=st.sampled_from([None, "x", "y"]),
    acting=st.frozensets(st.sampled_from("xyz")),
    limits=st.tuples(st.sampled_from([None, 60]), st.just(120), st.just(900)),
)


@given(st.lists(st.tuples(st.sampled_from([None, 0, 23]), HANDLINGS, HANDLINGS), max_size=30), st.integers(0, 30))
def test_a_rehearsal_taken_up_again_counts_the_same(rows: list[tuple[Any, Any, Any]], cut: int) -> None:
    whole, first = Tally(), Tally()
    for number, row in enumerate(rows):
        whole.add(str(number), *row)
        if number < cut:
            first.add(str(number), *row)
    second = Tally.from_json(first.as_json())
    for number, row in enumerate(rows[cut:], start=cut):
        second.add(str(number), *row)
    assert second.as_json() == whole.as_json()
    assert whole.changed == sum(before != after for _hour, before, after in rows)


def both_rules() -> tuple[Rules, Rules]:
    """In force, `retak` says little; by the draft it says it all."""
    changed = sample_content(words={"strong": ["retak"], "usual": ["rumah roboh"]})
    return small_rules(RES_A=sample_content()), small_rules(RES_A=changed)


def test_the_child_says_what_we_would_say_and_ends() -> None:
    ruling, drafted = (list(rules.types.values()) for rules in both_rules())
    batch = [("rumah roboh", {}), ("retak", {"RES-A.hurt": "no"}), ("", {})]
    with judging(ruling, drafted, []) as pool:
        said = pool.submit(judge, batch).result(timeout=60)
        (child,) = pool._processes
    assert said == Judge(ruling, drafted, []).judge(batch)
    # Asked of the system: the pool's own thread has waited for the child, and a second one who waits learns nothing.
    assert wait_until(lambda: is_gone(child), seconds=60)


PARENT = """
import time
from incidents.rehearsal.judging import judging, judge
if __name__ == "__main__":
    with judging([], [], []) as pool:
        pool.submit(judge, []).result()
        print(*pool._processes, flush=True)
        time.sleep(60)
"""


def test_a_killed_worker_leaves_no_child_behind(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, script], env={**os.environ, "PYTHONPATH": "."}, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert Path(f"/proc/{child}").exists()
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert wait_until(lambda: is_gone(child), seconds=60)


def is_gone(process: int) -> bool:
    """Ended, or waiting only for somebody to note it."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
