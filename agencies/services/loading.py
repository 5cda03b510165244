"""A region's files into the tables. Loading again changes only what differs, and says what that was."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from agencies.entries import (
    AgencyChanged,
    AgencyRegistered,
    DecreeDrafted,
    OfficialWritten,
    RegionLoaded,
    UnitChanged,
    UnitRegistered,
)
from agencies.models import Agency, Area, Article, Decree, Mandate, Official, Station, Unit
from agencies.region_file import (
    DATA,
    AgencyFile,
    AreasFile,
    DecreeFile,
    FleetFile,
    MemberFile,
    OfficialFile,
    cells_of,
    read_region,
    unknown_types,
)
from agencies.sanctions import Sanction, rows_of
from agencies.services.decrees import put_decree_in_force
from agencies.services.members import add_member
from foundation.journal import Actor, Change, change
from foundation.lib.errors import Invalid
from foundation.people.models import User
from sop.models import IncidentType

Row = TypeVar("Row", bound=Model)


def load_region(
    *,
    region: str,
    actor: Actor,
    users: Mapping[str, User] | None = None,
    folder: Path = DATA,
    now: datetime | None = None,
) -> None:
    """Areas, agencies, officials, stations, units, the decree in force; and the members, when accounts are given.

    `region` names a folder of files under `folder`.

    1. Whatever has a code already is changed where it differs. Nothing is removed, and a unit's readiness is left
       to the people who know it.
    2. A decree that is there already is left alone: it is frozen.
    3. `users` are accounts by user name; every member of the files needs one.

    Raises:
        Malformed: the files are not whole, or contradict each other; nothing was written.
        Invalid: the matrix names a type that the SOP does not, or a member has no account.
    """
    files = read_region(region, folder)
    with change(actor, now) as running:
        areas, new_areas = _load_areas(running, files.areas)
        agencies = _load_agencies(running, files.agencies)
        stations, new_stations = _load_stations(files.fleet, agencies, areas)
        units = _load_units(running, files.fleet, agencies, stations)
        if new_areas or new_stations:
            running.append(
                RegionLoaded(code=files.areas.code, name=files.areas.name, areas=new_areas, stations=new_stations)
            )
        _load_officials(running, files.officials, agencies)
        _load_decree(running, files.decree, agencies, areas)
        if users is not None:
            _load_members(running, files.members, users, agencies, units)


def _differing(row: Model, wanted: Mapping[str, object]) -> tuple[str, ...]:
    """The fields that the files say otherwise; they are set on the row, not yet saved."""
    names = tuple(name for name, value in wanted.items() if getattr(row, name) != value)
    for name in names:
        setattr(row, name, wanted[name])
    return names


def _put(model: type[Row], known: dict[str, Row], key: str, code: str, wanted: dict[str, object]) -> tuple[str, ...]:
    """Write one row of that code into the table and into `known`; the fields that were new or changed."""
    row = known.get(code)
    if row is None:
        known[code] = model._default_manager.create(**{key: code}, **wanted)
        return ("created",)
    changed = _differing(row, wanted)
    if changed:
        row.save(update_fields=changed)
    return changed


def _load_areas(running: Change, file: AreasFile) -> tuple[dict[str, Area], int]:
    """Level by level, each written at once; and how many were new or changed."""
    known = {area.code: area for area in Area.objects.all()}
    top = (file.code, file.name, file.at, None)
    districts = [(district.code, district.name, district.at, file.code) for district in file.districts]
    villages = [
        (f"{district.code}.{village.code}", village.name, village.at, district.code)
        for district in file.districts
        for village in district.villages
    ]
    written = 0
    for kind, rows in (("regency", [top]), ("district", districts), ("village", villages)):
        written += _load_level(running, known, kind, rows)
    return known, written


def _load_level(
    running: Change,
    known: dict[str, Area],
    kind: str,
    rows: Iterable[tuple[str, str, tuple[float, ...], str | None]],
) -> int:
    fresh, changed = [], []
    for code, name, at, above in rows:
        wanted = {"name": name, "kind": kind, "lat": at[0], "lon": at[1]}
        parent = known[above] if above else None
        if code not in known:
            fresh.append(Area(code=code, parent=parent, changed_at=running.now, **wanted))
        elif _differing(known[code], {**wanted, "parent_id": parent.id if parent else None}):
            known[code].changed_at = running.now
            changed.append(known[code])
    known.update({area.code: area for area in Area.objects.bulk_create(fresh)})
    Area.objects.bulk_update(changed, ["name", "kind", "lat", "lon", "parent", "changed_at"])
    return len(fresh) + len(changed)


def _load_agencies(running: Change, files: Iterable[AgencyFile]) -> dict[str, Agency]:
    known = {agency.code: agency for agency in Agency.objects.all()}
    for file in files:
        ladder = [{"title_id": rung.title.id, "title_en": rung.title.en, "phone": rung.phone} for rung in file.ladder]
        wanted: dict[str, object] = {
            "name_id": file.name.id,
            "name_en": file.name.en,
            "discipline": file.discipline,
            "phone": file.phone,
            "email": file.email,
            "active": file.active,
            "hosts_centre": file.hosts_centre,
            "phone_ladder": ladder,
        }
        changed = _put(Agency, known, "code", file.code, wanted)
        agency = known[file.code]
        if changed == ("created",):
            running.append(AgencyRegistered(agency=agency.id, code=agency.code, name=agency.name_id))
        elif changed:
            running.append(AgencyChanged(agency=agency.id, code=agency.code, name=agency.name_id, fields=changed))
    return known


def _load_officials(running: Change, files: Iterable[OfficialFile], agencies: Mapping[str, Agency]) -> None:
    """Holders of offices by agency, title, name and first day; a stand-in finds the other one by name."""
    held = {(one.agency_id, one.title_id, one.name, one.since): one for one in Official.objects.all()}
    # Who is stood in for comes first.
    for file in sorted(files, key=lambda one: one.stands_in_for is not None):
        agency = agencies[file.agency]
        key = (agency.id, file.title.id, file.name, file.since)
        row = held.get(key) or Official(agency=agency, title_id=file.title.id, name=file.name, since=file.since)
        fresh = row._state.adding
        away = (one for one in held.values() if one.agency_id == agency.id and one.name == file.stands_in_for)
        stood_in_for = next(away, None)
        wanted = {
            "post": file.post,
            "title_en": file.title.en,
            "phone": file.phone,
            "until": file.until,
            "stands_in_for_id": stood_in_for.id if stood_in_for else None,
        }
        changed = _differing(row, wanted)
        if not fresh and not changed:
            continue
        row.save()
        held[key] = row
        fields = () if fresh else changed
        running.append(
            OfficialWritten(agency=agency.id, official=row.id, title=row.title_id, name=row.name, fields=fields)
        )


def _load_stations(
    file: FleetFile, agencies: Mapping[str, Agency], areas: Mapping[str, Area]
) -> tuple[dict[str, Station], int]:
    known = {station.code: station for station in Station.objects.all()}
    written = 0
    for row in file.stations:
        wanted: dict[str, object] = {
            "agency_id": agencies[row.agency].id,
            "name": row.name,
            "kind": row.kind,
            "lat": row.at[0],
            "lon": row.at[1],
            "area_id": areas[row.area].id if row.area else None,
        }
        written += bool(_put(Station, known, "code", row.code, wanted))
    return known, written


def _load_units(
    running: Change, file: FleetFile, agencies: Mapping[str, Agency], stations: Mapping[str, Station]
) -> dict[str, Unit]:
    known = {unit.call_sign: unit for unit in Unit.objects.all()}
    for row in file.units:
        wanted: dict[str, object] = {
            "agency_id": agencies[row.agency].id,
            "station_id": stations[row.station].id,
            "kind": row.kind,
            "capabilities": list(row.capabilities),
            "crew_size": row.crew,
        }
        changed = _put(Unit, known, "call_sign", row.call_sign, wanted)
        unit = known[row.call_sign]
        if changed == ("created",):
            running.append(UnitRegistered(unit=unit.id, agency=unit.agency_id, call_sign=unit.call_sign))
        elif changed:
            running.append(UnitChanged(unit=unit.id, agency=unit.agency_id, call_sign=unit.call_sign, fields=changed))
    return known


def _load_decree(running: Change, file: DecreeFile, agencies: Mapping[str, Agency], areas: Mapping[str, Area]) -> None:
    """Draft it, then put it in force: the same way as one that a person writes."""
    identity = {"kind": file.kind, "issuer": file.issuer, "number": file.number, "year": file.year}
    if Decree.objects.filter(**identity).exists():
        return
    unknown = unknown_types(file, _known_types())
    if unknown:
        raise Invalid(_("Jenis kejadian tidak dikenal: %(types)s.") % {"types": ", ".join(unknown)})
    decree = Decree.objects.create(
        **identity,
        title_id=file.title.id,
        title_en=file.title.en,
        signed_on=file.signed_on,
        considerations=list(file.considerations),
        legal_bases=list(file.legal_bases),
        sanctions=rows_of(Sanction(row.name.id, row.name.en, row.article) for row in file.sanctions),
    )
    articles = Article.objects.bulk_create(
        Article(decree=decree, place=place, number=article.number, text=article.id, text_en=article.en)
        for place, article in enumerate(file.articles, start=1)
    )
    mandates = Mandate.objects.bulk_create(
        _mandates(decree, file, {article.number: article for article in articles}, agencies, areas)
    )
    running.append(
        DecreeDrafted(decree=decree.id, citation=decree.citation, articles=len(articles), mandates=len(mandates))
    )
    put_decree_in_force(decree_id=decree.id, in_force_from=file.in_force_from, actor=running.actor)


def _mandates(
    decree: Decree,
    file: DecreeFile,
    articles: Mapping[str, Article],
    agencies: Mapping[str, Agency],
    areas: Mapping[str, Area],
) -> list[Mandate]:
    return [
        Mandate(
            decree=decree,
            article=articles[cell.article],
            agency=agencies[cell.agency],
            type_code=cell.type_code,
            area=areas[cell.area] if cell.area else None,
            role=cell.role,
            obligation=file.duties[cell.duty].id,
            obligation_en=file.duties[cell.duty].en,
            substitute=agencies[cell.substitute] if cell.substitute else None,
        )
        for cell in cells_of(file)
    ]


def _known_types() -> set[str]:
    known = set()
    for code, group in IncidentType.objects.values_list("code", "group"):
        known |= {code, group}
    return known


def _load_members(
    running: Change,
    files: Iterable[MemberFile],
    users: Mapping[str, User],
    agencies: Mapping[str, Agency],
    units: Mapping[str, Unit],
) -> None:
    for file in files:
        if file.username not in users:
            raise Invalid(_("Akun %(name)s tidak ada.") % {"name": file.username})
        add_member(
            user=users[file.username],
            agency=agencies[file.agency],
            unit=units[file.unit] if file.unit else None,
            is_supervisor=file.supervisor,
            actor=running.actor,
        )
