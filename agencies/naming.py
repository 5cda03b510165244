"""What agencies are called, wherever the record's codes are said to somebody."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.routing import EVERY_TYPE, Considered
from agencies.words import GROUP
from foundation.journal.selectors import entries_about
from foundation.journal.selectors import say as say_entry
from foundation.lib.words import say
from sop.naming import COLUMNS, Names, name_in, say_type, types_at_hand

_at_hand: ContextVar[Names | None] = ContextVar("agencies_at_hand", default=None)


@contextmanager
def names_at_hand() -> Iterator[None]:
    """The names of all agencies and types, read once for all that is said inside."""
    names = {code: (name_id, name_en) for code, name_id, name_en in Agency.objects.values_list(*COLUMNS)}
    token = _at_hand.set(names)
    try:
        with types_at_hand():
            yield
    finally:
        _at_hand.reset(token)


def say_agency(code: str) -> str:
    """An agency by its name in the reader's language; where no names are at hand, and of one that is gone, its code."""
    return name_in(_at_hand.get() or {}, code) or code


def say_matter(code: str) -> str:
    """What a mandate is about: one type, a group of them, or every type."""
    if code == EVERY_TYPE:
        return _("semua jenis")
    return say(GROUP, code) if code in GROUP else say_type(code)


def named(one: Considered) -> Considered:
    """What became of a mandate, with names in the place of codes."""
    winner = say_agency(one.winner) if one.winner else ""
    return one._replace(agency_code=say_agency(one.agency_code), winner=winner)


def history_of(subject: str) -> list[tuple[datetime, str, str]]:
    """What the record says of a thing: when, who, and what."""
    with names_at_hand():
        return [(entry.at, entry.actor_name, say_entry(entry)) for entry in entries_about([subject])]
