"""An uploaded CSV of reports: read whole, judged by line, refused with the line, packed for the worker."""

import csv
import gzip
import io
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _

from foundation.lib.errors import Invalid
from foundation.lib.rest import UNSPEAKABLE

COLUMNS = ("received", "text", "lat", "lon", "place", "channel")
MOST_BYTES, MOST_ROWS, LONGEST_TEXT, LONGEST_PLACE = 25 * 1024 * 1024, 200_000, 10_000, 500
# A person mends a file by its first faults, not by a hundred thousand.
MOST_FAULTS = 5

Row = tuple[str, float | None, float | None, str, int | None]
"""Text, latitude, longitude, words for the place, hour of the day."""


def pack_upload(data: bytes) -> bytes:
    """The rows of a file as the worker reads them.

    Raises:
        Invalid: it is too large, no CSV in UTF-8, lacks a column, or has faulty lines; `fields` names the first.
    """
    if len(data) > MOST_BYTES:
        raise refused(too_large(len(data)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refused(_("Berkas ini bukan CSV dalam UTF-8.")) from None
    faults: list[str] = []
    rows = list(read_rows(text, faults))
    if faults:
        raise refused(*faults[:MOST_FAULTS])
    if not rows:
        raise refused(_("Berkas ini tidak berisi laporan."))
    return gzip.compress(json.dumps(rows, ensure_ascii=False).encode(), 1)


def unpack_upload(packed: bytes) -> list[Row]:
    """What `pack_upload` packed."""
    return [(text, lat, lon, place, hour) for text, lat, lon, place, hour in json.loads(gzip.decompress(packed))]


def too_large(size: int) -> str:
    """What somebody is told who sends fifty megabytes."""
    return _("Berkas ini %(size)s MB; paling besar %(most)s MB.") % {
        "size": size // (1024 * 1024),
        "most": MOST_BYTES // (1024 * 1024),
    }


def refused(*reasons: str) -> Invalid:
    """The refusal of a file."""
    return Invalid(_("Berkas tidak diterima; tidak ada yang dijalankan."), fields={"file": list(reasons)})


def read_rows(text: str, faults: list[str]) -> Iterator[Row]:
    """Every row that is whole; what is wrong with the others goes to `faults`, by line."""
    lines = csv.DictReader(io.StringIO(text, newline=""))
    try:
        lacking = [name for name in COLUMNS if name not in (lines.fieldnames or ())]
        if lacking:
            faults.append(_("Kolom tidak ada: %(names)s.") % {"names": ", ".join(lacking)})
            return
        for count, line in enumerate(lines):
            if count >= MOST_ROWS:
                faults.append(_("Lebih dari %(most)s baris.") % {"most": MOST_ROWS})
            if len(faults) >= MOST_FAULTS:
                return
            try:
                yield read_row(line)
            except ValueError as error:
                faults.append(_("Baris %(line)s: %(why)s") % {"line": lines.line_num, "why": error})
    except csv.Error as error:
        faults.append(_("Baris %(line)s: %(why)s") % {"line": lines.line_num, "why": error})


def read_row(line: dict[str, Any]) -> Row:
    """One row.

    Raises:
        ValueError: saying what is wrong with it.
    """
    text, place = (line.get("text") or "").strip(), (line.get("place") or "").strip()
    if len(text) > LONGEST_TEXT or len(place) > LONGEST_PLACE:
        raise ValueError(_("teks terlalu panjang"))
    if UNSPEAKABLE.search(text) or UNSPEAKABLE.search(place):
        raise ValueError(_("berisi huruf yang tidak dapat dibaca"))
    lat, lon = degrees(line.get("lat"), 90), degrees(line.get("lon"), 180)
    if (lat is None) != (lon is None):
        raise ValueError(_("lintang dan bujur harus diisi bersama"))
    return text, lat, lon, place, hour_of(line.get("received"))


def degrees(cell: str | None, most: int) -> float | None:
    """A latitude or longitude.

    Raises:
        ValueError: it is none.
    """
    if not (cell or "").strip():
        return None
    try:
        value = float(cell or "")
    except ValueError:
        raise ValueError(_("koordinat bukan angka")) from None
    if not -most <= value <= most:
        raise ValueError(_("koordinat di luar bumi"))
    return value


def hour_of(cell: str | None) -> int | None:
    """The hour of the day at the centre; a moment without a zone is the centre's own.

    Raises:
        ValueError: it is no moment.
    """
    if not (cell or "").strip():
        return None
    try:
        moment = datetime.fromisoformat((cell or "").strip())
        return moment.hour if is_naive(moment) else moment.astimezone(ZoneInfo(settings.TIME_ZONE)).hour
    except (ValueError, OverflowError):
        raise ValueError(_("waktu tidak dapat dibaca")) from None
