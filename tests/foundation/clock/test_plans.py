"""What the clock asks the database every quarter of a second must cost nothing, however many limits run."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.clock.clock import fire_due, next_due

ARMED = 100_000
FILL = f"""
INSERT INTO clock_deadline (id, kind, subject, started_at, due_at, next_at, step, ladder, settled_at, outcome, failures)
SELECT gen_random_uuid(), 'test_limit', 'user:' || n, now(), now() + n * interval '1 second' + interval '1 hour',
    CASE WHEN n % 2 = 0 THEN now() + n * interval '1 second' + interval '1 hour' END, 0, '[]',
    CASE WHEN n % 2 = 1 THEN now() END, CASE WHEN n % 2 = 1 THEN 'met' END, 0
FROM generate_series(1, {2 * ARMED}) AS n
"""


@pytest.fixture
def full(database: str) -> None:
    """A hundred thousand running limits and as many settled ones."""
    with connection.cursor() as cursor:
        cursor.execute(FILL)
        cursor.execute("ANALYZE clock_deadline")


@pytest.mark.parametrize("question", [next_due, lambda: fire_due("test")], ids=["next_due", "fire_due"])
def test_the_clock_looks_only_at_rows_that_can_fire(full: None, question: object) -> None:
    assert callable(question)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        question()
    about = [query["sql"] for query in asked.captured_queries if "clock_deadline" in query["sql"]]
    assert about
    for statement in about:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT TEXT) {statement}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert "clock_deadline_due" in plan, plan
        assert "Seq Scan" not in plan, plan
        read = [int(float(rows)) for rows in re.findall(r"actual .*rows=([\d.]+)", plan)]
        assert max(read) <= 1, plan
