"""The end of an incident, and taking it back: close, cancel, reopen."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from foundation.clock.clock import clock
from foundation.journal import Actor, Change, change
from foundation.lib.errors import WrongMove
from incidents.access import get_incident, require_centre
from incidents.deadlines import start_leave_board, start_left_open, start_response
from incidents.entries import IncidentClosed, IncidentLeftBoard, IncidentReopened
from incidents.models import Alarm, Incident, Report, UnitAssignment
from incidents.services.aid_steps import end_aid
from incidents.services.alarms import clear_alarms
from incidents.services.calling import call_obliged_agencies, route_incident, update_stage
from incidents.services.help_calls import end_help_calls
from incidents.services.moves import withdraw_open_assignments
from incidents.services.notes import write_note
from incidents.states import INCIDENT_MOVES, UNIT_OPEN, may, moves_from

# Whatever an incident asked for is not asked for any more; a crew in danger still is.
ENDING_KINDS = tuple(kind for kind in Alarm.Kind.values if kind != Alarm.Kind.PANIC)


def guard_stage(incident: Incident, move: str) -> None:
    """Refuse a move that the incident's stage does not allow.

    Raises:
        WrongMove: with the moves that it does.
    """
    if not may(INCIDENT_MOVES, move, incident.stage):
        raise WrongMove(
            _("Kejadian %(number)s sudah ditutup.") % {"number": incident.number},
            allowed=moves_from(INCIDENT_MOVES, incident.stage),
        )


def guard_no_units_out(incident: Incident) -> None:
    """Nothing ends while somebody is on the way or at work.

    Raises:
        WrongMove: naming the units that are still out.
    """
    out = UnitAssignment.objects.filter(incident=incident, status__in=UNIT_OPEN).select_related("unit")
    signs = sorted(job.unit.call_sign for job in out)
    if signs:
        raise WrongMove(
            _("Masih ada unit bertugas: %(units)s. Selesaikan dulu.") % {"units": ", ".join(signs)},
            code="units_out",
            allowed=[move for move in moves_from(INCIDENT_MOVES, incident.stage) if move not in ("close", "merge")],
        )


def close_incident(
    *, incident_id: UUID, disposition: str, actor: Actor, note: str = "", now: datetime | None = None
) -> Incident:
    """It is over. Agency assignments that are still open are withdrawn; every running limit ends.

    Raises:
        WrongMove: units are still out, or it is closed with another disposition.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True)
        require_centre(actor)
        if not incident.is_open and incident.disposition == disposition:
            return incident
        guard_stage(incident, "close")
        guard_no_units_out(incident)
        if note:
            write_note(running, incident, note)
        end_incident(running, incident, disposition)
        return incident


def cancel_incident(running: Change, incident: Incident) -> None:
    """The opening itself is taken back.

    Raises:
        WrongMove: it is over already, units are out, or another report tells of it too.
    """
    if not incident.is_open:
        raise WrongMove(_("Kejadian %(number)s sudah ditutup.") % {"number": incident.number}, allowed=[])
    guard_no_units_out(incident)
    if Report.objects.filter(incident=incident).count() > 1:
        raise WrongMove(
            _("Laporan lain sudah digabung ke kejadian ini; tutup kejadiannya saja."),
            code="shared",
            allowed=[],
        )
    end_incident(running, incident, "cancelled")
    incident.on_board = False
    incident.save(update_fields=["on_board"])
    clock.drop(subject=incident.subject, now=running.now)


def end_incident(running: Change, incident: Incident, disposition: str) -> None:
    """What every end has in common."""
    end_aid(running, incident)
    withdraw_open_assignments(running, incident, reason="closed")
    clock.drop(subject=incident.subject, now=running.now)
    end_help_calls(running, incident)
    clear_alarms(running, incident, kinds=ENDING_KINDS)
    incident.stage = "cancelled" if disposition == "cancelled" else "closed"
    incident.disposition, incident.closed_at, incident.proposal = disposition, running.now, None
    incident.save(update_fields=["stage", "disposition", "closed_at", "proposal"])
    start_leave_board(running, incident)
    running.append(IncidentClosed(incident=incident.id, disposition=disposition))


def reopen_incident(*, incident_id: UUID, actor: Actor, now: datetime | None = None) -> Incident:
    """It was not over: call the obliged agencies again, also those that were done. All limits start from now.

    Raises:
        WrongMove: it was merged into another one, or its opening was taken back.
    """
    with change(actor, now) as running:
        incident = get_incident(actor, incident_id, lock=True)
        require_centre(actor)
        if incident.is_open:
            return incident
        if incident.merged_into_id is not None:
            raise WrongMove(_("Kejadian ini sudah digabung; buka kejadian induknya."), code="merged", allowed=[])
        if not Report.objects.filter(incident=incident).exists():
            raise WrongMove(
                _("Pembukaan kejadian ini dibatalkan; buka kembali dari laporannya."), code="undone", allowed=["note"]
            )
        clock.drop(subject=incident.subject, now=running.now)
        incident.stage, incident.disposition, incident.closed_at, incident.on_board = "opened", "", None, True
        # What is asked for from now on is counted from now on.
        incident.reopened_at = running.now
        incident.save()
        running.append(IncidentReopened(incident=incident.id))
        start_response(running, incident)
        start_left_open(running, incident)
        call_obliged_agencies(running, incident, route_incident(running, incident))
        update_stage(incident)
        return incident


def leave_board(running: Change, incident: Incident) -> None:
    """An hour after its end it leaves every board."""
    incident.on_board = False
    incident.save(update_fields=["on_board"])
    running.append(IncidentLeftBoard(incident=incident.id))
