"""A caller's text as words: where each stands, what it means, whether it is denied."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from sop.language import Language

# Linear: no part can match in two ways. `anak2` is a word (Indonesian writes a doubled word so), `4org` is two.
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*2?|\d+")
LONGEST_TEXT = 10_000
SENTENCE_ENDS, CLAUSE_ENDS = frozenset(".!?;\n/"), frozenset(",()")


@dataclass(slots=True)
class Word:
    """One word that says something: its place in the text, what it means, the clause it stands in."""

    start: int
    end: int
    said: str
    meant: str
    sentence: int
    clause: int
    after_place: bool = False
    denied_before: bool = False
    denied_after: bool = False


def read_words(text: str, language: Language) -> list[Word]:
    """The words of a text in order, without those that say nothing. Denials stay, and mark what they deny."""
    words = mark_places(split(text[:LONGEST_TEXT], language), language)
    kept = [word for word in words if word.meant not in language.fillers]
    mark_denials(kept, language)
    return kept


def split(text: str, language: Language) -> list[Word]:
    """All words with their sentence and clause."""
    words: list[Word] = []
    sentence = clause = at = 0
    for match in WORD.finditer(text):
        start, end = match.span()
        between = text[at:start]
        if not between.isspace():
            ended = SENTENCE_ENDS.intersection(between)
            sentence += bool(ended)
            clause += bool(ended or CLAUSE_ENDS.intersection(between))
        words += [Word(start, end, said, language.meant(said), sentence, clause) for said in plain(match.group())]
        at = end
    return words


@lru_cache(maxsize=20_000)
def plain(said: str) -> tuple[str, ...]:
    """A written word in plain letters: small, without accents, `tolooong` and `anak-anak` and `anak2` made one.

    Two different words joined by a dash are two.
    """
    word = said.casefold()
    if not word.isascii():
        word = "".join(letter for letter in unicodedata.normalize("NFKD", word) if letter.isalnum() or letter in "-'")
    word = re.sub(r"(.)\1{2,}", r"\1", word) if not word.isdigit() else word
    word = word.removesuffix("2") if len(word) > 3 and not word.isdigit() else word
    parts = [part for part in re.split(r"[-'’]", word) if part]
    if len(parts) == 2 and len(parts[0]) > 2 and parts[1].startswith(parts[0]):
        parts = parts[:1]
    elif len(parts) == 2 and len(parts[1]) <= 3:
        parts = [parts[0]]  # a particle: `omah-e`, `damkar-nya`
    return tuple(parts) or (word,)


def mark_places(words: list[Word], language: Language) -> list[Word]:
    """Say which words follow `desa`, `jl`, ... by at most two: they may be names."""
    last = -9
    for at, word in enumerate(words):
        word.after_place = at - last <= 2 and word.sentence - words[max(last, 0)].sentence <= 1
        if word.said in language.places:
            last = at
    return words


def mark_denials(words: list[Word], language: Language) -> None:
    """A denial denies the next word of its clause; at the end of a clause, the word before."""
    for at, word in enumerate(words):
        if word.meant not in language.negators:
            continue
        following = words[at + 1] if at + 1 < len(words) else None
        if following is not None and following.clause == word.clause and word.meant != "nihil":
            if following.meant not in language.denial_undone:
                following.denied_before = True
                carry_denial(words, at + 1, language)
        elif at and words[at - 1].sentence == word.sentence:
            words[at - 1].denied_after = True


def carry_denial(words: list[Word], at: int, language: Language) -> None:
    """`tidak ada api atau asap` denies both."""
    while at + 2 < len(words) and words[at + 1].meant in language.denial_goes_on:
        words[at + 2].denied_before = True
        at += 2
