"""`make run` as a person meets it: whatever is told to make is told to the engine."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from psc.engine.signals import was_interrupted

PROJECT = Path(__file__).resolve().parents[2]
# A Makefile whose only program hears signals as the engine does, and says so.
PROGRAM = """
import sys, time
sys.path.insert(0, {project!r})
from psc.engine.signals import Signals
signals = Signals()
print("started", flush=True)
while not signals.stopping:
    time.sleep(0.02)
print("stopped in order", flush=True)
"""


@pytest.fixture
def make(tmp_path: Path) -> "subprocess.Popen[str]":
    (tmp_path / "program.py").write_text(PROGRAM.format(project=str(PROJECT)))
    (tmp_path / "Makefile").write_text(f"run:\n\t@exec {sys.executable} program.py\n")
    # As from a shell, also when the tests themselves were started by make.
    shell = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    # Tests that a shell runs behind itself ignore SIGINT, and make would inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        ["make", "run"], cwd=tmp_path, stdout=subprocess.PIPE, text=True, start_new_session=True, env=shell
    )
    signal.signal(signal.SIGINT, before)
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_signal_to_make_alone_stops_the_engine_in_order(make: "subprocess.Popen[str]", number: int) -> None:
    make.send_signal(number)
    out, _ = make.communicate(timeout=60)
    assert out == "stopped in order\n"


def test_ctrl_c_reaches_the_whole_group_and_stops_it(make: "subprocess.Popen[str]") -> None:
    os.killpg(make.pid, signal.SIGINT)
    out, _ = make.communicate(timeout=60)
    assert out == "stopped in order\n"


def test_a_process_that_was_not_interrupted_is_not_taken_for_one() -> None:
    assert not was_interrupted(os.getpid())
    assert not was_interrupted(2**22 + 1)


def test_help_lists_what_one_can_do() -> None:
    said = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    for target in ("run", "test", "check", "bench"):
        assert f"make {target} " in said.stdout
