"""The live stream through its real door: server processes, WebSocket consoles, one centre for the whole file.

Every account looks on from the beginning to the end; what each held in the end must be its fresh board.
"""

import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoDbBlocker

from dispatch.board import changed_by
from foundation.journal.models import JournalEntry
from foundation.journal.selectors import head_position, read_after
from foundation.lib.time import now
from psc.engine.spawn import wait_until
from tests.centre import CHOKING, FIRE, Centre, Desk
from tests.databases import Cluster
from tests.live.streams import PATIENCE_S, Console, Server, by_token, close_code, open_stream

ACCOUNTS = (
    *("operator", "coordinator", "auditor", "admin", "crew"),
    *("rsud", "polres", "bpbd", "damkar", "kepala-damkar"),
)
THEFT = "Sepeda motor saya dicuri di parkiran pasar, pelaku sudah kabur"


@dataclass
class Live:
    """A centre in service: a server process, and a console of every account."""

    centre: Centre
    server: Server
    watching: dict[str, Console]

    def desk(self, name: str) -> Desk:
        """An account's program key; what it does commits in this process and is seen by the server's."""
        return self.centre.desk(name)

    def console(self, name: str) -> Console:
        """One more console of this account, not yet connected."""
        return Console(self.server.port, self.desk(name).key)

    def fire(self) -> tuple[str, dict[str, str]]:
        """A fire, just opened: its id and the parts by agency."""
        return self.opened(FIRE)

    def opened(self, text: str, **decided: Any) -> tuple[str, dict[str, str]]:
        """An incident, just opened."""
        operator = self.desk("operator")
        answer = operator.open(operator.report(text), **decided)
        return answer["incident"]["id"], {part["agency"]["code"]: part["id"] for part in answer["assignments"]}


@pytest.fixture(scope="module")
def live(
    cluster: Cluster, demo_template: str, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Live]:
    """The centre of this file."""
    with cluster.clone(demo_template), django_db_blocker.unblock():
        server = Server(tmp_path_factory.mktemp("live"))
        centre = Centre()
        watching = {name: Console(server.port, centre.desk(name).key) for name in ACCOUNTS}
        try:
            for console in watching.values():
                console.open()
            yield Live(centre, server, watching)
        finally:
            server.stop()
            for console in watching.values():
                console.close()
    assert {console.closed for console in watching.values()} == {1012}, "a server that stops says so to every console"
    assert "Traceback" not in server.said(), server.said()


@pytest.fixture
def connect(live: Live) -> Iterator[Callable[[str], Console]]:
    """Consoles that are closed after the test."""
    opened = []

    def one(name: str) -> Console:
        opened.append(live.console(name).open())
        return opened[-1]

    yield one
    for console in opened:
        console.close()
        assert console.faults == []


Connect = Callable[[str], Console]


def hear_one_more_beat(*consoles: Console) -> None:
    """Whatever was on its way to these consoles has arrived then."""
    for console, heard in [(console, len(console.beats)) for console in consoles]:
        console.wait(lambda console=console, heard=heard: len(console.beats) > heard)  # type: ignore[misc]


def test_the_first_frame_is_the_whole_board(live: Live, connect: Connect) -> None:
    live.fire()
    live.desk("operator").report("Pohon tumbang menutup jalan")
    console = connect("operator")
    assert console.frames[0]["after"] is None
    assert console.frames[0]["gone"] == []
    board = live.server.get("board", console.key)
    console.wait(lambda: console.position >= board["position"])  # what the clock wrote meanwhile
    assert console.shows(board)
    assert console.position == board["position"]
    assert {"incidents", "reports", "units", "alarms"} == board["cards"].keys()


