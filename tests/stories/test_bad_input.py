"""What nobody should send: a clear error in the sender's language, nothing changed, nothing in the record."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from agencies.models import Agency
from agencies.services import add_member
from foundation.journal import SYSTEM
from foundation.lib import time
from foundation.people.models import Role
from foundation.people.services import create_account
from incidents.models import Report
from sop.models import IncidentType
from tests.centre import FIRE, HOUSE, Answered, Centre, new_key
from tests.databases import Cluster
from tests.foundation.together import together

NOBODY = "00000000-0000-7000-8000-000000000000"
AHEAD = "2999-01-01T00:00:00Z"
EARLIER, LATER = "2026-01-01T00:00:00Z", "2026-01-01T00:01:01Z"
# Stands before the year 1 in UTC: PostgreSQL keeps it and Python cannot read it back.
BEFORE_TIME = "0001-01-01T00:00:00+07:00"
BY_RADIO = {"name": "Danton", "means": "HT"}
LOST = "\ud800"  # half of a character: no encoding can carry it


def told(**fields: Any) -> dict[str, Any]:
    """A good report, but for these fields."""
    return {"channel": "call", "text": FIRE, "location": HOUSE, **fields}


@dataclass(frozen=True)
class Bad:
    """A request that must be refused, and how: `body` is JSON, or bytes as they travel."""

    name: str
    path: str = "reports"
    body: Any = None
    fields: tuple[str, ...] = ()
    status: int = 400
    code: str = "invalid"
    allowed: tuple[str, ...] | None = None
    who: str = "operator"
    method: str = "POST"
    sent_as: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


MALFORMED = [
    Bad("half a body", body=b'{"channel": "call", ', code="malformed"),
    Bad("no encoding", body=b'{"channel": "call", "text": "\xff"}', code="malformed"),
    Bad("not a number", body=b'{"channel": "call", "text": "x", "location": {"lat": NaN, "lon": 1}}', code="malformed"),
    Bad("too deep", body=b"[" * 100_000, code="malformed"),
    Bad("nothing", body=b"", fields=("channel", "text")),
    Bad("a list", body=[told()], fields=("body",)),
    Bad("a text", body="tolong", fields=("body",)),
    Bad("too large", body=told(text="a" * 300_000), status=413, code="too_large"),
    Bad("in pieces", body=b"", headers={"Transfer-Encoding": "chunked"}, status=411, code="length_required"),
    Bad("as plain text", body=told(), sent_as="text/plain", status=415, code="not_json"),
    Bad(
        "as a form",
        body=b"channel=call&text=x",
        sent_as="application/x-www-form-urlencoded",
        status=415,
        code="not_json",
    ),
    Bad("wrong method", method="PUT", body=told(), status=405, code="method_not_allowed"),
    Bad("reading what is only written", method="GET", status=405, code="method_not_allowed"),
    Bad("no such address", "laporan", body=told(), status=404, code="not_found"),
    Bad("no key at all", body=told(), headers={"Idempotency-Key": ""}),
    Bad("a key without end", body=told(), headers={"Idempotency-Key": "k" * 201}),
]
REPORTS = [
    Bad("no text", body={"channel": "call"}, fields=("text",)),
    Bad("no channel", body={"text": FIRE}, fields=("channel",)),
    Bad("too long a text", body=told(text="a" * 10_001), fields=("text",)),
    *(
        Bad(f"text is {value!r}", body=told(text=value), fields=("text",))
        for value in (112, True, None, ["x"], {"a": 1})
    ),
    Bad("NUL in the text", body=told(text="api\x00besar"), fields=("text",)),
    Bad("half a character in the text", body=told(text=f"api {LOST}"), fields=("text",)),
    Bad("an unknown channel", body=told(channel="pigeon"), fields=("channel",)),
    Bad("a channel of half a character", body=told(channel=LOST), fields=("channel",)),
    Bad("many channels", body=told(channel=["call"]), fields=("channel",)),
    Bad("an unknown field", body=told(colour="red"), fields=("colour",)),
    Bad("an unknown field of half a character", body=told(**{LOST: 1}), fields=("?",)),
    Bad("an unknown field inside", body=told(location={**HOUSE, "accuracy": 5}), fields=("location.accuracy",)),
    Bad("another one", body=told(caller={"email": "a@b.id"}), fields=("caller.email",)),
    Bad("a place that is a text", body=told(location="Kedungwaru"), fields=("location",)),
    Bad("north of the pole", body=told(location={"lat": 90.1, "lon": 111.9}), fields=("location.lat",)),
    Bad("east of the date line", body=told(location={"lat": -8.0, "lon": 180.1}), fields=("location.lon",)),
    Bad(
        "beyond numbers",
        body=b'{"channel":"call","text":"x","location":{"lat":1e999,"lon":1}}',
        fields=("location.lat",),
    ),
    Bad("a written number", body=told(location={"lat": "-8.0", "lon": 111.9}), fields=("location.lat",)),
    Bad("a truth for a number", body=told(location={"lat": True, "lon": 111.9}), fields=("location.lat",)),
    Bad("latitude alone", body=told(location={"lat": -8.0}), fields=("location.lat",)),
    Bad("longitude alone", body=told(location={"lat": None, "lon": 111.9}), fields=("location.lat",)),
    Bad("too long a place", body=told(location={"text": "a" * 501}), fields=("location.text",)),
    Bad("NUL in the place", body=told(location={"text": "a\x00"}), fields=("location.text",)),
    Bad("received tomorrow", body=told(received_at=AHEAD), fields=("received_at",)),
    Bad("answered tomorrow", body=told(answered_at=AHEAD), fields=("answered_at",)),
    Bad("answered before it came", body=told(received_at=LATER, answered_at=EARLIER), fields=("answered_at",)),
    Bad("received before time", body=told(received_at=BEFORE_TIME), fields=("received_at",)),
    Bad("received before time, by our clock", body=told(received_at=BEFORE_TIME[:19]), fields=("received_at",)),
    Bad("received at the end of time", body=told(received_at="9999-12-31T23:59:59-12:00"), fields=("received_at",)),
    Bad("no moment", body=told(received_at="kemarin"), fields=("received_at",)),
    Bad("a number of letters", body=told(caller={"phone": "halo"}), fields=("caller.phone",)),
    Bad("a number as a number", body=told(caller={"phone": 81234567890}), fields=("caller.phone",)),
    Bad("half a character for a name", body=told(caller={"name": LOST}), fields=("caller.name",)),
    Bad("answers in a list", body=told(answers=["ya"]), fields=("answers",)),
    Bad("answers inside answers", body=told(answers={"q": {"a": 1}}), fields=("answers",)),
    Bad("NUL in an answer", body=told(answers={"q": "\x00"}), fields=("answers.q",)),
    Bad("half a character in an answer", body=told(answers={"q": LOST}), fields=("answers.q",)),
    Bad("NUL in a question", body=told(answers={"q\x00": "ya"}), fields=("answers.q?",)),
    Bad("half a character in a question", body=told(answers={LOST: "ya"}), fields=("answers.?",)),
    Bad("an answer beyond numbers", body=b'{"channel":"call","text":"x","answers":{"q":1e999}}', fields=("answers.q",)),
    Bad("too many answers", body=told(answers={f"q{n}": 1 for n in range(61)}), fields=("answers",)),
    Bad("too long an answer", body=told(answers={"q": "a" * 1_001}), fields=("answers",)),
    Bad("too long a question", body=told(answers={"q" * 1_001: "a"}), fields=("answers",)),
]
MOVES = [
    Bad("an unknown type", "reports/{report}/open", {"type": "FIR-MOON"}, ("type",)),
    Bad("a type switched off", "reports/{report}/open", {"type": "{inactive}"}, ("type",)),
    Bad("NUL in a type", "reports/{report}/open", {"type": "FIR\x00"}, ("type",)),
    Bad("a type of half a character", "reports/{report}/open", {"type": LOST}, ("type",)),
    Bad("an unknown priority", "reports/{report}/open", {"priority": "P9"}, ("priority",)),
    Bad("half a place", "reports/{report}/open", {"location": {"lon": 111.9}}, ("location.lat",)),
    Bad("an unknown field of an opening", "reports/{report}/open", {"siren": True}, ("siren",)),
    Bad("a field where none belongs", "reports/{report}/claim", {"siren": True}, ("siren",)),
    Bad("an unknown disposition", "reports/{report}/dismiss", {"disposition": "boring"}, ("disposition",)),
    Bad("no disposition", "reports/{report}/dismiss", {}, ("disposition",)),
    Bad("an incident that is no id", "reports/{report}/attach", {"incident": "26-000001"}, ("incident",)),
    Bad("an incident of nobody", "reports/{report}/attach", {"incident": NOBODY}, status=404, code="not_found"),
    Bad("a report of nobody", f"reports/{NOBODY}/open", {}, status=404, code="not_found"),
    Bad("no id at all", "reports/26-000001/open", {}, status=404, code="not_found"),
    Bad("an empty note", "incidents/{running}/note", {"text": "  "}, ("text",)),
    Bad("too long a note", "incidents/{running}/note", {"text": "a" * 5_001}, ("text",)),
    Bad("nothing to reclassify", "incidents/{running}/reclassify", {}, ("type",)),
    Bad("reclassified as nothing", "incidents/{running}/reclassify", {"type": "FIR-MOON"}, ("type",)),
    Bad("merged into itself", "incidents/{running}/merge", {"into": "{running}"}, ("into",)),
    Bad("merged into nothing", "incidents/{running}/merge", {"into": NOBODY}, status=404, code="not_found"),
    Bad("no reason to decline", "assignments/{part}/decline", {"reason": "tired"}, ("reason",), who="damkar"),
    Bad("on behalf of nobody", "assignments/{part}/acknowledge", {"on_behalf": {"name": "X"}}, ("on_behalf.means",)),
    Bad("a unit that is no id", "assignments/{part}/units", {"unit": "PMK-1"}, ("unit",), who="damkar"),
    Bad("another's unit", "assignments/{part}/units", {"unit": "{ambulance}"}, ("unit",), who="damkar"),
    Bad("another's part", "assignments/{part}/acknowledge", who="polres", status=403, code="denied"),
    Bad("a part in what one never saw", "assignments/{part}/acknowledge", who="kai", status=404, code="not_found"),
    Bad("a report for an agency", "reports/{report}/claim", who="damkar", status=404, code="not_found"),
    Bad("another's incident", "incidents/{running}", who="kai", method="GET", status=404, code="not_found"),
    Bad("an unknown status of a unit", "unit-assignments/{job}/status", {"status": "lost"}, ("status",)),
    Bad(
        "a unit that left before time",
        "unit-assignments/{job}/status",
        {"status": "en_route", "at": BEFORE_TIME},
        ("at",),
    ),
    Bad(
        "a unit outside the world",
        "units/{engine}/position",
        {"lat": 91, "lon": 0, "at": "{now}"},
        ("lat",),
        who="damkar",
    ),
    Bad("a unit in the future", "units/{engine}/position", {"lat": -8, "lon": 111, "at": AHEAD}, ("at",), who="damkar"),
    Bad(
        "a unit before time",
        "units/{engine}/position",
        {"lat": -8, "lon": 111, "at": BEFORE_TIME},
        ("at",),
        who="damkar",
    ),
    Bad(
        "a unit of nobody",
        f"units/{NOBODY}/position",
        {"lat": -8, "lon": 111, "at": "{now}"},
        status=404,
        code="not_found",
    ),
]
OVER = [
    Bad("reclassify what is closed", "incidents/{closed}/reclassify", {"priority": "P2"}, allowed=("note", "reopen")),
    Bad(
        "close with another word", "incidents/{closed}/close", {"disposition": "unfounded"}, allowed=("note", "reopen")
    ),
    Bad("merge what is closed", "incidents/{closed}/merge", {"into": "{running}"}, allowed=("note", "reopen")),
    Bad("merge into what is closed", "incidents/{running}/merge", {"into": "{closed}"}, allowed=("note", "reopen")),
    Bad("attach to what is closed", "reports/{report}/attach", {"incident": "{closed}"}, allowed=("reopen",)),
    *(
        Bad(f"{move} in what is closed", f"assignments/{{left}}/{move}", {**body, "on_behalf": BY_RADIO}, allowed=())
        for move, body in (
            ("acknowledge", {}),
            ("decline", {"reason": "no_unit"}),
            ("done", {}),
            ("units", {"unit": "{engine}"}),
        )
    ),
    Bad("a unit of what is closed", "unit-assignments/{over}/status", {"status": "en_route"}, allowed=()),
    *(
        Bad(f"{move} what is decided", f"reports/{{decided}}/{move}", body, allowed=("undo",))
        for move, body in (("claim", {}), ("attach", {"incident": "{running}"}), ("dismiss", {"disposition": "prank"}))
    ),
    Bad(
        "done before it was taken",
        "assignments/{part}/done",
        who="damkar",
        allowed=("acknowledge", "decline", "send"),
    ),
    Bad(
        "a unit that skips a state",
        "unit-assignments/{job}/status",
        {"status": "at_hospital"},
        allowed=("en_route", "cancelled"),
    ),
]
QUESTIONS = [
    Bad("an unknown question", "incidents?colour=red", method="GET", fields=("colour",)),
    Bad("an unknown stage", "incidents?stage=lost", method="GET", fields=("stage",)),
    Bad("a priority nobody has", "incidents?priority=P9", method="GET", fields=("priority",)),
    *(
        Bad(f"a page of {n[:9]}", f"incidents?limit={n}", method="GET", fields=("limit",))
        for n in ("0", "201", "-1", "x", "%C2%B2", "9" * 5000)
    ),
    Bad("no cursor of ours", "incidents?cursor=abc", method="GET", fields=("cursor",)),
    Bad("NUL for a type", "types/%00", method="GET", status=404, code="not_found"),
    Bad("NUL in a search", "incidents?q=%00", method="GET", fields=("q",)),
    Bad("NUL in a type asked for", "incidents?type=%00", method="GET", fields=("type",)),
    Bad("NUL in a priority asked for", "incidents?priority=%00", method="GET", fields=("priority",)),
]


@dataclass
class Shift:
    """A centre in which a few things have happened, and their ids."""

    centre: Centre
    names: dict[str, str]

    def filled(self, text: str) -> str:
        """The text with ids in the place of their names."""
        for name, value in self.names.items():
            text = text.replace(f"{{{name}}}", value)
        return text

    def send(self, bad: Bad, language: str) -> Answered:
        """The request as it travels, by somebody who reads this language."""
        body = bad.body if isinstance(bad.body, bytes) else self.filled(json.dumps(bad.body or {})).encode()
        headers = {
            "Authorization": f"Token {self.centre.desk(bad.who).key}",
            "Accept-Language": language,
            **bad.headers,
        }
        answer = Client(raise_request_exception=False).generic(
            bad.method,
            f"/api/v1/{self.filled(bad.path)}",
            body,
            content_type=bad.sent_as,
            headers=headers,
        )
        assert answer["Content-Type"] == "application/json", answer.content[:200]
        return Answered(answer.status_code, answer.json(), answer.headers)


def begin(centre: Centre) -> Shift:
    """A waiting report, a running fire with an engine sent, a closed one, and a decided report."""
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    inactive = IncidentType.objects.exclude(group="FIR").order_by("-code")[0]
    IncidentType.objects.filter(code=inactive.code).update(active=False)
    names = {"engine": centre.unit("PMK-1"), "ambulance": centre.unit("AMB-1"), "inactive": inactive.code}
    outsider = create_account(username="kai", name="Meja KAI", roles=[Role.DESK], password=None, actor=SYSTEM)
    add_member(user=outsider, agency=Agency.objects.get(code="kai"), actor=SYSTEM)
    closed = operator.open(operator.report())
    left = next(part for part in closed["assignments"] if part["agency"]["code"] == "damkar")["id"]
    sent = damkar.post(f"assignments/{left}/units", {"unit": names["engine"]})["unit_assignment"]["id"]
    assert damkar.post(f"unit-assignments/{sent}/status", {"status": "cancelled"}).status == 200
    assert operator.post(f"incidents/{closed['incident']['id']}/close", {"disposition": "resolved"}).status == 200
    decided = operator.report()
    running = operator.open(decided)
    for name in ("kai", "polres"):
        centre.desk(name)
    parts = {part["agency"]["code"]: part["id"] for part in running["assignments"]}
    patrol = centre.desk("polres").post(f"assignments/{parts['polres']}/units", {"unit": free_unit(centre)})
    return Shift(
        centre,
        names | {
            "closed": closed["incident"]["id"], "left": left, "over": sent, "running": running["incident"]["id"],
            "part": parts["damkar"], "job": patrol["unit_assignment"]["id"], "decided": decided["id"],
            "report": operator.report()["id"], "now": time.now().isoformat(),
        },
    )  # fmt: skip


def free_unit(centre: Centre) -> str:
    """A unit of the police."""
    unit: str = next(card["id"] for card in centre.desk("polres").board()["units"] if card["status"] == "available")
    return unit


@pytest.fixture(scope="module")
def shift(cluster: Cluster, demo_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Shift]:
    """One centre for the whole file: nothing that is sent here may change it."""
    with cluster.clone(demo_template), django_db_blocker.unblock():
        yield begin(Centre())


def whole_database() -> dict[str, tuple[int, str]]:
    """Every table's number of rows and a digest of all of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        parts = [
            f"SELECT '{name}', count(*), md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM \"{name}\" t"
            for (name,) in cursor.fetchall()
        ]
        cursor.execute(" UNION ALL ".join(parts))
        return {name: (rows, digest) for name, rows, digest in cursor.fetchall()}


