"""A server process keeps the clock while Celery is silent, and only then."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from foundation.clock import standin
from foundation.clock.clock import beat, silence_s
from foundation.clock.standin import SERVER, StandIn, is_late
from foundation.clock.tasks import CELERY, fire_due_deadlines
from foundation.lib import time
from foundation.notify.models import Notification
from tests.foundation.clock.limits import Steps, arm


def make_silent(seconds: float) -> None:
    """Celery's last pass was so long ago."""
    beat(CELERY)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE clock_heartbeat SET at = now() - %s * interval '1 second' WHERE source = %s", [seconds, CELERY]
        )


def test_it_takes_over_when_the_heartbeat_is_five_seconds_old(steps: Steps) -> None:
    deadline = arm(0)
    stand_in = StandIn()
    make_silent(4)
    stand_in.look()
    assert (stand_in.active, steps.taken, is_late()) == (False, [], False)
    make_silent(5.1)
    stand_in.look()
    assert (stand_in.active, is_late()) == (True, True)
    assert steps.taken == [(deadline.subject, 0)]
    assert silence_s(SERVER) is not None
    assert is_late(), "what a server does in Celery's place is not Celery's heartbeat"


def test_it_steps_back_when_celery_is_there_again(steps: Steps) -> None:
    stand_in = StandIn()
    stand_in.look()
    assert stand_in.active, "Celery that never was there is silent too"
    fire_due_deadlines()
    deadline = arm(0)
    stand_in.look()
    assert (stand_in.active, steps.taken) == (False, [])
    fire_due_deadlines()
    assert steps.taken == [(deadline.subject, 0)]


def test_it_never_sends_messages(steps: Steps) -> None:
    """A transport may hang on the network, and then the server's clock would."""
    now = time.now()
    Notification.objects.create(
        key="k", transport="email", to="a@b", title="t", body="b", created_at=now, next_at=now,
        cutoff_at=now + timedelta(hours=1),
    )  # fmt: skip
    StandIn().look()
    assert Notification.objects.get().attempts == 0


def test_it_survives_a_database_that_is_away(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    stand_in = StandIn()

    def away(source: str) -> float | None:
        looks.append(1)
        if len(looks) == 3:
            stand_in.stop()
        raise DatabaseError

    monkeypatch.setattr(standin, "silence_s", away)
    monkeypatch.setattr(standin, "LOOK_S", 0.001)
    stand_in.active = True
    stand_in.start()
    stand_in.join(10)
    assert not stand_in.is_alive()
    assert len(looks) == 3
