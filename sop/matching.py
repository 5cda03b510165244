"""Which phrases of the rules stand in a text: a dictionary of words, then the phrases that begin with each.

A phrase is words in this order with at most two others between. Its words are read like the caller's (dialect,
abbreviations), so that a phrase in plain Indonesian is found in many spellings. No regular expression is made of
what an administrator types: a phrase costs the same whatever it holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sop.language import Language
from sop.spelling import Speller
from sop.stems import near_stems, once_cut, stems
from sop.words import Word, read_words

GAP = 2
# A word found by correcting it, or by its stem, says a little less than the word itself.
EXACT, BY_STEM, BY_SPELLING = 1.0, 0.95, 0.85
# So does a phrase for each word that stands between its own.
APART = 0.7
UNKNOWN = (-1, 0.0)
# What one text may cost: corrections beyond this many different words are not tried.
MOST_CORRECTIONS = 400
REMEMBERED = 50_000
RUN_TOGETHER, SPOKEN_LONG = 8, 6


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase, and the rules (by number) that have it."""

    text: str
    words: tuple[int, ...]
    rules: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: for which rules, on which words, how surely, and whether the caller denies it."""

    rules: tuple[int, ...]
    phrase: str
    places: tuple[int, ...]
    certainty: float
    denied: bool


class Matcher:
    """All phrases of all rules, compiled once for a set of versions in force."""

    def __init__(self, phrases: Iterable[tuple[int, str]], language: Language) -> None:
        """`phrases`: (number of the rule, phrase). A phrase without a meaningful word is left out."""
        self.language = language
        self.ids: dict[str, int] = {}
        self.starting: dict[int, list[Phrase]] = defaultdict(list)
        rules_of: dict[tuple[int, ...], list[int]] = defaultdict(list)
        said: dict[tuple[int, ...], str] = {}
        for rule, text in phrases:
            words = tuple(self.id_of(word.meant) for word in read_words(text, language))
            rules_of[words].append(rule)
            said.setdefault(words, text)
        for words, rules in rules_of.items():
            if words:
                self.starting[words[0]].append(Phrase(said[words], words, tuple(rules)))
        self.roots = self.roots_of(self.ids)
        # A misspelt dialect word is corrected to the dialect word, which then means what it means.
        # Short dialect words are left out: too many plain words are within one slip of them.
        spoken = {
            said: meant for said, meant in language.meaning.items() if meant in self.ids and len(said) >= SPOKEN_LONG
        }
        self.speller = Speller(spoken | {word: word for word in self.ids}, language.known | self.ids.keys())
        self.resolved: dict[str, tuple[int, float]] = {}
        self.parted: dict[str, tuple[str, str] | None] = {}

    def id_of(self, word: str) -> int:
        """The number of a word of the vocabulary."""
        return self.ids.setdefault(word, len(self.ids))

    @staticmethod
    def roots_of(ids: dict[str, int]) -> dict[str, int]:
        """Roots that belong to exactly one word: `gigit` finds the phrase that says `digigit`."""
        owners: dict[str, set[int]] = defaultdict(set)
        for word, number in ids.items():
            for root in once_cut(word):
                if len(root) >= 5 and root not in ids:
                    owners[root].add(number)
        return {root: numbers.pop() for root, numbers in owners.items() if len(numbers) == 1}

    def find(self, words: Sequence[Word]) -> list[Match]:
        """Every phrase that stands in these words, once for each rule and place."""
        known = self.read(words)
        numbers = [number for number, _certainty in known]
        found: list[Match] = []
        for at, number in enumerate(numbers):
            near = numbers[at + 1 : at + GAP + 2]
            for phrase in self.starting.get(number, ()):
                # Most phrases end here: their second word is not near.
                if len(phrase.words) > 1 and phrase.words[1] not in near:
                    continue
                places = self.follow(phrase, at, numbers, words)
                if places:
                    found.append(self.match(phrase, places, known, words))
        return found

    def read(self, words: Sequence[Word]) -> list[tuple[int, float]]:
        """Number and certainty of each word."""
        corrections = MOST_CORRECTIONS
        known = []
        for word in words:
            answer = self.resolved.get(word.meant)
            if answer is None:
                answer = self.resolve(word.meant) if corrections > 0 else UNKNOWN
                corrections -= 1
            if answer[1] == BY_SPELLING and word.after_place:
                answer = UNKNOWN
            known.append(answer)
        return known

    def resolve(self, word: str) -> tuple[int, float]:
        """A word of the vocabulary: as it is, by its stem, by its root, by its spelling."""
        answer = self.look_up(word)
        if len(self.resolved) < REMEMBERED:
            self.resolved[word] = answer
        return answer

    def look_up(self, word: str) -> tuple[int, float]:
        ids, meaning = self.ids, self.language.meaning
        if word in ids:
            return ids[word], EXACT
        if word in self.language.known or word.isdigit():
            return UNKNOWN
        near = near_stems(word)
        for form in stems(word):
            meant = meaning.get(form, form)
            if form in self.language.plain and form in near:
                return UNKNOWN
            if len(form) >= 4 and meant in ids:
                return ids[meant], BY_STEM
        if word in self.roots:
            return self.roots[word], BY_STEM
        corrected = self.speller.meant(word)
        return (ids[corrected], BY_SPELLING) if corrected else UNKNOWN

    def apart(self, word: str) -> tuple[str, str] | None:
        """The two words that an unknown long word is made of, remembered."""
        if word not in self.parted:
            parts = None if word in self.language.known else self.speller.apart(word)
            if len(self.parted) >= REMEMBERED:
                return parts
            self.parted[word] = parts
        return self.parted[word]

    def take_apart(self, words: Sequence[Word]) -> list[Word]:
        """The words with those that were run together made two (`rumahterbakar`, `#banjirkiriman`)."""
        taken: list[Word] = []
        for word in words:
            known = self.resolved.get(word.meant) or self.resolve(word.meant)
            parts = self.apart(word.said) if known is UNKNOWN and len(word.said) >= RUN_TOGETHER else None
            if parts is None:
                taken.append(word)
            else:
                taken += [replace(word, said=part, meant=self.language.meant(part)) for part in parts]
        return taken

    @staticmethod
    def follow(phrase: Phrase, at: int, numbers: Sequence[int], words: Sequence[Word]) -> tuple[int, ...] | None:
        """The places of the phrase's words from `at` on; None when it does not stand there."""
        places = [at]
        for wanted in phrase.words[1:]:
            last = places[-1]
            for here in range(last + 1, min(last + GAP + 2, len(words))):
                if words[here].sentence != words[at].sentence:
                    return None
                if numbers[here] == wanted:
                    places.append(here)
                    break
            else:
                return None
        return tuple(places)

    @staticmethod
    def match(
        phrase: Phrase, places: tuple[int, ...], known: Sequence[tuple[int, float]], words: Sequence[Word]
    ) -> Match:
        between = places[-1] - places[0] + 1 - len(places)
        certainty = min(known[place][1] for place in places) * APART**between
        denied = words[places[0]].denied_before or words[places[-1]].denied_after
        return Match(phrase.rules, phrase.text, places, certainty, denied)
