"""What goes from one shift to the next, and what happened in this one: read from the board and the record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from agencies.naming import names_at_hand
from dispatch.board import board_of
from dispatch.models import Handover, ShiftLine
from foundation.journal import snapshot
from foundation.journal.models import JournalEntry
from foundation.journal.selectors import entries_since, say
from foundation.lib.time import iso
from incidents.access import CENTRE, reports_visible_to, visible_to
from incidents.models import Complaint

# A shift that nobody took over is shown from here on.
LONGEST_SHIFT: Final = timedelta(hours=12)
# What the book writes by itself.
AUTOMATIC: Final = (
    "incident.opened",
    "incident.closed",
    "incident.reopened",
    "incident.merged",
    "dispatch.escalated",
    "limit.acted",
    "help.limit_acted",
    "complaint.recorded",
    "alarm.shelved",
    "alarms.muted",
    "alarm.unshelved",
    "duty.begun",
    "duty.ended",
    "shift.signed",
    "shift.received",
    "clock.step_failed",
)


@dataclass(frozen=True)
class Line:
    """One line of the book; `own` is the row of one that a person wrote."""

    at: datetime
    who: str
    text: str
    number: str = ""
    own: ShiftLine | None = None


def shift_began(now: datetime) -> datetime:
    """When the last handover was received, at most twelve hours ago."""
    last = Handover.objects.filter(received_at__isnull=False).order_by("-received_at").first()
    earliest = now - LONGEST_SHIFT
    return max(last.received_at, earliest) if last is not None and last.received_at else earliest


def shift_lines(since: datetime) -> list[Line]:
    """The book from a moment on: what the record says by itself, and what people wrote."""
    entries = list(entries_since(since, AUTOMATIC))
    numbers = numbers_of(entries)
    with names_at_hand():
        automatic = [Line(entry.at, entry.actor_name, told(entry), number_of(entry, numbers)) for entry in entries]
    own = ShiftLine.objects.filter(at__gte=since).select_related("author")
    written = [Line(line.at, line.author.label, line.text, own=line) for line in own]
    return sorted([*automatic, *written], key=lambda line: line.at)


def numbers_of(entries: Iterable[JournalEntry]) -> dict[str, str]:
    """The numbers that people say, of every incident and report these entries speak of."""
    named = {subject for entry in entries for subject in entry.subjects}
    incidents = [UUID(one.partition(":")[2]) for one in named if one.startswith("incident:")]
    reports = [UUID(one.partition(":")[2]) for one in named if one.startswith("report:")]
    found = {f"incident:{one.id}": one.number for one in visible_to(CENTRE).filter(id__in=incidents)}
    return found | {f"report:{one.id}": one.number for one in reports_visible_to(CENTRE).filter(id__in=reports)}


def number_of(entry: JournalEntry, numbers: dict[str, str]) -> str:
    """The number of what an entry is about; the incident's before the report's."""
    return next((numbers[subject] for subject in sorted(entry.subjects) if subject in numbers), "")


def told(entry: JournalEntry) -> str:
    """What the record says; of a complaint also its words, which stand nowhere else for those who read later."""
    if entry.kind != "complaint.recorded":
        return say(entry)
    complaint = Complaint.objects.filter(id=entry.data["complaint"]).first()
    return f"{say(entry)}: {complaint.text}" if complaint and complaint.text else say(entry)


def handover_content(since: datetime, notes: str) -> dict[str, Any]:
    """What is open now, as it will be signed; call it outside any change."""
    with snapshot():
        board = board_of(CENTRE)
    cards: dict[str, list[dict[str, Any]]] = {}
    for card in board.cards:
        cards.setdefault(card.kind, []).append(card.data)
    open_now = [card for card in cards.get("incidents", []) if card["stage"] not in ("closed", "cancelled")]
    return {
        "position": board.position,
        "since": iso(since),
        "notes": notes,
        "incidents": [incident_line(card) for card in sorted(open_now, key=lambda card: card["priority"])],
        "escalations": [line for card in open_now for line in escalation_lines(card)]
        + [line for card in cards.get("reports", []) for line in escalation_lines(card)]
        + [line for card in cards.get("alarms", []) if card["limit"] for line in escalation_lines(of_help(card))],
        "reports": [
            {"number": card["number"], "received_at": card["received_at"], "place": card["place"]}
            for card in cards.get("reports", [])
        ],
        "shelved": [
            {"kind": card["kind"], "number": card["number"], **card["shelved"]}
            for card in cards.get("alarms", [])
            if card["shelved"]
        ],
    }


def of_help(card: dict[str, Any]) -> dict[str, Any]:
    """A call for help that nobody has answered, as what it is about: an incident's number, or who calls."""
    return {"number": card["number"] or card["help"]["from"]["name"], "deadlines": [card["limit"]]}


def incident_line(card: dict[str, Any]) -> dict[str, Any]:
    """An open incident in one line."""
    agencies = [
        {
            "name": part["agency"]["name"],
            "name_en": part["agency"]["name_en"],
            "status": part["status"],
        }
        for part in card["assignments"]
        if part["status"] not in ("declined", "withdrawn")
    ]
    return {name: card[name] for name in ("number", "priority", "stage", "place", "opened_at", "exercise")} | {
        "type": card["type_name"],
        "agencies": agencies,
    }


def agency_line(agency: dict[str, Any] | None) -> dict[str, Any] | None:
    """Whose limit it is; None for the incident's own."""
    return agency and {"name": agency["name"], "name_en": agency["name_en"]}


def escalation_lines(card: dict[str, Any]) -> list[dict[str, Any]]:
    """The limits that were missed and still oblige somebody."""
    fields = ("kind", "due_at", "step", "steps", "called", "next", "next_at")
    agencies = {part["id"]: part["agency"] for part in card.get("assignments", [])}
    return [
        {"number": card["number"], "agency": agency_line(agencies.get(limit["assignment"]))}
        | {name: limit[name] for name in fields}
        for limit in card["deadlines"]
        if limit["missed"]
    ]
