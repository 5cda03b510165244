"""The worst moment to lose the database: the commit went through, and its answer did not come back."""

import pytest
from django.db import OperationalError

from foundation.clock.models import Deadline
from foundation.lib.bell import bell
from tests.centre import Centre


def test_a_step_whose_answer_was_lost_is_neither_repeated_nor_hurried(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    operator = centre.desk("operator")
    operator.report()

    def lose() -> None:
        monkeypatch.undo()
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(bell, "ring", lose)  # what comes right after the commit
    centre.fast_forward(seconds=61)
    assert [alarm["for"] for alarm in operator.alarms("unhandled")] == ["dispatcher"]
    deadline = Deadline.objects.get(kind="unhandled")
    assert (deadline.step, deadline.failures) == (1, 0)
    centre.fast_forward(seconds=25)
    assert len(operator.alarms("unhandled")) == 1, "the next step comes thirty seconds after the first, not sooner"
    centre.fast_forward(seconds=6)
    assert [alarm["for"] for alarm in operator.alarms("unhandled")] == ["dispatcher", "coordinator"]
