"""Screening advises, with reasons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.screening import CallHistory, screen


@pytest.mark.parametrize(
    ("text", "kind", "history", "codes"),
    [
        ("Rumah terbakar di Ngunut", "FIR-BUILDING", CallHistory(), set()),
        ("", "SYS-SILENT", CallHistory(), {"silent"}),
        ("hahaha iseng", "SYS-PRANK", CallHistory(), {"prank_words", "looks_like_prank"}),
        ("tes tes", "SYS-PRANK", CallHistory(), {"test_words", "looks_like_prank"}),
        ("tolong", "SYS-SILENT", CallHistory(last_day=4, nuisance=2), {"repeat_number", "nuisance_before"}),
        ("tolong", "SYS-SILENT", CallHistory(nuisance=9, genuine=1), {"nuisance_before", "genuine_before"}),
    ],
)
def test_reasons(text: str, kind: str, history: CallHistory, codes: set[str]) -> None:
    assert {reason.code for reason in screen(text, kind, history).reasons} == codes


@given(st.text(), st.builds(CallHistory, *(st.integers(0, 500) for _ in range(3))))
def test_a_score_is_between_nothing_and_everything(text: str, history: CallHistory) -> None:
    result = screen(text, "MED-SICK", history)
    assert 0 <= result.score <= 1
    assert bool(result.reasons) or result.score == 0


@given(st.text(), st.builds(CallHistory, *(st.integers(0, 500) for _ in range(3))))
def test_a_genuine_past_never_speaks_against_the_caller(text: str, history: CallHistory) -> None:
    better = CallHistory(history.last_day, history.nuisance, history.genuine + 1)
    assert screen(text, "MED-SICK", better).score <= screen(text, "MED-SICK", history).score
