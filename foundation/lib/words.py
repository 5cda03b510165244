"""Codes as words in the reader's language: a table holds what says each."""

from collections.abc import Callable, Mapping

Words = Mapping[str, Callable[[], str]]


def say(words: Words, code: str) -> str:
    """The words for a code; a code that nobody has words for says itself."""
    return words[code]() if code in words else code


def choices(words: Words) -> list[tuple[str, str]]:
    """All of them, for a form."""
    return [(code, said()) for code, said in words.items()]
