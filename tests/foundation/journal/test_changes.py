"""The only way to write: entries come with what they record, or neither does."""

import contextlib
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection

from foundation.journal import SYSTEM, change, snapshot
from foundation.journal.models import JournalEntry, JournalHead, JournalSubject
from foundation.journal.selectors import entries_about, head_position, last_positions, read_after
from foundation.journal.verification import verify_journal
from foundation.lib import time
from foundation.lib.bell import bell
from foundation.people.models import User
from tests.foundation.journal.kinds import Happened, Joined, positions, words, write
from tests.foundation.together import in_another_thread, together


class Regret(Exception):
    """A reason to undo."""


def write_and_regret(name: str) -> None:
    """A change that writes a row and an entry, and fails."""
    with change(SYSTEM) as running:
        User.objects.create_user(name, None, name=name)
        running.append(Happened(uuid4(), "undone"))
        raise Regret


def write_around(work: Callable[[], None]) -> None:
    """A change that writes before and after somebody else's."""
    with change(SYSTEM) as running:
        User.objects.create_user("outer", None, name="Outer")
        running.append(Happened(uuid4(), "before"))
        work()
        running.append(Happened(uuid4(), "after"))


def swallow(work: Callable[[], None]) -> None:
    """As if nothing had happened."""
    with contextlib.suppress(Regret):
        work()


def test_positions_are_gapless_and_in_commit_order_with_writers_side_by_side(database: str) -> None:
    def writer() -> None:
        dice = random.Random()
        for turn in range(25):
            try:
                with change(SYSTEM) as running:
                    running.append(Happened(uuid4()))
                    if dice.random() < 0.3:
                        running.append(Happened(uuid4()))
                    if turn % 5 == 0:
                        raise Regret
            except Regret:
                continue

    together([writer] * 8)
    written = positions()
    assert len(written) >= 8 * 20
    assert written == list(range(1, len(written) + 1))
    verdict = verify_journal()
    assert (verdict.broken_at, verdict.entries) == (None, len(written))


def test_a_reader_never_sees_a_later_position_before_an_earlier_one(database: str) -> None:
    seen: list[int] = []

    def reader() -> None:
        while len(seen) < 100:
            seen.extend(entry.position for entry in read_after(seen[-1] if seen else 0))

    def writer() -> None:
        for _turn in range(25):
            write()

    together([reader, *[writer] * 4])
    assert seen == list(range(1, 101))


def test_a_rollback_leaves_no_gap_and_no_row(database: str) -> None:
    write("before")
    with pytest.raises(Regret):
        write_and_regret("ghost")
    write("after")
    assert words() == ["before", "after"]
    assert positions() == [1, 2]
    assert not User.objects.filter(username="ghost").exists()


def test_a_nested_change_joins_the_outer_one(database: str) -> None:
    moment = datetime(2030, 1, 2, 3, 4, 5, 678901, UTC)
    with change(SYSTEM, moment) as outer:
        outer.append(Happened(uuid4(), "outer"))
        with change(SYSTEM) as inner:
            assert inner is outer
            inner.append(Happened(uuid4(), "inner"))
        assert in_another_thread(head_position) == 0, "nothing is written before the outermost ends"
    assert words() == ["outer", "inner"]
    assert set(JournalEntry.objects.values_list("at", flat=True)) == {moment}


def test_an_error_inside_a_nested_change_undoes_all(database: str) -> None:
    with pytest.raises(Regret):
        write_around(lambda: write_and_regret("inner"))
    assert positions() == []
    assert not User.objects.exists()


def test_an_error_inside_a_nested_change_undoes_all_even_when_somebody_swallows_it(database: str) -> None:
    with pytest.raises(RuntimeError, match="Regret"):
        write_around(lambda: swallow(lambda: write_and_regret("inner")))
    assert positions() == []
    assert not User.objects.exists()
    write("the thread goes on")
    assert positions() == [1]


def test_after_an_error_the_next_change_is_a_new_one(database: str) -> None:
    with pytest.raises(Regret), change(SYSTEM) as first:
        raise Regret
    with change(SYSTEM) as second:
        assert second is not first
        second.append(Happened(uuid4()))
    assert positions() == [1]


def test_a_change_without_entries_writes_none_and_rings_nobody(database: str) -> None:
    rings: list[int] = []
    listener = lambda: rings.append(1)  # noqa: E731
    bell.listen(listener)
    try:
        with change(SYSTEM):
            User.objects.create_user("quiet", None, name="Quiet")
        assert (rings, head_position()) == ([], 0)
        write()
        assert rings == [1]
        with pytest.raises(Regret):
            write_and_regret("loud")
        assert rings == [1], "nothing happened, so nobody is told"
    finally:
        bell.forget(listener)


