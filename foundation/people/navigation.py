"""The parts of the house that a person may go to: each app names its own, pages and consoles list them all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from foundation.people.models import User


@dataclass(frozen=True)
class Section:
    """One entry of the navigation: the name of an address, what it is called, and for whom it exists."""

    title: str | Promise
    url: str
    roles: frozenset[str]
    args: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where it is."""
        return reverse(self.url, args=self.args)


_sections: list[Section] = []


def add_section(section: Section) -> None:
    """Called by an app's `ready()`; the order of the apps is the order on the page."""
    if section not in _sections:
        _sections.append(section)


def sections_of(user: User) -> Iterator[Section]:
    """The sections that exist for this person."""
    return (section for section in _sections if user.has_role(*section.roles))


def navigation(request: HttpRequest) -> dict[str, Any]:
    """For every page with the frame: `sections` as path, title and whether the page belongs to it."""
    user = getattr(request, "user", None)  # a page that says what went wrong is drawn without one
    if not isinstance(user, User):
        return {"sections": []}
    found = [{"path": section.path, "title": section.title} for section in sections_of(user)]
    inside = [entry["path"] for entry in found if f"{request.path}/".startswith(f"{entry['path']}/")]
    here = max(inside, key=lambda path: len(str(path)), default=None)
    return {"sections": [{**entry, "here": entry["path"] == here} for entry in found]}
