"""The reports that a rehearsal runs over: our own, or the rows of a file; in pieces, from where it stopped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from agencies.models import Area
from incidents.models import RehearsalRun, Report
from incidents.rehearsal.uploads import unpack_upload
from incidents.services.intake import area_of

# Small: what a piece costs the worker and the database themselves, outside the child, must not be felt at once.
PIECE = 250


@dataclass(frozen=True)
class Past:
    """One report of the past; without an hour nobody had to act on it. Its name is an id or a row's number."""

    name: str
    text: str
    answers: Mapping[str, Any]
    area: Area | None
    hour: int | None


Piece = tuple[str, list[Past]]
"""Some reports, and the cursor behind them."""


def count_past(run: RehearsalRun) -> int:
    """How many there are."""
    return len(unpack_upload(bytes(run.upload))) if run.upload is not None else chosen(run).count()


def pieces_of(run: RehearsalRun) -> Iterator[Piece]:
    """The reports after the run's cursor."""
    return file_pieces(run) if run.upload is not None else own_pieces(run)


def chosen(run: RehearsalRun) -> "QuerySet[Report]":
    """Our own reports of the time asked for, up to the moment of asking."""
    found = Report.objects.filter(filed_at__lte=run.requested_at)
    if run.since is not None:
        found = found.filter(filed_at__gte=run.since)
    return found if run.exercises else found.filter(exercise=False)


def own_pieces(run: RehearsalRun) -> Iterator[Piece]:
    """In the order of their ids, which rise with time."""
    zone, areas, cursor = ZoneInfo(settings.TIME_ZONE), Area.objects.select_related("parent").in_bulk(), run.cursor
    while True:
        rows = chosen(run).order_by("id").values_list("id", "text", "answers", "area_id", "received_at", "status")
        page = list((rows.filter(id__gt=cursor) if cursor else rows)[:PIECE])
        if not page:
            return
        cursor = str(page[-1][0])
        yield (
            cursor,
            [
                Past(str(name), text, answers, areas.get(area), worked_at(received, status, zone))
                for name, text, answers, area, received, status in page
            ],
        )


def worked_at(received: datetime, status: str, zone: ZoneInfo) -> int | None:
    """The hour in which somebody had to act; None for a report that came to nothing."""
    return None if status == Report.Status.DISMISSED else received.astimezone(zone).hour


def file_pieces(run: RehearsalRun) -> Iterator[Piece]:
    """In the order of the file; rows are named by their number, from 1."""
    rows = unpack_upload(bytes(run.upload or b""))
    for start in range(int(run.cursor or 0), len(rows), PIECE):
        end = min(start + PIECE, len(rows))
        past = [
            Past(str(number), text, {}, area_of(lat, lon, place), hour)
            for number, (text, lat, lon, place, hour) in enumerate(rows[start:end], start + 1)
        ]
        yield str(end), past
