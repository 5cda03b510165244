"""Reads of dispatch: lists of incidents, and what to recommend."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from agencies.models import Unit
from dispatch.cards import incident_cards
from dispatch.models import UnitPosition
from dispatch.reads import INCIDENT_PARTS
from dispatch.recommendation import FRESH_S, Candidate, Choice, Recommendation, recommend
from foundation.journal import snapshot
from foundation.lib import time
from foundation.lib.errors import Invalid
from foundation.people.models import User
from incidents.access import CENTRE, audience_of, get_incident, visible_to
from incidents.models import AgencyAssignment, Incident, UnitAssignment
from incidents.services.opening import PRIORITIES
from incidents.states import ASSIGNMENT_OPEN, INCIDENT_STAGES, OPEN_STAGES, UNIT_OPEN

PAGE, LARGEST_PAGE = 50, 200


@dataclass(frozen=True)
class IncidentFilter:
    """What `GET incidents` may ask for; None asks for everything."""

    stage: str | None = None
    priority: str | None = None
    type: str | None = None
    q: str | None = None
    cursor: str | None = None
    limit: int = PAGE


def read_filter(query: Any) -> IncidentFilter:
    """The filter in a query string.

    Raises:
        Invalid: an unknown name or a value that cannot be.
    """
    known = {"stage", "priority", "type", "q", "cursor", "limit"}
    wrong = {name: [_("Isian tidak dikenal.")] for name in query if name not in known}
    if query.get("priority") and query["priority"] not in PRIORITIES:
        wrong["priority"] = [_("Pilihan tidak dikenal.")]
    stage = query.get("stage")
    if stage is not None and stage not in (*INCIDENT_STAGES, "open"):
        wrong["stage"] = [_("Pilihan tidak dikenal.")]
    limit = query.get("limit", str(PAGE))
    # A number of thousands of digits is one that Python refuses to read.
    if not (limit.isascii() and limit.isdigit() and len(limit) <= 9) or not 1 <= int(limit) <= LARGEST_PAGE:
        wrong["limit"] = [_("Isi 1 sampai %(most)s.") % {"most": LARGEST_PAGE}]
    if wrong:
        raise Invalid(_("Isian belum benar; tidak ada yang diubah."), fields=wrong)
    names = ("priority", "type", "q", "cursor")
    return IncidentFilter(stage=stage, limit=int(limit), **{name: query.get(name) for name in names})


def list_incidents(user: User, wanted: IncidentFilter) -> dict[str, Any]:
    """One page of the incidents that exist for this user, newest first, as cards; `next` is the cursor of the next."""
    with snapshot():
        found = narrowed(visible_to(audience_of(user)), wanted).select_related(*INCIDENT_PARTS)
        rows = list(found.order_by("-opened_at", "-id")[: wanted.limit + 1])
        page = rows[: wanted.limit]
        cards = [card.data for card in incident_cards(page)]
    return {"results": cards, "next": cursor_of(page[-1]) if len(rows) > wanted.limit else None}


def narrowed(found: QuerySet[Incident], wanted: IncidentFilter) -> QuerySet[Incident]:
    """The incidents that fit the filter, after its cursor."""
    if wanted.stage == "open":
        found = found.filter(stage__in=OPEN_STAGES)
    elif wanted.stage:
        found = found.filter(stage=wanted.stage)
    if wanted.priority:
        found = found.filter(priority=wanted.priority)
    if wanted.type:
        found = found.filter(type=wanted.type)
    if wanted.q:
        found = found.filter(Q(number__icontains=wanted.q) | Q(place__icontains=wanted.q))
    if wanted.cursor:
        opened_at, last = read_cursor(wanted.cursor)
        found = found.filter(Q(opened_at__lt=opened_at) | Q(opened_at=opened_at, id__lt=last))
    return found


def cursor_of(incident: Incident) -> str:
    """Where a page ended."""
    return base64.urlsafe_b64encode(f"{incident.opened_at.isoformat()}|{incident.id}".encode()).decode()


def read_cursor(cursor: str) -> tuple[datetime, UUID]:
    """Where the page before ended.

    Raises:
        Invalid: not a cursor of ours.
    """
    try:
        moment, _bar, last = base64.urlsafe_b64decode(cursor.encode()).decode().partition("|")
        return datetime.fromisoformat(moment), UUID(last)
    except (ValueError, binascii.Error):
        raise Invalid(_("Penanda halaman tidak dikenal."), fields={"cursor": [_("Mulai dari awal.")]}) from None


def incident_card(user: User, incident_id: UUID) -> dict[str, Any]:
    """One incident's card, if it exists for this user."""
    get_incident(user, incident_id)
    with snapshot():
        rows = list(Incident.objects.filter(id=incident_id).select_related(*INCIDENT_PARTS))
        return incident_cards(rows)[0].data


