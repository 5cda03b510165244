"""Cards of units. Busy is what an open assignment says."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from agencies.models import Unit
from dispatch import reads
from dispatch.cards.card import Card, Data, Revs, agency_data
from foundation.journal.models import JournalEntry
from foundation.journal.selectors import last_positions
from foundation.lib.time import iso
from foundation.people.models import audience_name
from incidents.access import CENTRE
from incidents.models import UnitAssignment


def unit_cards(units: Sequence[Unit], revs: Revs | None = None) -> list[Card]:
    """The cards of these units (each with `agency` and `station` at hand). Busy is what an open assignment says."""
    ids = [unit.id for unit in units]
    jobs = {job.unit_id: job for job in reads.OPEN_JOBS_OF_UNITS(ids)}
    revs = revs or last_positions(f"unit:{unit_id}" for unit_id in ids)
    since = moments_of(revs.get(f"unit:{unit_id}", 0) for unit_id in ids)
    return [
        Card(
            kind="units",
            id=str(unit.id),
            data=unit_data(unit, revs.get(f"unit:{unit.id}", 0), jobs.get(unit.id), since),
            audiences=frozenset({CENTRE.name, audience_name("agency", unit.agency_id), audience_name("unit", unit.id)}),
        )
        for unit in units
    ]


# What changes a unit's state, and so begins its time in it.
UNIT_TURNS = ("unit.assigned", "unit.moved", "unit.readiness_changed")


def moments_of(positions: Iterable[int]) -> dict[int, datetime]:
    """When these entries were written, of those that change a unit's state."""
    entries = JournalEntry.objects.filter(position__in=list(positions), kind__in=UNIT_TURNS)
    return dict(entries.values_list("position", "at"))


def unit_data(unit: Unit, rev: int, job: UnitAssignment | None, since: Mapping[int, datetime]) -> Data:
    """A unit as screens show it; `since` is unknown of one that has never been sent."""
    free = "available" if unit.in_service else "out_of_service"
    return {
        "id": str(unit.id),
        "rev": rev,
        "call_sign": unit.call_sign,
        "kind": unit.kind,
        "agency": agency_data(unit.agency),
        "station": unit.station.name,
        "capabilities": sorted(unit.capabilities),
        "status": job.status if job else free,
        "incident": str(job.incident_id) if job else None,
        "since": iso(job.since if job else since.get(rev)),
    }
