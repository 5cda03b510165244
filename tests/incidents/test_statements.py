"""How many statements the doors that a caller waits for may ask of the database: the numbers may only fall.

Messages are counted: BEGIN and COMMIT travel with others.
What a connection or a process learns once (plans, rules, areas) is learnt before.
"""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.centre import HOUSE, Centre, new_key

REPORT, REPORT_WITH_KEY, OPENING = 3, 4, 8
CALLER = {"phone": "081234567890", "name": "Siti"}


def test_a_report_asks_little(centre: Centre) -> None:
    operator = centre.desk("operator")
    operator.report(caller=CALLER)
    with CaptureQueriesContext(connection) as asked:
        operator.report(caller=CALLER)
    assert len(asked) <= REPORT, asked.captured_queries


def test_a_report_that_may_be_sent_again_asks_little_more(centre: Centre) -> None:
    operator = centre.desk("operator")
    body = {"channel": "call", "text": "Rumah terbakar", "caller": CALLER, "location": HOUSE}
    operator.post("reports", body, key=new_key())
    with CaptureQueriesContext(connection) as asked:
        operator.post("reports", body, key=new_key())
    assert len(asked) <= REPORT_WITH_KEY, asked.captured_queries


def test_an_opening_asks_little_however_many_it_calls(centre: Centre) -> None:
    operator = centre.desk("operator")
    operator.open(operator.report(caller=CALLER))
    report = operator.report("Rumah terbakar, api besar, ada orang terjebak di dalam", caller=CALLER)
    with CaptureQueriesContext(connection) as asked:
        opened = operator.open(report)
    assert len(opened["assignments"]) > 3
    assert len(asked) <= OPENING, asked.captured_queries
