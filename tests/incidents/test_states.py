"""The states' tables."""

import pytest

from incidents.states import (
    ASSIGNMENT_MOVES,
    ASSIGNMENT_STATES,
    INCIDENT_MOVES,
    INCIDENT_STAGES,
    REPORT_MOVES,
    REPORT_STATES,
    UNIT_MOVES,
    UNIT_STATES,
    assignment_after_units,
    moves_from,
    stage_of,
)


@pytest.mark.parametrize(
    ("assignments", "stage"),
    [
        ([], "opened"),
        (["declined", "withdrawn"], "opened"),
        (["alerted"], "alerted"),
        (["delivered", "declined"], "alerted"),
        (["acknowledged"], "alerted"),
        (["alerted", "responding"], "responding"),
        (["on_scene", "responding"], "on_scene"),
        (["done", "alerted"], "on_scene"),
    ],
)
def test_the_stage_is_the_farthest_that_any_part_has_come(assignments: list[str], stage: str) -> None:
    assert stage_of(assignments) == stage


@pytest.mark.parametrize(
    ("status", "units", "after"),
    [
        ("acknowledged", [], "acknowledged"),
        ("acknowledged", ["assigned"], "responding"),
        ("acknowledged", ["cancelled"], "acknowledged"),
        ("responding", ["on_scene", "assigned"], "on_scene"),
        ("on_scene", ["en_route"], "on_scene"),
        ("on_scene", ["cleared"], "on_scene"),
    ],
)
def test_a_part_follows_its_units_and_never_falls_back(status: str, units: list[str], after: str) -> None:
    assert assignment_after_units(status, units) == after


@pytest.mark.parametrize(
    ("table", "states"),
    [
        (REPORT_MOVES, REPORT_STATES),
        (ASSIGNMENT_MOVES, ASSIGNMENT_STATES),
        (UNIT_MOVES, UNIT_STATES),
        (INCIDENT_MOVES, INCIDENT_STAGES),
    ],
)
def test_tables_name_only_states_that_exist(table: dict[str, tuple[str, ...]], states: tuple[str, ...]) -> None:
    assert {state for sources in table.values() for state in sources} <= set(states)


def test_moves_from_a_state_are_told_in_order() -> None:
    assert moves_from(UNIT_MOVES, "on_scene") == ["transporting", "cleared"]
    assert moves_from(REPORT_MOVES, "received") == ["claim", "open", "attach", "dismiss"]
    assert moves_from(ASSIGNMENT_MOVES, "declined") == []
