"""The harness of the stories: people at their desks, and a clock that is moved instead of waited for.

A story reads like a shift log: `centre.desk("operator").report(...)`, `centre.fast_forward(minutes=3)`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client, override_settings

from agencies.models import Agency, Unit
from foundation.clock.clock import fire_due, next_due
from foundation.lib import time
from foundation.notify.services import send_due
from foundation.people.models import User, audience_name
from foundation.people.presence import write_presence
from foundation.people.services import issue_token
from incidents.access import audience_of

# A house in Kedungwaru, Tulungagung, 600 m from the hospital.
HOUSE = {"lat": -8.0542, "lon": 111.9131, "text": "Kedungwaru"}
FIRE = "Rumah terbakar, api besar, ada orang terjebak di dalam"
CHOKING = "Anak saya tersedak bakso, tidak bisa bernapas"


@dataclass
class Answered:
    """What a door answered."""

    status: int
    data: Any
    headers: Mapping[str, str]

    def __getitem__(self, name: str) -> Any:
        return self.data[name]

    @property
    def error(self) -> Any:
        """The error's own object."""
        return self.data["error"]


@dataclass
class Desk:
    """One signed-in account and its program key."""

    user: User
    key: str
    client: Client = field(default_factory=Client)

    def get(self, path: str, **query: str) -> Answered:
        """GET under `/api/v1/`."""
        return self._answer(self.client.get(f"/api/v1/{path}", query, headers=self._headers()))

    def post(self, path: str, body: Any = None, *, key: str | None = None, language: str | None = None) -> Answered:
        """POST JSON under `/api/v1/`."""
        headers = self._headers()
        if key is not None:
            headers["Idempotency-Key"] = key
        if language is not None:
            headers["Accept-Language"] = language
        answer = self.client.post(f"/api/v1/{path}", body or {}, content_type="application/json", headers=headers)
        return self._answer(answer)

    def hand_in(self, path: str, picture: bytes, kind: str = "image/jpeg", **headers: str) -> Answered:
        """POST a picture as it is."""
        answer = self.client.generic("POST", f"/api/v1/{path}", picture, kind, headers=self._headers() | headers)
        return self._answer(answer)

    def see(self, path: str) -> Any:
        """GET what is no JSON."""
        return self.client.get(f"/api/v1/{path}", headers=self._headers())

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Token {self.key}"}

    def _answer(self, response: Any) -> Answered:
        return Answered(response.status_code, response.json() if response.content else None, response.headers)

    def report(self, text: str = FIRE, **body: Any) -> Answered:
        """File a report by telephone from the house in Kedungwaru, unless told otherwise."""
        told = {"channel": "call", "text": text, "location": HOUSE, **body}
        answer = self.post("reports", {name: value for name, value in told.items() if value is not None})
        assert answer.status == 201, answer.data
        return answer

    def open(self, report: Answered, **body: Any) -> Answered:
        """Open the report."""
        answer = self.post(f"reports/{report['id']}/open", body)
        assert answer.status in (200, 201), answer.data
        return answer

    def board(self) -> dict[str, Any]:
        """The cards this account may see, by kind."""
        cards: dict[str, Any] = self.get("board").data["cards"]
        return cards

    def card(self, incident: str) -> Any:
        """The card of one incident on this account's board, or None."""
        return next((card for card in self.board()["incidents"] if card["id"] == incident), None)

    def part(self, incident: str, agency: str) -> Any:
        """An agency's part as the card shows it: the latest one, whatever its state."""
        parts = [part for part in self.card(incident)["assignments"] if part["agency"]["code"] == agency]
        return parts[-1] if parts else None

    def alarms(self, kind: str | None = None) -> list[Any]:
        """The alarms on this account's board."""
        return [alarm for alarm in self.board()["alarms"] if kind is None or alarm["kind"] == kind]


@dataclass
class Centre:
    """The demonstration centre in a fresh database."""

    desks: dict[str, Desk] = field(default_factory=dict)

    def desk(self, username: str) -> Desk:
        """The account's desk; accounts are those of `docs/fixed-points.md`."""
        if username not in self.desks:
            user = User.objects.get(username=username)
            key, _token = issue_token(user=user)
            self.desks[username] = Desk(user, key)
        return self.desks[username]

    def fast_forward(self, **by: float) -> None:
        """Move the time on, step by step: every limit on the way fires at its own moment, as it would have."""
        goal = time.now() + timedelta(**by)
        while (due := next_due()) is not None and due <= goal:
            time.shift(max(timedelta(0), due - time.now()) + timedelta(milliseconds=1))
            if not fire_due("test"):
                break
        time.shift(max(timedelta(0), goal - time.now()))
        send_due("test")

    def sign_on(self, *usernames: str) -> None:
        """Somebody looks at these accounts' screens (as the hub would write it)."""
        audiences = [audience_of(self.desk(name).user) for name in usernames]
        write_presence("test", {audience.name: 1 for audience in audiences if audience})

    def sign_on_everybody(self) -> None:
        """Every agency has somebody at its desk."""
        write_presence("test", {audience_name("agency", agency.id): 1 for agency in Agency.objects.all()})

    def unit(self, call_sign: str) -> str:
        """A unit's id."""
        return str(Unit.objects.get(call_sign=call_sign).id)


def new_key() -> str:
    """An Idempotency-Key nobody used."""
    return uuid4().hex


@pytest.fixture
def centre(demo_database: str, tmp_path: Path) -> Iterator[Centre]:
    """A fresh demonstration centre with a folder of its own for files; the time is put back afterwards."""
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield Centre()
    time.reset()
