"""`{{ words|word_of:code }}`: a code in the reader's language; a code that nobody knows stands as it is."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def word_of(words: Mapping[str, str], code: str) -> str:
    """The word for a code."""
    return words.get(code, code)
