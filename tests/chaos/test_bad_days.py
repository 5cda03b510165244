"""Bad days of one real centre, one after the other: real processes, real kills, and nothing accepted is ever lost.

The tests follow each other on purpose: what one did to the centre is what the next one finds.
"""

import statistics
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from psc.engine.spawn import wait_until
from tests.chaos.centre import LADDER, PATIENCE_S, Caller, Centre, Watcher
from tests.live.streams import Console


@pytest.fixture(scope="module")
def centre() -> Iterator[Centre]:
    """The centre of this file."""
    running = Centre()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture
def console(centre: Centre) -> Iterator[Console]:
    """An operator's live screen."""
    opened = centre.console().open()
    yield opened
    opened.close()
    assert opened.faults == []


def test_who_is_killed_comes_back_and_nothing_accepted_is_lost(centre: Centre) -> None:
    callers = [Caller(centre), Caller(centre), Caller(centre, arms=True)]
    watcher = Watcher(centre.console().open())
    for thread in (*callers, watcher):
        thread.start()
    for name in ("web", "worker", "beat", "redis", "postgres"):
        centre.kill(name)
        wait_for_receipts(callers, 10)
        centre.wait_until_well()
        print(f"{name} is back")  # noqa: T201
    for caller in callers:
        caller.finish()
    check_receipts(centre, callers)
    armed = {deadline: due for caller in callers for deadline, due in caller.armed.items()}
    assert len(armed) > 10
    check_limits(centre, armed)
    print(centre.verify_journal())  # noqa: T201
    watcher.console.wait(lambda: watcher.console.shows(centre.board()))
    watcher.finish()
    assert watcher.cuts, "the web server was killed under this console"
    assert watcher.console.faults == []


def wait_for_receipts(callers: list[Caller], more: int) -> None:
    """So many more reports than now are accepted."""
    goal = sum(len(caller.receipts) for caller in callers) + more
    accepted = wait_until(lambda: sum(len(caller.receipts) for caller in callers) >= goal, seconds=PATIENCE_S)
    assert accepted, "no reports are accepted any more"


def check_receipts(centre: Centre, callers: list[Caller]) -> None:
    """Every report that got a receipt is there exactly once, in the tables, in the record and on the board."""
    refusals = [reply for caller in callers for reply in caller.refusals]
    assert {reply.status for reply in refusals} <= {None, 503}, refusals
    assert all("retry-after" in reply.headers for reply in refusals if reply.status == 503)
    receipts = {key: report for caller in callers for key, report in caller.receipts.items()}
    rows = centre.query("SELECT split_part(text, 'panggilan ', 2), id::text FROM incidents_report")
    assert len(rows) == len(receipts)
    assert dict(rows) == receipts
    entries = centre.query("SELECT body::json->>'report' FROM journal_entry WHERE kind = 'report.received'")
    assert sorted(report for (report,) in entries) == sorted(receipts.values())
    assert {card["id"] for card in centre.board()["cards"]["reports"]} == set(receipts.values())
    for key, report in list(receipts.items())[::20]:
        assert centre.report(f"Rumah terbakar, panggilan {key}", key).data["id"] == report
    print(f"{len(receipts)} receipts, {Counter(reply.status for reply in refusals)} refused and repeated")  # noqa: T201


def check_limits(centre: Centre, armed: dict[str, datetime]) -> None:
    """Every step of every armed deadline was taken once: none skipped, none twice, each with its alarm and message."""
    wanted = {(deadline, step) for deadline in armed for step in range(1, len(LADDER) + 1)}
    wait_until(lambda: wanted <= {one[:2] for one in centre.escalations()}, seconds=PATIENCE_S, every=0.5)
    taken = [one for one in centre.escalations() if one[0] in armed]
    times = Counter(one[:2] for one in taken)
    assert times.keys() == wanted, f"skipped: {wanted - times.keys()}"
    assert set(times.values()) == {1}, f"twice: {[step for step, count in times.items() if count > 1]}"
    # Two steps for the same people are one alarm that rings twice.
    alarms = centre.query(
        "SELECT count(*) FROM journal_entry e JOIN clock_deadline d ON d.subject = ANY(e.subjects)"
        " WHERE e.kind = 'alarm.raised' AND d.kind = 'unhandled' AND d.id::text = ANY(%s)", [list(armed)],
    )  # fmt: skip
    messages = centre.query("SELECT key FROM notify_outbox WHERE key LIKE 'escalation:%%'")
    sent = Counter(tuple(key.split(":")[1:3]) for (key,) in messages)
    assert alarms == [(len(wanted),)]
    assert all(sent[deadline, str(step)] == 1 for deadline, step in wanted)
    print_lateness(f"{len(taken)} steps", lateness(taken, armed))


