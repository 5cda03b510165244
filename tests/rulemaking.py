"""The people who make the rules, for stories: they write, submit, sign, approve."""

from typing import Any

from sop.models import ProcedureVersion
from tests.centre import Answered, Centre, Desk
from tests.sop.lives import rehearsed

# Two agencies are bound by it: Polres leads, RSUD supports.
CODE = "POL-ROBBERY"
ROBBED = "Ada perampokan di toko emas, pelaku membawa celurit"
SIGNERS = ("kepala-polres", "kepala-rsud")


class Rules:
    """The people who make the rules, at work on one procedure."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.admin, self.coordinator = centre.desk("admin"), centre.desk("coordinator")

    def draft(self, **changed: Any) -> str:
        """A draft that differs from the version in force in these fields."""
        answer = self.admin.post(f"procedures/{CODE}/draft")
        assert answer.status == 201, answer.data
        self.edit(answer, **changed)
        version: str = answer["id"]
        return version

    def edit(self, version: Answered, **changed: Any) -> Answered:
        """Write fields."""
        edits = [{"path": name, "value": value} for name, value in changed.items()]
        return self.move(version["id"], "edit", self.admin, {"revision": version["revision"], "edits": edits})

    def move(self, version: str, name: str, who: Desk, body: dict[str, Any] | None = None) -> Answered:
        """A move that must succeed. What is approved was rehearsed: how, `test_a_rehearsal.py` tells."""
        if name == "approve":
            rehearsed(ProcedureVersion.objects.get(id=version))
        answer = who.post(f"versions/{version}/{name}", body or {})
        assert answer.status == 200, answer.data
        return answer

    def look(self, version: str) -> Answered:
        """The version as the administrator sees it."""
        return self.admin.get(f"versions/{version}")

    def sign(self, version: str, *names: str) -> None:
        """These people sign what they see."""
        for name in names:
            desk = self.centre.desk(name)
            if name == "direktur-medis":
                self.move(version, "medical-signature", desk)
            else:
                self.move(version, "sign", desk, {"revision": desk.get(f"versions/{version}")["revision"]})

    def approved(self, **changed: Any) -> str:
        """A version that everybody has signed."""
        version = self.draft(**changed)
        self.move(version, "submit", self.admin)
        self.sign(version, *SIGNERS, "direktur-medis")
        self.move(version, "approve", self.coordinator)
        return version


def question(ask: str) -> list[dict[str, Any]]:
    """A tree of one question."""
    answers = [{"value": value, "next": "end"} for value in ("yes", "no", "unknown")]
    answers[0]["priority"] = "P1"
    return [{"id": "armed", "kind": "yes_no_unknown", "ask": {"id": ask, "en": "Armed?"}, "answers": answers}]


def asked(centre: Centre) -> str:
    """The first key question of the type, as the next interview asks it."""
    said: str = centre.desk("operator").get(f"types/{CODE}")["questions"][0]["ask"]["id"]
    return said


def handled_under(centre: Centre, incident: str) -> int:
    """The version that handles an incident."""
    number: int = centre.desk("operator").card(incident)["procedure"]["version"]
    return number


def robbery(centre: Centre) -> str:
    """A robbery, reported and opened."""
    operator = centre.desk("operator")
    opened: str = operator.open(operator.report(ROBBED), type=CODE)["incident"]["id"]
    return opened
