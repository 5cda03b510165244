"""BEGIN travels with the first statement and COMMIT with the last; a transaction stays one for all that."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import cast
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from foundation.journal import SYSTEM, change, insert_soon, snapshot
from foundation.journal.models import JournalSubject
from foundation.lib.database.base import DatabaseWrapper
from foundation.people.entries import AccountCreated
from foundation.people.models import User

pytestmark = pytest.mark.usefixtures("database")


def line() -> DatabaseWrapper:
    """The connection of this thread."""
    connection.ensure_connection()
    return cast(DatabaseWrapper, connections["default"])


def names() -> set[str]:
    """The accounts there are, as another session sees them."""
    return set(User.objects.values_list("username", flat=True))


def isolation() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_isolation')")
        return str(cursor.fetchone()[0])


def in_transaction() -> bool:
    link = line().connection
    return link is not None and not link.idle


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that an error ends."""
    with suppress(ZeroDivisionError), transaction.atomic():
        yield
        raise ZeroDivisionError


def change_whose_end_fails() -> None:
    """Its last row, of all, is refused."""
    with change(SYSTEM):
        User.objects.create(username="budi")
        insert_soon(User(username="siti"))


def test_a_change_without_a_question_is_one_message() -> None:
    siti = User(username="siti", name="Siti")
    with CaptureQueriesContext(connection) as asked, change(SYSTEM) as running:
        _ = running.now
        insert_soon(siti)
        running.append(AccountCreated(user=siti.id, username="siti", roles=("call_taker",)))
    last = asked.captured_queries[-1]["sql"]
    assert last.index("INSERT") < last.index("journal_append") < last.index("COMMIT")
    assert len(asked) == 2
    assert "siti" in names()
    assert not in_transaction()


def test_a_transaction_in_which_nothing_is_said_says_nothing() -> None:
    line()
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        pass
    assert not asked.captured_queries
    assert isolation() == "read committed"
    assert not in_transaction()


def test_an_error_undoes_what_was_written_before_it() -> None:
    with undone():
        User.objects.create(username="siti")
        assert in_transaction()
    assert not in_transaction()
    assert "siti" not in names()


def test_a_last_word_that_fails_undoes_everything() -> None:
    User.objects.create(username="siti")
    with pytest.raises(IntegrityError):
        change_whose_end_fails()
    assert not in_transaction()
    assert "budi" not in names()


def test_a_first_statement_that_fails_leaves_no_transaction_behind() -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT nothing_like_it")
    assert not in_transaction()


def test_values_that_cannot_be_written_do_not_open_the_way_out_of_the_transaction() -> None:
    with transaction.atomic():
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT %s", [object()])  # type: ignore[list-item]
        User.objects.create(username="siti")
        assert in_transaction()
        transaction.set_rollback(True)
    assert "siti" not in names()


def test_savepoints_inside_work_as_ever() -> None:
    with transaction.atomic():
        with undone():
            User.objects.create(username="budi")
        with transaction.atomic():
            line().say_soon("INSERT INTO journal_subject VALUES (%s, 1)", [f"user:{uuid4()}"])
            assert JournalSubject.objects.count() == 1, "it went before the question"
            User.objects.create(username="siti")
    assert names() >= {"siti"}
    assert "budi" not in names()


def test_rows_read_little_by_little_are_read_inside_the_transaction() -> None:
    User.objects.create(username="siti")
    with snapshot():
        found = {user.username for user in User.objects.order_by("username").iterator(chunk_size=1)}
        assert in_transaction()
    assert "siti" in found


def test_many_rows_at_once_begin_the_transaction_too() -> None:
    with undone():
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO journal_subject VALUES (%s, 1)", [["user:a"], ["user:b"]])
        assert in_transaction()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_subject WHERE subject IN ('user:a', 'user:b')")
        assert cursor.fetchone() == (0,)


def test_a_snapshot_is_one_from_its_first_statement_on() -> None:
    with snapshot():
        assert isolation() == "repeatable read"
        with pytest.raises(DatabaseError):
            User.objects.create(username="siti")
        transaction.set_rollback(True)
    assert isolation() == "read committed"
