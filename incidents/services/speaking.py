"""Who speaks, and when it was said."""

from dataclasses import dataclass
from datetime import datetime

from agencies.models import Agency, Unit
from agencies.selectors import agency_of, unit_of
from foundation.journal import Actor, Change
from foundation.people.models import User
from incidents.access import LinkedCrew, audience_of


@dataclass(frozen=True)
class Speaker:
    """An account, and the agency and unit that it speaks for; neither is the centre."""

    author: User | None
    agency: Agency | None = None
    unit: Unit | None = None

    @property
    def name(self) -> str:
        """As the record names an office: never a person."""
        if self.unit is not None:
            return self.unit.call_sign
        return self.agency.code if self.agency is not None else "PSC 112"


def speaker_of(actor: Actor) -> Speaker:
    """Whose voice this account is on an incident: the view it has decides, not what else it may be."""
    if isinstance(actor, LinkedCrew):
        unit = Unit.objects.select_related("agency").get(id=actor.unit)
        return Speaker(None, unit.agency, unit)
    if not isinstance(actor, User):
        return Speaker(None)
    audience = audience_of(actor)
    kind = audience.kind if audience else "centre"
    agency = agency_of(actor) if kind in ("agency", "unit") else None
    return Speaker(actor, agency, unit_of(actor) if kind == "unit" else None)


def said_when(running: Change, at: datetime | None) -> datetime | None:
    """The speaker's own time where it differs from ours; a clock that runs ahead is cut to now.

    Never refused: words from a phone whose clock is wrong are worth more than its clock.
    """
    return at if at is not None and at < running.now else None