def lateness(taken: list[tuple[str, int, datetime]], armed: dict[str, datetime]) -> list[float]:
    """Seconds between when a step had to be taken and when it was."""
    at = {(deadline, step): moment for deadline, step, moment in taken}
    due = {
        (deadline, step): armed[deadline]
        if step == 1
        else at[deadline, step - 1] + timedelta(seconds=float(LADDER[step - 1]["after_s"]))
        for deadline, step in at
    }
    return sorted((at[one] - due[one]).total_seconds() for one in at)


def print_lateness(what: str, late: list[float]) -> None:
    """The figures of this run."""
    assert late[0] >= 0, "a step was taken before its time"
    print(f"{what}: late by {statistics.median(late):.2f} s in the middle, {late[-1]:.2f} s at the most")  # noqa: T201


@pytest.mark.parametrize("how", ["frozen", "stopped"])
def test_without_redis_reports_are_taken_at_once_and_everything_follows(
    centre: Centre, console: Console, how: str
) -> None:
    centre.wait_until_well()
    with centre.frozen("redis") if how == "frozen" else centre.kept_dead("redis"):
        live_without_redis(centre, console, how)
    centre.wait_until_well()


def wait_for_card(console: Console, card: str) -> float:
    """How long this screen still waits for the card (seconds)."""
    return console.wait(lambda: card in console.held)


def live_without_redis(centre: Centre, console: Console, how: str) -> None:
    """Reports, their cards and their limits while Redis is away."""
    replies, shown, armed = [], [], {}
    for number in range(12):
        reply = centre.report(f"Pohon tumbang nomor {number}, Redis {how}")
        assert reply.status == 201
        replies.append(reply.seconds)
        shown.append(wait_for_card(console, reply.data["id"]))
        deadline, due = centre.arm(reply.data["id"], 0.5)
        armed[deadline] = due
    fired = wait_until(lambda: armed.keys() <= {one[0] for one in centre.escalations()}, seconds=PATIENCE_S, every=0.1)
    assert fired, "the clock does not go on"
    assert centre.engine.health()["checks"]["redis"] == "away", (
        "Redis was back too early for this test to show anything"
    )
    first = [one for one in centre.escalations() if one[0] in armed and one[1] == 1]
    print(f"Redis {how}: answered in {max(replies):.2f} s, shown {max(shown):.2f} s later at the most")  # noqa: T201
    print_lateness(f"Redis {how}", lateness(first, armed))
    # Waiting for Redis would take a second or two each time; a busy machine makes some slow.
    assert statistics.median(replies) < 1.0, replies
    assert statistics.median(shown) < 2.0, shown


def test_without_postgresql_one_is_told_at_once_and_the_same_key_is_one_report(
    centre: Centre, console: Console
) -> None:
    key, text = uuid4().hex, "Gudang terbakar saat basis data mati"
    before = centre.query("SELECT count(*) FROM incidents_report")[0][0]
    with centre.kept_dead("postgres"):
        refused = [centre.report(text, key) for _ in range(10)]
        health = centre.ask("GET", "/healthz")
        board = centre.ask("GET", "/api/v1/board", headers={"Authorization": f"Token {centre.key}"})
    assert {reply.status for reply in (*refused, health, board)} == {503}
    assert all(int(reply.headers["retry-after"]) > 0 for reply in (*refused, health, board))
    assert all(reply.data["error"]["code"] == "database_away" for reply in (*refused, board))
    assert (health.data["status"], health.data["checks"]["database"]) == ("down", "away")
    print(f"PostgreSQL away: said so in {max(reply.seconds for reply in refused):.2f} s at the most")  # noqa: T201
    assert statistics.median(reply.seconds for reply in refused) < 1.0
    assert wait_until(lambda: centre.report(text, key).status == 201, seconds=PATIENCE_S, every=0.2)
    accepted = centre.report(text, key).data["id"]
    assert centre.query("SELECT count(*) FROM incidents_report") == [(before + 1,)]
    console.wait(lambda: accepted in console.held)
    assert console.closed is None, "the line outlives the database"
    centre.verify_journal()


def test_without_celery_the_server_keeps_the_clock_and_every_screen_says_so(centre: Centre, console: Console) -> None:
    centre.wait_until_well()
    console.wait(lambda: bool(console.beats) and console.beats[-1][1]["clock"] == "ok")
    with centre.kept_dead("worker", "beat"):
        gone = time.monotonic()
        reports = [centre.report(f"Banjir nomor {number}").data["id"] for number in range(8)]
        armed = dict(centre.arm(report, 0.2) for report in reports)
        console.wait(lambda: console.beats[-1][1]["clock"] == "late")
        print(f"Celery gone: said so after {time.monotonic() - gone:.1f} s")  # noqa: T201
        check_limits(centre, armed)
        health = centre.engine.health()
        assert (health["status"], health["checks"]["clock"]) == ("degraded", "late")
    console.wait(lambda: console.beats[-1][1]["clock"] == "ok")
    centre.verify_journal()
