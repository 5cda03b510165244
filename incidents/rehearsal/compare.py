"""What a draft would have changed, counted report by report. Pure: plain values in, numbers and samples out.

Every difference between the rules in force and the draft belongs to one class: the same kind of change, about the same
type, from the same to the same. A person ticks off classes, not reports; samples name reports by their id, never by
what was said in them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

Kind = Literal["type", "priority", "lead", "joins", "leaves", "limits"]
SAMPLES = 5
HOURS = 24
NOBODY = "-"


@dataclass(frozen=True)
class Handling:
    """How one report is handled under one set of rules; limits in seconds, agencies by code, informed ones left out."""

    type: str
    priority: str
    lead: str | None
    acting: frozenset[str]
    limits: tuple[int | None, int | None, int | None]


@dataclass
class ChangeClass:
    """One class of change, how often it happens, and a few reports to read."""

    kind: Kind
    about: str
    before: str
    after: str
    count: int = 0
    samples: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The same class has the same key in every rehearsal."""
        return f"{self.kind}:{self.about}:{self.before}>{self.after}"

    @property
    def slower(self) -> bool:
        """Whether help would come later: the classes to read first."""
        if self.kind == "priority":
            return self.after > self.before
        return self.kind in ("leaves", "limits") or (self.kind == "lead" and self.after == NOBODY)


@dataclass
class Tally:
    """What has been counted so far."""

    reports: int = 0
    changed: int = 0
    classes: dict[str, ChangeClass] = field(default_factory=dict)
    # Agency code -> tasks by hour of the day, before and after.
    work: dict[str, tuple[list[int], list[int]]] = field(default_factory=dict)

    def add(self, report: str, hour: int | None, before: Handling, after: Handling) -> None:
        """Count one report; without an hour it makes no work (a prank changes nobody's night)."""
        self.reports += 1
        differences = list(differ(before, after))
        self.changed += bool(differences)
        for found in differences:
            known = self.classes.setdefault(found.key, found)
            known.count += 1
            if len(known.samples) < SAMPLES:
                known.samples.append(report)
        if hour is not None:
            for side, handling in enumerate((before, after)):
                for agency in handling.acting:
                    self.work.setdefault(agency, ([0] * HOURS, [0] * HOURS))[side][hour] += 1

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "reports": self.reports,
            "changed": self.changed,
            "classes": [{**asdict(found), "key": key} for key, found in self.classes.items()],
            "work": {agency: [list(hours) for hours in sides] for agency, sides in sorted(self.work.items())},
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Tally":
        """What was counted before somebody pulled the plug."""
        names = {part.name for part in fields(ChangeClass)}
        rows = [{name: row[name] for name in names & row.keys()} for row in kept.get("classes", ())]
        classes = [ChangeClass(**row) for row in rows]
        return cls(
            reports=kept.get("reports", 0),
            changed=kept.get("changed", 0),
            classes={found.key: found for found in classes},
            work={agency: (list(before), list(after)) for agency, (before, after) in kept.get("work", {}).items()},
        )


def differ(before: Handling, after: Handling) -> Iterator[ChangeClass]:
    """Every way in which the two handlings differ."""
    about = after.type
    if before.type != after.type:
        yield ChangeClass("type", about, before.type, after.type)
    if before.priority != after.priority:
        yield ChangeClass("priority", about, before.priority, after.priority)
    if before.lead != after.lead:
        yield ChangeClass("lead", about, before.lead or NOBODY, after.lead or NOBODY)
    for agency in sorted(after.acting - before.acting):
        yield ChangeClass("joins", about, NOBODY, agency)
    for agency in sorted(before.acting - after.acting):
        yield ChangeClass("leaves", about, agency, NOBODY)
    if before.limits != after.limits:
        yield ChangeClass("limits", about, say_limits(before), say_limits(after))


def say_limits(handling: Handling) -> str:
    """Priority and its three limits: `P1 60/120/900`, `-` where none runs."""
    return f"{handling.priority} " + "/".join(NOBODY if limit is None else str(limit) for limit in handling.limits)
