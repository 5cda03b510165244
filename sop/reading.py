"""A report read once: its words, the phrases found in them, the victims counted, the questions answered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sop.content import Answer, Question, plain_answer
from sop.language import Language
from sop.matching import Match
from sop.rules import PhraseRule, Rules
from sop.suggestion import Evidence
from sop.words import Word, read_words

MOST_VICTIMS = 5000
UNCOVERED, OTHER_TYPE, SAME_TYPE = 0, 1, 2
Longer = Mapping[int, Sequence[tuple[Match, frozenset[str]]]]


@dataclass(frozen=True)
class Answered:
    """One question with the branch that was taken; `type` is None for the opening questions."""

    type: str | None
    question: Question
    said: str
    branch: Answer

    @property
    def key(self) -> str:
        """The question on the wire: an opening question's id, or `CODE.id`."""
        return f"{self.type}.{self.question.id}" if self.type else self.question.id


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


def phrase_rules(match: Match, rules: Rules) -> Iterator[PhraseRule]:
    """The types this phrase speaks for, each once, by its strongest group."""
    seen: set[str] = set()
    for number in match.rules:
        part = rules.parts[number]
        if isinstance(part, PhraseRule) and part.type not in seen:
            seen.add(part.type)
            yield part


def longer_at(matches: Sequence[Match], rules: Rules) -> Longer:
    """For each word, the phrases of two words and more that stand on it, with their types."""
    table: dict[int, list[tuple[Match, frozenset[str]]]] = {}
    for match in matches:
        if len(match.places) > 1 and not match.denied:
            types = frozenset(part.type for part in phrase_rules(match, rules))
            if types:
                for place in match.places:
                    table.setdefault(place, []).append((match, types))
    return table


def covering(match: Match, code: str, longer: Longer) -> int:
    """Whether a longer phrase holds all words of this one: of the same type, of another, or none does."""
    result = UNCOVERED
    for other, types in longer.get(match.places[0], ()):
        if len(other.places) > len(match.places) and set(match.places) <= set(other.places):
            if code in types:
                return SAME_TYPE
            result = OTHER_TYPE
    return result
