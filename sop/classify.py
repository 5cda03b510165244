"""What a report is about: text and answers in, a suggestion with its reasons out. Pure; it never refuses.

1. Read the words (dialect, abbreviations, misspellings, denials) and find the phrases of all rules.
2. Score each type: phrases by strength, longer ones more; a phrase inside another type's longer one says little.
3. Add what was answered. A type that is only the consequence of a likelier one (trapped - in a fire) steps back.
4. The likeliest type is named, at worst a catch-all; the runners-up stand beside it.
5. The priority is the type's own, raised by criteria, by the number of victims and by signs of a graver type;
   answers may lower it where nothing raises it, words never do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log1p
from typing import Any

from sop.content import UNKNOWN, Answer, Priority, Question, plain_answer
from sop.language import Language
from sop.matching import Match
from sop.rules import Criterion, PhraseRule, Rules, TypeRules
from sop.words import Word, read_words

# How much a word says, by its strength; a longer phrase more, one inside a longer phrase of another type less.
WEIGHTS: Mapping[str, float] = {"strong": 3.0, "usual": 1.4, "weak": 0.45}
LONGER = 0.35
COVERED = 0.3
STEPS_BACK = 0.4
# For a consequence to step back its cause must be likely by itself, or not much less likely than it.
LIKELY_CAUSE, POSSIBLE_CAUSE, POSSIBLE_BESIDE = 2.5, 1.4, 0.5
MOST_WEAK = 1.3
MANY_VICTIMS, MOST_VICTIMS = 1.8, 5000
MOVED_BY_OPENING, MOVED_BY_PROCEDURE, FOLLOWED, MOST_FOLLOWED = 4.0, 6.0, 0.8, 3
# Below this nothing is likely enough to be named: one weak word says nothing.
LEAST = 0.8
# By `benchmarks.classification --fit`: of 1, log of what speaks for it, lead over the second, a strong word or answer.
CONFIDENCE = (-1.66, 0.6, 3.77, 1.51)
SILENT_CONFIDENCE, UNCLEAR_CONFIDENCE = 0.6, 0.1
UNCOVERED, OTHER_TYPE, SAME_TYPE = 0, 1, 2
MOST_EVIDENCE = 12
SILENT, UNCLEAR = "SYS-SILENT", "SVC-INFO"
# With nothing to go by, somebody must look soon: an unknown report is never filed as mere information.
UNCLEAR_PRIORITY: Priority = "P3"
ALTERNATIVES = 3


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


@dataclass(frozen=True)
class Answered:
    """One question with the branch that was taken; `type` is None for the opening questions."""

    type: str | None
    question: Question
    said: str
    branch: Answer


@dataclass(frozen=True)
class Reading:
    """A report read once: its words, the phrases found, the victims counted, the questions answered."""

    text: str
    words: Sequence[Word]
    matches: Sequence[Match]
    victims: Evidence | None
    how_many: int
    answered: Sequence[Answered]

    def quote(self, match: Match) -> tuple[str, int]:
        """The caller's own words under a match, and where they begin."""
        start, end = self.words[match.places[0]].start, self.words[match.places[-1]].end
        return self.text[start:end], start


def classify(text: str, answers: Mapping[str, object], rules: Rules) -> Suggestion:
    """The suggestion for a report; the same for the same text, answers and rules."""
    reading = read(text, answers, rules)
    scored = rank(score(reading, rules), rules)
    if not scored or scored[0].score < LEAST:
        return catch_all(reading, scored, rules)
    best = scored[0]
    priority, why = priority_of(best.type, reading, rules, best)
    return Suggestion(
        type=best.type.code,
        priority=priority,
        confidence=confidence(scored),
        evidence=tuple(shown(best.evidence, why)),
        alternatives=alternatives(scored, reading, rules),
    )


def read(text: str, answers: Mapping[str, object], rules: Rules) -> Reading:
    """Read text and answers."""
    words = rules.matcher.take_apart(read_words(text, rules.language))
    how_many, victims = count_victims(text, words, rules.language)
    return Reading(text, words, rules.matcher.find(words), victims, how_many, read_answers(answers, rules))


def read_answers(answers: Mapping[str, object], rules: Rules) -> list[Answered]:
    """The answers that belong to a question in force; others say nothing."""
    found = []
    for key, value in answers.items():
        known = rules.question(str(key))
        branch = known[1].branch(value) if known else None
        if known and branch:
            found.append(Answered(known[0], known[1], plain_answer(value) or "", branch))
    return found


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
    for answered in reading.answered:
        if answered.type in scored and answered.branch.type:
            scored[answered.type].score *= STEPS_BACK
    return scored


def weigh_phrases(reading: Reading, rules: Rules) -> list[Evidence]:
    """The phrases that count, each once a type, the strongest place of each."""
    longer = longer_at(reading.matches, rules)
    best: dict[tuple[str, str], Evidence] = {}
    weak: dict[str, float] = {}
    for match in reading.matches:
        if match.denied:
            continue
        for part in phrase_rules(match, rules):
            covered = covering(match, part.type, longer)
            if covered is SAME_TYPE:
                continue
            weight = WEIGHTS[part.strength] * (1 + LONGER * (len(match.places) - 1)) * match.certainty
            weight *= COVERED if covered is OTHER_TYPE else 1
            known = best.get((part.type, match.phrase))
            if known is None or known.weight < weight:
                word, start = reading.quote(match)
                best[part.type, match.phrase] = Evidence(word, match.phrase, part.type, part.strength, weight, start)
    kept = []
    for evidence in best.values():
        if evidence.kind == "weak":
            if weak.get(evidence.type, 0.0) >= MOST_WEAK:
                continue
            weak[evidence.type] = weak.get(evidence.type, 0.0) + evidence.weight
        kept.append(evidence)
    return kept


