"""What a column of the register may say, and the value that it means. A wrong one is refused in words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from agencies.hours import Unreadable, read_hours
from agencies.models import Agency, Area, Official, Station, Unit
from agencies.region_file import read_capabilities

CODE = re.compile(r"^[a-z0-9]+(_[a-z0-9]+)*$")
CALL_SIGN = re.compile(r"^[A-Z0-9]+(-[A-Z0-9]+)*$")
PHONE = re.compile(r"^[0-9+() .\-]{3,40}$")
YES, NO = ("ya", "yes", "1", "true", "aktif"), ("tidak", "no", "0", "false")


class Known:
    """What a row may name: agencies, areas and stations by code, read once for a whole import."""

    def __init__(self) -> None:
        self.agencies = {agency.code: agency for agency in Agency.objects.all()}
        self.areas = {area.code: area for area in Area.objects.all()}
        self.stations = {station.code: station for station in Station.objects.all()}
        self.officials = list(Official.objects.select_related("agency"))


Read = Callable[[str, Known], Any]


def text(most: int, *, required: bool = True) -> Read:
    """Words of so many letters at most."""

    def read(said: str, known: Known) -> str:
        if required and not said:
            raise ValueError(_("Wajib diisi."))
        if len(said) > most:
            raise ValueError(_("Paling banyak %(most)s huruf.") % {"most": most})
        return said

    return read


def pattern(shape: re.Pattern[str], *, required: bool = True) -> Read:
    """Words of a certain shape."""

    def read(said: str, known: Known) -> str:
        if (required and not said) or (said and not shape.match(said)):
            raise ValueError(_("Bentuknya belum benar: %(said)s") % {"said": said or "-"})
        return said

    return read


def choice(*values: str) -> Read:
    """One of these codes."""

    def read(said: str, known: Known) -> str:
        if said not in values:
            raise ValueError(_("Pilih salah satu: %(values)s") % {"values": ", ".join(values)})
        return said

    return read


def email(said: str, known: Known) -> str:
    """An address, or none."""
    try:
        if said:
            validate_email(said)
    except ValidationError as error:
        raise ValueError(_("Alamat surel belum benar.")) from error
    return said


def hours(said: str, known: Known) -> str:
    """Opening hours."""
    try:
        read_hours(said)
    except Unreadable as error:
        raise ValueError(_("Tulis jam buka seperti “24 jam” atau “Sen-Jum 07:30-16:00; Sab 08:00-12:00”.")) from error
    return said


def flag(said: str, known: Known) -> bool:
    """Yes or no."""
    if said.lower() not in (*YES, *NO):
        raise ValueError(_("Tulis ya atau tidak."))
    return said.lower() in YES


def day(said: str, known: Known) -> date:
    """A day, as 2026-01-31."""
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise ValueError(_("Tulis tanggal seperti 2026-01-31.")) from error


def day_or_none(said: str, known: Known) -> date | None:
    """A day, or no end."""
    return day(said, known) if said else None


def degrees(most: int) -> Read:
    """A latitude or longitude."""

    def read(said: str, known: Known) -> float:
        try:
            value = float(said)
        except ValueError as error:
            raise ValueError(_("Isi dengan angka.")) from error
        if not -most <= value <= most:
            raise ValueError(_("Di luar bumi: %(said)s") % {"said": said})
        return value

    return read


def number(said: str, known: Known) -> int:
    """How many people."""
    if not said.isdigit() or not 0 < int(said) < 100:
        raise ValueError(_("Isi dengan angka."))
    return int(said)


def agency(said: str, known: Known) -> Agency:
    """An agency by its code."""
    if said not in known.agencies:
        raise ValueError(_("Instansi %(code)s tidak dikenal.") % {"code": said})
    return known.agencies[said]


def area(said: str, known: Known) -> Area | None:
    """An area by its official code, or outside the region."""
    if said and said not in known.areas:
        raise ValueError(_("Kode wilayah tidak dikenal: %(codes)s.") % {"codes": said})
    return known.areas.get(said)


def station(said: str, known: Known) -> Station:
    """A station by its code."""
    if said not in known.stations:
        raise ValueError(_("Pos %(code)s tidak dikenal.") % {"code": said})
    return known.stations[said]


def capabilities(said: str, known: Known) -> list[str]:
    """Codes with spaces between them."""
    unknown = sorted(set(said.split()) - read_capabilities())
    if unknown:
        raise ValueError(_("Kemampuan tidak dikenal: %(codes)s") % {"codes": ", ".join(unknown)})
    return said.split()


def ladder(said: str, known: Known) -> list[dict[str, str]]:
    """Whom to ring in order: `office|in English|number; ...`."""
    rungs = []
    for rung in filter(None, (part.strip() for part in said.split(";"))):
        parts = [part.strip() for part in rung.split("|")]
        if len(parts) != 3 or not parts[0] or not PHONE.match(parts[2]):
            raise ValueError(_("Tulis tangga telepon sebagai jabatan|dalam Inggris|nomor; ..."))
        rungs.append({"title_id": parts[0], "title_en": parts[1] or parts[0], "phone": parts[2]})
    return rungs


def official(said: str, known: Known) -> Official | None:
    """For whom somebody stands in: `agency/name`, serving or not."""
    if not said:
        return None
    code, _slash, name = said.partition("/")
    found = [one for one in known.officials if (one.agency.code, one.name) == (code.strip(), name.strip())]
    if not found:
        raise ValueError(_("Pejabat %(said)s tidak dikenal.") % {"said": said})
    return found[-1]


@dataclass(frozen=True)
class Kind:
    """One table of the register: the columns that name a row, and how each column is read."""

    model: Any
    key: tuple[str, ...]
    columns: Mapping[str, Read]
    optional: frozenset[str] = frozenset()


KINDS: Mapping[str, Kind] = {
    "agencies": Kind(
        Agency,
        ("code",),
        {
            "code": pattern(CODE),
            "name_id": text(200),
            "name_en": text(200),
            "discipline": choice(*Agency.Discipline.values),
            "phone": pattern(PHONE, required=False),
            "email": email,
            "hours": hours,
            "phone_ladder": ladder,
            "active": flag,
        },
        frozenset({"phone", "email", "hours", "phone_ladder", "active"}),
    ),
    "officials": Kind(
        Official,
        ("agency", "title_id", "name", "since"),
        {
            "agency": agency,
            "post": choice(*Official.Post.values),
            "title_id": text(120),
            "title_en": text(120),
            "name": text(120),
            "phone": pattern(PHONE, required=False),
            "since": day,
            "until": day_or_none,
            "stands_in_for": official,
        },
        frozenset({"phone", "until", "stands_in_for"}),
    ),
    "stations": Kind(
        Station,
        ("code",),
        {
            "code": pattern(CODE),
            "agency": agency,
            "name": text(200),
            "kind": choice(*Station.Kind.values),
            "lat": degrees(90),
            "lon": degrees(180),
            "area": area,
            "hours": hours,
        },
        frozenset({"area", "hours"}),
    ),
    "units": Kind(
        Unit,
        ("call_sign",),
        {
            "call_sign": pattern(CALL_SIGN),
            "agency": agency,
            "station": station,
            "kind": choice(*Unit.Kind.values),
            "capabilities": capabilities,
            "crew_size": number,
        },
        frozenset({"capabilities"}),
    ),
}
