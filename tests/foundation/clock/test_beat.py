"""Celery's beat sleeps to the next due row, waits for nobody, and helps itself when nobody comes."""

import threading
import time as wall
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError

from foundation.clock import beat as module
from foundation.clock.beat import LONGEST_NAP_S, ClockScheduler
from foundation.clock.models import Deadline
from foundation.clock.sources import Source, sources
from foundation.lib import time
from psc.celery import app
from psc.engine.spawn import wait_until
from tests.foundation.clock.limits import Steps, arm, held

# So long a broker that hangs would hold up whoever waits for it (seconds).
HANGS_S = 20
DEADLINES, OUTBOX = "clock.fire_due", "notify.send_due"


class Broker:
    """What was published; `hang` makes every publish wait."""

    def __init__(self) -> None:
        self.published: list[str] = []
        self.going = threading.Event()
        self.going.set()

    def send_task(self, name: str, **options: Any) -> None:
        """Take a message, when not hanging."""
        assert options["retry"] is False
        self.going.wait(HANGS_S)
        self.published.append(name)


@pytest.fixture
def broker(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> Iterator[Broker]:
    """Redis as the beat sees it."""
    broker = Broker()
    monkeypatch.setattr(app, "send_task", broker.send_task)
    yield broker
    broker.going.set()


def ticks(scheduler: ClockScheduler) -> tuple[float, float]:
    """What a tick says to sleep, and how long it took."""
    began = wall.monotonic()
    nap = scheduler.tick()
    return nap, wall.monotonic() - began


def test_it_never_sleeps_longer_than_a_quarter_of_a_second(broker: Broker) -> None:
    scheduler = ClockScheduler(app)
    assert ticks(scheduler)[0] == LONGEST_NAP_S == 0.25
    arm(3600)
    assert ticks(scheduler)[0] == 0.25


def test_it_sleeps_to_the_next_due_row(broker: Broker) -> None:
    scheduler = ClockScheduler(app)
    arm(0.2)
    nap, took = ticks(scheduler)
    assert 0.01 <= nap <= 0.2
    assert nap + took >= 0.01


def test_a_due_row_wakes_the_worker_through_its_own_queue(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    scheduler = ClockScheduler(app)
    scheduler.tick()
    watched = {source.task for source in sources()}
    assert watched >= {DEADLINES, OUTBOX}
    assert wait_until(lambda: set(broker.published) == watched, seconds=60), "idle workers are woken too"
    broker.published.clear()
    scheduler.tick()
    wall.sleep(0.05)
    assert broker.published == [], "but not at every tick"
    arm(0.15)
    time.shift(timedelta(seconds=0.2))
    assert scheduler.tick() <= 0.05
    assert wait_until(lambda: broker.published == [DEADLINES], seconds=60)


def test_it_never_waits_for_a_broker_that_hangs(broker: Broker, steps: Steps) -> None:
    broker.going.clear()
    scheduler = ClockScheduler(app)
    deadline = arm(0)
    for _tick in range(5):
        nap, took = ticks(scheduler)
        assert nap <= 0.25
        assert took < HANGS_S / 2
    assert broker.published == []
    time.shift(timedelta(seconds=0.6))
    scheduler.tick()
    assert steps.taken == [(deadline.subject, 0)], "the row that nobody took"


def test_it_leaves_a_row_to_the_worker_for_half_a_second(broker: Broker, steps: Steps) -> None:
    scheduler = ClockScheduler(app)
    deadline = arm(0)
    scheduler.tick()
    assert steps.taken == []
    time.shift(timedelta(seconds=0.6))
    assert scheduler.tick() == 0.0, "there may be more"
    assert steps.taken == [(deadline.subject, 0)]


def test_a_row_that_another_holds_does_not_make_it_spin(broker: Broker, steps: Steps) -> None:
    scheduler = ClockScheduler(app)
    deadline = arm(0)
    time.shift(timedelta(seconds=1))
    with held(deadline.subject):
        assert scheduler.tick() >= 0.05
    assert steps.taken == []
    scheduler.tick()
    assert steps.taken == [(deadline.subject, 0)]


def test_the_outbox_is_never_served_by_the_beat_itself(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "sources", lambda: [late_outbox(served)])
    served: list[str] = []
    assert ClockScheduler(app).tick() <= 0.25
    assert served == []
    assert wait_until(lambda: broker.published == [OUTBOX], seconds=60)


def late_outbox(served: list[str]) -> Source:
    """An outbox with a message that should have left a minute ago."""
    due = time.now() - timedelta(minutes=1)

    def serve(source: str) -> int:
        served.append(source)
        return 0

    return Source(task=OUTBOX, queue="outbox", next_due=lambda: due, serve=serve, stand_in=False)


def test_a_database_that_is_away_is_asked_again_in_a_second(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr(time, "now", away)
    assert ClockScheduler(app).tick() == 1.0


def test_it_arms_what_follows_every_day_where_nobody_did(broker: Broker) -> None:
    scheduler = ClockScheduler(app)
    scheduler.tick()
    scheduler.tick()
    ClockScheduler(app).tick()
    assert sorted(Deadline.objects.values_list("kind", flat=True)) == ["forgetting", "photo_strays", "seal"]


def test_there_is_no_second_schedule_beside_the_rows(broker: Broker) -> None:
    assert ClockScheduler(app).schedule == {}
    assert not app.conf.beat_schedule
