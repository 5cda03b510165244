"""kill -9 of a real worker in the middle of a rehearsal: the next one goes on, and nothing half stands anywhere."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from foundation.lib import time
from foundation.people.models import Role
from incidents.models import RehearsalRun, Report
from incidents.runs import SILENCE_S
from incidents.services.rehearsals import start_rehearsal
from psc.engine.spawn import wait_until
from sop.models import ProcedureVersion, Rehearsal
from sop.services import draft_version
from tests.sop.lives import person
from tests.sop.samples import sample_content

PROJECT = Path(__file__).resolve().parents[2]
WORKER = (
    "import django; django.setup(); from incidents.rehearsal.running import rehearsals; print(rehearsals.serve('test'))"
)
REPORTS = 1_500


@pytest.fixture
def draft(demo_database: str) -> ProcedureVersion:
    """A draft under which loose zebras trap somebody, and many reports of loose zebras."""
    now = time.now()
    Report.objects.bulk_create(
        Report(
            number=f"K26-{number:06d}",
            channel="call",
            text="zebra lepas di jalan",
            received_at=now,
            filed_at=now,
            status="opened",
        )
        for number in range(REPORTS)
    )
    content = sample_content(words={"strong": ["zebra lepas"]})
    return draft_version(type_code="RES-TRAPPED", content=content, actor=person(Role.ADMIN))


def worker() -> "subprocess.Popen[bytes]":
    """A process of its own that works off what waits."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "psc.settings"}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=environment, cwd=PROJECT)


def stat_of(process: str) -> list[str]:
    """State, parent and more of a process; nothing when it is gone or waits to be buried."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
    return [] if fields[0] == "Z" else fields


def children_of(parent: int) -> list[str]:
    """The processes that a process began."""
    every = [folder.name for folder in Path("/proc").glob("[0-9]*")]
    return [process for process in every if stat_of(process)[1:2] == [str(parent)]]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the children from /proc")
def test_the_next_worker_goes_on_and_nothing_is_counted_twice(draft: ProcedureVersion) -> None:
    start_rehearsal(version_id=draft.id, days=30, actor=person(Role.ADMIN))
    first = worker()
    assert wait_until(lambda: 0 < RehearsalRun.objects.get().done < REPORTS, seconds=120)
    children = children_of(first.pid)
    assert children
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert wait_until(lambda: not any(map(stat_of, children)), seconds=30), "no child is left"
    kept = RehearsalRun.objects.get()
    assert (kept.status, 0 < kept.done < REPORTS) == ("running", True)
    assert not Rehearsal.objects.exists(), "half a count is no count"
    draft.refresh_from_db()
    assert (draft.status, draft.revision) == ("draft", 1)
    RehearsalRun.objects.update(seen_at=time.now() - timedelta(seconds=SILENCE_S + 1))
    second = worker()
    assert second.wait(timeout=240) == 0
    assert RehearsalRun.objects.get().status == "done"
    assert Rehearsal.objects.get().result["reports"] == REPORTS
