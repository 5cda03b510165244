"""What a report is about: text and answers in, a suggestion with its reasons out. Pure; it never refuses.

1. Read the words (dialect, abbreviations, misspellings, denials) and find the phrases of all rules.
2. Score each type: phrases by strength, longer ones more; a phrase inside another type's longer one says little.
3. Add what was answered. A type that is only the consequence of a likelier one (trapped - in a fire) steps back.
4. The likeliest type is named, at worst a catch-all; the runners-up stand beside it.
5. The priority is the type's own, raised by criteria, by the number of victims and by signs of a graver type;
   answers may lower it where nothing raises it, words never do.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log1p

from sop.content import UNKNOWN, Priority
from sop.matching import Match
from sop.reading import OTHER_TYPE, SAME_TYPE, Answered, Reading, covering, longer_at, phrase_rules, read
from sop.rules import PhraseRule, Rules, TypeRules
from sop.suggestion import Alternative, Evidence, Suggestion
from sop.urgency import answered_priority, criteria_met, graver, priority_of

__all__ = ["Alternative", "Evidence", "Suggestion", "classify", "features", "rank", "read", "score"]

# How much a word says, by its strength; a longer phrase more, one inside a longer phrase of another type less.
WEIGHTS: Mapping[str, float] = {"strong": 3.0, "usual": 1.4, "weak": 0.45}
LONGER = 0.35
COVERED = 0.3
STEPS_BACK = 0.4
# For a consequence to step back its cause must be likely by itself, or not much less likely than it.
LIKELY_CAUSE, POSSIBLE_CAUSE, POSSIBLE_BESIDE = 2.5, 1.4, 0.5
MOST_WEAK = 1.3
MANY_VICTIMS = 1.8
MOVED_BY_OPENING, MOVED_BY_PROCEDURE = 4.0, 6.0
# An answer to a type's own questions speaks a little for it; beyond a few, hardly more.
FOLLOWED, MANY_FOLLOWED, FOLLOWED_ON = 0.8, 3, 0.1
# Below this nothing is likely enough to be named: one weak word says nothing.
LEAST = 0.8
# The weights of `features`, by `python -m benchmarks.classification --fit`.
CONFIDENCE = (-1.44, 0.61, 3.73, 1.27)
SILENT_CONFIDENCE, UNCLEAR_CONFIDENCE = 0.6, 0.1
MOST_EVIDENCE, MOST_WHY = 12, 6
SILENT, UNCLEAR = "SYS-SILENT", "SVC-INFO"
# With nothing to go by, somebody must look soon: an unknown report is never filed as mere information.
UNCLEAR_PRIORITY: Priority = "P3"
ALTERNATIVES = 3


@dataclass
class Scored:
    """A type that something speaks for, while it is weighed."""

    type: TypeRules
    score: float
    evidence: list[Evidence]

    @property
    def surely(self) -> float:
        """What strong words, numbers and answers alone say for it."""
        return sum(item.weight for item in self.evidence if item.kind not in ("usual", "weak"))


def classify(text: str, answers: Mapping[str, object], rules: Rules) -> Suggestion:
    """The suggestion for a report; the same for the same text, answers and rules."""
    reading = read(text, answers, rules)
    scored = rank(score(reading, rules), rules)
    if not scored or scored[0].score < LEAST:
        return catch_all(reading, scored, rules)
    best = scored[0]
    priority, why = priority_of(best.type, reading, rules, named=True)
    return Suggestion(
        type=best.type.code,
        priority=priority,
        confidence=confidence(scored),
        evidence=tuple(shown(best.evidence, why)),
        alternatives=alternatives(scored, reading, rules),
    )


def score(reading: Reading, rules: Rules) -> dict[str, Scored]:
    """What speaks for each type, from words, numbers and answers."""
    scored: dict[str, Scored] = {}

    def add(code: str, evidence: Evidence) -> None:
        entry = scored.setdefault(code, Scored(rules.types[code], 0.0, []))
        entry.score += evidence.weight
        entry.evidence.append(evidence)

    for evidence in weigh_phrases(reading, rules):
        add(evidence.type, evidence)
    if reading.victims:
        for known in rules.types.values():
            enough = known.content.victims_suggest
            if enough and reading.how_many >= enough:
                weight = MANY_VICTIMS * (2 if reading.how_many >= 2 * enough else 1)
                add(known.code, replace(reading.victims, type=known.code, weight=weight))
    for evidence in weigh_answers(reading.answered, rules):
        add(evidence.type, evidence)
    for entry in scored.values():
        keep_heaviest(entry)
    for answered in reading.answered:
        if answered.type in scored and answered.branch.type:
            scored[answered.type].score *= STEPS_BACK
    return scored


def keep_heaviest(entry: Scored) -> None:
    """What is shown is what was used: of more reasons than people read, the lightest do not count either."""
    if len(entry.evidence) > MOST_EVIDENCE:
        entry.evidence = sorted(entry.evidence, key=lambda item: -item.weight)[:MOST_EVIDENCE]
        entry.score = sum(item.weight for item in entry.evidence)


def weigh_phrases(reading: Reading, rules: Rules) -> list[Evidence]:
    """The phrases that count, each once a type, where it says most; of weak ones only so many."""
    longer = longer_at(reading.matches, rules)
    best: dict[tuple[str, str], Evidence] = {}
    for match in reading.matches:
        if match.denied:
            continue
        for part in phrase_rules(match, rules):
            evidence = weigh_phrase(match, part, covering(match, part.type, longer), reading)
            known = best.get((part.type, match.phrase))
            if known is None or known.weight < evidence.weight:
                best[part.type, match.phrase] = evidence
    return list(few_weak(evidence for evidence in best.values() if evidence.weight))


def weigh_phrase(match: Match, part: PhraseRule, covered: int, reading: Reading) -> Evidence:
    """One phrase for one type: nothing inside a longer one of the same type, little inside another type's."""
    weight = WEIGHTS[part.strength] * (1 + LONGER * (len(match.places) - 1)) * match.certainty
    weight *= {SAME_TYPE: 0.0, OTHER_TYPE: COVERED}.get(covered, 1.0)
    word, start = reading.quote(match)
    return Evidence(word, match.phrase, part.type, part.strength, weight, start)


