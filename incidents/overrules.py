"""How often people thought otherwise: what a procedure was suggested for, and what it became in the end.

An overrule is counted where it stands: the suggestion as it was when the report was opened, beside the type and
priority that the incident has now, after every correction by a person.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from incidents.models import Report

SHOWN_DAYS = 90


@dataclass
class Overrules:
    """Of one type: how often suggested and kept, what it became instead, what else became it, and how urgent."""

    suggested: int = 0
    kept: int = 0
    became: Counter[str] = field(default_factory=Counter)
    came_from: Counter[str] = field(default_factory=Counter)
    raised: int = 0
    lowered: int = 0

    @property
    def overruled(self) -> int:
        """How often a person named another type."""
        return self.suggested - self.kept

    @property
    def became_most(self) -> list[tuple[str, int]]:
        """What it became, the most frequent first. (A template would ask the counter itself for this by a key.)"""
        return self.became.most_common()

    @property
    def came_from_most(self) -> list[tuple[str, int]]:
        """What was taken for something else, the most frequent first."""
        return self.came_from.most_common()


def count_overrules(type_code: str, opened: Iterable[tuple[str, str, str, str]]) -> Overrules:
    """Pure: rows of suggested type, suggested priority, final type, final priority."""
    counted = Overrules()
    for was_type, was_priority, is_type, is_priority in opened:
        if was_type == type_code:
            counted.suggested += 1
            if is_type == type_code:
                counted.kept += 1
                counted.raised += is_priority < was_priority
                counted.lowered += is_priority > was_priority
            else:
                counted.became[is_type] += 1
        elif is_type == type_code:
            counted.came_from[was_type] += 1
    return counted


def overrules_of(type_code: str, now: datetime, days: int = SHOWN_DAYS) -> Overrules:
    """What people made of the suggestions about one type in the last days; exercises do not count."""
    opened = Report.objects.filter(
        status=Report.Status.OPENED, exercise=False, filed_at__gt=now - timedelta(days=days), incident__isnull=False
    )
    rows = opened.values_list("suggestion__type", "suggestion__priority", "incident__type_id", "incident__priority")
    return count_overrules(type_code, rows)


def overrules_beside(type_code: str, now: datetime) -> dict[str, Any]:
    """The same for a page about the type."""
    return {"overrules": overrules_of(type_code, now), "overrules_days": SHOWN_DAYS}
