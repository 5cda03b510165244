"""The word of a vocabulary that a misspelt word was meant to be.

Three ways, each exact and bounded: one or two slips of the finger (found through letters left out, as in SymSpell:
no comparison with the whole vocabulary), vowels left out as in text messages (`kbkrn`), two words run together.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping

VOWELS = frozenset("aiueo")
# Shorter words have too many neighbours that are words of their own.
SHORTEST_FOR_ONE, SHORTEST_FOR_TWO, LONGEST_FOR_TWO, LONGEST = 5, 9, 16, 24
# What a slip costs: 1 when fingers or ears explain it, 2 when not. A word of eight letters may cost 2, a shorter 1.
EXPLAINED, UNEXPLAINED, LONG = 1, 2, 8
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = frozenset(
    left + right
    for row, keys in enumerate(ROWS)
    for column, left in enumerate(keys)
    for right in (
        *keys[max(0, column - 1) : column + 2],
        *(ROWS[row - 1][column : column + 2] if row else ""),
        *(ROWS[row + 1][max(0, column - 1) : column + 1] if row < 2 else ""),
    )
    if left != right
)
SOUNDS_LIKE = frozenset(
    pair
    for alike in ("ie", "ou", "ae", "dt", "bp", "gk", "fpv", "ck", "kq", "sz", "jz", "iy")
    for pair in (left + right for left in alike for right in alike if left != right)
)


class Speller:
    """Look-up tables over a vocabulary, given with what each word means (itself, or a word of another dialect).

    `plain` words are right as they are and never corrected.
    """

    def __init__(self, vocabulary: Mapping[str, str], plain: Collection[str]) -> None:
        self.vocabulary = vocabulary
        self.plain = frozenset(plain)
        self.by_letters_left_out: dict[str, list[str]] = defaultdict(list)
        self.by_consonants: dict[str, list[str]] = defaultdict(list)
        for word in sorted(vocabulary):
            if SHORTEST_FOR_ONE <= len(word) <= LONGEST:
                for form in letters_left_out(word):
                    self.by_letters_left_out[form].append(word)
            if len(word) >= SHORTEST_FOR_ONE:
                self.by_consonants[consonants(word)].append(word)

    def meant(self, word: str) -> str | None:
        """What the one word that it must have been means; None when there is none or the choice is open."""
        if word in self.plain or len(word) > LONGEST:
            return None
        return self.without_vowels(word) or self.slipped(word)

    def without_vowels(self, word: str) -> str | None:
        """`kbkrn`, `tbrakn`: every letter in order, every consonant there, vowels missing."""
        if len(word) < 4:
            return None
        alike = self.by_consonants.get(consonants(word), ())
        return self.only([full for full in alike if len(full) > len(word) and is_within(word, full)])

    def slipped(self, word: str) -> str | None:
        """A few slips: a letter too few, too many, wrong, or two exchanged; the first letter is right."""
        if len(word) < SHORTEST_FOR_ONE:
            return None
        near: dict[str, int] = {}
        for form in letters_left_out(word):
            for full in self.by_letters_left_out.get(form, ()):
                if full not in near and full[0] == word[0]:
                    near[full] = cost(word, full)
        near = {full: slips for full, slips in near.items() if slips <= allowed(full, word)}
        best = min(near.values(), default=0)
        return self.only([full for full, slips in near.items() if slips == best])

    def only(self, fits: list[str]) -> str | None:
        """What all of these mean, when they all mean the same."""
        meanings = {self.vocabulary[full] for full in fits}
        return meanings.pop() if len(meanings) == 1 else None

    def apart(self, word: str) -> tuple[str, str] | None:
        """Two known words run together: `rumahterbakar`. One of them is long, or any word could be two."""
        if len(word) > 2 * LONGEST:
            return None
        for cut in range(len(word) - 3, 2, -1):
            left, right = word[:cut], word[cut:]
            if left in self.vocabulary and right in self.vocabulary and max(len(left), len(right)) >= SHORTEST_FOR_ONE:
                return left, right
        return None


def letters_left_out(word: str) -> set[str]:
    """The word, and the word with one letter (two of a longer one) left out."""
    once = {word[:at] + word[at + 1 :] for at in range(len(word))}
    if not SHORTEST_FOR_TWO - 1 <= len(word) <= LONGEST_FOR_TWO:
        return once | {word}
    return once.union({word}, *({form[:at] + form[at + 1 :] for at in range(len(form))} for form in once))


def allowed(full: str, word: str) -> int:
    """How much the slips between two words may cost."""
    return 2 * EXPLAINED if min(len(full), len(word)) >= LONG else EXPLAINED


def consonants(word: str) -> str:
    """The first letter and every consonant after it."""
    return word[:1] + "".join(letter for letter in word[1:] if letter not in VOWELS)


def is_within(short: str, full: str) -> bool:
    """Whether all letters of `short` stand in `full` in this order."""
    letters = iter(full)
    return all(letter in letters for letter in short)


def cost(word: str, full: str) -> int:
    """What the slips between a written and a meant word cost; exchanging two neighbours is one slip."""
    before: list[int] = []
    above = [0]
    for column in range(len(full)):
        above.append(above[-1] + missing(full, column))
    for row, letter in enumerate(word, 1):
        here = [above[0] + extra(word, row - 1)]
        for column, other in enumerate(full, 1):
            best = min(
                above[column] + extra(word, row - 1),
                here[column - 1] + missing(full, column - 1),
                above[column - 1] + wrong(letter, other),
            )
            if row > 1 and column > 1 and letter == full[column - 2] and word[row - 2] == other:
                best = min(best, before[column - 2] + EXPLAINED)
            here.append(best)
        before, above = above, here
    return above[-1]


def wrong(letter: str, meant: str) -> int:
    """One letter for another: the key beside it, or one that sounds alike."""
    if letter == meant:
        return 0
    return EXPLAINED if letter + meant in BESIDE or letter + meant in SOUNDS_LIKE else UNEXPLAINED


def extra(word: str, at: int) -> int:
    """A letter too many: doubled, or the key beside."""
    beside = (word[at - 1 : at], word[at + 1 : at + 2])
    return EXPLAINED if any(word[at] == other or word[at] + other in BESIDE for other in beside) else UNEXPLAINED


def missing(full: str, at: int) -> int:
    """A letter too few: a vowel, one of two, or any in a long word."""
    twice = full[at] in (full[at - 1 : at], full[at + 1 : at + 2])
    return EXPLAINED if twice or full[at] in VOWELS or len(full) >= LONG else UNEXPLAINED
