"""What all cards share. A card is the same for everybody who may see it; who may, stands beside it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from agencies.models import Agency

Data = dict[str, Any]
# The position of the last entry about each thing; who draws several kinds at once asks for all of them together.
Revs = Mapping[str, int]
KINDS = ("incidents", "reports", "units", "alarms")


@dataclass(frozen=True)
class Card:
    """One card and the audiences whose board it is on; none means that it is on no board any more."""

    kind: str
    id: str
    data: Data
    audiences: frozenset[str]


def grouped(rows: Iterable[Any], field: str) -> dict[Any, list[Any]]:
    """Rows by a field's value, in their order."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, field)].append(row)
    return groups


def agency_data(agency: Agency) -> Data:
    """Both names: readers of either language share one card."""
    return {"code": agency.code, "name": agency.name_id, "name_en": agency.name_en}
