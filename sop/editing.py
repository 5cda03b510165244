"""Edits of a draft, on plain data: what a person changes at once, and what they had before them when they did.

A part is named by its path: a field of the content (`targets`, `words`), or a question by its id
(`questions.inside`). Two people who work on different parts never meet; on the same part the second is told.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Plain = Mapping[str, Any]
QUESTIONS = "questions"


@dataclass(frozen=True)
class Edit:
    """One part with its new value; `None` takes it away. `was` is the mark of what its author had before them."""

    path: str
    value: Any
    was: str | None = None


@dataclass(frozen=True)
class Clash:
    """A part that somebody else has changed meanwhile: what stands there now, and what was to be written."""

    path: str
    now: Any
    wanted: Any


def mark_of(value: Any) -> str:
    """A short mark of a value: the same for the same."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def part_of(content: Plain, path: str) -> Any:
    """The value of a part; None when there is none."""
    field, _dot, question_id = path.partition(".")
    if field != QUESTIONS or not question_id:
        return content.get(field)
    return next((question for question in content.get(QUESTIONS, ()) if question.get("id") == question_id), None)


def with_part(content: Plain, path: str, value: Any) -> dict[str, Any]:
    """The content with a part put in its place. A question that is new goes to the end, unless it is put in order."""
    field, _dot, question_id = path.partition(".")
    if field == QUESTIONS and question_id:
        value = with_question(content.get(QUESTIONS, ()), question_id, value)
    elif value is None and field != "advice":
        return {name: kept for name, kept in content.items() if name != field}
    return {**content, field: value}


def with_question(questions: Sequence[Plain], question_id: str, value: Any) -> list[Plain]:
    """The questions with one replaced, taken away or added."""
    known = any(question.get("id") == question_id for question in questions)
    kept = [value if question.get("id") == question_id else question for question in questions]
    if not known:
        kept.append(value)
    return [question for question in kept if question is not None]


def apply_edits(content: Plain, edits: Sequence[Edit], *, stale: bool) -> tuple[dict[str, Any], list[Clash]]:
    """The content after all edits, and the parts on which somebody else was first.

    Whoever read the newest revision meets nobody. Behind it, an edit still holds where its part stands as its
    author had it; where it does not, or where the author does not say, it is a clash.
    """
    result = dict(content)
    clashes = []
    for edit in edits:
        now = part_of(result, edit.path)
        if stale and now != edit.value and edit.was != mark_of(now):
            clashes.append(Clash(edit.path, now, edit.value))
        result = with_part(result, edit.path, edit.value)
    return result, clashes