def test_who_comes_back_gets_what_was_touched_meanwhile_and_no_more(live: Live, connect: Connect) -> None:
    kept, _parts = live.fire()
    touched, parts = live.fire()
    console = connect("damkar")
    console.wait(lambda: kept in console.held and touched in console.held)
    console.close()
    held = console.position
    assert held is not None
    live.desk("operator").post(f"incidents/{touched}/note", {"text": "Jalan sempit."})
    new, _parts = live.fire()
    live.desk("damkar").post(f"assignments/{parts['damkar']}/decline", {"reason": "no_unit"})
    live.watching["damkar"].wait(lambda: touched not in live.watching["damkar"].held)
    told = len(console.frames)
    console.open()
    answer = console.frames[told]
    assert answer["after"] == held
    put = {card["id"] for cards in answer["cards"].values() for card in cards}
    spoken_of = {str(one) for ids in changed_by(read_after(held), held).ids.values() for one in ids}
    assert new in put
    assert touched in answer["gone"]
    assert put | set(answer["gone"]) <= spoken_of
    assert kept not in put
    console.wait(lambda: console.shows(live.server.get("board", console.key)))


@pytest.mark.parametrize("held", [0, 10**9, 10**30])
def test_who_is_too_far_back_or_ahead_is_told_everything(live: Live, held: int) -> None:
    console = live.console("operator")
    console.position = held
    console.open()
    assert console.frames[0]["after"] is None
    assert console.shows(live.server.get("board", console.key))
    console.close()


def test_a_receipt_makes_the_part_delivered(live: Live) -> None:
    incident, parts = live.fire()
    desk, centre, other = (live.watching[name] for name in ("damkar", "operator", "polres"))
    desk.wait(lambda: incident in desk.held)
    other.send({"seen": [parts["damkar"]]})
    desk.send({"seen": [parts["damkar"], parts["polres"]]})

    def statuses(console: Console) -> dict[str, str]:
        return {part["agency"]["code"]: part["status"] for part in console.held[incident]["assignments"]}

    for console in (desk, centre, other):
        console.wait(lambda console=console: incident in console.held and statuses(console)["damkar"] == "delivered")  # type: ignore[misc]
        assert statuses(console)["polres"] == "alerted", "one desk signs for no other"
    desk.send({"seen": [parts["damkar"]]})
    live.desk("operator").post(f"incidents/{incident}/note", {"text": "Sesudahnya."})
    desk.wait(lambda: bool(desk.held[incident]["notes"]))
    receipts = [
        entry for entry in JournalEntry.objects.filter(kind="assignment.moved") if parts["damkar"] in entry.body
    ]
    assert len(receipts) == 1, "a receipt is written once"


HERE, ELSEWHERE = "http://127.0.0.1:{port}", "https://example.com"


@pytest.mark.parametrize(
    ("by", "origin", "code"),
    [
        ("token", None, None),
        ("token", HERE, None),
        ("token", ELSEWHERE, 4403),
        ("cookie", HERE, None),
        ("cookie", None, 4403),
        ("cookie", ELSEWHERE, 4403),
        ("cookie", "null", 4403),
        ("nothing", HERE, 4401),
        ("nothing", ELSEWHERE, 4403),
        ("a wrong token", None, 4401),
        ("a wrong cookie", HERE, 4401),
    ],
)
def test_who_is_let_in(live: Live, by: str, origin: str | None, code: int | None) -> None:
    headers = {
        "token": by_token(live.desk("damkar").key),
        "cookie": {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session_of(live.desk('damkar'))}"},
        "nothing": {},
        "a wrong token": by_token("wrong"),
        "a wrong cookie": {"Cookie": f"{settings.SESSION_COOKIE_NAME}=wrong"},
    }[by]
    if origin is not None:
        headers = {**headers, "Origin": origin.format(port=live.server.port)}
    if code is not None:
        assert close_code(live.server.port, headers) == code
        return
    with open_stream(live.server.port, headers) as link:
        link.send('{"after":null}')
        assert json.loads(link.recv(PATIENCE_S))["after"] is None


def session_of(desk: Desk) -> str:
    """The cookie of a browser in which this account has signed in."""
    browser = Client()
    browser.force_login(desk.user, backend="django.contrib.auth.backends.ModelBackend")
    return str(browser.cookies[settings.SESSION_COOKIE_NAME].value)


