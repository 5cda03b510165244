"""What the doors here and above answer of questions and advice."""

from typing import Any

from sop.content import Question, Said
from sop.models import ProcedureVersion


def said(text: Said | None) -> dict[str, str] | None:
    """Both languages."""
    return None if text is None else {"id": text.id, "en": text.en}


def question_answer(question: Question, code: str | None) -> dict[str, Any]:
    """A question; its id is the key under which a report's `answers` give the answer."""
    return {
        "id": f"{code}.{question.id}" if code else question.id,
        "kind": question.kind,
        "ask": said(question.ask),
        "answers": [
            {
                "value": answer.value,
                "label": said(answer.label),
                "at_least": answer.at_least,
                "priority": answer.priority,
                "type": answer.type,
                "next": f"{code}.{answer.next}" if code and answer.next != "end" else answer.next,
            }
            for answer in question.answers
        ],
    }


def advice_answer(version: ProcedureVersion | None) -> dict[str, str] | None:
    """The advice in both languages; None until the medical director has approved it."""
    indonesian = version.advice("id") if version else None
    english = version.advice("en") if version else None
    return None if indonesian is None or english is None else {"id": indonesian, "en": english}
