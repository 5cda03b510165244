"""How many statements the hub may ask of the database before a screen shows what changed: the number may only fall."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from dispatch.hub import look
from foundation.journal.selectors import head_position
from tests.centre import Centre

OPENED = 10


def test_an_opening_is_read_by_few_statements_whoever_is_called(centre: Centre) -> None:
    operator = centre.desk("operator")
    first = operator.report()
    before = head_position()
    operator.open(first)
    look(before)
    second = operator.report()
    before = head_position()
    opened = operator.open(second)
    assert len(opened["assignments"]) > 3
    with CaptureQueriesContext(connection) as asked:
        news = look(before)
    assert news is not None
    assert {card.kind for card in news.cards} == {"incidents", "reports", "alarms"}
    assert len(asked) <= OPENED, asked.captured_queries
