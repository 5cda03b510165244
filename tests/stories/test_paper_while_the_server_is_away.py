"""Numbers for paper are handed out beforehand, never twice, and found again with the report."""

from django.test import Client

from foundation.journal.models import JournalEntry
from incidents.models import PaperNumber
from incidents.services.paper import BLOCK, FEW
from tests.centre import Centre, Desk


def block(desk: Desk) -> list[str]:
    numbers: list[str] = desk.post("paper-numbers")["numbers"]
    return numbers


def test_every_account_has_a_block_of_its_own_and_keeps_it(centre: Centre) -> None:
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    mine, theirs = block(operator), block(coordinator)
    assert len(set(mine) | set(theirs)) == 2 * BLOCK
    assert block(operator) == mine
    assert JournalEntry.objects.filter(kind="paper.issued").count() == 2
    assert centre.desk("damkar").post("paper-numbers").status == 403


def test_a_report_from_paper_is_found_by_its_number_everywhere(centre: Centre) -> None:
    operator = centre.desk("operator")
    number = block(operator)[0]
    report = operator.report(paper=number.lower())
    assert report["paper"] == number
    assert [card["paper"] for card in operator.board()["reports"]] == [number]
    incident = operator.open(report)["incident"]
    texts = [line["text"] for line in operator.get(f"incidents/{incident['id']}/timeline")["entries"]]
    assert [text for text in texts if number in text] != []
    assert number not in block(operator)


def test_a_number_is_matched_once_and_none_refuses_a_call(centre: Centre) -> None:
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    number = block(operator)[0]
    assert coordinator.report(paper=number)["paper"] == number
    assert operator.report(paper=number)["paper"] is None
    assert operator.report(paper="K99-999999")["paper"] is None
    assert PaperNumber.objects.exclude(report=None).count() == 1


def test_a_block_is_filled_up_before_it_is_empty(centre: Centre) -> None:
    operator = centre.desk("operator")
    for number in block(operator)[: BLOCK - FEW]:
        operator.report(paper=number)
    assert len(block(operator)) == BLOCK


def test_forms_are_printed_with_the_numbers_that_are_left(centre: Centre) -> None:
    operator = centre.desk("operator")
    used, left = block(operator)[:2]
    operator.report(paper=used)
    browser = Client()
    browser.force_login(operator.user)
    page = browser.get("/paper-forms").content.decode()
    assert left in page
    assert used not in page
