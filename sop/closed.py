"""Plain data to frozen dataclasses and back: closed shapes, every error with the path where it is.

Unknown fields, missing fields and wrong kinds of value are all collected before refusing, so that a person
who writes a procedure sees everything that is wrong at once.
"""

import re
import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

T = TypeVar("T")
# No row holds a NUL and no encoding half a character.
UNSPEAKABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and where: `questions[2].answers[0].next`."""

    path: str
    text: str
    # A text that nobody has written yet: a draft may hold it, a version that is submitted may not.
    empty: bool = False


class Malformed(ValueError):
    """The data has not the shape it must have."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{problem.path}: {problem.text}" for problem in problems))
        self.problems = tuple(problems)


def parse(shape: type[T], value: object, path: str = "", *, unfinished: bool = False) -> T:
    """`value` as an instance of the dataclass `shape`; an `unfinished` one may have texts that are still empty.

    Raises:
        Malformed: with every problem found.
    """
    problems: list[Problem] = []
    result = read(shape, value, path, problems)
    found = [problem for problem in problems if not (unfinished and problem.empty)]
    if found:
        raise Malformed(found)
    return cast(T, result)


def dump(value: Any) -> Any:
    """A parsed value as JSON and YAML know it; fields that are at their default are left out."""
    if is_dataclass(value):
        return {
            field.name: dump(item)
            for field in fields(value)
            if not is_default(field, item := getattr(value, field.name))
        }
    if isinstance(value, Mapping):
        return {key: dump(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [dump(item) for item in value]
    return value


def is_default(field: Any, value: object) -> bool:
    """Whether the field need not be written."""
    if field.default_factory is not MISSING:
        return bool(value == field.default_factory())
    return field.default is not MISSING and bool(value == field.default)


@cache
def hints_of(shape: type) -> dict[str, Any]:
    """The fields of a dataclass with their types resolved."""
    return get_type_hints(shape)


def read(hint: Any, value: object, path: str, problems: list[Problem]) -> Any:
    """`value` as `hint` wants it; what does not fit is added to `problems`."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return read_optional(hint, value, path, problems)
    if origin is Literal:
        return read_word(get_args(hint), value, path, problems)
    if origin is tuple:
        return read_list(get_args(hint)[0], value, path, problems)
    if origin in (dict, Mapping):
        return read_mapping(get_args(hint), value, path, problems)
    if is_dataclass(hint):
        return read_object(cast(type, hint), value, path, problems)
    return read_plain(hint, value, path, problems)


def read_optional(hint: Any, value: object, path: str, problems: list[Problem]) -> Any:
    if value is None:
        return None
    (inner,) = (part for part in get_args(hint) if part is not type(None))
    return read(inner, value, path, problems)


def read_word(allowed: tuple[Any, ...], value: object, path: str, problems: list[Problem]) -> Any:
    if value not in allowed:
        problems.append(Problem(path, _("harus salah satu dari %(words)s") % {"words": ", ".join(map(str, allowed))}))
    return value


def read_list(inner: Any, value: object, path: str, problems: list[Problem]) -> Any:
    if not isinstance(value, list | tuple):
        problems.append(Problem(path, _("harus berupa daftar")))
        return ()
    return tuple(read(inner, item, f"{path}[{index}]", problems) for index, item in enumerate(value))


def read_mapping(inner: tuple[Any, ...], value: object, path: str, problems: list[Problem]) -> Any:
    if not isinstance(value, Mapping):
        problems.append(Problem(path, _("harus berupa isian bernama")))
        return {}
    key_hint, item_hint = inner
    return {
        read(key_hint, key, f"{path}.{key}", problems): read(item_hint, item, f"{path}.{key}", problems)
        for key, item in value.items()
    }


def read_object(shape: type, value: object, path: str, problems: list[Problem]) -> Any:
    if not isinstance(value, Mapping):
        problems.append(Problem(path, _("harus berupa isian bernama")))
        return None
    below = f"{path}." if path else ""
    known = hints_of(shape)
    problems += [Problem(f"{below}{name}", _("tidak dikenal di sini")) for name in value if name not in known]
    arguments = {}
    for field in fields(shape):
        if field.name in value:
            arguments[field.name] = read(known[field.name], value[field.name], f"{below}{field.name}", problems)
        elif field.default is MISSING and field.default_factory is MISSING:
            problems.append(Problem(f"{below}{field.name}", _("belum ada")))
            arguments[field.name] = None
    return shape(**arguments)


def read_plain(hint: Any, value: object, path: str, problems: list[Problem]) -> Any:
    # bool is an int to Python, but `true` is no number of seconds.
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        problems.append(Problem(path, _("harus berupa %(kind)s") % {"kind": _(NAMES[hint]) if hint in NAMES else hint}))
    elif hint is str and UNSPEAKABLE.search(cast(str, value)):
        problems.append(Problem(path, _("berisi huruf yang tidak dapat disimpan")))
    elif hint is str and not cast(str, value).strip():
        problems.append(Problem(path, _("masih kosong"), empty=True))
    return value


NAMES: Mapping[Any, str] = {
    str: gettext_noop("teks"),
    int: gettext_noop("bilangan bulat"),
    bool: gettext_noop("true atau false"),
}
