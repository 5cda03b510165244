"""Kinds of entry: one frozen dataclass each, versioned, closed.

A kind once written is never altered: add a new version beside the old one (`docs/adding-a-journal-kind.md`).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, TypeVar, get_type_hints
from uuid import UUID

from foundation.lib.time import iso


@dataclass(frozen=True)
class Entry:
    """What happened, in codes and ids only: never a private person's name, number or words.

    Every field of type `UUID` (or a tuple of them) is a subject: field `incident` gives `incident:<uuid>`.
    The timeline of a thing, and the screens that must change, are found by its subject.
    """

    kind: ClassVar[str]
    version: ClassVar[int]

    def text(self) -> str:
        """The entry in a sentence, in the reader's language."""
        raise NotImplementedError

    def details(self) -> list[str]:
        """Further lines under the sentence, for a kind that has more to say; in the reader's language."""
        return []

    def subjects(self) -> list[str]:
        """`field:uuid` of all things the entry speaks of, each once."""
        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        each = ((name, item) for name, value in named for item in (value if isinstance(value, tuple) else (value,)))
        return list(dict.fromkeys(f"{name}:{item}" for name, item in each if isinstance(item, UUID)))

    def body(self) -> str:
        """Canonical text: sorted names, no spaces, UTF-8 as it is."""
        values = {field.name: plain(getattr(self, field.name)) for field in fields(self)}
        return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def plain(value: object) -> object:
    """A field as JSON knows it."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"An entry holds codes, numbers, times and ids, not {type(value).__name__}.")


E = TypeVar("E", bound=Entry)
_kinds: dict[tuple[str, int], type[Entry]] = {}


def entry_kind(kind: str, version: int = 1) -> Callable[[type[E]], type[E]]:
    """Register a dataclass as one version of a kind of entry."""

    def register(cls: type[E]) -> type[E]:
        if (kind, version) in _kinds:
            raise TypeError(f"{kind} version {version} is registered twice.")
        cls.kind, cls.version = kind, version
        _kinds[kind, version] = cls
        return cls

    return register


def known_kinds() -> dict[tuple[str, int], type[Entry]]:
    """All kinds that can be written or read."""
    return dict(_kinds)


def parse_entry(kind: str, version: int, body: dict[str, Any]) -> Entry:
    """The entry as it was written.

    Raises:
        KeyError: nobody knows this kind and version.
        TypeError: the body has fields that the kind does not have, or lacks some.
    """
    cls = _kinds[kind, version]
    hints = get_type_hints(cls)
    return cls(**{name: revive(value, hints.get(name)) for name, value in body.items()})


def revive(value: Any, hint: Any) -> Any:
    """A JSON value as the field's type has it."""
    wanted = str(hint)
    if isinstance(value, list):
        return tuple(UUID(item) if "UUID" in wanted else item for item in value)
    if isinstance(value, str) and "UUID" in wanted:
        return UUID(value)
    if isinstance(value, str) and "datetime" in wanted:
        return datetime.fromisoformat(value)
    return value
