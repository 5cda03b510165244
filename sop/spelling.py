"""The word of a vocabulary that a misspelt word was meant to be.

Three ways, each exact and bounded: one or two slips of the finger (found through letters left out, as in SymSpell:
no comparison with the whole vocabulary), vowels left out as in text messages (`kbkrn`), two words run together.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import combinations

VOWELS = frozenset("aiueo")
# Shorter words have too many neighbours that are words of their own.
SHORTEST_FOR_ONE, SHORTEST_FOR_TWO, LONGEST = 5, 9, 24


class Speller:
    """Look-up tables over a vocabulary; `plain` words are right as they are and never corrected."""

    def __init__(self, vocabulary: Collection[str], plain: Collection[str]) -> None:
        self.vocabulary = frozenset(vocabulary)
        self.plain = frozenset(plain)
        self.by_letters_left_out: dict[str, list[str]] = defaultdict(list)
        self.by_consonants: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.vocabulary):
            if SHORTEST_FOR_ONE <= len(word) <= LONGEST:
                for form in letters_left_out(word):
                    self.by_letters_left_out[form].append(word)
            if len(word) >= SHORTEST_FOR_ONE:
                self.by_consonants[consonants(word)].append(word)

    def meant(self, word: str) -> str | None:
        """The one word it must have been; None when there is none or the choice is open."""
        if word in self.plain or len(word) > LONGEST:
            return None
        return self.without_vowels(word) or self.slipped(word)

    def without_vowels(self, word: str) -> str | None:
        """`kbkrn`, `tbrakn`: every letter in order, every consonant there, vowels missing."""
        if len(word) < 4:
            return None
        fits = [full for full in self.by_consonants.get(consonants(word), ()) if is_within(word, full)]
        return fits[0] if len(fits) == 1 and len(fits[0]) > len(word) else None

    def slipped(self, word: str) -> str | None:
        """One slip (two in a long word): a letter too few, too many, wrong, or two exchanged."""
        if len(word) < SHORTEST_FOR_ONE:
            return None
        near: dict[str, int] = {}
        for form in letters_left_out(word):
            for full in self.by_letters_left_out.get(form, ()):
                if full not in near and full[0] == word[0]:
                    near[full] = distance(word, full)
        near = {full: slips for full, slips in near.items() if slips <= allowed(full, word)}
        best = min(near.values(), default=0)
        fits = [full for full, slips in near.items() if slips == best]
        return fits[0] if len(fits) == 1 else None

    def apart(self, word: str) -> tuple[str, str] | None:
        """Two known words run together: `rumahterbakar`."""
        if not 8 <= len(word) <= 2 * LONGEST:
            return None
        for cut in range(len(word) - 4, 3, -1):
            left, right = word[:cut], word[cut:]
            if left in self.vocabulary and right in self.vocabulary:
                return left, right
        return None


def letters_left_out(word: str) -> Iterator[str]:
    """The word, and the word with one letter (two of a long one) left out; each once."""
    seen = {word}
    for count in range(1, 3 if len(word) >= SHORTEST_FOR_TWO - 1 else 2):
        for gone in combinations(range(len(word)), count):
            seen.add("".join(letter for place, letter in enumerate(word) if place not in gone))
    return iter(sorted(seen))


def allowed(full: str, word: str) -> int:
    """How many slips a word of this length may have."""
    return 2 if len(full) >= SHORTEST_FOR_TWO and len(word) >= SHORTEST_FOR_TWO - 1 else 1


def consonants(word: str) -> str:
    """The first letter and every consonant after it."""
    return word[:1] + "".join(letter for letter in word[1:] if letter not in VOWELS)


def is_within(short: str, full: str) -> bool:
    """Whether all letters of `short` stand in `full` in this order."""
    letters = iter(full)
    return all(letter in letters for letter in short)


def distance(left: str, right: str) -> int:
    """Slips between two words (optimal string alignment: exchanging two neighbours is one)."""
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, letter in enumerate(left, 1):
        here = [row]
        for column, other in enumerate(right, 1):
            best = min(above[column] + 1, here[column - 1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                best = min(best, before[column - 2] + 1)
            here.append(best)
        before, above = above, here
    return above[-1]
