"""Tables that leave the house, as CSV that a spreadsheet opens and never runs."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from django.http import HttpResponse

# A cell that begins so is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_answer(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The rows as a file of that name."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(columns)
    writer.writerows([cell_of(value) for value in row] for row in rows)
    answer = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def cell_of(value: Any) -> str:
    """Nothing is an empty cell; text that a spreadsheet would run is quoted."""
    if value is None:
        return ""
    said = str(value)
    return f"'{said}" if isinstance(value, str) and said.startswith(FORMULA) else said
