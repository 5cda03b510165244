"""Moving questions about: an answer that led to "the next question" still does, wherever its question stands. Pure."""

from collections.abc import Sequence
from typing import Any

from sop.content import END, UNKNOWN

Plain = dict[str, Any]


def following(questions: Sequence[Plain], at: int) -> str:
    """The id of the question after the one at this place; the end after the last."""
    return str(questions[at + 1]["id"]) if at + 1 < len(questions) else END


def rewired(before: Sequence[Plain], after: Sequence[Plain]) -> list[Plain]:
    """The questions in their new order: answers that led to the next one lead to the next one, the others stay."""
    falls = {question["id"]: following(before, at) for at, question in enumerate(before)}
    result = []
    for at, question in enumerate(after):
        following_now = following(after, at)
        answers = [
            {**answer, "next": following_now} if answer["next"] == falls.get(question["id"]) else answer
            for answer in question["answers"]
        ]
        result.append({**question, "answers": answers})
    return result


def place_of(questions: Sequence[Plain], question_id: str) -> int:
    """Where a question stands; -1 when it does not."""
    return next((at for at, question in enumerate(questions) if question["id"] == question_id), -1)


def move_question(questions: Sequence[Plain], question_id: str, to: int) -> list[Plain]:
    """The questions with one put at another place, or as near to it as there is one."""
    at = place_of(questions, question_id)
    if at < 0:
        return list(questions)
    rest = [*questions[:at], *questions[at + 1 :]]
    to = max(0, min(to, len(rest)))
    return rewired(questions, [*rest[:to], questions[at], *rest[to:]])


def add_question(questions: Sequence[Plain], after: str = "") -> tuple[list[Plain], str]:
    """The questions with a new one behind `after` (or at the end), and its id."""
    taken = {question["id"] for question in questions}
    question_id = next(name for number in range(1, len(taken) + 2) if (name := f"q{number}") not in taken)
    at = place_of(questions, after) + 1 if after in taken else len(questions)
    fresh: Plain = {"id": question_id, "kind": "yes_no_unknown", "ask": {"id": "", "en": ""}, "answers": []}
    order = [*questions[:at], fresh, *questions[at:]]
    fresh["answers"] = [{"value": value, "next": following(order, at)} for value in ("yes", "no", UNKNOWN)]
    return rewired(questions, order), question_id


def remove_question(questions: Sequence[Plain], question_id: str) -> list[Plain]:
    """The questions without one; what led to it leads to what came after it."""
    at = place_of(questions, question_id)
    if at < 0:
        return list(questions)
    after = following(questions, at)
    left = rewired(questions, [*questions[:at], *questions[at + 1 :]])
    return [
        {
            **question,
            "answers": [
                {**answer, "next": after} if answer["next"] == question_id else answer for answer in question["answers"]
            ],
        }
        for question in left
    ]
