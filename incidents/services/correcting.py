"""What a person knows better than the report or the decree: where it is, and who else must come."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from agencies.models import Agency
from agencies.routing import LEAD, Duty
from foundation.journal import Actor, change
from foundation.lib.errors import WrongMove
from incidents.access import get_incident, require_centre
from incidents.entries import IncidentPlaced
from incidents.models import AgencyAssignment, Incident
from incidents.seen import guard_seen
from incidents.services.alarms import clear_alarms
from incidents.services.calling import call_agencies, duty_beyond_decree, known_agency, update_stage
from incidents.services.closing import guard_stage
from incidents.services.opening import Place, alarm_of_place, finer_place
from incidents.services.reclassifying import reroute
from incidents.states import ASSIGNMENT_OPEN


def correct_place(
    *, incident_id: UUID, place: Place, actor: Actor, seen: Place | None = None, now: datetime | None = None
) -> Incident:
    """The incident is there: another village may oblige other agencies, and a place found needs no coordinator.

    A place that turns out to lie in no area does need one. `seen` is the place that the person had in front of them.

    Raises:
        WrongMove: the incident is closed, or not where it was seen any more.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True)
        require_centre(actor)
        guard_stage(incident, "correct_place")
        old = incident.area
        known = Place(incident.lat, incident.lon, incident.place, incident.radius_m)
        where, area = finer_place(known, old, place)
        where = replace(where, text=where.text or (area.label if area else ""))
        if where == known:
            return incident
        guard_seen(incident, kind="incident.placed", seen=seen, present=known)
        incident.lat, incident.lon, incident.radius_m = where.lat, where.lon, where.radius_m
        incident.place, incident.area = where.text, area
        incident.save(update_fields=["lat", "lon", "radius_m", "place", "area"])
        running.append(
            IncidentPlaced(incident=incident.id, old_area=old.code if old else None, area=area.code if area else None)
        )
        if area is not None:
            clear_alarms(running, incident, kinds=("place_unknown",))
        elif old is not None:
            alarm_of_place(running, incident)
        if area != old:
            reroute(running, incident, reason="moved")
        return incident


def add_agency(
    *, incident_id: UUID, agency_code: str, role: str, actor: Actor, now: datetime | None = None
) -> AgencyAssignment:
    """The centre calls an agency that no decree names here; it stands in the record as the centre's request.

    Raises:
        Invalid: there is no such agency, or it is retired.
        WrongMove: the incident is closed, the agency has another role in it, or somebody leads already.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True)
        require_centre(actor)
        guard_stage(incident, "add_agency")
        agency = known_agency(agency_code)
        parts = incident.assignments.filter(status__in=ASSIGNMENT_OPEN).select_related("agency")
        present = parts.filter(agency=agency).first()
        if present is not None and present.role == role:
            return present
        leading = parts.filter(role=LEAD).first() if role == LEAD else None
        taken = present or leading
        if taken is not None:
            raise WrongMove(
                _("%(agency)s sudah dipanggil dengan peran lain di kejadian ini.") % {"agency": taken.agency.name}
                if present
                else _("%(agency)s sudah menjadi instansi utama.") % {"agency": taken.agency.name},
                code="role_taken",
                allowed=[],
            )
        call_agencies(running, incident, [(agency, request_of(agency, role, actor))])
        update_stage(incident)
        return incident.assignments.select_related("agency").get(agency=agency, status__in=ASSIGNMENT_OPEN)


def request_of(agency: Agency, role: str, actor: Actor) -> Duty:
    """A part without a paper behind it: a person decided, and the reason says who."""
    with override("id"):  # kept with the assignment, as the reasons of routing are
        why = _("Diminta oleh %(who)s; tidak disebut dalam SK untuk kejadian ini") % {"who": actor.label}
    return duty_beyond_decree(agency, role, why)