@pytest.mark.parametrize("bad", [*MALFORMED, *REPORTS, *MOVES, *QUESTIONS], ids=str)
def test_it_is_refused_in_the_senders_language_and_changes_nothing(shift: Shift, bad: Bad) -> None:
    before = whole_database()
    said = refused(shift, bad)
    assert all(answer.get("fields", {}).keys() == set(bad.fields) for answer in said), said
    assert whole_database() == before


@pytest.mark.parametrize("bad", OVER, ids=str)
def test_what_is_over_says_what_may_still_be_done(shift: Shift, bad: Bad) -> None:
    before = whole_database()
    for answer in refused(shift, bad, status=409, code="wrong_state"):
        assert bad.allowed is not None
        assert sorted(answer["allowed"]) == sorted(bad.allowed)
    assert whole_database() == before


def refused(shift: Shift, bad: Bad, status: int = 0, code: str = "") -> list[dict[str, Any]]:
    """The error in both languages: the same for programs, two texts for people, and no echo of the machine."""
    errors = []
    for language in ("id", "en"):
        answer = shift.send(bad, language)
        assert (answer.status, answer.error["code"]) == (status or bad.status, code or bad.code), answer.data
        errors.append(answer.error)
    indonesian, english = (texts_of(error) for error in errors)
    assert len(indonesian) == len(english)
    for one, other in zip(indonesian, english, strict=True):
        assert one.strip()
        assert one != other, f"not translated: {one}"
    return errors


