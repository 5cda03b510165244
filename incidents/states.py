"""The states and moves of `docs/fixed-points.md`, as tables. Pure: plain values in, a plain answer out."""

from collections.abc import Iterable, Mapping
from typing import Final

Moves = Mapping[str, tuple[str, ...]]

REPORT_STATES: Final = ("received", "claimed", "opened", "attached", "dismissed")
INCIDENT_STAGES: Final = ("opened", "alerted", "responding", "on_scene", "closed", "cancelled")
ASSIGNMENT_STATES: Final = (
    "alerted",
    "delivered",
    "acknowledged",
    "responding",
    "on_scene",
    "done",
    "declined",
    "withdrawn",
)
UNIT_STATES: Final = (
    "assigned",
    "en_route",
    "on_scene",
    "transporting",
    "at_hospital",
    "cleared",
    "cancelled",
)

# Move -> the states from which it may be made.
REPORT_MOVES: Final[Moves] = {
    "claim": ("received",),
    "open": ("received", "claimed"),
    "attach": ("received", "claimed"),
    "dismiss": ("received", "claimed"),
    "undo": ("opened", "attached", "dismissed"),
    # At any time later: what was decided by mistake must not stay lost. An opened one ends with its incident.
    "reopen": ("attached", "dismissed"),
}
ASSIGNMENT_MOVES: Final[Moves] = {
    "deliver": ("alerted",),
    "acknowledge": ("alerted", "delivered"),
    "decline": ("alerted", "delivered"),
    "send": ("alerted", "delivered", "acknowledged", "responding", "on_scene"),
    "done": ("acknowledged", "responding", "on_scene"),
    "withdraw": ("alerted", "delivered", "acknowledged", "responding", "on_scene"),
}
UNIT_MOVES: Final[Moves] = {
    "en_route": ("assigned",),
    "on_scene": ("en_route",),
    "transporting": ("on_scene",),
    "at_hospital": ("transporting",),
    "cleared": ("on_scene", "at_hospital"),
    "cancelled": ("assigned", "en_route"),
}
OPEN_STAGES: Final = ("opened", "alerted", "responding", "on_scene")
INCIDENT_MOVES: Final[Moves] = {
    "reclassify": OPEN_STAGES,
    "correct_place": OPEN_STAGES,
    "add_agency": OPEN_STAGES,
    "ask_aid": OPEN_STAGES,
    "note": INCIDENT_STAGES,
    "close": OPEN_STAGES,
    "merge": OPEN_STAGES,
    "reopen": ("closed", "cancelled"),
}

ASSIGNMENT_OPEN: Final = ("alerted", "delivered", "acknowledged", "responding", "on_scene")
# An agency that declined or was withdrawn has no part any more, and no longer sees the incident.
ASSIGNMENT_SEES: Final = (*ASSIGNMENT_OPEN, "done")
UNIT_OPEN: Final = ("assigned", "en_route", "on_scene", "transporting", "at_hospital")

# Who has not said yet whether it takes the task.
ASSIGNMENT_UNANSWERED: Final = ("alerted", "delivered")
# Units that were sent and not called back, and those that have been there.
UNIT_SENT: Final = (*UNIT_OPEN, "cleared")
UNIT_ARRIVED: Final = ("on_scene", "transporting", "at_hospital", "cleared")

# Help under an agreement: each side takes its own steps; the centre may take the helper's by telephone.
AID_MOVES: Final[Moves] = {
    "offer": ("asked",),
    "decline": ("asked", "offered"),
    "accept": ("offered",),
    "depart": ("accepted",),
    "arrive": ("accepted", "on_the_way"),
    "release": ("arrived",),
    "return": ("released",),
    "withdraw": ("asked", "offered", "accepted", "on_the_way"),
}
AID_AFTER: Final[Mapping[str, str]] = {
    "offer": "offered",
    "decline": "declined",
    "accept": "accepted",
    "depart": "on_the_way",
    "arrive": "arrived",
    "release": "released",
    "return": "returned",
    "withdraw": "withdrawn",
}
HELPERS_MOVES: Final = ("offer", "decline", "depart", "arrive", "return")
AID_PENDING: Final = ("asked", "offered", "accepted", "on_the_way")

REPORT_DISPOSITIONS: Final = ("genuine", "prank", "silent", "information", "misdial", "test", "duplicate")
INCIDENT_DISPOSITIONS: Final = ("resolved", "unfounded", "cancelled", "handed_over", "duplicate")

# How far an agency's part has brought the incident. A part that is done was at least on scene in effect: the
# incident waits only to be closed.
_REACHED: Final[Mapping[str, str]] = {
    "alerted": "alerted",
    "delivered": "alerted",
    "acknowledged": "alerted",
    "responding": "responding",
    "on_scene": "on_scene",
    "done": "on_scene",
    "declined": "opened",
    "withdrawn": "opened",
}
_UNIT_REACHED: Final[Mapping[str, str]] = {
    "assigned": "responding",
    "en_route": "responding",
    "on_scene": "on_scene",
    "transporting": "on_scene",
    "at_hospital": "on_scene",
    "cleared": "on_scene",
}


def may(table: Moves, move: str, state: str) -> bool:
    """Whether the move is allowed from this state."""
    return state in table.get(move, ())


def moves_from(table: Moves, state: str) -> list[str]:
    """All moves that this state allows, in the table's order."""
    return [move for move, states in table.items() if state in states]


def next_states(state: str, *, carries: bool) -> list[str]:
    """What a crew may say next, the usual first: only an ambulance is expected to carry somebody.

    Calling a unit back is not its crew's to say.
    """
    next_ones = [move for move in moves_from(UNIT_MOVES, state) if move != "cancelled"]
    return sorted(next_ones, key=lambda move: (0 if carries else 2) if move == "transporting" else 1)


def stage_of(assignments: Iterable[str]) -> str:
    """The stage of an incident that is not closed: the farthest that any agency's part has brought it."""
    stages = [_REACHED[status] for status in assignments]
    return max(stages, key=OPEN_STAGES.index, default="opened")


def assignment_after_units(status: str, units: Iterable[str]) -> str:
    """An agency's part follows its units forward: the first one sent, the first one on scene. It never falls back."""
    reached = [_UNIT_REACHED[unit] for unit in units if unit in _UNIT_REACHED]
    return max([status, *reached], key=ASSIGNMENT_STATES.index)


def response_owed(units: Iterable[str]) -> tuple[str, ...]:
    """Which limits of a response still stand, given the states of all units that were ever sent."""
    states = set(units)
    owed = {"dispatch": states.isdisjoint(UNIT_SENT), "on_scene": states.isdisjoint(UNIT_ARRIVED)}
    return tuple(kind for kind, stands in owed.items() if stands)
