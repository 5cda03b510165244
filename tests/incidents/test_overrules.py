"""Every overrule is counted for the procedure's owner, where it was suggested and where it went."""

import pytest

from foundation.lib import time
from incidents.overrules import count_overrules, overrules_of
from tests.centre import Centre

FIRE, LAND = "FIR-BUILDING", "FIR-LAND"


@pytest.mark.parametrize(
    ("row", "suggested", "kept", "became", "came_from", "raised", "lowered"),
    [
        ((FIRE, "P1", FIRE, "P1"), 1, 1, {}, {}, 0, 0),
        ((FIRE, "P2", FIRE, "P1"), 1, 1, {}, {}, 1, 0),
        ((FIRE, "P1", FIRE, "P3"), 1, 1, {}, {}, 0, 1),
        ((FIRE, "P1", LAND, "P3"), 1, 0, {LAND: 1}, {}, 0, 0),
        ((LAND, "P3", FIRE, "P1"), 0, 0, {}, {LAND: 1}, 0, 0),
        ((LAND, "P3", LAND, "P1"), 0, 0, {}, {}, 0, 0),
    ],
)
def test_an_overrule_is_counted_once(
    row: tuple[str, str, str, str],
    suggested: int,
    kept: int,
    became: dict[str, int],
    came_from: dict[str, int],
    raised: int,
    lowered: int,
) -> None:
    found = count_overrules(FIRE, [row])
    assert (found.suggested, found.kept, found.raised, found.lowered) == (suggested, kept, raised, lowered)
    assert (dict(found.became), dict(found.came_from)) == (became, came_from)
    assert found.overruled == suggested - kept


def test_what_people_decide_at_opening_and_later_is_counted(centre: Centre) -> None:
    operator = centre.desk("operator")
    operator.open(operator.report("rumah terbakar"))
    operator.open(operator.report("rumah terbakar"), type=LAND)
    later = operator.open(operator.report("rumah terbakar"))["incident"]["id"]
    operator.post(f"incidents/{later}/reclassify", {"type": LAND})
    operator.post(f"reports/{operator.report('rumah terbakar')['id']}/dismiss", {"disposition": "prank"})
    found = overrules_of(FIRE, time.now())
    assert (found.suggested, found.kept, dict(found.became)) == (3, 1, {LAND: 2})
    assert overrules_of(LAND, time.now()).came_from == {FIRE: 2}
