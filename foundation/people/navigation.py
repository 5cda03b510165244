"""The parts of the house that a person may go to: each app names its own, pages and consoles list them all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from foundation.people.models import User


@dataclass(frozen=True)
class Section:
    """One entry of the navigation: the name of an address, what it is called, and for whom it exists.

    `waiting` counts what waits there for this very person; the number stands beside the title.
    """

    title: str | Promise
    url: str
    roles: frozenset[str]
    args: tuple[str, ...] = ()
    live: bool = False
    """A console: people work there, so it stands before the pages."""
    waiting: Callable[[User], int] = lambda user: 0

    @property
    def path(self) -> str:
        """Where it is."""
        return reverse(self.url, args=self.args)


_sections: list[Section] = []


# So many stand side by side at 1366 pixels; of more, the pages fold into one menu.
SIDE_BY_SIDE = 5


def add_section(section: Section) -> None:
    """Called by an app's `ready()`: consoles first, then the order of the apps."""
    if section not in _sections:
        _sections.append(section)
        _sections.sort(key=lambda one: not one.live)


def sections_of(user: User) -> Iterator[Section]:
    """The sections that exist for this person."""
    return (section for section in _sections if user.has_role(*section.roles))


def navigation(request: HttpRequest) -> dict[str, Any]:
    """For everything with the bar on top: what stands in it and what folds."""
    user = getattr(request, "user", None)  # a page that says what went wrong is drawn without one
    return bar_of(user, request.path) if isinstance(user, User) else {"sections": []}


def bar_of(user: User, path: str) -> dict[str, Any]:
    """`sections` as path, title, whether this place belongs to it, what waits there, and whether it
    folds; `folds` if any does.

    Where one is, or where something waits, never folds: it must be seen.
    """
    found = list(sections_of(user))
    inside = [one.path for one in found if f"{path}/".startswith(f"{one.path}/")]
    here = max(inside, key=len, default=None)
    crowded = len(found) > SIDE_BY_SIDE
    sections = [
        {
            "path": one.path,
            "title": one.title,
            "here": one.path == here,
            "waiting": (waiting := one.waiting(user)),
            "folds": crowded and not one.live and one.path != here and not waiting,
        }
        for one in found
    ]
    return {"sections": sections, "folds": any(one["folds"] for one in sections)}
