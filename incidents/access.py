"""The one gate: who sees what, and who may change it.

Not visible is 404 and visible but not yours is 403: what a user may not see does not exist for them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.translation import gettext as _

from agencies.models import Member
from foundation.journal import Actor, System
from foundation.lib.errors import Denied, Invalid, Missing
from foundation.lib.sql import Read
from foundation.people.models import Role, User, audience_name
from incidents.models import AgencyAssignment, Alarm, Incident, Report, UnitAssignment
from incidents.states import ASSIGNMENT_SEES, UNIT_OPEN
from incidents.words import MEANS, MEANS_SAID


@dataclass(frozen=True)
class Audience:
    """Who shares one view: the centre, one agency, one unit's crew."""

    kind: str
    id: UUID | None = None

    @property
    def name(self) -> str:
        """As presence and the outbox address it."""
        return audience_name(self.kind, self.id)


CENTRE = Audience("centre")
# A screen on the wall sees stripped cards only (`dispatch/wallboard/cards.py`), never a row.
WALLBOARD = Audience("wallboard")


@dataclass(frozen=True)
class LinkedCrew:
    """A crew without an account, acting by the link to one job of its unit (`incidents/links`): no account, and no
    machine either."""

    id: UUID
    unit: UUID
    job: UUID
    call_sign: str

    @property
    def label(self) -> str:
        """As the record names it."""
        return f"{self.call_sign} (SMS)"


def audience_of(user: Actor) -> Audience | None:
    """The view this account has; None for one that has no part in what is going on.

    Working for the hospital's desk gives no look into the centre that the hospital houses, and the other way round.
    """
    if isinstance(user, System):
        return CENTRE  # the machine, acting by a rule
    if isinstance(user, LinkedCrew):
        return Audience("unit", user.unit)
    if not isinstance(user, User) or not user.is_active:
        return None
    if user.works_at_centre or user.has_role(Role.AUDITOR):
        return CENTRE
    member = Member.objects.filter(user=user).order_by("id").first()
    if member is None:
        return None
    if user.has_role(Role.DESK, Role.SUPERVISOR, Role.HOSPITAL):
        return Audience("agency", member.agency_id)
    if user.has_role(Role.CREW) and member.unit_id is not None:
        return Audience("unit", member.unit_id)
    return None


def visible_to(audience: Audience | None) -> QuerySet[Incident]:
    """The incidents that exist for this audience."""
    if audience is None or audience == WALLBOARD:
        return Incident.objects.none()
    if audience.kind == "agency":
        part = AgencyAssignment.objects.filter(incident=OuterRef("pk"), agency=audience.id, status__in=ASSIGNMENT_SEES)
        return Incident.objects.filter(Exists(part))
    if audience.kind == "unit":
        job = UnitAssignment.objects.filter(incident=OuterRef("pk"), unit=audience.id, status__in=UNIT_OPEN)
        return Incident.objects.filter(Exists(job))
    return Incident.objects.all()


def reports_visible_to(audience: Audience | None) -> QuerySet[Report]:
    """Reports are the centre's: nobody else sees one before it is an incident of theirs."""
    return Report.objects.all() if audience == CENTRE else Report.objects.none()


def get_incident(user: Actor, incident_id: UUID, *, lock: bool = False) -> Incident:
    """The incident, if it exists for this user.

    Raises:
        Missing: it does not.
    """
    audience = audience_of(user)
    found = visible_to(audience).filter(id=incident_id)
    if not lock:
        incident = found.first()
    else:
        incident = found.select_for_update(no_key=True, of=("self",)).first()
        # Whoever held the lock may have taken this audience out meanwhile.
        if audience != CENTRE and not found.exists():
            incident = None
    if incident is None:
        raise Missing(_("Kejadian ini tidak ditemukan."))
    return incident


# Read whole: whoever decides about a report asks where it is.
LOCKED_REPORT = Read(
    "locked_report",
    1,
    lambda report: (
        Report.objects.filter(id=report).select_related("area__parent").select_for_update(no_key=True, of=("self",))
    ),
)


def get_report(user: Actor, report_id: UUID, *, lock: bool = False) -> Report:
    """The report, if it exists for this user.

    Raises:
        Missing: it does not.
    """
    audience = audience_of(user)
    if lock and audience == CENTRE:
        report = LOCKED_REPORT.first(report_id)
    else:
        report = reports_visible_to(audience).filter(id=report_id).first()
    if report is None:
        raise Missing(_("Laporan ini tidak ditemukan."))
    return report


def reach_incident_of(user: Actor, kind: type[Model], thing: UUID, missing: str, *, lock: bool = False) -> None:
    """The incident on which a thing hangs exists for this user; locked, it is so before the thing (the one lock order).

    Raises:
        Missing: in the thing's own words.
    """
    incident_id = kind._default_manager.filter(id=thing).values_list("incident_id", flat=True).first()
    try:
        if incident_id is None:
            raise Missing(missing)
        get_incident(user, incident_id, lock=lock)
    except Missing:
        raise Missing(missing) from None