def few_weak(found: Iterable[Evidence]) -> Iterator[Evidence]:
    """All but the weak words of a type beyond what weak words may say together."""
    said: dict[str, float] = {}
    for evidence in found:
        if evidence.kind != "weak":
            yield evidence
        elif said.get(evidence.type, 0.0) < MOST_WEAK:
            said[evidence.type] = said.get(evidence.type, 0.0) + evidence.weight
            yield evidence


def weigh_answers(answered: Sequence[Answered], rules: Rules) -> Iterator[Evidence]:
    """An answer that moves to a type speaks loudly for it; one that follows a type's questions speaks a little."""
    followed: dict[str, int] = {}
    for item in answered:
        target = item.branch.type
        if target is not None and target in rules.types:
            weight = MOVED_BY_OPENING if item.type is None else MOVED_BY_PROCEDURE
            yield Evidence(item.said, item.question.ask.id, target, "answer", weight)
        elif item.type is not None and item.branch.value != UNKNOWN:
            followed[item.type] = followed.get(item.type, 0) + 1
            weight = FOLLOWED if followed[item.type] <= MANY_FOLLOWED else FOLLOWED_ON
            yield Evidence(item.said, item.question.ask.id, item.type, "answer", weight)


def rank(scored: Mapping[str, Scored], rules: Rules) -> list[Scored]:
    """The likeliest first. What is only a consequence of a likely cause steps back behind it."""
    before = {code: entry.score for code, entry in scored.items()}
    likely = {code for code, entry in scored.items() if entry.surely >= LIKELY_CAUSE}
    for entry in scored.values():
        enough = max(POSSIBLE_CAUSE, POSSIBLE_BESIDE * before[entry.type.code])
        causes = entry.type.content.gives_way_to
        if any(cause in likely or before.get(cause, 0.0) >= enough for cause in causes):
            entry.score *= STEPS_BACK
    return sorted(
        scored.values(),
        key=lambda entry: (-entry.score, entry.type.default_priority, rules.place[entry.type.code]),
    )


def features(scored: Sequence[Scored]) -> tuple[float, ...]:
    """What the confidence rests on: how much speaks for the first, its lead over the second, whether surely."""
    first = scored[0].score
    second = scored[1].score if len(scored) > 1 else 0.0
    strong = any(evidence.kind in ("strong", "answer") for evidence in scored[0].evidence)
    return 1.0, log1p(first), (first - second) / (first + second), float(strong)


def confidence(scored: Sequence[Scored]) -> float:
    """How likely the first is right."""
    z = sum(weight * value for weight, value in zip(CONFIDENCE, features(scored), strict=True))
    return round(1 / (1 + exp(-z)), 3)


def alternatives(scored: Sequence[Scored], reading: Reading, rules: Rules) -> tuple[Alternative, ...]:
    """The runners-up, at most three, sharing what confidence the first leaves."""
    others = scored[1 : ALTERNATIVES + 1]
    left = 1 - confidence(scored)
    total = sum(entry.score for entry in scored[1:]) or 1.0
    return tuple(
        Alternative(
            type=entry.type.code,
            priority=priority_of(entry.type, reading, rules, named=False)[0],
            confidence=round(left * entry.score / total, 3),
        )
        for entry in others
    )


def catch_all(reading: Reading, scored: Sequence[Scored], rules: Rules) -> Suggestion:
    """Nothing said, or nothing understood: still a type, with little confidence, and soon enough."""
    silent = not any(letter.isalnum() for letter in reading.text)
    code = SILENT if silent else UNCLEAR
    known = rules.types.get(code)
    if known is None:  # a centre that has switched the type off, or has no rules yet
        return Suggestion(code, UNCLEAR_PRIORITY, UNCLEAR_CONFIDENCE, (), ())
    default = known.default_priority if silent else min(known.default_priority, UNCLEAR_PRIORITY)
    own, why = answered_priority(known, reading.answered)
    priority = own if why else default
    reasons = [*criteria_met(known, reading, rules), *graver(known, reading, rules)]
    said = Evidence(reading.text.strip()[:60], "", known.code, "catch_all")
    others = [entry for entry in scored if entry.type.code != known.code][:ALTERNATIVES]
    return Suggestion(
        type=known.code,
        priority=min([priority, *(raised for raised, _evidence in reasons)]),
        confidence=SILENT_CONFIDENCE if silent else UNCLEAR_CONFIDENCE,
        evidence=(said, *why, *(evidence for _raised, evidence in reasons)),
        alternatives=tuple(
            Alternative(entry.type.code, priority_of(entry.type, reading, rules, named=False)[0], UNCLEAR_CONFIDENCE)
            for entry in others
        ),
    )


def shown(evidence: Sequence[Evidence], why: Sequence[Evidence]) -> list[Evidence]:
    """The reasons in reading order: all for the type, then the first few for the priority, each once.

    Each reason for the priority is enough by itself, so that leaving one out hides nothing.
    """
    for_type = sorted(evidence, key=lambda item: (item.start is None, item.start or 0, -item.weight))
    return list(dict.fromkeys([*for_type, *list(dict.fromkeys(why))[:MOST_WHY]]))
