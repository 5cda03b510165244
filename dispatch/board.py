"""What is going on now, for one audience or for whatever changed: one way of reading for first load, update and
reconnect (`docs/architecture.md`)."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from agencies.models import Unit
from dispatch import reads
from dispatch.cards import KINDS, Card, Revs, alarm_cards, incident_cards, report_cards, unit_cards
from dispatch.models import UnitPosition
from dispatch.reads import UNIT_PARTS
from dispatch.wallboard.cards import COARSE, wall_cards
from foundation.journal.selectors import Touched, head_position
from foundation.lib.sql import Read
from foundation.lib.time import iso
from foundation.people.models import audience_name
from incidents.access import CENTRE, WALLBOARD, Audience, alarms_visible_to, reports_visible_to, visible_to
from incidents.models import Alarm, Incident, Report

# Which things of the record are on a board, and the kind of their cards.
KIND_OF_SUBJECT = {"incident": "incidents", "report": "reports", "unit": "units", "alarm": "alarms"}


# What changes names or numbers on any number of cards at once: every board is told anew, whole.
TELLS_ALL = frozenset({"agency.changed", "agency.station_written", "region.loaded"})


@dataclass(frozen=True)
class Board:
    """All cards of one audience at one position of the record."""

    position: int
    cards: tuple[Card, ...]

    def as_json(self) -> dict[str, Any]:
        """As `GET board` answers."""
        by_kind: dict[str, list[Any]] = {kind: [] for kind in KINDS}
        for card in self.cards:
            by_kind[card.kind].append(card.data)
        return {"position": self.position, "cards": by_kind}


@dataclass
class Changed:
    """The ids of what a stretch of the record speaks of, where it last speaks of each, and how far it goes."""

    position: int
    ids: dict[str, set[UUID]] = field(default_factory=lambda: {kind: set() for kind in KINDS})
    revs: dict[str, int] = field(default_factory=dict)
    all_anew: bool = False


def changed_by(entries: Iterable[Touched], position: int) -> Changed:
    """What changed on anybody's board after `position`, by these entries."""
    changed = Changed(position)
    for entry in entries:
        changed.position = entry.position
        changed.all_anew |= entry.kind in TELLS_ALL
        for subject in entry.subjects:
            name, _colon, thing = subject.partition(":")
            kind = KIND_OF_SUBJECT.get(name)
            if kind is not None:
                changed.revs[subject] = entry.position
                changed.ids[kind].add(UUID(thing))
    return changed


def board_of(audience: Audience | None) -> Board:
    """The whole board of an audience; call it inside a snapshot, so that no card is torn."""
    if audience == WALLBOARD:
        whole = board_of(CENTRE)
        return Board(whole.position, tuple(card for card in wall_cards(whole.cards) if card.audiences))
    incidents, reports, alarms = visible_to(audience), reports_visible_to(audience), alarms_visible_to(audience)
    return drawn(incidents, reports, units_visible_to(audience), alarms)


def whole_house() -> Board:
    """Every card of anybody's board, each with who sees it; call it inside a snapshot."""
    return drawn(Incident.objects.all(), Report.objects.all(), units_visible_to(CENTRE), Alarm.objects.all())


def drawn(
    incidents: QuerySet[Incident], reports: QuerySet[Report], units: list[Unit], alarms: QuerySet[Alarm]
) -> Board:
    """What of these is going on."""
    position = head_position()
    cards = [
        *incident_cards(list(reads.incidents_going_on(incidents))),
        *report_cards(list(reads.reports_going_on(reports))),
        *unit_cards(units),
        *alarm_cards(list(reads.alarms_going_on(alarms))),
    ]
    return Board(position, tuple(cards))


def units_visible_to(audience: Audience | None) -> list[Unit]:
    """The centre sees all units, an agency its own, a crew its own one."""
    units = Unit.objects.select_related(*UNIT_PARTS).order_by("call_sign")
    if audience is None:
        return []
    if audience.kind == "agency":
        units = units.filter(agency=audience.id)
    elif audience.kind == "unit" and audience.id is not None:
        units = units.filter(id=audience.id)
    return list(units)


def cards_of(changed: Changed) -> list[Card]:
    """The cards of everything that changed, each built once for all audiences; call it inside a snapshot.

    What goes on no more is not read: its card is empty, and on no board.
    """
    cards: list[Card] = []
    for kind, (read, draw) in DRAWN.items():
        wanted = changed.ids[kind]
        rows = read(list(wanted)) if wanted else []
        cards += draw(rows, changed.revs) if rows else ()
        cards += [Card(kind, str(one), {}, frozenset()) for one in wanted.difference(row.id for row in rows)]
    return cards


# How a changed thing of each kind is read while it goes on, and drawn.
DRAWN: Final[dict[str, tuple[Read[Any], Callable[[list[Any], Revs], list[Card]]]]] = {
    "incidents": (reads.INCIDENTS, incident_cards),
    "reports": (reads.REPORTS, report_cards),
    "units": (reads.UNITS, unit_cards),
    "alarms": (reads.ALARMS, alarm_cards),
}


@dataclass(frozen=True)
class Position:
    """Where a unit is, and whose screens show it."""

    unit: str
    lat: float
    lon: float
    at: str
    audiences: frozenset[str]

    def as_json(self) -> list[Any]:
        """As the stream carries it."""
        return [self.unit, self.lat, self.lon, self.at]


def positions(audience: Audience | None = None, units: Collection[UUID] | None = None) -> list[Position]:
    """The last place of every unit (of an audience, of these units)."""
    if audience == WALLBOARD:
        return wall_places(positions())
    rows = UnitPosition.objects.select_related("unit").order_by("unit__call_sign")
    if units is not None:
        rows = rows.filter(unit__in=units)
    found = [position_of(row) for row in rows]
    return [place for place in found if audience is None or audience.name in place.audiences]


def wall_places(places: Iterable[Position]) -> list[Position]:
    """As the wall shows them: as coarse as its incidents, so that no unit points at somebody's door."""
    return [
        replace(
            place, lat=round(place.lat, COARSE), lon=round(place.lon, COARSE), audiences=frozenset({WALLBOARD.name})
        )
        for place in places
    ]


def position_of(row: UnitPosition) -> Position:
    """One unit's last place."""
    return Position(
        unit=str(row.unit_id),
        lat=row.lat,
        lon=row.lon,
        at=iso(row.at) or "",
        audiences=frozenset(
            {CENTRE.name, audience_name("agency", row.unit.agency_id), audience_name("unit", row.unit_id)}
        ),
    )
