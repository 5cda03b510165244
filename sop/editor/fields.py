"""What a form of the editor is made of, and how its texts are read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext as _

Flat = Mapping[str, str]
Kind = Literal["text", "area", "select", "check", "hidden", "number", "time"]
LONGEST_TEXT = 2000
MOST_ROWS = 60


@dataclass(frozen=True)
class Field:
    """One input with its label."""

    name: str
    label: str
    kind: Kind = "text"
    value: str = ""
    options: Sequence[tuple[str, str]] = ()
    lang: str = ""
    error: str = ""
    help: str = ""

    @property
    def checked(self) -> bool:
        """Whether a box is ticked."""
        return self.value == "on"


@dataclass(frozen=True)
class Group:
    """Fields that belong together: an answer, a criterion, a priority's limits."""

    title: str
    fields: Sequence[Field]
    id: str = ""


@dataclass
class Reader:
    """Reads flat fields and remembers what could not be read, by field."""

    flat: Flat
    errors: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A text, trimmed."""
        return self.flat.get(name, "").strip()[:LONGEST_TEXT]

    def ticked(self, name: str) -> bool:
        """A box."""
        return self.flat.get(name) == "on"

    def said(self, name: str) -> dict[str, str]:
        """A text in both languages."""
        return {"id": self.text(f"{name}_id"), "en": self.text(f"{name}_en")}

    def number(self, name: str) -> int | None:
        """A whole number, or nothing."""
        text = self.text(name)
        if not text:
            return None
        if not re.fullmatch(r"\d{1,6}", text):
            self.errors[name] = _("Isi dengan bilangan bulat.")
            return None
        return int(text)

    def seconds(self, name: str) -> int | None:
        """A time limit, or nothing."""
        text = self.text(name)
        if not text:
            return None
        try:
            return read_time(text)
        except ValueError:
            self.errors[name] = _("Isi dengan menit, atau menit:detik, misalnya 15 atau 1:30.")
            return None

    def rows(self, name: str) -> range:
        """The rows that the form had."""
        count = self.flat.get(name, "0")
        return range(min(int(count), MOST_ROWS)) if re.fullmatch(r"\d{1,3}", count) else range(0)


def read_time(text: str) -> int:
    """`15` minutes, `1:30` minutes and seconds, `2:00:00` hours too.

    Raises:
        ValueError: it is none of these.
    """
    if not re.fullmatch(r"\d{1,4}(:[0-5]?\d){0,2}", text):
        raise ValueError(text)
    parts = [int(part) for part in text.split(":")]
    match parts:
        case [minutes]:
            return minutes * 60
        case [minutes, seconds]:
            return minutes * 60 + seconds
        case _:
            hours, minutes, seconds = parts
            return hours * 3600 + minutes * 60 + seconds


def write_time(seconds: int | None) -> str:
    """The same the other way; nothing for no limit."""
    if seconds is None:
        return ""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def flat_said(name: str, said: Mapping[str, Any] | None) -> dict[str, str]:
    """A text in both languages as fields."""
    return {f"{name}_id": (said or {}).get("id", ""), f"{name}_en": (said or {}).get("en", "")}


def said_fields(name: str, label: str, flat: Flat, kind: Kind = "text") -> list[Field]:
    """The two fields of a text."""
    return [
        Field(f"{name}_id", _("%(label)s (Indonesia)") % {"label": label}, kind, flat.get(f"{name}_id", ""), lang="id"),
        Field(f"{name}_en", _("%(label)s (Inggris)") % {"label": label}, kind, flat.get(f"{name}_en", ""), lang="en"),
    ]


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def without_nothing(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Without fields that hold nothing: as content keeps them."""
    return {name: value for name, value in plain.items() if value not in (None, "", [], False)}