def test_the_bell_rings_after_the_commit(database: str) -> None:
    seen: list[int] = []
    listener = lambda: seen.append(in_another_thread(head_position))  # noqa: E731
    bell.listen(listener)
    try:
        write()
    finally:
        bell.forget(listener)
    assert seen == [1]


def test_now_is_the_databases_read_once_and_handed_down(database: str) -> None:
    with change(SYSTEM) as running:
        with connection.cursor() as cursor:
            cursor.execute("SELECT now()")
            assert cursor.fetchone()[0] == running.now
        first = running.now
        with change(SYSTEM, first + timedelta(days=1)) as nested:
            assert nested.now == first, "one change has one moment"
        running.append(Happened(uuid4()))
    assert JournalEntry.objects.get().at == first


def test_now_can_be_given(database: str) -> None:
    moment = datetime(2031, 5, 6, 7, 8, 9, 123456, UTC)
    with change(SYSTEM, moment) as running:
        running.append(Happened(uuid4()))
    assert JournalEntry.objects.get().at == moment
    assert verify_journal().broken_at is None


def test_moved_time_is_what_a_change_reads(database: str) -> None:
    before = time.now()
    time.shift(timedelta(minutes=3))
    try:
        with change(SYSTEM) as running:
            assert running.now - before >= timedelta(minutes=3)
    finally:
        time.reset()


def test_the_record_keeps_who_acted_as_they_were_called(database: str) -> None:
    user = User.objects.create_user("operator", None, name="Operator 112")
    with change(user) as running:
        running.append(Happened(uuid4()))
    User.objects.update(name="Somebody else")
    entry = JournalEntry.objects.get()
    assert (entry.actor_id, entry.actor_name) == (user.id, "Operator 112")


def test_subjects_are_found_and_their_last_position_kept(database: str) -> None:
    first, second = uuid4(), uuid4()
    with change(SYSTEM) as running:
        running.append(Happened(first))
        running.append(Joined((first, second), ("a", "b")))
        running.append(Happened(second))
    assert last_positions([f"thing:{first}", f"things:{first}", f"thing:{second}", "thing:nobody"]) == {
        f"thing:{first}": 1,
        f"things:{first}": 2,
        f"thing:{second}": 3,
    }
    write()
    with change(SYSTEM) as running:
        running.append(Happened(first))
    assert last_positions([f"thing:{first}"]) == {f"thing:{first}": 5}
    assert [entry.position for entry in entries_about([f"thing:{first}", f"things:{first}"], after=1)] == [2, 5]
    with change(SYSTEM) as running:
        running.append(Joined((first, first), ("a", "a")))
    assert JournalSubject.objects.filter(position=6).count() == 1


def test_text_of_any_script_keeps_the_chain(database: str) -> None:
    for word in ("ꦏꦼꦧꦏꦫꦤ꧀ 🔥", 'quotes " and \\ and \n', "1:2:3", "", "é" * 2000):
        write(word)
    assert verify_journal().broken_at is None
    assert words()[0].endswith("🔥")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET body = '{}' WHERE position = 1",
        "DELETE FROM journal_entry WHERE position = 1",
        "TRUNCATE journal_entry",
        "DELETE FROM journal_head",
        "TRUNCATE journal_head",
        "UPDATE journal_seal SET position = 0",
        "DELETE FROM journal_seal",
        "TRUNCATE journal_seal",
        # Even where it would touch no row: the refusal is of the statement.
        "UPDATE journal_entry SET body = '{}' WHERE false",
    ],
)
def test_the_database_refuses_to_alter_the_record(database: str, statement: str) -> None:
    write()
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(statement)
    assert positions() == [1]
    assert verify_journal().broken_at is None


def test_many_entries_of_one_change_stand_together(database: str) -> None:
    def writer() -> None:
        for _turn in range(10):
            write(uuid4().hex, count=7)

    together([writer] * 4)
    runs = words()
    assert len(runs) == 280
    assert all(len(set(runs[start : start + 7])) == 1 for start in range(0, 280, 7))
    assert JournalHead.objects.get().position == 280


def test_a_snapshot_reads_one_moment(database: str) -> None:
    with snapshot():
        before = head_position()
        in_another_thread(write)
        assert head_position() == before, "repeatable"
    assert head_position() == before + 1


def test_a_snapshot_cannot_write(database: str) -> None:
    with pytest.raises(DatabaseError, match="read-only"), snapshot():
        User.objects.create_user("x", None, name="X")
    with pytest.raises(DatabaseError, match="read-only"), snapshot(), change(SYSTEM) as running:
        running.append(Happened(uuid4()))
    assert positions() == []
    write()


def test_a_snapshot_inside_a_change_is_refused(database: str) -> None:
    with pytest.raises(RuntimeError, match="outermost"), change(SYSTEM), snapshot():
        pass
