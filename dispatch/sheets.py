"""An incident on paper: what its card and the record say, for whoever takes a sheet along or files one.

No caller stands on it: a sheet lies about. Who needs the number asks for it by `reveal`, which is an entry.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from agencies.models import in_language
from dispatch.selectors import incident_card
from foundation.lib.words import say
from foundation.people.models import User
from incidents.access import audience_of, get_incident
from incidents.models import Incident
from incidents.timeline import timeline_of
from incidents.words import ROLE, STAGE, STATUS, TRIAGE, place_in_words

MOMENTS = frozenset({"at", "since", "opened_at", "closed_at", "received_at", "due_at", "answered_at"})


def sheet_of(user: User, incident_id: UUID) -> dict[str, Any]:
    """Everything that stands on the sheet; Missing is raised for who does not see the incident."""
    card: dict[str, Any] = timed(incident_card(user, incident_id))
    card["patients"] = [line | {"triage": say(TRIAGE, line["triage"])} for line in card["patients"]]
    timeline: list[dict[str, Any]] = timed(whole_timeline(user, get_incident(user, incident_id)))
    return {
        "incident": card,
        "type": in_language(card["type_name"]["id"], card["type_name"]["en"]),
        "place": place_in_words(card["place"], card["radius_m"]),
        "stage": say(STAGE, card["stage"]),
        "parts": [part_of_sheet(part) for part in card["assignments"]],
        "timeline": timeline,
    }


def whole_timeline(user: User, incident: Incident) -> list[dict[str, Any]]:
    """Every page of it: paper has no button for more."""
    audience = audience_of(user)
    page = timeline_of(incident, audience)
    entries: list[dict[str, Any]] = page["entries"]
    while page["next"] is not None:
        page = timeline_of(incident, audience, page["next"])
        entries += page["entries"]
    return entries


def part_of_sheet(part: dict[str, Any]) -> dict[str, Any]:
    """An agency's part in words."""
    units = [unit | {"status": say(STATUS, unit["status"])} for unit in part["units"]]
    agency = in_language(part["agency"]["name"], part["agency"]["name_en"])
    return part | {
        "agency": agency,
        "role": say(ROLE, part["role"]),
        "status": say(STATUS, part["status"]),
        "units": units,
    }


def timed(value: Any, name: str = "") -> Any:
    """Moments as moments, so that the page writes them in the centre's time."""
    if isinstance(value, dict):
        return {key: timed(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [timed(inner) for inner in value]
    return datetime.fromisoformat(value) if name in MOMENTS and isinstance(value, str) else value
