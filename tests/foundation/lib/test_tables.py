"""A table that leaves the house says what it says and runs nothing."""

from typing import Any

import pytest

from foundation.lib.tables import cell_of, csv_answer


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (3, "3"), (-3, "-3"), ("tenda", "tenda"), ("=1+1", "'=1+1"), ("+62", "'+62"), ("@a", "'@a")],
)
def test_a_cell_is_never_a_formula(value: Any, cell: str) -> None:
    assert cell_of(value) == cell


def test_it_is_a_file_with_a_name() -> None:
    answer = csv_answer("janji", ("a", "b"), [(1, "x,y")])

    assert answer["Content-Disposition"] == 'attachment; filename="janji.csv"'
    assert answer.content.decode().splitlines() == ["a,b", '1,"x,y"']
