"""The live stream: changes delivered to 200 and 1,000 consoles, and how long an opened incident takes to a desk.

Real server, real sign-in, real audiences: half the consoles are the centre's, half those of four agencies. The limit
is `websockets.broadcast` of frames of the same size to as many consoles of the same kind, in the same run.

    python -m benchmarks.live
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any

from websockets.sync.client import ClientConnection, connect

from benchmarks.bench import (
    Api,
    Helper,
    Line,
    Round,
    ask,
    calm,
    centre,
    free_port,
    headline,
    helper,
    in_turns,
    percentile,
    web_server,
)
from psc.engine.processes import everything

ACCOUNTS = ("operator", "damkar", "polres", "bpbd", "rsud")
DESK = "damkar"
CROWDS = (200, 1000)
CHANGES = {200: 600, 1000: 300}
ROUNDS = 3
OPENS, PAUSE_S, BUSY = 60, 0.15, 20.0
FRAMES_AIM, COALESCED_AIM, STALLED_AIM, IDLE_AIM_MS, BUSY_AIM = 0.8, 1.5, 0.9, 25.0, 3.0
FIRE = {
    "channel": "call",
    "text": "Rumah terbakar, api besar, ada orang terjebak",
    "location": {"lat": -8.0542, "lon": 111.9131, "text": "Kedungwaru"},
}


@dataclass
class Stage:
    """A running centre with open incidents."""

    env: Mapping[str, str]
    port: int
    apis: dict[str, Api]
    incidents: list[str]

    def groups(self, consoles: int) -> list[list[Any]]:
        """Half the consoles at the centre, the others spread over the agencies' desks."""
        rest = consoles - consoles // 2
        shares = [consoles // 2, *(rest // 4 for _desk in range(4))]
        return [[self.apis[name].token, share] for name, share in zip(ACCOUNTS, shares, strict=True)]


def open_fire(api: Api) -> str:
    """A report, opened; the incident's id."""
    report = api.post("reports", FIRE)
    return str(api.post(f"reports/{report['id']}/open")["incident"]["id"])


@contextmanager
def stage() -> Iterator[Stage]:
    """A centre with a dozen fires that four agencies see."""
    with centre() as env, web_server(env, everything) as port:
        apis = {name: Api(port, name) for name in ACCOUNTS}
        yield Stage(env, port, apis, [open_fire(apis["operator"]) for _fire in range(12)])


@contextmanager
def consoles(port: int, path: str, groups: list[list[Any]], env: Mapping[str, str], watch: int = 0) -> Iterator[Helper]:
    """A crowd of consoles, all connected."""
    with helper("benchmarks.consoles", port, path, env=env) as crowd:
        crowd.ask(connect=groups, watch=watch)
        yield crowd


@contextmanager
def hall(
    size: int, consoles_wanted: int, env: Mapping[str, str], watch: int = 0
) -> Iterator[tuple[Helper, ClientConnection]]:
    """The limit's server and its crowd, and the line that drives it."""
    port = free_port()
    with helper("benchmarks.limits.broadcast", port, size, env=env):
        link = first_line(f"ws://127.0.0.1:{port}/drive")
        with link, consoles(port, "/", [["x", consoles_wanted]], env, watch) as crowd:
            yield crowd, link


def first_line(address: str) -> ClientConnection:
    """A connection to a server that is just starting."""
    for _try in range(200):
        try:
            return connect(address, max_size=None, compression=None)
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"{address} does not answer")


def storm(crowd: Helper, driver: Helper, changes: int, wanted: int) -> float:
    """Deliveries a second: every change counts once for every console that came to know of it."""
    told = driver.ask(count=changes)
    reached = crowd.ask(reach=told["position"], seconds=30)
    if reached["behind"]:
        raise RuntimeError(f"{reached['behind']} consoles were not told")
    return float(changes * wanted / (reached["at"] - told["began"]))


def drive(crowd: Helper, link: ClientConnection, changes: int, wanted: int) -> float:
    """Frames a second by bare broadcast."""
    began = time.monotonic()
    link.send(str(changes))
    position = int(link.recv())
    reached = crowd.ask(reach=position, seconds=30)
    if reached["behind"]:
        raise RuntimeError("the limit lost frames")
    return float(changes * wanted / (reached["at"] - began))


def frame_size(one: Stage) -> int:
    """Bytes of a frame with one incident's card."""
    card = one.apis["operator"].get(f"incidents/{one.incidents[0]}")
    return len(
        json.dumps({"after": 1, "position": 2, "cards": {"incidents": [card]}, "gone": []}, separators=(",", ":"))
    )


