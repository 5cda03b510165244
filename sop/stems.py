"""Light stemming: the forms a word may have come from, the nearest first.

No dictionary of roots: a form counts only if a rule or the language knows it, so that a wrong cut finds nothing.
Indonesian affixes, with the commonest of Javanese (-ne, -e, -ake, nasal verbs) and Banjar (ba-, ta-, ma-, ka-).
"""

from collections.abc import Iterator
from functools import lru_cache

SHORTEST = 3
SUFFIXES = ("nya", "lah", "kah", "pun", "ku", "mu", "kan", "ken", "ake", "an", "in", "i", "ne", "e")
PREFIXES = ("di", "ke", "ter", "ber", "se", "per")
# So short, or so seldom a prefix, that what is left must be long to mean anything.
RARE_PREFIXES, SHORTEST_AFTER_RARE = ("te", "be", "pe", "ku", "tak", "ka", "ba", "ta", "ma", "sa"), 5
# A nasal swallowed the first letter of the root: `menabrak` is `tabrak`, `ngamuk` is `amuk`.
NASALS = (
    ("meng", ("", "k")), ("mem", ("p", "b", "f", "")), ("meny", ("s",)), ("men", ("t", "d", "c", "j")), ("me", ("",)),
    ("peng", ("", "k")), ("pem", ("p", "b")), ("peny", ("s",)), ("pen", ("t", "d", "c", "j")),
    ("ng", ("", "k")), ("ny", ("s", "c")),
)  # fmt: skip


@lru_cache(maxsize=20_000)
def stems(word: str) -> tuple[str, ...]:
    """Shorter forms of a word, by how little was cut."""
    found: dict[str, None] = {}
    ends = [word, *without_ends(word)]
    ends += [shorter for end in ends[1:] for shorter in without_ends(end)]
    for form in ends:
        found[form] = None
        for once in without_beginning(form):
            found[once] = None
    for form in list(found):
        for once in without_beginning(form):
            found[once] = None
    found.pop(word, None)
    return tuple(sorted(found, key=lambda form: -len(form)))


@lru_cache(maxsize=20_000)
def near_stems(word: str) -> frozenset[str]:
    """The forms that differ by one prefix and the suffixes at most: what a reader would call the root."""
    ends = [word, *without_ends(word)]
    ends += [shorter for end in ends[1:] for shorter in without_ends(end)]
    return frozenset({*ends[1:], *(form for end in ends for form in without_beginning(end))})


def once_cut(word: str) -> tuple[str, ...]:
    """The word without one prefix, and without one prefix and one suffix: `digigit` is `gigit`."""
    ends = [word, *without_ends(word)]
    return tuple(form for end in ends for form in without_beginning(end))


def without_ends(word: str) -> Iterator[str]:
    """The word without one suffix."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST:
            yield word[: -len(suffix)]


def without_beginning(word: str) -> Iterator[str]:
    """The word without one prefix, the swallowed letter put back."""
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST:
            yield word[len(prefix) :]
    for prefix in RARE_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST_AFTER_RARE:
            yield word[len(prefix) :]
    for nasal, letters in NASALS:
        if word.startswith(nasal) and len(word) - len(nasal) >= SHORTEST:
            for letter in letters:
                yield letter + word[len(nasal) :]