def phrase_rules(match: Match, rules: Rules) -> Iterator[PhraseRule]:
    """The types this phrase speaks for, each once, by its strongest group."""
    seen: set[str] = set()
    for number in match.rules:
        part = rules.parts[number]
        if isinstance(part, PhraseRule) and part.type not in seen:
            seen.add(part.type)
            yield part


def longer_at(matches: Sequence[Match], rules: Rules) -> dict[int, list[tuple[Match, frozenset[str]]]]:
    """For each word, the phrases of two words and more that stand on it, with their types."""
    table: dict[int, list[tuple[Match, frozenset[str]]]] = {}
    for match in matches:
        if len(match.places) > 1 and not match.denied:
            types = frozenset(part.type for part in phrase_rules(match, rules))
            if types:
                for place in match.places:
                    table.setdefault(place, []).append((match, types))
    return table


def covering(match: Match, code: str, longer: Mapping[int, Sequence[tuple[Match, frozenset[str]]]]) -> int:
    """Whether a longer phrase holds all words of this one: of the same type, of another, or none does."""
    result = UNCOVERED
    for other, types in longer.get(match.places[0], ()):
        if len(other.places) > len(match.places) and set(match.places) <= set(other.places):
            if code in types:
                return SAME_TYPE
            result = OTHER_TYPE
    return result


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
            if followed[item.type] <= MOST_FOLLOWED:
                yield Evidence(item.said, item.question.ask.id, item.type, "answer", FOLLOWED)


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


def priority_of(
    known: TypeRules, reading: Reading, rules: Rules, scored: Scored | None
) -> tuple[Priority, list[Evidence]]:
    """The priority and what raised or lowered it; `scored` for the type that is named, None for a runner-up."""
    priority, why = answered_priority(known, reading.answered)
    reasons = list(criteria_met(known, reading, rules))
    if scored is not None:
        reasons += graver(known, reading, rules)
    for raised, evidence in reasons:
        if raised <= priority:
            why.append(evidence)
        priority = min(priority, raised)
    return priority, why


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


def confidence(scored: Sequence[Scored]) -> float:
    """How likely the first is right, from how much speaks for it and how little for the second."""
    first = scored[0].score
    second = scored[1].score if len(scored) > 1 else 0.0
    strong = any(evidence.kind in ("strong", "answer") for evidence in scored[0].evidence)
    features = (1.0, log1p(first), (first - second) / (first + second), float(strong))
    z = sum(weight * value for weight, value in zip(CONFIDENCE, features, strict=True))
    return round(1 / (1 + exp(-z)), 3)


def alternatives(scored: Sequence[Scored], reading: Reading, rules: Rules) -> tuple[Alternative, ...]:
    """The runners-up, at most three, sharing what confidence the first leaves."""
    others = scored[1 : ALTERNATIVES + 1]
    left = 1 - confidence(scored)
    total = sum(entry.score for entry in scored[1:]) or 1.0
    return tuple(
        Alternative(
            type=entry.type.code,
            priority=priority_of(entry.type, reading, rules, None)[0],
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
            Alternative(entry.type.code, priority_of(entry.type, reading, rules, None)[0], UNCLEAR_CONFIDENCE)
            for entry in others
        ),
    )


def shown(evidence: Sequence[Evidence], why: Sequence[Evidence]) -> list[Evidence]:
    """The reasons in reading order, those for the type before those for the priority, each once."""
    for_type = sorted(evidence, key=lambda item: (item.start is None, item.start or 0, -item.weight))
    ordered = dict.fromkeys([*for_type, *why])
    return list(ordered)[:MOST_EVIDENCE]


def count_victims(text: str, words: Sequence[Word], language: Language) -> tuple[int, Evidence | None]:
    """The largest number that counts victims (`korban 4 orang`, `3 luka berat`, `puluhan korban`)."""
    most, reason = 0, None
    for at, word in enumerate(words):
        number = int(word.said[:6]) if word.said.isdigit() else language.numbers.get(word.meant, 0)
        if not 0 < number <= MOST_VICTIMS or number <= most:
            continue
        other = victim_near(words, at, language)
        if other is not None:
            start, end = min(word.start, words[other].start), max(word.end, words[other].end)
            most, reason = number, Evidence(text[start:end], str(number), "", "victims", 0.0, start)
    return most, reason


def victim_near(words: Sequence[Word], at: int, language: Language) -> int | None:
    """The word for a victim that the number at `at` counts; None when it counts something else."""
    for step in (1, 2):
        after = at + step
        if after >= len(words) or words[after].meant in language.units:
            break
        if words[after].meant in language.victims and not words[after].denied_before:
            return after
        if words[after].meant not in language.between_victims:
            break
    follows = words[at + 1].meant if at + 1 < len(words) else ""
    before = words[at - 1] if at else None
    if before and before.meant in language.victims and follows not in language.units and not before.denied_before:
        return at - 1
    return None
