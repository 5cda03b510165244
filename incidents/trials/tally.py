"""Counting who would have been called instead. Plain values."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from agencies.consequences import Shift

SAMPLES = 5


@dataclass
class Tally:
    """Incidents seen, those called otherwise, and for each type and agency how often and into what."""

    incidents: int = 0
    changed: int = 0
    classes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, type_code: str, shifts: Iterable[Shift], count: int, sample: str) -> None:
        """So many incidents of one type in one area; only roles count, another article calls nobody else."""
        moved = [shift for shift in shifts if shift.role_changes]
        self.incidents += count
        self.changed += count if moved else 0
        for shift in moved:
            before, after = (part.role if part else "" for part in (shift.before, shift.after))
            key = "|".join((type_code, shift.agency_code, before, after))
            fresh = {"type": type_code, "agency": shift.agency_code, "before": before, "after": after}
            kept = self.classes.setdefault(key, {**fresh, "count": 0, "samples": []})
            kept["count"] += count
            if len(kept["samples"]) < SAMPLES:
                kept["samples"].append(sample)

    def as_json(self) -> dict[str, Any]:
        """As a row keeps it."""
        return {"incidents": self.incidents, "changed": self.changed, "classes": self.classes}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Tally":
        """Where an earlier worker stopped."""
        return cls(kept["incidents"], kept["changed"], dict(kept["classes"])) if kept else cls()
