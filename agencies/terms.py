"""When decrees end: by their own term, or by the decree that replaces them. Plain values, no table, no clock.

A decree that is replaced before (or at) its first moment never comes into force, and then ends nobody else: the one
that it would have replaced goes on.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Term:
    """A decree that was put in force: its first moment, its own last one, and the decrees that it replaces."""

    id: UUID
    begins: datetime
    expires: datetime | None = None
    replaces: tuple[UUID, ...] = ()


def ends_of(terms: Iterable[Term]) -> dict[UUID, datetime | None]:
    """The true end of each decree (None: for good). One that never comes into force ends as it begins.

    Raises:
        ValueError: decrees replace each other in a circle.
    """
    known = {term.id: term for term in terms}
    if circle_of({term.id: term.replaces for term in known.values()}):
        raise ValueError("decrees replace each other in a circle")
    rivals: dict[UUID, list[Term]] = defaultdict(list)
    for term in known.values():
        for target in term.replaces:
            rivals[target].append(term)

    def lives(term: Term) -> bool:
        return not any(rival.begins <= term.begins and lives(rival) for rival in rivals[term.id])

    def end(term: Term) -> datetime | None:
        moments = [rival.begins for rival in rivals[term.id] if lives(rival)]
        moments += [term.expires] if term.expires else []
        return max(term.begins, min(moments)) if moments else None

    return {term.id: end(term) for term in known.values()}


def circle_of(replaces: Mapping[UUID, Iterable[UUID]]) -> tuple[UUID, ...]:
    """Decrees that replace each other in a circle, in its order; empty when there is none."""
    cleared: set[UUID] = set()

    def walk(decree: UUID, path: tuple[UUID, ...]) -> tuple[UUID, ...]:
        if decree in path:
            return path[path.index(decree) :]
        if decree in cleared:
            return ()
        for target in replaces.get(decree, ()):
            if found := walk(target, (*path, decree)):
                return found
        cleared.add(decree)
        return ()

    return next((found for decree in replaces if (found := walk(decree, ()))), ())
