"""How long a unit needs: out of the door, then the way at a plausible speed. Pure, the same for whoever asks."""

from collections.abc import Mapping
from typing import Final

# Roads are longer than the straight line; villages of Tulungagung lie on winding ones.
DETOUR: Final = 1.35
# Plausible speeds on regency roads with lights and siren, km/h; a position without a fix counts from the station.
SPEED_KMH: Final[Mapping[str, float]] = {"motorcycle": 50.0, "tanker": 35.0, "boat": 15.0, "truck": 35.0}
USUAL_SPEED_KMH: Final = 45.0
# Getting out of the door (seconds): NFPA 1710 turnout, 60 s for an ambulance, 80 s for a fire engine.
TURNOUT_S: Final[Mapping[str, int]] = {"fire_engine": 80, "tanker": 80}
USUAL_TURNOUT_S: Final = 60


def travel_s(kind: str, metres: float, *, on_the_road: bool = False) -> int:
    """Seconds for a straight distance; a unit that is under way already has no door to leave."""
    turnout = 0 if on_the_road else TURNOUT_S.get(kind, USUAL_TURNOUT_S)
    return round(turnout + metres * DETOUR / (SPEED_KMH.get(kind, USUAL_SPEED_KMH) / 3.6))
