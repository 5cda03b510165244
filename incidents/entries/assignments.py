"""What the record keeps of agencies' and units' parts."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.journal import Entry, entry_kind
from foundation.lib.words import say
from incidents.words import DECLINE, MEANS, ROLE, STATUS


@entry_kind("assignment.alerted")
@dataclass(frozen=True)
class AgencyAlerted(Entry):
    """An agency was called, and by which article."""

    incident: UUID
    assignment: UUID
    agency: UUID
    agency_code: str
    agency_name: str
    role: str
    decree: str
    article: str
    substitute_for: str | None

    def text(self) -> str:
        words = {
            "agency": self.agency_name,
            "role": say(ROLE, self.role),
            "decree": self.decree,
            "article": self.article,
        }
        if self.substitute_for:
            words["other"] = self.substitute_for
            return _("%(agency)s dipanggil menggantikan %(other)s (%(decree)s, %(article)s)") % words
        if not self.decree:
            return _("%(agency)s dipanggil sebagai %(role)s atas permintaan pusat layanan") % words
        return _("%(agency)s dipanggil sebagai %(role)s (%(decree)s, %(article)s)") % words


@entry_kind("assignment.role_changed")
@dataclass(frozen=True)
class AssignmentRoleChanged(Entry):
    """The incident turned out to be something else, in which the decree gives the agency another role."""

    incident: UUID
    assignment: UUID
    agency: UUID
    agency_name: str
    old_role: str
    role: str
    decree: str
    article: str

    def text(self) -> str:
        return _("%(agency)s kini %(role)s, bukan %(old_role)s lagi (%(decree)s, %(article)s)") % {
            "agency": self.agency_name,
            "role": say(ROLE, self.role),
            "old_role": say(ROLE, self.old_role),
            "decree": self.decree,
            "article": self.article,
        }


@entry_kind("assignment.moved")
@dataclass(frozen=True)
class AssignmentMoved(Entry):
    """An agency's part went on: delivered, acknowledged, responding, on scene, done, declined or withdrawn."""

    incident: UUID
    assignment: UUID
    agency: UUID
    agency_name: str
    old_status: str
    status: str
    reason: str | None = None
    on_behalf_name: str | None = None
    on_behalf_means: str | None = None

    def text(self) -> str:
        words = {
            "agency": self.agency_name,
            "status": say(STATUS, self.status),
            "reason": say(DECLINE, self.reason or ""),
            "name": self.on_behalf_name,
            "means": say(MEANS, self.on_behalf_means or ""),
        }
        if self.on_behalf_name:
            return _("%(agency)s %(status)s, atas nama %(name)s lewat %(means)s") % words
        if self.reason:
            return _("%(agency)s %(status)s: %(reason)s") % words
        return _("%(agency)s %(status)s") % words


@entry_kind("unit.assigned")
@dataclass(frozen=True)
class UnitAssigned(Entry):
    """A unit was sent."""

    incident: UUID
    assignment: UUID
    unit_assignment: UUID
    unit: UUID
    call_sign: str
    on_behalf_name: str | None = None
    on_behalf_means: str | None = None

    def text(self) -> str:
        return _("Unit %(unit)s dikirim") % {"unit": self.call_sign}


@entry_kind("unit.moved", version=2)
@dataclass(frozen=True)
class UnitMoved(Entry):
    """A unit's part went on; `told_at` is the crew's own time where it differs from the record's.

    Where it goes is somebody's words, and stands in the row.
    """

    incident: UUID
    unit_assignment: UUID
    unit: UUID
    call_sign: str
    old_status: str
    status: str
    told_at: str | None
    on_behalf_name: str | None = None
    on_behalf_means: str | None = None

    def text(self) -> str:
        return _("Unit %(unit)s %(status)s") % {"unit": self.call_sign, "status": say(STATUS, self.status)}


@entry_kind("unit.moved")
@dataclass(frozen=True)
class UnitMovedOnce(UnitMoved):
    """As it was written at first, with the words for where the unit goes. Only read."""

    destination: str | None = None