def recommendation_for(user: User, incident_id: UUID) -> Recommendation:
    """Whom to send. A desk chooses among its own units, the centre among those of all agencies with a part.

    An agency that is only informed sends nobody by itself; what a unit already sent can do is not asked for again.
    """
    incident = get_incident(user, incident_id)
    audience = audience_of(user)
    parts = incident.assignments.filter(status__in=ASSIGNMENT_OPEN)
    if audience is not None and audience != CENTRE:
        parts = parts.filter(agency=audience.id) if audience.kind == "agency" else parts.none()
    else:
        parts = parts.exclude(role="informed")
    version = incident.procedure_version
    sent = incident.unit_assignments.filter(status__in=UNIT_OPEN).values_list("unit__capabilities", flat=True)
    covered = {capability for capabilities in sent for capability in capabilities}
    needed = [capability for capability in (version.capabilities if version else []) if capability not in covered]
    return recommend(needed, candidates(list(parts)), incident.lat, incident.lon)


def candidates(parts: list[AgencyAssignment]) -> list[Candidate]:
    """The units of these agencies, with the best guess at where they are."""
    part_of = {part.agency_id: part.id for part in parts}
    units = list(Unit.objects.filter(agency__in=part_of).select_related("station"))
    busy = set(UnitAssignment.objects.filter(unit__in=units, status__in=UNIT_OPEN).values_list("unit_id", flat=True))
    places = {place.unit_id: place for place in UnitPosition.objects.filter(unit__in=units)}
    moment = time.now()
    return [candidate(unit, part_of[unit.agency_id], unit.id in busy, places.get(unit.id), moment) for unit in units]


def candidate(unit: Unit, part: UUID, busy: bool, place: UnitPosition | None, moment: datetime) -> Candidate:
    """A unit as the recommendation sees it: a fresh position, or else its station."""
    age_s = (moment - place.at).total_seconds() if place else None
    fresh = place is not None and age_s is not None and age_s <= FRESH_S
    station = unit.station
    return Candidate(
        id=unit.id,
        call_sign=unit.call_sign,
        agency=unit.agency_id,
        assignment=part,
        kind=unit.kind,
        capabilities=frozenset(unit.capabilities),
        in_service=unit.in_service,
        busy=busy,
        lat=place.lat if fresh and place else station.lat,
        lon=place.lon if fresh and place else station.lon,
        source="position" if fresh else "station",
    )


def recommendation_answer(advice: Recommendation) -> dict[str, Any]:
    """As `GET incidents/{id}/recommendation` answers."""
    return {
        "units": [choice_answer(choice) for choice in advice.units],
        "shortfalls": [{"capability": lack.capability, "reason": lack.reason} for lack in advice.shortfalls],
        "alternatives": [choice_answer(choice) for choice in advice.alternatives[:20]],
    }


def choice_answer(choice: Choice) -> dict[str, Any]:
    """One unit with its reasons."""
    return {
        "unit": {"id": str(choice.unit), "call_sign": choice.call_sign},
        "assignment": str(choice.assignment),
        "eta_s": choice.eta_s,
        "reasons": list(choice.reasons),
    }
