"""What the record keeps of the region, its agencies, their people and units."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.naming import say_agency
from foundation.journal import Entry, entry_kind


@entry_kind("region.loaded")
@dataclass(frozen=True)
class RegionLoaded(Entry):
    """A region's areas and offices were read from files; each agency and unit has its own entry."""

    code: str
    name: str
    areas: int
    stations: int

    def text(self) -> str:
        return _("Wilayah %(name)s dimuat: %(areas)s wilayah, %(stations)s pos baru atau berubah") % {
            "name": self.name,
            "areas": self.areas,
            "stations": self.stations,
        }


@entry_kind("region.boundaries_imported")
@dataclass(frozen=True)
class BoundariesImported(Entry):
    """Outlines of areas were read from a file; points now belong to whom they hold."""

    areas: int

    def text(self) -> str:
        return _("Batas %(areas)s wilayah dimuat") % {"areas": self.areas}


@entry_kind("agency.registered")
@dataclass(frozen=True)
class AgencyRegistered(Entry):
    """An agency works with the centre from now on."""

    agency: UUID
    code: str
    name: str

    def text(self) -> str:
        return _("Instansi %(name)s terdaftar") % {"name": self.name}


@entry_kind("agency.changed")
@dataclass(frozen=True)
class AgencyChanged(Entry):
    """Something of an agency was changed; `fields` names what."""

    agency: UUID
    code: str
    name: str
    fields: tuple[str, ...]

    def text(self) -> str:
        return _("Data instansi %(name)s diubah: %(fields)s") % {"name": self.name, "fields": ", ".join(self.fields)}


@entry_kind("agency.member_added")
@dataclass(frozen=True)
class MemberAdded(Entry):
    """An account works for an agency; a crew's account also for a unit."""

    agency: UUID
    user: UUID
    unit: UUID | None
    code: str
    username: str
    supervisor: bool

    def text(self) -> str:
        said = _("Akun %(username)s bertugas sebagai penyelia di %(code)s")
        if not self.supervisor:
            said = _("Akun %(username)s bertugas di %(code)s")
        return said % {"username": self.username, "code": say_agency(self.code)}


@entry_kind("unit.registered")
@dataclass(frozen=True)
class UnitRegistered(Entry):
    """A unit can be sent from now on."""

    unit: UUID
    agency: UUID
    call_sign: str

    def text(self) -> str:
        return _("Unit %(call_sign)s terdaftar") % {"call_sign": self.call_sign}


@entry_kind("unit.changed")
@dataclass(frozen=True)
class UnitChanged(Entry):
    """Something of a unit was changed; `fields` names what."""

    unit: UUID
    agency: UUID
    call_sign: str
    fields: tuple[str, ...]

    def text(self) -> str:
        return _("Data unit %(call_sign)s diubah: %(fields)s") % {
            "call_sign": self.call_sign,
            "fields": ", ".join(self.fields),
        }


@entry_kind("unit.readiness_changed")
@dataclass(frozen=True)
class UnitReadinessChanged(Entry):
    """A unit went out of service, or is back."""

    unit: UUID
    agency: UUID
    call_sign: str
    in_service: bool

    def text(self) -> str:
        said = _("Unit %(call_sign)s siap tugas") if self.in_service else _("Unit %(call_sign)s luar dinas")
        return said % {"call_sign": self.call_sign}


@entry_kind("agency.station_written")
@dataclass(frozen=True)
class StationWritten(Entry):
    """A station came into the register, or something of it was changed; `fields` names what."""

    agency: UUID
    station: UUID
    code: str
    name: str
    fields: tuple[str, ...]

    def text(self) -> str:
        return _("Pos %(name)s dicatat: %(fields)s") % {"name": self.name, "fields": ", ".join(self.fields)}


@entry_kind("agency.official_written")
@dataclass(frozen=True)
class OfficialWritten(Entry):
    """An official came into the register, or something of the office was changed; `fields` names what."""

    agency: UUID
    official: UUID
    title: str
    name: str
    fields: tuple[str, ...]

    def text(self) -> str:
        return _("Pejabat %(title)s %(name)s dicatat: %(fields)s") % {
            "title": self.title,
            "name": self.name,
            "fields": ", ".join(self.fields),
        }
