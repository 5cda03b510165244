"""What an import would do, line by line, before it does anything: the preview and the import ask the same."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency, Area, Official, Station
from agencies.register.columns import KINDS, Kind, Known
from foundation.lib.errors import Invalid

MOST_LINES = 2000
Row = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """One row of a file: what it would change (`field, before, after`), or what is wrong with it."""

    number: int
    key: str
    status: str
    changes: tuple[tuple[str, str, str], ...] = ()
    problems: tuple[str, ...] = ()
    row: Any = None
    wanted: Mapping[str, Any] | None = None


def read_csv(kind: str, said: str) -> list[Row]:
    """The rows of a file with a head; comma or semicolon between the columns, whichever the head has.

    Raises:
        Invalid: no such table, no head that we know, or too many lines.
    """
    spec = kind_of(kind)
    head = said.lstrip("\ufeff").partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.DictReader(io.StringIO(said.lstrip("\ufeff")), delimiter=delimiter, strict=True)
    try:
        names = [name.strip() for name in reader.fieldnames or []]
        rows = [{name: (row.get(raw) or "").strip() for name, raw in zip(names, row, strict=False)} for row in reader]
    except csv.Error as error:
        raise _refused(_("Berkas ini bukan CSV yang benar: %(error)s") % {"error": error}) from error
    unknown = sorted(set(names) - set(spec.columns))
    if unknown or not set(spec.key) <= set(names):
        words = {"unknown": ", ".join(unknown) or "-", "columns": ", ".join(spec.columns)}
        raise _refused(_("Kolom tidak dikenal: %(unknown)s. Kolom yang ada: %(columns)s.") % words)
    if not rows or len(rows) > MOST_LINES:
        raise _refused(_("Berkas harus berisi 1 sampai %(most)s baris.") % {"most": MOST_LINES})
    return list(rows)


def _refused(said: str) -> Invalid:
    return Invalid(said, fields={"file": [said]})


def kind_of(kind: str) -> Kind:
    """The table of that name.

    Raises:
        Invalid: there is none.
    """
    if kind not in KINDS:
        raise _refused(_("Tabel ini tidak dikenal."))
    return KINDS[kind]


def plan_rows(kind: str, rows: Sequence[Row]) -> list[Line]:
    """Every row with what it would do; numbers as a person counts them, the head being the first line."""
    spec, known = kind_of(kind), Known()
    have = {_key(spec, row): row for row in spec.model.objects.all()}
    seen: set[tuple[Any, ...]] = set()
    return [_plan(spec, known, have, seen, number, row) for number, row in enumerate(rows, start=2)]


def _plan(spec: Kind, known: Known, have: Mapping[Any, Any], seen: set[tuple[Any, ...]], number: int, row: Row) -> Line:
    wanted, problems = {}, []
    for name, said in row.items():
        try:
            wanted[name] = spec.columns[name](said, known)
        except ValueError as error:
            problems.append(f"{name}: {error}")
    label = " ".join(row.get(name, "") for name in spec.key)
    if problems:
        return Line(number, label, "wrong", problems=tuple(problems))
    key = tuple(_plain(wanted[name]) for name in spec.key)
    there = have.get(key)
    problems += _contradictions(spec, wanted, there)
    if key in seen:
        problems.append(_("Baris ini tertulis dua kali."))
    seen.add(key)
    if there is None:
        lacking = sorted(set(spec.columns) - set(wanted) - spec.optional)
        problems += [_("%(name)s: wajib diisi untuk yang baru.") % {"name": name} for name in lacking]
    if problems:
        return Line(number, label, "wrong", problems=tuple(problems))
    changes = tuple(
        (name, say(getattr(there, name)) if there else "", say(value))
        for name, value in wanted.items()
        if there is None or getattr(there, name) != value
    )
    status = "new" if there is None else ("changed" if changes else "same")
    return Line(number, label, status, changes, row=there, wanted=wanted)


def _contradictions(spec: Kind, wanted: Mapping[str, Any], there: Any) -> list[str]:
    """What each column allows and the row does not."""
    found = []
    since, until = wanted.get("since"), wanted.get("until", getattr(there, "until", None))
    if spec.model is Official and since and until and until < since:
        found.append(_("until: masa jabatan berakhir sebelum dimulai."))
    stand_in = wanted.get("stands_in_for")
    if stand_in is not None and there is not None and stand_in.id == there.id:
        found.append(_("stands_in_for: tidak dapat menggantikan diri sendiri."))
    station, agency = wanted.get("station"), wanted.get("agency", getattr(there, "agency", None))
    if isinstance(station, Station) and agency is not None and station.agency_id != agency.id:
        found.append(_("station: pos ini milik instansi lain."))
    return found


def _key(spec: Kind, row: Any) -> tuple[Any, ...]:
    return tuple(_plain(getattr(row, name)) for name in spec.key)


def _plain(value: Any) -> Any:
    return value.id if isinstance(value, Agency) else value


def say(value: Any) -> str:
    """A value as a column says it, so that what is written can be read back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, Agency | Area | Station):
        return value.code
    if isinstance(value, Official):
        return f"{value.agency.code}/{value.name}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "; ".join(_rung(item) for item in value) if value and isinstance(value[0], dict) else " ".join(value)
    return str(value)


def _rung(rung: Mapping[str, str]) -> str:
    return f"{rung['title_id']}|{rung['title_en']}|{rung['phone']}"
