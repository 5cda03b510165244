"""How urgent a report is, and what makes it so. Words and numbers only raise; answers may lower."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sop.content import Priority
from sop.reading import UNCOVERED, Answered, Reading, covering, longer_at, phrase_rules
from sop.rules import Criterion, Rules, TypeRules
from sop.suggestion import Evidence


def priority_of(known: TypeRules, reading: Reading, rules: Rules, *, named: bool) -> tuple[Priority, list[Evidence]]:
    """The priority and what raised or lowered it; the type that is `named` also heeds graver ones."""
    answered, why = answered_priority(known, reading.answered)
    reasons = list(criteria_met(known, reading, rules))
    if named:
        reasons += graver(known, reading, rules)
    priority = min([answered, *(raised for raised, _evidence in reasons)])
    kept = why if answered == priority else []
    return priority, [*kept, *(evidence for raised, evidence in reasons if raised == priority)]


def answered_priority(known: TypeRules, answered: Sequence[Answered]) -> tuple[Priority, list[Evidence]]:
    """The type's own priority, or the most urgent of those that the answers give."""
    given = [
        (item.branch.priority, Evidence(item.said, item.question.ask.id, known.code, "answer"))
        for item in answered
        if item.branch.priority and known.code in (item.type or known.code, item.branch.type)
    ]
    if not given:
        return known.default_priority, []
    priority = min(urgency for urgency, _evidence in given)
    return priority, [evidence for urgency, evidence in given if urgency == priority]


def criteria_met(known: TypeRules, reading: Reading, rules: Rules) -> Iterator[tuple[Priority, Evidence]]:
    """The type's own criteria that the words or the number of victims meet."""
    for match in reading.matches:
        for number in match.rules:
            part = rules.parts[number]
            if isinstance(part, Criterion) and part.type == known.code and not match.denied:
                word, start = reading.quote(match)
                says = part.rule.says.id
                yield part.rule.priority, Evidence(word, says, known.code, "raise", 0.0, start)
    for rule in known.content.raises:
        if reading.victims and rule.victims_at_least and reading.how_many >= rule.victims_at_least:
            yield rule.priority, replace(reading.victims, type=known.code, phrase=rule.says.id)


def graver(known: TypeRules, reading: Reading, rules: Rules) -> Iterator[tuple[Priority, Evidence]]:
    """Strong words of a graver type: whatever this is, it must not wait longer than that would."""
    longer = longer_at(reading.matches, rules)
    for match in reading.matches:
        for part in phrase_rules(match, rules):
            other = rules.types[part.type]
            if (
                part.strength == "strong"
                and not match.denied
                and other.default_priority < known.default_priority
                and covering(match, part.type, longer) == UNCOVERED
            ):
                word, start = reading.quote(match)
                yield other.default_priority, Evidence(word, match.phrase, other.code, "graver", 0.0, start)
