"""What the doors really answer is what the API's description says, name by name, for every call of the table."""

import json
from typing import Any
from uuid import UUID

from agencies.models import Member
from agencies.services.agreements import local_day
from agencies.services.partnership import add_agreement_event
from foundation.lib import time
from foundation.people.models import User
from incidents.models import Alarm, UnitAssignment
from tests.access.test_table import SCHEMA, TABLE, WHO, Row, ask, fill, scene
from tests.centre import HOUSE, Centre
from tests.description import closed, faults, shape_of, shapes_in

__all__ = ["scene"]  # a fixture
# What is refused, and what only a rare moment shows: no unit that can do it, a sanction, a scan.
UNSEEN = {
    "AgreementFileAnswer",
    "ErrorAnswer",
    "GivenSanction",
    "RefusalAnswer",
    "SanctionAnswer",
    "ShortfallAnswer",
    "TokenAnswer",
}
AGAIN = [
    Row("GET", "/api/v1/board", ""),
    Row("GET", "/api/v1/coordination", ""),
    Row("GET", "/api/v1/unit-assignments/{job}/link/numbers", ""),
    Row("GET", "/api/v1/versions/{version}/differences", ""),
    Row("GET", "/api/v1/agreements/{agreement}", ""),
    Row("POST", "/api/v1/nearby", "", {"phone": "081200000001", "location": HOUSE}),
    Row("GET", "/api/v1/places?q=kedungwaru", ""),
]


def look(row: Row, who: str, centre: Centre, scene: dict[str, str]) -> tuple[list[str], set[str]]:
    """One call: what is not as described, and the shapes that were in it. Pictures have none."""
    answer = ask(row, who, centre, scene)
    if "json" not in answer["Content-Type"]:
        return [], set()
    shape = shape_of(row.method, fill(row.path, scene).partition("?")[0], answer.status_code)
    said = json.loads(answer.content)
    found = faults(said, shape) if shape else [f"{answer.status_code} is not described"]
    return [f"{row.method} {row.path}: {fault}" for fault in found], set(shapes_in(said, shape))


def live_through_more(centre: Centre, scene: dict[str, str]) -> None:
    """What the table takes back, done: so that cards have something to show."""
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    acts: list[tuple[str, Any]] = [
        ("duty/begin", {"position": "1"}),
        (f"incidents/{scene['incident']}/complaint", {"text": "Lama sekali"}),
        (f"incidents/{scene['incident']}/note", {"text": "Jalan sempit"}),
        (f"limits/{scene['late']}/take-over", {}),
        (f"alarms/{scene['alarm']}/acknowledge", {}),
        (f"alarms/{scene['calm']}/shelve", {"minutes": 5, "reason": "waiting"}),
        (f"reports/{scene['report']}/answers", {"answers": {"awake": "no"}}),
    ]
    for path, body in acts:
        assert coordinator.post(path, body).status in (200, 201), path
    # As one that rings about a single unit: which one.
    Alarm.objects.filter(id=scene["alarm"]).update(job=scene["job"])
    User.objects.filter(username="crew").update(phone="081234567890")
    Member.objects.filter(user__username="crew").update(unit=UnitAssignment.objects.get(id=scene["job"]).unit_id)
    operator.report(text="aaa", caller={"phone": "081200000001"})
    fire = operator.report("ada kandang terbakar")
    operator.open(fire, type="FIR-BUILDING", priority="P3")
    operator.post(f"reports/{fire['id']}/answers", {"answers": {"FIR-BUILDING.inside": 2}})
    add_agreement_event(
        agreement_id=UUID(scene["agreement"]),
        kind="decision",
        party_id=None,
        held_on=local_day(time.now()),
        text="Samakan radio",
        follow_up_on=None,
        actor=centre.desk("admin").user,
    )
    edit = {"revision": 1, "edits": [{"path": "targets_basis", "value": "PKS 1"}]}
    assert centre.desk("admin").post(f"versions/{scene['version']}/edit", edit).status == 200


def test_every_answer_is_as_described(centre: Centre, scene: dict[str, str]) -> None:
    wrong, met = [], set()

    def take(row: Row, who: str) -> None:
        faults, shapes = look(row, who, centre, scene)
        wrong.extend(faults)
        met.update(shapes)

    for row in TABLE:
        who = next((name for name in WHO if row.expected[name] in (200, 201)), None)
        if row.path.startswith("/api/") and row.path != SCHEMA and who:
            take(row, who)
    live_through_more(centre, scene)
    for row in AGAIN:
        take(row, "coordinator")
    assert not wrong, "\n".join(wrong)
    known = {name for name, shape in closed().items() if "properties" in shape and not name.endswith("Request")}
    assert known - met == UNSEEN
