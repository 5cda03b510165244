"""What classification answers: the type, how urgent, how sure, and why."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Evidence:
    """One reason: the caller's own words (or the answer), the phrase or criterion met, for which type."""

    word: str
    phrase: str
    type: str
    kind: str
    weight: float = 0.0
    start: int | None = None

    def as_json(self) -> dict[str, Any]:
        """As the API and the console have it."""
        return {
            "word": self.word,
            "phrase": self.phrase,
            "type": self.type,
            "kind": self.kind,
            "weight": round(self.weight, 2),
        }


@dataclass(frozen=True)
class Alternative:
    """A runner-up."""

    type: str
    priority: str
    confidence: float

    def as_json(self) -> dict[str, Any]:
        """As the API and the console have it."""
        return {"type": self.type, "priority": self.priority, "confidence": self.confidence}


@dataclass(frozen=True)
class Suggestion:
    """What the report seems to be. A person confirms or overrules it."""

    type: str
    priority: str
    confidence: float
    evidence: tuple[Evidence, ...]
    alternatives: tuple[Alternative, ...]

    def as_json(self) -> dict[str, Any]:
        """As the API and the console have it."""
        return {
            "type": self.type,
            "priority": self.priority,
            "confidence": self.confidence,
            "evidence": [item.as_json() for item in self.evidence],
            "alternatives": [item.as_json() for item in self.alternatives],
        }
