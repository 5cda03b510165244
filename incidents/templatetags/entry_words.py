"""Codes in the reader's language: `{{ row.what|missed }}`, `{{ report.disposition|disposition }}`."""

from django import template

from foundation.lib.words import say
from incidents.words import DISPOSITION, MISSED

register = template.Library()


@register.filter
def missed(what: str) -> str:
    """The words for a promise or a limit; a step of a procedure says itself."""
    return say(MISSED, what)


@register.filter
def disposition(code: str) -> str:
    """The words for how a report or an incident ended."""
    return say(DISPOSITION, code)
