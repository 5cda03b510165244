"""Statements that are kept: they say what Django's own would, on any connection."""

import select
from datetime import timedelta
from functools import partial
from typing import Any

import psycopg2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.clock.models import Deadline, Heartbeat
from foundation.journal import SYSTEM, change, insert_soon
from foundation.lib import time
from foundation.lib.sql import OneOf, Read, Statement, insert_rows
from foundation.people.models import Token, User
from foundation.people.services import issue_token
from psc.engine.spawn import wait_until

DOUBLE = Statement("test_double", "SELECT $1::int * 2, $2::text")
TOKENS = Read("test_tokens", 1, lambda ids: Token.objects.filter(OneOf("user", ids)).select_related("user"))
LADDERS = Read("test_ladders", 1, lambda kind: Deadline.objects.filter(kind=kind).values_list("subject", "ladder"))


def user(name: str) -> User:
    """An account."""
    return User.objects.create_user(name, None, name=name, roles=["dispatcher", "call_taker"])


def limit(kind: str, subject: str) -> Deadline:
    """A limit with a ladder."""
    now = time.now()
    return Deadline(kind=kind, subject=subject, started_at=now, due_at=now, next_at=now, ladder=[{"to": subject}])


def test_a_statement_is_planned_once_a_connection(database: str) -> None:
    assert DOUBLE.row(2, "a'b") == (4, "a'b")
    with CaptureQueriesContext(connection) as asked:
        assert DOUBLE.row(3, "%") == (6, "%")
    assert len(asked) == 1
    connection.close()
    assert DOUBLE.row(4, "") == (8, ""), "a new session of the server is told it anew"


def test_a_statement_survives_the_death_of_an_idle_session(database: str) -> None:
    """Seen once: what the dead session had planned was believed of the new one."""
    for ask in (lambda: DOUBLE.row(2, "a"), lambda: DOUBLE.soon(2, "a")):
        ask()
        link = connection.connection
        with psycopg2.connect(link.dsn) as other, other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [link.info.backend_pid])
        other.close()
        assert wait_until(partial(has_word, link), seconds=60)
        connection.close_if_unusable_or_obsolete()
        ask()


def has_word(link: Any) -> bool:
    """Whether a line has something to say."""
    line = select.poll()
    line.register(link.fileno(), select.POLLIN)
    return bool(line.poll(0))


def test_a_read_finds_what_the_query_finds(database: str) -> None:
    siti, budi = user("siti"), user("budi")
    for one in (siti, budi):
        issue_token(user=one)
    for _time in range(2):
        found = TOKENS([siti.id])
        assert [(token.user, token.user.roles) for token in found] == [(siti, ["dispatcher", "call_taker"])]
        assert found == list(Token.objects.filter(user=siti))
    assert {token.user.name for token in TOKENS([siti.id, budi.id])} == {"siti", "budi"}
    assert TOKENS([]) == []
    with CaptureQueriesContext(connection) as asked:
        assert TOKENS.first([budi.id]).user.username == "budi"  # type: ignore[union-attr]
    assert len(asked) == 1


def test_values_come_as_python_has_them(database: str) -> None:
    insert_rows([limit("one", "thing:1"), limit("other", "thing:2")])
    assert LADDERS.rows("one") == [("thing:1", [{"to": "thing:1"}])]
    assert LADDERS.rows("none") == []


def test_rows_of_many_tables_are_inserted_by_one_statement(database: str) -> None:
    now = time.now()
    rows = [limit("one", "thing:1"), Heartbeat(source="a", at=now), limit("one", "thing:2")]
    with CaptureQueriesContext(connection) as asked:
        insert_rows(rows)
    assert len(asked) == 1
    assert {row.subject for row in Deadline.objects.all()} == {"thing:1", "thing:2"}
    insert_rows([Heartbeat(source="a", at=now + timedelta(1)), Heartbeat(source="b", at=now)], once=[Heartbeat])
    assert dict(Heartbeat.objects.values_list("source", "at")) == {"a": now, "b": now}
    insert_rows([])


def three_and_an_error() -> None:
    """A change that asks for rows that wait, in both ways, and then fails."""
    with change(SYSTEM):
        insert_soon(limit("one", "thing:1"), limit("one", "thing:2"))
        assert Deadline.objects.filter(subject="thing:1").exists(), "asked in Django's words"
        insert_soon(limit("one", "thing:3"))
        assert len(LADDERS.rows("one")) == 3, "asked by a read that is kept"
        raise ZeroDivisionError


def test_rows_that_wait_are_there_for_whoever_asks_and_gone_with_an_error(database: str) -> None:
    with pytest.raises(ZeroDivisionError):
        three_and_an_error()
    assert not Deadline.objects.exists()
    with change(SYSTEM):
        insert_soon(limit("one", "thing:4"))
    assert Deadline.objects.get().subject == "thing:4", "nobody asked, and it is kept"
    with pytest.raises(RuntimeError):
        insert_soon(limit("one", "thing:5"))
