"""What every other test stands on: fresh clones, real commits, nothing left behind."""

import threading

import pytest
from django.db import connection


def test_each_test_gets_a_database_of_its_own(database: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE left_behind (n int)")
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone()[0] in database


def test_nothing_of_another_test_is_left(database: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('left_behind')")
        assert cursor.fetchone() == (None,)


def test_commits_are_real_and_other_threads_see_them(database: str) -> None:
    seen: list[object] = []

    def look() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT n FROM committed")
            seen.extend(cursor.fetchall())
        connection.close()

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE committed AS SELECT 7 AS n")
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [(7,)]


def test_a_test_without_the_fixture_reaches_no_database() -> None:
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.ensure_connection()