def measure_frames(one: Stage, wanted: int) -> None:
    """Changes delivered to so many consoles; then with one of them stalled."""
    size, changes = frame_size(one), CHANGES[wanted]
    with (
        helper("benchmarks.storm", *one.incidents, env=one.env) as driver,
        hall(size, wanted, one.env) as (limit_crowd, link),
        consoles(one.port, "/ws/board", one.groups(wanted), one.env) as crowd,
    ):
        driver.hear()

        def ours() -> float:
            return storm(crowd, driver, changes, wanted)

        rounds = in_turns(ROUNDS, ours, lambda: drive(limit_crowd, link, changes, wanted))
        Line(f"changes delivered to {wanted:,} consoles ({size} bytes)", "a second", rounds, FRAMES_AIM).print()
        Line("  the same, held to the aim under backlog", "a second", rounds, COALESCED_AIM).print()
        crowd.ask(stall=one.apis["operator"].token)
        stalled = [Round(ours(), entry.ours) for entry in rounds]
        Line("  the same with one console stalled, to without", "a second", stalled, STALLED_AIM).print()
        last = crowd.ask(resume=one.apis["operator"].get("board")["position"], seconds=10)
        print(f"  (the stalled one read on: told all {last['told']}, lost its line {last['lost']})")


def measure_opening(one: Stage, wanted: int) -> None:
    """From the opening's request to the frame on the fire desk: idle, and with reports coming in."""
    size = frame_size(one)
    with hall(size, wanted, one.env, watch=1) as (limit_crowd, link):
        bare = broadcast_times(limit_crowd, link)
    with consoles(one.port, "/ws/board", one.groups(wanted), one.env, watch=1) as crowd:
        idle = opening_times(one, crowd)
        busy = under_load(one, lambda: opening_times(one, crowd))
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        late = name == "p99"
        limit = percentile(bare, share)
        promise = f"open sent to frame on a desk, {wanted} consoles, {name}"
        aim = IDLE_AIM_MS if late else None
        Line(f"{promise}, idle", "ms", [Round(percentile(idle, share), limit)], aim, True, True).print()
        aim = BUSY_AIM if late else None
        Line(f"{promise}, {BUSY:.0f} reports/s", "ms", [Round(percentile(busy, share), limit)], aim, True).print()


def broadcast_times(crowd: Helper, link: ClientConnection) -> list[float]:
    """Milliseconds from asking for one frame to its arrival at one of the crowd."""
    crowd.ask(seen=True)
    sent: dict[int, float] = {}
    for _frame in range(OPENS):
        began = time.monotonic()
        link.send("1")
        sent[int(link.recv())] = began
        time.sleep(PAUSE_S / 5)
    seen = crowd.ask(seen=True)
    arrived = {json.loads(text)["position"]: at for at, text in seen}
    return [(arrived[position] - began) * 1000 for position, began in sent.items()]


def opening_times(one: Stage, crowd: Helper) -> list[float]:
    """Milliseconds from sending `open` to the incident's frame on the fire desk."""
    api = one.apis["operator"]
    waiting = [api.post("reports", FIRE)["id"] for _report in range(OPENS)]
    crowd.ask(seen=True)
    sent: dict[str, float] = {}
    for report in waiting:
        began = time.monotonic()
        incident = api.post(f"reports/{report}/open")["incident"]["id"]
        sent[incident] = began
        time.sleep(PAUSE_S)
    time.sleep(1)
    arrived = first_seen(crowd.ask(seen=True))
    lost = [incident for incident in sent if incident not in arrived]
    if lost:
        raise RuntimeError(f"{len(lost)} incidents never came to the desk")
    return [(arrived[incident] - began) * 1000 for incident, began in sent.items()]


def first_seen(seen: list[list[Any]]) -> dict[str, float]:
    """When each incident's card first came to a desk. Only desks are watched for it: they hold no reports."""
    arrived: dict[str, float] = {}
    for at, text in seen:
        frame = json.loads(text)
        cards = frame.get("cards", {})
        if "reports" in cards:
            continue
        for card in cards.get("incidents", ()):
            if any(part["agency"]["code"] == DESK for part in card["assignments"]):
                arrived.setdefault(card["id"], at)
    return arrived


def under_load(one: Stage, work: Callable[[], list[float]]) -> list[float]:
    """Do it while reports come in evenly."""
    seconds = OPENS * (PAUSE_S + 0.1) + 8
    told: list[Any] = []
    token = one.apis["operator"].token
    load = Thread(target=lambda: told.append(ask("benchmarks.load", one.port, token, 8, seconds, BUSY, env=one.env)))
    load.start()
    time.sleep(2)
    try:
        return work()
    finally:
        load.join()
        print(f"  (meanwhile {told[0]['accepted'] / told[0]['seconds']:.1f} reports/s, {told[0]['refused']} refused)")


def main() -> None:
    """Opening first, on a board that is still small; then the crowds."""
    calm()
    with stage() as one:
        headline()
        measure_opening(one, CROWDS[0])
    with stage() as one:
        for wanted in CROWDS:
            measure_frames(one, wanted)


if __name__ == "__main__":
    main()
