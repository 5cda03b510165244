"""Keeps the programs of a centre alive: whoever dies is started again, unless starting it is hopeless."""

import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from psc.engine import spawn
from psc.engine.errors import EngineError
from psc.engine.home import PROJECT

# A program that dies this soon after its start, this often in a row, will not get better by itself.
EARLY_SECONDS = 10.0
EARLY_DEATHS = 5


class Child(Protocol):
    """Something that runs: a server, or a program of the centre."""

    name: str
    process: subprocess.Popen[bytes] | None

    def start(self, given_up: Callable[[], bool] = ...) -> None: ...

    def stop(self) -> None: ...


class Program:
    """A program of the centre: one command with its environment and its log."""

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str], log: Path) -> None:
        """`log` receives what it prints; the terminal stays readable."""
        self.name = name
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None
        self._command = command
        self._env = env

    def start(self, given_up: Callable[[], bool] = lambda: False) -> None:
        """Start it. It keeps nothing that a kill could tear, so it dies at once when we do."""
        self.process = spawn.spawn(
            self._command, log=self.log, env=self._env, folder=PROJECT, death_signal=signal.SIGKILL
        )

    def stop(self) -> None:
        """Let it finish what it has in hand, then make it."""
        if self.process is not None:
            spawn.end(self.process, [(signal.SIGTERM, 8.0)])
            self.process = None


@dataclass(frozen=True)
class Verdict:
    """What to do about a death: start again after `pause` seconds, or leave it."""

    restart: bool
    pause: float


def judge(lifetimes: Sequence[float]) -> Verdict:
    """Pure rule over the seconds each life lasted, the last one last.

    A life of ten seconds or more forgives what was before. The first restart is immediate, since most
    deaths are accidents; the next ones wait a little, so that a broken program does not eat the machine.
    """
    early = 0
    for seconds in reversed(lifetimes):
        if seconds >= EARLY_SECONDS:
            break
        early += 1
    if early >= EARLY_DEATHS:
        return Verdict(restart=False, pause=0.0)
    return Verdict(restart=True, pause=0.0 if early <= 1 else 0.25 * 2 ** (early - 2))


@dataclass
class Watch:
    """What the supervisor remembers about one child."""

    child: Child
    started_at: float
    lifetimes: list[float] = field(default_factory=list)
    restart_at: float | None = None
    given_up: bool = False


class Supervisor:
    """Starts children in order, watches them, and stops them in the order given."""

    def __init__(
        self,
        say: Callable[[str], None],
        stopping: Callable[[], bool] = lambda: False,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`say` tells the person at the terminal; `stopping` becomes true when a signal asked us to end."""
        self._say = say
        self._stopping = stopping
        self._now = now
        self.watches: list[Watch] = []

    def add(self, child: Child) -> None:
        """Watch a child that runs already (the servers) or that `start` has started."""
        self.watches.append(Watch(child=child, started_at=self._now()))

    def start(self, child: Child) -> None:
        """Start a child and watch it."""
        child.start()
        self.add(child)

    def look(self) -> None:
        """One look at everybody: note who died, start again whose time has come."""
        for watch in self.watches:
            if self._stopping():
                return
            if watch.given_up:
                continue
            if watch.restart_at is None and self._is_dead(watch):
                self._note_death(watch)
            if watch.restart_at is not None and self._now() >= watch.restart_at:
                self._restart(watch)

    @staticmethod
    def _is_dead(watch: Watch) -> bool:
        process = watch.child.process
        return process is None or process.poll() is not None

    def _note_death(self, watch: Watch) -> None:
        process = watch.child.process
        if process is not None:
            # A killed program's own children must not live on beside its successor.
            spawn.kill_session(process)
        self._count_death(watch, _how_it_ended(process))

    def _count_death(self, watch: Watch, how: str) -> None:
        watch.lifetimes.append(self._now() - watch.started_at)
        del watch.lifetimes[:-EARLY_DEATHS]
        verdict = judge(watch.lifetimes)
        if verdict.restart:
            self._say(f"{watch.child.name} {how}: it is started again.")
            watch.restart_at = self._now() + verdict.pause
            return
        watch.given_up = True
        self._say(
            f"{watch.child.name} {how}, the fifth time within {EARLY_SECONDS:.0f} s of its start: "
            "it is not started again. Its log says why; mend that, then stop PSC 112 and start it again."
        )

    def _restart(self, watch: Watch) -> None:
        watch.restart_at = None
        watch.started_at = self._now()
        try:
            watch.child.start(self._stopping)
        except (EngineError, OSError) as error:
            self._count_death(watch, f"did not start ({error})")

    def gave_up(self, name: str) -> bool:
        """Whether this child was left for dead."""
        return any(watch.given_up for watch in self.watches if watch.child.name == name)


def _how_it_ended(process: subprocess.Popen[bytes] | None) -> str:
    code = process.returncode if process is not None else None
    if code is None:
        return "is not there"
    if code < 0:
        return f"was killed (signal {-code}, {signal.Signals(-code).name})"
    return f"ended (exit code {code})"
