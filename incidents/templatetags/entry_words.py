"""`{{ row.what|missed }}`: what was not kept, in the reader's language."""

from django import template

from foundation.lib.words import say
from incidents.words import MISSED

register = template.Library()


@register.filter
def missed(what: str) -> str:
    """The words for a promise or a limit; a step of a procedure says itself."""
    return say(MISSED, what)