def get_assignment(user: Actor, assignment_id: UUID) -> AgencyAssignment:
    """An agency's part, its incident locked first.

    Raises:
        Missing: the incident does not exist for this user.
    """
    reach_incident_of(user, AgencyAssignment, assignment_id, _("Penugasan ini tidak ditemukan."), lock=True)
    return AgencyAssignment.objects.select_related("agency", "incident").get(id=assignment_id)


def get_unit_assignment(user: Actor, unit_assignment_id: UUID) -> UnitAssignment:
    """A unit's part, its incident locked first.

    Raises:
        Missing: the incident does not exist for this user.
    """
    job = UnitAssignment.objects.filter(id=unit_assignment_id).values_list("incident_id", flat=True).first()
    if job is None:
        raise Missing(_("Tugas unit ini tidak ditemukan."))
    try:
        get_incident(user, job, lock=True)
    except Missing:
        # A crew whose job is over sees no incident any more, and still may repeat its last word.
        own = audience_of(user)
        if own is None or own.kind != "unit":
            raise Missing(_("Tugas unit ini tidak ditemukan.")) from None
        if not UnitAssignment.objects.filter(id=unit_assignment_id, unit=own.id).exists():
            raise Missing(_("Tugas unit ini tidak ditemukan.")) from None
    if isinstance(user, LinkedCrew) and user.job != unit_assignment_id:
        raise Missing(_("Tugas unit ini tidak ditemukan."))
    parts = ("unit", "unit__agency", "assignment", "incident", "link")
    return UnitAssignment.objects.select_related(*parts).get(id=unit_assignment_id)


def alarms_visible_to(audience: Audience | None) -> QuerySet[Alarm]:
    """The alarms on this audience's board."""
    if audience == CENTRE:
        return Alarm.objects.filter(audience=None)
    if audience is not None and audience.kind == "agency":
        return Alarm.objects.filter(audience=audience.id)
    return Alarm.objects.none()


def require_centre(user: Actor) -> None:
    """Only call-takers, dispatchers and coordinators decide here.

    Raises:
        Denied: for everybody else who can see it.
    """
    if not isinstance(user, System) and not (isinstance(user, User) and user.works_at_centre):
        raise Denied(_("Hanya petugas pusat layanan yang dapat melakukan ini."))


def require_writer(user: Actor) -> None:
    """An auditor reads everything and changes nothing, whatever else the account may be elsewhere.

    Raises:
        Denied: for an account that sees the centre's board and does not work there.
    """
    if isinstance(user, User) and audience_of(user) == CENTRE and not user.works_at_centre:
        raise Denied(_("Auditor hanya membaca."))


def works_at_desk(user: Actor) -> bool:
    """Whether this is somebody at an agency's desk, or their head."""
    return isinstance(user, User) and user.has_role(Role.DESK, Role.SUPERVISOR)


@dataclass(frozen=True)
class OnBehalf:
    """Whom the centre speaks for, and by which means it was told (phone, radio, in person)."""

    name: str
    means: str

    @property
    def means_code(self) -> str:
        """What the record keeps of the means: any words may have been said, and nobody can erase them there."""
        said = self.means.strip().lower()
        return said if said in MEANS else MEANS_SAID.get(said, "other")


def require_part(user: Actor, assignment: AgencyAssignment, on_behalf: OnBehalf | None) -> None:
    """Whether this user may speak for the agency: its own desk or supervisor, or the centre saying on whose behalf.

    Raises:
        Denied: for everybody else.
        Invalid: when an agency's own desk names somebody else.
    """
    if isinstance(user, System):
        return
    voice = voice_of(user, assignment.agency_id)
    if voice is None:
        raise Denied(_("Hanya instansi yang bersangkutan yang dapat melakukan ini."))
    if voice == CENTRE and on_behalf is None:
        raise Denied(
            _("Sebutkan atas nama siapa dan lewat apa (on_behalf): pusat layanan bukan instansi ini."),
            code="on_behalf_required",
        )
    guard_on_behalf(voice, on_behalf)


def voice_of(user: Actor, agency: UUID | None, unit: UUID | None = None) -> Audience | None:
    """For whom this user speaks about an agency's part (or its unit's): the centre, the agency's own desk or head, the
    unit's crew; None for anybody else.

    Raises:
        Denied: an auditor, who sees as much as the centre.
    """
    audience = audience_of(user)
    if audience == CENTRE:
        require_centre(user)
        return audience
    desk = audience == Audience("agency", agency) and works_at_desk(user)
    return audience if desk or audience == Audience("unit", unit) else None


def guard_on_behalf(voice: Audience, on_behalf: OnBehalf | None) -> None:
    """Only the centre speaks for somebody else.

    Raises:
        Invalid: when an agency or a crew names somebody.
    """
    if voice != CENTRE and on_behalf is not None:
        raise Invalid(_("Hanya pusat layanan yang bertindak atas nama."), fields={"on_behalf": [_("Tidak berlaku.")]})


def names_of_reports(ids: Iterable[str]) -> dict[str, str]:
    """The speakable numbers of reports by their ids; what is no id, or of no report, is left out.

    A number says nothing about anybody: whoever may read a rehearsal may read it.
    """
    wanted = [one for one in ids if len(one) == 36]
    return {str(found): number for found, number in Report.objects.filter(id__in=wanted).values_list("id", "number")}
