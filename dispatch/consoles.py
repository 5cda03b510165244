"""Which console is for whom. Plain values in, a plain answer out."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.people.models import CENTRE_ROLES, Role


@dataclass(frozen=True)
class Console:
    """One live screen: `name` is its address and its entry in `console/src/consoles/`."""

    name: str
    title: str | Promise
    roles: frozenset[str]

    @property
    def entry(self) -> str:
        """The start of its script."""
        return f"src/consoles/{self.name}.ts"


# The first that fits is a person's own; the others are one link away.
CONSOLES = (
    Console("coordinator", _("Koordinator"), frozenset({Role.COORDINATOR})),
    Console("intake", _("Penerimaan"), frozenset({Role.CALL_TAKER})),
    Console("board", _("Papan"), frozenset({*CENTRE_ROLES, Role.AUDITOR})),
    Console("map", _("Peta"), frozenset({*CENTRE_ROLES, Role.AUDITOR})),
    Console("desk", _("Meja instansi"), frozenset({Role.DESK, Role.SUPERVISOR, Role.HOSPITAL})),
    Console("crew", _("Awak"), frozenset({Role.CREW})),
)
# Who has no part in what goes on still sees that, on an empty desk.
NOBODYS = Console("desk", "", frozenset())


def consoles_of(roles: Collection[str]) -> list[Console]:
    """The consoles that a person with these roles may open; their own first."""
    return [console for console in CONSOLES if not console.roles.isdisjoint(roles)]


def own_console(roles: Collection[str]) -> Console:
    """The console that a person with these roles works at."""
    return next(iter(consoles_of(roles)), NOBODYS)
