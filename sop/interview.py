"""What to ask next: text and answers in, the open questions in their order out. Pure; the rules decide, not the caller.

1. The opening questions come first, in their order: the place before all else, so that help can start even when the
   line drops. What the form knows already is not asked again.
2. Then the key questions of the type that is likeliest now - or that a person has named: when an answer makes another
   type likelier, that type's questions take their place at once, and what was answered stays answered.
3. Within a tree the author's order holds, but a question that will be asked in any case and can still make the
   report more urgent goes before those that cannot.
4. While the type is uncertain, questions whose answers tell the likely types apart follow.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from sop.classify import Suggestion, classify
from sop.content import END, UNKNOWN, Priority, Question
from sop.reading import Answered, read, read_answers
from sop.rules import Rules, TypeRules
from sop.suggestion import Evidence
from sop.urgency import priority_of

Reason = Literal["opening", "key", "apart"]
# Below this the type is uncertain, and a runner-up above that is worth a question.
UNCERTAIN, RIVAL = 0.6, 0.1
MOST_APART = 2


@dataclass(frozen=True)
class Step:
    """One question that is open, and why it is asked. `certain`: whatever is answered before it, it will come up."""

    key: str
    question: Question
    reason: Reason
    certain: bool
    raises_to: Priority | None


@dataclass(frozen=True)
class Interview:
    """Where the conversation stands: what is known, how urgent that makes it, what to ask next."""

    type: str
    priority: str
    why: tuple[Evidence, ...]
    suggestion: Suggestion
    answered: tuple[Answered, ...]
    steps: tuple[Step, ...]


def interview(
    text: str,
    answers: Mapping[str, object],
    rules: Rules,
    *,
    type_code: str | None = None,
    known: Set[str] = frozenset(),
) -> Interview:
    """The open questions for what was said so far; `known` are opening questions that the form has answered.

    `type_code` is the type that a person has named; without it, or when nobody knows it, the likeliest type rules.
    """
    suggestion = classify(text, answers, rules)
    named = rules.types.get(type_code or suggestion.type)
    priority, why = urgency(named, text, answers, rules)
    steps = [*opening_steps(rules, answers, known, priority)]
    if named is not None:
        steps += key_steps(named, answers, priority)
    if type_code is None:
        steps += apart_steps(suggestion, answers, rules, {step.key for step in steps}, priority)
    return Interview(
        type=named.code if named else suggestion.type,
        priority=priority if named else suggestion.priority,
        why=why,
        suggestion=suggestion,
        answered=tuple(read_answers(answers, rules)),
        steps=tuple(steps),
    )


def urgency(
    known: TypeRules | None, text: str, answers: Mapping[str, object], rules: Rules
) -> tuple[Priority, tuple[Evidence, ...]]:
    """How urgent it is, taken as this type, and what makes it so."""
    if known is None:
        return "P3", ()
    priority, why = priority_of(known, read(text, answers, rules), rules, named=True)
    return priority, tuple(why)


def opening_steps(rules: Rules, answers: Mapping[str, object], known: Set[str], priority: Priority) -> Iterator[Step]:
    """The opening questions that are still open, in their order."""
    given = dict.fromkeys(known, "given") | dict(answers)
    for question, certain in open_path(tuple(rules.opening.values()), given, ""):
        yield Step(question.id, question, "opening", certain, raises_to(question, priority))


def key_steps(known: TypeRules, answers: Mapping[str, object], priority: Priority) -> list[Step]:
    """The key questions of a type that are still open; what can still raise the priority first."""
    prefix = f"{known.code}."
    steps = [
        Step(prefix + question.id, question, "key", certain, raises_to(question, priority))
        for question, certain in open_path(known.content.questions, answers, prefix)
    ]
    return sorted(steps, key=lambda step: not (step.certain and step.raises_to))


def apart_steps(
    suggestion: Suggestion, answers: Mapping[str, object], rules: Rules, asked: Set[str], priority: Priority
) -> list[Step]:
    """Questions of the runners-up whose answers can move the report to a type, while the first is uncertain."""
    if suggestion.confidence >= UNCERTAIN:
        return []
    rivals = [other.type for other in suggestion.alternatives if other.confidence >= RIVAL]
    likely = {suggestion.type, *rivals}
    steps = [
        Step(f"{code}.{question.id}", question, "apart", certain=False, raises_to=raises_to(question, priority))
        for code in rivals
        if code in rules.types
        for question, _certain in open_path(rules.types[code].content.questions, answers, f"{code}.")
        if any(branch.type in likely for branch in question.answers)
    ]
    return [step for step in steps if step.key not in asked][:MOST_APART]


def open_path(
    questions: Sequence[Question], answers: Mapping[str, object], prefix: str
) -> Iterator[tuple[Question, bool]]:
    """The unanswered questions on the way that the answers take; each with whether it comes up in any case.

    Where a question is open, the way of "don't know" is shown, until an answer takes another.
    """
    by_id = {question.id: question for question in questions}
    at, certain = questions[0].id if questions else END, True
    for _step in questions:  # a tree in force has no circle; one that is being written may
        question = by_id.get(at)
        if question is None or not question.answers:
            return
        value = answers.get(prefix + question.id)
        taken = None if value is None else question.branch(value)
        if taken is None:
            yield question, certain
            certain = certain and len({branch.next for branch in question.answers}) == 1
            taken = next((branch for branch in question.answers if branch.value == UNKNOWN), question.answers[-1])
        at = taken.next


def raises_to(question: Question, priority: Priority) -> Priority | None:
    """The most urgent priority that an answer can give, when it is more urgent than the present one."""
    best = min((branch.priority for branch in question.answers if branch.priority), default=None)
    return best if best is not None and best < priority else None