@pytest.mark.parametrize(
    "first",
    [
        *("", "halo", "null", "[]", "1", "{}", '{"after":-1}', '{"after":"1"}', '{"after":true}', '{"after":1.5}'),
        *('{"after":null,"more":1}', '{"seen":[]}', "[" * 100_000, b'{"after":null}', b"\xff"),
    ],
    ids=lambda first: str(first)[:20],
)
def test_a_first_message_that_is_none_closes_the_line(live: Live, first: str | bytes) -> None:
    assert close_code(live.server.port, by_token(live.desk("operator").key), first) == 4400


@pytest.mark.parametrize("later", ['{"after":null}', '{"seen":"x"}', '{"seen":["x"]}', '{"seen":[1]}', "halo"])
def test_a_later_message_that_is_none_closes_the_line(live: Live, later: str) -> None:
    with open_stream(live.server.port, by_token(live.desk("damkar").key)) as link:
        link.send('{"after":null}')
        link.recv(PATIENCE_S)
        link.send(later)
        assert wait_until(lambda: closed_with(link) == 4400, seconds=PATIENCE_S), closed_with(link)


def closed_with(link: Any) -> int | None:
    """The code of a connection that the server has ended."""
    return link.close_code if link.protocol.close_rcvd else None


def test_another_address_has_no_stream(live: Live) -> None:
    assert close_code(live.server.port, by_token(live.desk("operator").key), path="/ws/other") == 403


def test_a_desk_gets_no_report_and_nothing_of_others(live: Live) -> None:
    desks = {name: live.watching[name] for name in ("damkar", "polres", "bpbd", "kepala-damkar", "crew", "admin")}
    centre, rsud = live.watching["operator"], live.watching["rsud"]
    operator = live.desk("operator")
    report = operator.report(CHOKING, caller={"phone": "081299990000", "name": "Bu Rahasia"})
    opened = operator.open(report)
    incident = opened["incident"]["id"]
    operator.post(f"incidents/{incident}/note", {"text": "Catatan rahasia."})
    secrets = {
        *(incident, f'"{opened["incident"]["number"]}"', report["id"], f'"{report["number"]}"'),
        *("tersedak", "Rahasia", "rahasia"),
        *(part["id"] for part in opened["assignments"]),
    }
    theft, _parts = live.opened(THEFT, type="POL-THEFT")
    fire, _parts = live.fire()
    centre.wait(lambda: fire in centre.held)
    assert centre.held[incident]["notes"]
    for name in ("damkar", "polres", "bpbd", "kepala-damkar"):
        desks[name].wait(lambda name=name: fire in desks[name].held)  # type: ignore[misc]
    rsud.wait(lambda: incident in rsud.held)
    hear_one_more_beat(*desks.values(), rsud)
    for name, console in desks.items():
        told = "\n".join(console.raw)
        assert not [secret for secret in secrets if secret in told], name
        assert not any(frame["cards"].get("reports") for frame in console.frames), name
        assert (theft in told) == (name == "polres"), name
    assert theft not in "\n".join(rsud.raw)
    assert not any(frame["cards"].get("reports") for frame in rsud.frames)
    assert "081299990000" not in "\n".join(centre.raw), "a number is revealed with a reason, never streamed"


def test_a_withdrawn_desk_loses_the_card_at_once(live: Live) -> None:
    incident, parts = live.fire()
    desk, other = live.watching["polres"], live.watching["damkar"]
    desk.wait(lambda: incident in desk.held)
    live.desk("operator").post(f"assignments/{parts['polres']}/withdraw")
    desk.wait(lambda: incident not in desk.held)
    assert any(incident in frame["gone"] for frame in desk.frames)
    assert not any(alarm["incident"] == incident for alarm in live.desk("polres").board()["alarms"])
    told = len(desk.raw)
    live.desk("operator").post(f"incidents/{incident}/note", {"text": "Hanya bagi yang masih ikut."})
    other.wait(lambda: bool(other.held[incident]["notes"]))
    hear_one_more_beat(desk)
    assert incident not in "\n".join(desk.raw[told:])