def texts_of(error: dict[str, Any]) -> list[str]:
    """All that a person reads of an error."""
    return [error["message"], *(text for name in sorted(error.get("fields", {})) for text in error["fields"][name])]


@pytest.mark.parametrize("letter", ["a", "🔥"])
def test_a_text_of_ten_thousand_letters_is_taken_whole(centre: Centre, letter: str) -> None:
    report = centre.desk("operator").report(letter * 10_000)
    assert Report.objects.get(id=report["id"]).text == letter * 10_000


def test_a_clock_that_runs_a_little_ahead_refuses_no_emergency(centre: Centre) -> None:
    ahead = time.now() + timedelta(seconds=30)
    report = Report.objects.get(id=centre.desk("operator").report(received_at=ahead.isoformat())["id"])
    assert report.received_at == report.filed_at


@pytest.mark.parametrize("sender", ["the same account", "two of them"])
def test_one_key_twice_at_the_same_moment(centre: Centre, sender: str) -> None:
    first, second = centre.desk("operator"), centre.desk("operator" if sender == "the same account" else "coordinator")
    key = new_key()
    answers = together(
        [lambda: first.post("reports", told(), key=key), lambda: second.post("reports", told(), key=key)]
    )
    assert [answer.status for answer in answers] == [201, 201]
    reports = 1 if first is second else 2
    assert len({answer["id"] for answer in answers}) == Report.objects.count() == reports
    assert len(first.board()["reports"]) == reports


def test_a_key_with_another_body_is_refused_and_one_of_a_refusal_is_free_again(centre: Centre) -> None:
    operator, key = centre.desk("operator"), new_key()
    assert operator.post("reports", told(channel="pigeon"), key=key).status == 400
    report = operator.post("reports", told(), key=key)
    assert report.status == 201
    before = whole_database()
    again = operator.post("reports", told(), key=key)
    assert (again.status, again.data) == (201, report.data)
    other = operator.post("reports", told(text="Lain lagi"), key=key)
    assert (other.status, other.error["code"]) == (409, "key_reused")
    assert whole_database() == before
