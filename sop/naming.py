"""What types of incident are called, wherever the record's codes are said to somebody."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.utils.translation import get_language

from sop.library import bundled_groups
from sop.models import IncidentType

Names = Mapping[str, tuple[str, str]]
COLUMNS = ("code", "name_id", "name_en")
_added: ContextVar[Names | None] = ContextVar("types_at_hand", default=None)


@cache
def names_of_release() -> Names:
    """The names of the types that come with a release, without a question to the database."""
    return {kind.code: (kind.name_id, kind.name_en) for group in bundled_groups() for kind in group.types}


@contextmanager
def types_at_hand() -> Iterator[None]:
    """Read once for all that is said inside: a record has many lines, and each may name several types."""
    names = {code: (name_id, name_en) for code, name_id, name_en in IncidentType.objects.values_list(*COLUMNS)}
    token = _added.set(names)
    try:
        yield
    finally:
        _added.reset(token)


def say_type(code: str) -> str:
    """A type by its name in the reader's language; one that nobody knows says its code."""
    return name_in(_added.get() or {}, code) or name_in(names_of_release(), code) or code


def name_in(names: Names, code: str) -> str:
    """The name in the reader's language; empty where it is not among these."""
    indonesian, english = names.get(code, ("", ""))
    return (english or indonesian) if (get_language() or "id").startswith("en") else indonesian