def test_a_crew_sees_its_incident_from_the_sending_to_the_end(live: Live) -> None:
    incident, parts = live.opened(CHOKING)
    rsud, crew = live.desk("rsud"), live.watching["crew"]
    assert incident not in crew.held
    sent = rsud.post(f"assignments/{parts['rsud_iskak_psc']}/units", {"unit": live.centre.unit("AMB-1")})
    job = sent["unit_assignment"]["id"]
    crew.wait(lambda: incident in crew.held)
    assert crew.held[live.centre.unit("AMB-1")]["incident"] == incident
    for status in ("en_route", "on_scene", "cleared"):
        assert live.desk("crew").post(f"unit-assignments/{job}/status", {"status": status}).status == 200
    crew.wait(lambda: incident not in crew.held)
    assert any(incident in frame["gone"] for frame in crew.frames)
    assert not any(frame["cards"].get("reports") for frame in crew.frames)


def test_units_are_all_placed_first_and_then_followed_once_a_second(live: Live, connect: Connect) -> None:
    desk, rsud = live.desk("damkar"), live.desk("rsud")
    engine, second, ambulance = (live.centre.unit(sign) for sign in ("PMK-1", "PMK-2", "AMB-1"))
    place(desk, engine, -8.01)
    place(desk, second, -8.02)
    place(rsud, ambulance, -8.03)
    watcher = live.watching["operator"]
    watcher.wait(lambda: {engine, second, ambulance} <= watcher.places.keys())
    centre, own = connect("operator"), connect("damkar")
    centre.wait(lambda: bool(centre.moves))
    own.wait(lambda: bool(own.moves))
    assert {one[0] for one in centre.moves[0][1]} >= {engine, second, ambulance}
    assert {engine, second} <= {one[0] for one in own.moves[0][1]}
    assert ambulance not in own.places
    start, told = time.monotonic(), len(centre.moves)
    while time.monotonic() - start < 2.5:
        last = place(desk, engine, -8.1 - (time.monotonic() - start) / 100)
    centre.wait(lambda: centre.places[engine][1] == last)
    seconds = time.monotonic() - start
    changes = centre.moves[told:]
    assert 1 <= len(changes) <= seconds + 2, "places come once a second, however often they are told"
    assert all([one[0] for one in places] == [engine] for _at, places in changes), "only what changed"
    assert ambulance not in own.places
    assert not any(own_id in "".join(live.watching["admin"].raw) for own_id in (engine, ambulance))


def place(desk: Desk, unit: str, lat: float) -> float:
    """A unit says where it is."""
    lat = round(lat, 6)
    assert desk.post(f"units/{unit}/position", {"lat": lat, "lon": 111.9, "at": now().isoformat()}).status == 200
    return lat


def test_who_has_no_part_in_it_has_an_empty_board_that_lives(live: Live) -> None:
    admin = live.watching["admin"]
    live.fire()
    assert admin.held == {}
    assert len(admin.frames) == 1
    hear_one_more_beat(admin)
    assert admin.closed is None


def test_a_console_that_never_reads_holds_up_nobody(live: Live, connect: Connect) -> None:
    incident, _parts = live.fire()
    operator, auditor = live.desk("operator"), live.desk("auditor")
    with open_stream(live.server.port, by_token(auditor.key), max_queue=1) as deaf:
        deaf.send('{"after":null}')
        other = connect("auditor")
        client, notes, unread = deaf.socket.getsockname()[1], 0, [0]
        # Full is full: what is written after that waits in the server itself.
        while unread[-1] == 0 or len(set(unread[-3:])) > 1:
            operator.post(f"incidents/{incident}/note", {"text": "🔥" * 5_000})
            notes += 1
            assert notes < 100, "the line never filled"
            wait_for_notes(other, incident, notes)
            unread.append(unread_bytes(live.server.port, client))
        operator.post(f"incidents/{incident}/note", {"text": "Dan sesudah itu?"})
        took = wait_for_notes(other, incident, notes + 1)
        print(f"beside a stalled console: {took * 1000:.0f} ms from the answer to the frame")  # noqa: T201
        assert unread_bytes(live.server.port, client) == unread[-1], "it was not stalled"
        held: dict[str, Any] = {}
        while len(held.get(incident, {}).get("notes", ())) <= notes:
            frame = json.loads(deaf.recv(PATIENCE_S))
            held |= {card["id"]: card for cards in frame.get("cards", {}).values() for card in cards}
    operator.post(f"incidents/{incident}/close", {"disposition": "resolved"})


