"""File a CSV of old reports through the real intake, as an exercise."""

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import is_naive, make_aware

from foundation.journal import SYSTEM
from foundation.lib.errors import DomainError, Invalid
from foundation.lib.rest import read_body
from incidents.bodies import ReportBody, told_of
from incidents.models import Incident
from incidents.services.intake import Told, receive_report
from incidents.services.opening import open_report

COLUMNS = ("received", "text", "lat", "lon", "place", "channel")


class Command(BaseCommand):
    """One JSON line a row: `{row, report, type, priority, lead, roles, error}`."""

    help = "File each row (received,text,lat,lon,place,channel) as a report, marked as exercise; --open routes it."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and whether to open what it tells."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--open", action="store_true", help="open and route each report")

    def handle(self, *args: Any, **options: Any) -> None:
        """Replay row by row; a row that is refused says why and does not stop the others."""
        for number, row in read_rows(options["file"]):
            self.stdout.write(json.dumps(replay_row(number, row, options["open"]), ensure_ascii=False))


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their numbers, from 1.

    Raises:
        CommandError: the file cannot be read or lacks a column.
    """
    try:
        file = path.open(newline="", encoding="utf-8-sig")
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
    with file:
        rows = csv.DictReader(file)
        lacking = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
        if lacking:
            raise CommandError(f"{path} lacks the columns: {', '.join(lacking)}.")
        try:
            yield from enumerate(rows, start=1)
        except (csv.Error, UnicodeDecodeError) as error:
            raise CommandError(f"{path} is no CSV in UTF-8: {error}.") from None


def replay_row(number: int, row: dict[str, str], opening: bool) -> dict[str, Any]:
    """One row through the intake, and through routing if asked."""
    line: dict[str, Any] = dict.fromkeys(("row", "report", "type", "priority", "lead", "roles", "error"))
    line["row"] = number
    try:
        report = receive_report(told=told(row), actor=SYSTEM)
        line |= {"report": str(report.id)}
        line |= {"type": report.suggestion["type"], "priority": report.suggestion["priority"]}
        if opening:
            line |= routed(open_report(report_id=report.id, actor=SYSTEM))
    except DomainError as error:
        fields = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in (error.fields or {}).items())
        line["error"] = f"{error.message} {fields}".strip()
    return line


def routed(incident: Incident) -> dict[str, Any]:
    """Who leads, and everybody's role."""
    parts = incident.assignments.select_related("agency").order_by("alerted_at", "id")
    roles = {part.agency.code: part.role for part in parts}
    lead = next((code for code, role in roles.items() if role == "lead"), None)
    return {"type": incident.type_id, "priority": incident.priority, "lead": lead, "roles": roles}


def told(row: dict[str, str]) -> Told:
    """A CSV row as the intake takes it, through the same body as the API.

    Raises:
        Invalid: a value that cannot be.
    """
    lat, lon, place = (row.get(name) or "" for name in ("lat", "lon", "place"))
    location: dict[str, Any] = {"text": place}
    if lat or lon:
        location |= {"lat": number_in(lat, "lat"), "lon": number_in(lon, "lon")}
    body = {
        "channel": row.get("channel") or "call",
        "text": row.get("text") or "",
        "location": location,
        "received_at": moment(row.get("received") or ""),
    }
    parsed = told_of(read_body(ReportBody, body))
    return Told(**{**parsed.__dict__, "exercise": True})


def number_in(text: str, name: str) -> float:
    """A number of a CSV cell.

    Raises:
        Invalid: it is none.
    """
    try:
        return float(text)
    except ValueError:
        raise Invalid("", fields={name: [f"{text!r} is no number."]}) from None


def moment(text: str) -> str | None:
    """A moment of a CSV cell; one without a zone is the centre's local time."""
    if not text:
        return None
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        raise Invalid("", fields={"received": [f"{text!r} is no moment."]}) from None
    return (make_aware(parsed, ZoneInfo(settings.TIME_ZONE)) if is_naive(parsed) else parsed).isoformat()
