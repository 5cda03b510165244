"""Classification on real reports of other people (PSC_TEST_DATA); skipped where the data is not.

The numbers are those of `benchmarks/classification.py`, on the half that nothing was tuned on.
"""

from collections.abc import Sequence
from functools import cache

import pytest

from benchmarks.classification import (
    AIMS,
    SOURCES,
    Judged,
    calibration_error,
    data_folder,
    share,
    under_triage,
    without_head,
)
from sop.classify import classify
from sop.library import bundled_rules

real = pytest.mark.skipif(data_folder() is None, reason="PSC_TEST_DATA does not name the folder of the test data")


@cache
def reported() -> Sequence[Judged]:
    """The reporting half of every source of reports."""
    folder = data_folder()
    assert folder is not None
    rows = [row for name, source in SOURCES.items() if name != "sms" for row in source(folder)]
    return [Judged(row, classify(row.text, {}, bundled_rules())) for row in rows if row.half == "report"]


@real
def test_nine_of_ten_incidents_of_a_real_centre_are_typed_as_they_were() -> None:
    rows = [item for item in reported() if item.row.source == "sumenep"]
    assert len(rows) > 50
    assert share(item.top1 for item in rows) >= 0.9


@real
def test_the_aims_are_met_on_reports_that_nothing_was_tuned_on() -> None:
    assert share(item.top1 for item in reported()) >= AIMS["top1"]
    assert share(item.top3 for item in reported()) >= AIMS["top3"]
    assert calibration_error(reported()) <= AIMS["ece"]
    below, grave = under_triage(reported())
    assert below <= AIMS["under_triage"] * grave


@pytest.mark.parametrize(
    ("narrative", "left"),
    [
        ("CC112 TIM DAMKAR, Api telah padam", "Api telah padam"),
        ("CC112 TIM DLH dan TIM PLN mengevakuasi pohon", "mengevakuasi pohon"),
        ("CC112 Tim Puskesmas Pandian dan Polres Sumenep menolong", "menolong"),
        ("tanpa kepala", "tanpa kepala"),
    ],
)
def test_the_head_that_names_the_teams_is_taken_off(narrative: str, left: str) -> None:
    assert without_head(narrative) == left
