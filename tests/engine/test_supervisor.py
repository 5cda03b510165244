"""Who dies is started again and said so; who cannot live is left and said so."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from psc.engine.errors import EngineError
from psc.engine.spawn import end, spawn, wait_until
from psc.engine.supervisor import EARLY_SECONDS, Program, Supervisor, Verdict, judge

ALIVE = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAD = ["/bin/sh", "-c", "exit 3"]


@pytest.mark.parametrize(
    ("lifetimes", "verdict"),
    [
        ([0.1], Verdict(True, 0.0)),
        ([0.1, 0.1], Verdict(True, 0.25)),
        ([0.1, 0.1, 0.1, 0.1], Verdict(True, 1.0)),
        ([0.1, 0.1, 0.1, 0.1, 0.1], Verdict(False, 0.0)),
        ([9.9, 9.9, 9.9, 9.9, 9.9], Verdict(False, 0.0)),
        # A life of ten seconds forgives what was before it.
        ([0.1, 0.1, 0.1, 0.1, EARLY_SECONDS], Verdict(True, 0.0)),
        ([0.1, 0.1, 0.1, EARLY_SECONDS, 0.1], Verdict(True, 0.0)),
        ([3600.0] * 5, Verdict(True, 0.0)),
    ],
)
def test_five_early_deaths_in_a_row_are_hopeless_and_others_are_accidents(
    lifetimes: list[float], verdict: Verdict
) -> None:
    assert judge(lifetimes) == verdict


class Scene:
    """A supervisor over real processes, with what it said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[str] = []
        self.supervisor = Supervisor(self.said.append)
        self.programs: list[Program] = []

    def start(self, name: str, command: list[str]) -> Program:
        program = Program(name, command, dict(os.environ), self.folder / f"{name}.log")
        self.programs.append(program)
        self.supervisor.start(program)
        return program

    def look_until(self, *, said: int) -> None:
        limit = time.monotonic() + 10
        while len(self.said) < said and time.monotonic() < limit:
            self.supervisor.look()
            time.sleep(0.01)
        self.supervisor.look()


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    scene = Scene(tmp_path)
    yield scene
    for program in scene.programs:
        program.stop()


def pid_of(program: Program) -> int:
    assert program.process is not None
    return program.process.pid


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_a_killed_program_is_started_again_and_said_so(scene: Scene) -> None:
    program = scene.start("web", ALIVE)
    first = pid_of(program)
    os.kill(first, signal.SIGKILL)
    scene.look_until(said=1)
    assert scene.said == ["web was killed (signal 9, SIGKILL): it is started again."]
    assert pid_of(program) != first
    assert lives(pid_of(program))


def test_a_program_that_cannot_live_is_left_after_five_deaths_and_the_others_go_on(scene: Scene) -> None:
    other = scene.start("beat", ALIVE)
    scene.start("worker", DEAD)
    scene.look_until(said=5)
    assert [line.split(":")[0] for line in scene.said[:4]] == ["worker ended (exit code 3)"] * 4
    assert "the fifth time within 10 s of its start: it is not started again" in scene.said[4]
    assert scene.supervisor.gave_up("worker")
    for _ in range(3):
        scene.supervisor.look()
    assert len(scene.said) == 5
    assert lives(pid_of(other))


def test_what_a_killed_program_had_started_is_gone_before_its_successor(scene: Scene) -> None:
    program = scene.start("web", ["/bin/sh", "-c", "sleep 60 & echo $!; wait"])
    log = scene.folder / "web.log"
    assert wait_until(lambda: log.read_text().strip().isdecimal(), seconds=60)
    grandchild = int(log.read_text())
    os.kill(pid_of(program), signal.SIGKILL)
    scene.look_until(said=1)
    assert wait_until(lambda: not lives(grandchild), seconds=60)


def test_a_server_that_refuses_to_start_counts_as_dead(scene: Scene) -> None:
    class Broken(Program):
        def start(self, given_up: object = None) -> None:
            raise EngineError("the disk is full")

    broken = Broken("postgres", ALIVE, {}, scene.folder / "log")
    scene.supervisor.add(broken)
    scene.look_until(said=5)
    assert scene.said[1] == "postgres did not start (the disk is full): it is started again."
    assert scene.supervisor.gave_up("postgres")


def test_nobody_is_started_again_while_stopping(tmp_path: Path) -> None:
    said: list[str] = []
    supervisor = Supervisor(said.append, stopping=lambda: True)
    program = Program("web", DEAD, {}, tmp_path / "log")
    supervisor.start(program)
    assert program.process is not None
    program.process.wait()
    supervisor.look()
    assert said == []


def test_what_ignores_the_wish_to_stop_is_made_to(tmp_path: Path) -> None:
    deaf = [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"]
    process = spawn(deaf, log=tmp_path / "log")
    end(process, [(signal.SIGTERM, 0.5)])
    assert not lives(process.pid)