def wait_for_notes(console: Console, incident: str, count: int) -> float:
    """How long this screen still waits for so many notes (seconds)."""
    return console.wait(lambda: incident in console.held and len(console.held[incident]["notes"]) >= count)


def unread_bytes(server: int, client: int) -> int:
    """How much of what the server wrote to this client lies unread in the kernel."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _number, here, there, _state, queues, *_rest = line.split()
        if int(here.split(":")[1], 16) == server and int(there.split(":")[1], 16) == client:
            return int(queues.split(":")[0], 16)
    return 0


def test_two_server_processes_give_the_same_board(live: Live, tmp_path: Path) -> None:
    second = Server(tmp_path)
    try:
        consoles = [(one, Console(one.port, live.desk(name).key)) for one in (live.server, second) for name in
                    ("operator", "damkar", "rsud")]  # fmt: skip
        for _server, console in consoles:
            console.open()
        writers = [threading.Thread(target=live.fire) for _ in range(3)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        incident, parts = live.opened(CHOKING)
        live.desk("operator").post(f"assignments/{parts['rsud_iskak_psc']}/withdraw")
        for server, console in consoles:
            console.wait(lambda s=server, c=console: c.shows(s.get("board", c.key)))  # type: ignore[misc]
        held = [console.held for _server, console in consoles]
        assert held[:3] == held[3:]
        assert live.server.get("board", live.desk("damkar").key) == second.get("board", live.desk("damkar").key)
        # A console whose server has gone comes back to the other one with the position it holds.
        moved = consoles[0][1]
        moved.close()
        moved.port = second.port
        live.desk("operator").post(f"incidents/{incident}/note", {"text": "Pindah peladen."})
        told = len(moved.frames)
        asked = moved.position
        moved.open()
        assert moved.frames[told]["after"] == asked
        moved.wait(lambda: bool(moved.held[incident]["notes"]))
        for _server, console in consoles:
            console.close()
            assert console.faults == []
    finally:
        second.stop()
    assert "Traceback" not in second.said(), second.said()


def test_every_three_seconds_the_line_says_that_it_lives(live: Live) -> None:
    for name in ("operator", "damkar", "crew", "admin"):
        console = live.watching[name]
        console.wait(lambda console=console: len(console.beats) >= 4)  # type: ignore[misc]
        times = [at for at, _beat in console.beats]
        pauses = sorted(later - earlier for earlier, later in itertools.pairwise(times))
        assert 2.5 < pauses[len(pauses) // 2] < 4.5, pauses
        beat = console.beats[-1][1]
        assert beat.keys() == {"position", "at", "clock"}
        assert beat["clock"] == "late", "no Celery runs beside this server"
        assert beat["at"].endswith("Z")
    live.desk("operator").report("Sesudah ini tidak ada apa-apa")
    goal = head_position()
    for name in ("operator", "damkar", "admin"):
        console = live.watching[name]
        console.wait(lambda console=console: console.beats[-1][1]["position"] >= goal)  # type: ignore[misc]


def test_in_the_end_every_screen_holds_its_fresh_board(live: Live) -> None:
    for name, console in live.watching.items():
        console.wait(lambda name=name, console=console: console.shows(live.server.get("board", live.desk(name).key)))  # type: ignore[misc]
        assert console.faults == [], name
        assert console.closed is None, name
    assert live.watching["operator"].held
    assert len(live.watching["damkar"].frames) > 5
