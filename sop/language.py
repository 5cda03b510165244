"""How callers speak: dialect, abbreviations, denials, numbers (`data/language.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sop.closed import parse
from sop.documents import read_data, read_words

ENDING, SHORTEST_WITH_ENDING = "nya", 7


@dataclass(frozen=True)
class LanguageFile:
    """The shape of `data/language.yaml`."""

    fillers: tuple[str, ...]
    negators: tuple[str, ...]
    denial_undone: tuple[str, ...]
    denial_goes_on: tuple[str, ...]
    same: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    victims: tuple[str, ...]
    between_victims: tuple[str, ...]
    units: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True)
class Language:
    """The same, ready for look-up."""

    fillers: frozenset[str]
    negators: frozenset[str]
    denial_undone: frozenset[str]
    denial_goes_on: frozenset[str]
    meaning: Mapping[str, str]
    numbers: Mapping[str, int]
    victims: frozenset[str]
    between_victims: frozenset[str]
    units: frozenset[str]
    places: frozenset[str]
    # Words of daily life: right as they are, however like a misspelt word of a rule they look.
    plain: frozenset[str]
    known: frozenset[str]

    def meant(self, word: str) -> str:
        """The word that this spelling, abbreviation or dialect word stands for; without `-nya`, which adds nothing."""
        meant = self.meaning.get(word)
        if meant is None and word.endswith(ENDING) and len(word) >= SHORTEST_WITH_ENDING and word not in self.plain:
            word = word.removesuffix(ENDING)
            meant = self.meaning.get(word)
        return meant or word


@cache
def language() -> Language:
    """The language of this release."""
    file = parse(LanguageFile, read_data("language.yaml"))
    meaning = {variant: word for word, variants in file.same.items() for variant in variants}
    known = {*file.fillers, *file.negators, *file.denial_undone, *file.denial_goes_on, *file.same, *meaning}
    known |= {*file.numbers, *file.victims, *file.between_victims, *file.units, *file.places}
    plain = frozenset(read_words("plain_words.txt"))
    return Language(
        fillers=frozenset(file.fillers),
        negators=frozenset(file.negators),
        denial_undone=frozenset(file.denial_undone),
        denial_goes_on=frozenset(file.denial_goes_on),
        meaning=meaning,
        numbers=file.numbers,
        victims=frozenset(file.victims),
        between_victims=frozenset(file.between_victims),
        units=frozenset(file.units),
        places=frozenset(file.places),
        plain=plain,
        known=frozenset(known) | plain,
    )
