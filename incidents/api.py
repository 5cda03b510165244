"""The doors of reports, incidents and assignments: parse, call one service or selector, answer.

Incident cards are dispatch's to draw, which stands above; what these doors answer is drawn in `answers.py`.
"""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.journal import Change
from foundation.lib import time
from foundation.lib.rest import read_body
from foundation.lib.time import iso
from foundation.people.doors import ActionDoor, Answer, Door, NoBody
from incidents import bodies, shapes
from incidents.access import audience_of, get_incident, get_report, require_centre
from incidents.answers import (
    assignment_answer,
    incident_answer,
    nearby_answer,
    opened_answer,
    report_answer,
    unit_assignment_answer,
)
from incidents.models import EVERYBODY
from incidents.nearby import look_nearby
from incidents.services.alarms import acknowledge_alarm
from incidents.services.closing import close_incident, reopen_incident
from incidents.services.complaints import record_complaint
from incidents.services.correcting import add_agency, correct_place
from incidents.services.intake import (
    attach_report,
    claim_report,
    dismiss_report,
    normal_phone,
    receive_report,
    reopen_report,
    reveal_caller,
    undo_report,
)
from incidents.services.limits import extend_limit, skip_step, take_over_limit
from incidents.services.merging import merge_incidents
from incidents.services.moves import (
    acknowledge_assignment,
    decline_assignment,
    finish_assignment,
    withdraw_assignment,
)
from incidents.services.muting import mute_alarms
from incidents.services.notes import add_note
from incidents.services.opening import Place, open_report
from incidents.services.paper import issue_paper_numbers
from incidents.services.reclassifying import reclassify_incident
from incidents.services.shelving import shelve_alarm, unshelve_alarm
from incidents.services.units import assign_unit, set_unit_status
from incidents.timeline import read_after, timeline_of
from incidents.why import why_assigned


def action(body: type[Any] = NoBody, status: int = 200, *, answer: type[Any]) -> Any:
    """What the API schema says of a POST: its body, its success and what comes back."""
    done = OpenApiResponse(answer, description="Done.")
    # What was there already is 200, with the same shape.
    return extend_schema(request=None if body is NoBody else body, responses=dict.fromkeys((200, status), done))


@extend_schema(request=bodies.ReportBody, responses={201: shapes.ReportAnswer})
class ReportsDoor(ActionDoor):
    """`POST reports`."""

    body = bodies.ReportBody

    def read(self, request: Request, **where: Any) -> dict[str, Any]:
        """The validated body, mostly the short way."""
        return bodies.read_report(request.data)

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Accept a report."""
        report = receive_report(told=bodies.told_of(body), actor=self.actor)
        return Answer(report_answer(report), 201)


@action(answer=shapes.PaperNumbersAnswer)
class PaperNumbersDoor(ActionDoor):
    """`POST paper-numbers`."""

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """The block of numbers that this account writes on paper while the server is away."""
        return Answer({"numbers": [each.number for each in issue_paper_numbers(actor=self.actor)]})


class ReportDoor(Door):
    """`GET reports/{id}`."""

    @extend_schema(responses={200: shapes.ReportAnswer})
    def get(self, request: Request, report: UUID) -> Response:
        """One report."""
        return Response(report_answer(get_report(self.actor, report)))


class NearbyDoor(Door):
    """`POST nearby`: a number belongs into no address line."""

    @extend_schema(request=bodies.NearbyBody, responses={200: shapes.NearbyAnswer})
    def post(self, request: Request) -> Response:
        """Open incidents that a call may tell of, and what its number did before. Nothing is kept."""
        require_centre(self.actor)
        body = read_body(bodies.NearbyBody, request.data)
        where, phone = bodies.whereabouts_of(body), normal_phone(body.get("phone", ""))
        return Response(nearby_answer(look_nearby(where, phone, body.get("type"), time.now())))


@action(answer=shapes.ReportAnswer)
class ClaimDoor(ActionDoor):
    """`POST reports/{id}/claim`."""

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Take it."""
        return Answer(report_answer(claim_report(report_id=where["report"], actor=self.actor)))


@action(bodies.OpenBody, 201, answer=shapes.OpenedAnswer)
class OpenDoor(ActionDoor):
    """`POST reports/{id}/open`."""

    body = bodies.OpenBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Open an incident; opening what is open answers with the incident it became."""
        incident = open_report(
            report_id=where["report"],
            actor=self.actor,
            type_code=body.get("type"),
            priority=body.get("priority"),
            place=bodies.place_of(body),
        )
        return Answer(opened_answer(incident), 201 if incident.opened_at == running.now else 200)


@action(bodies.AttachBody, answer=shapes.ReportAnswer)
class AttachDoor(ActionDoor):
    """`POST reports/{id}/attach`."""

    body = bodies.AttachBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """It tells of an open incident."""
        return Answer(
            report_answer(attach_report(report_id=where["report"], incident_id=body["incident"], actor=self.actor))
        )


@action(bodies.DismissBody, answer=shapes.ReportAnswer)
class DismissDoor(ActionDoor):
    """`POST reports/{id}/dismiss`."""

    body = bodies.DismissBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """No incident follows."""
        report = dismiss_report(
            report_id=where["report"],
            disposition=body["disposition"],
            note=body.get("note", ""),
            actor=self.actor,
        )
        return Answer(report_answer(report))


@action(answer=shapes.ReportAnswer)
class UndoDoor(ActionDoor):
    """`POST reports/{id}/undo`."""

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Take the last decision back."""
        return Answer(report_answer(undo_report(report_id=where["report"], actor=self.actor)))


@action(answer=shapes.ReportAnswer)
class ReopenReportDoor(ActionDoor):
    """`POST reports/{id}/reopen`."""

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Dismissed or attached by mistake: it waits again."""
        return Answer(report_answer(reopen_report(report_id=where["report"], actor=self.actor)))


@action(bodies.RevealBody, answer=shapes.RevealedAnswer)
class RevealDoor(ActionDoor):
    """`POST reports/{id}/reveal`."""

    body = bodies.RevealBody
    # A private person's number is kept in one row only, and every look at it is an entry.
    remembers = False

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """The caller's number, for a reason."""
        phone = reveal_caller(report_id=where["report"], reason=body["reason"], actor=self.actor)
        return Answer({"phone": phone})


class TimelineDoor(Door):
    """`GET incidents/{id}/timeline`."""

    @extend_schema(responses={200: shapes.TimelineAnswer})
    def get(self, request: Request, incident: UUID) -> Response:
        """The record of one incident, in the reader's language; `after` asks on from a position."""
        after = read_after(request.query_params)
        return Response(timeline_of(get_incident(self.actor, incident), audience_of(self.actor), after))


class WhyDoor(Door):
    """`GET assignments/{id}/why`."""

    @extend_schema(responses={200: shapes.WhyAnswer})
    def get(self, request: Request, assignment: UUID) -> Response:
        """Why this agency was called: by the decree of that second, whatever has changed since."""
        return Response(why_assigned(self.actor, assignment))


@action(bodies.ReclassifyBody, answer=shapes.OpenedAnswer)
class ReclassifyDoor(ActionDoor):
    """`POST incidents/{id}/reclassify`."""

    body = bodies.ReclassifyBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Another type or priority."""
        incident = reclassify_incident(
            incident_id=where["incident"],
            type_code=body.get("type"),
            priority=body.get("priority"),
            seen=bodies.kind_seen(body),
            actor=self.actor,
        )
        return Answer(opened_answer(incident))


@action(bodies.PlaceBody, answer=shapes.OpenedAnswer)
class PlaceDoor(ActionDoor):
    """`POST incidents/{id}/place`."""

    body = bodies.PlaceBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Where it is after all."""
        place = bodies.place_of(body) or Place()
        seen = bodies.place_seen(body)
        incident = correct_place(incident_id=where["incident"], place=place, seen=seen, actor=self.actor)
        return Answer(opened_answer(incident))


@action(bodies.AddAgencyBody, 201, answer=shapes.OneAssignment)
class AddAgencyDoor(ActionDoor):
    """`POST incidents/{id}/agencies`."""

    body = bodies.AddAgencyBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Call an agency beyond the decree; calling one that is called answers with its part."""
        part = add_agency(
            incident_id=where["incident"], agency_code=body["agency"], role=body["role"], actor=self.actor
        )
        return Answer({"assignment": assignment_answer(part)}, 201 if part.alerted_at == running.now else 200)


@action(bodies.NoteBody, answer=shapes.OneNote)
class NoteDoor(ActionDoor):
    """`POST incidents/{id}/note`."""

    body = bodies.NoteBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Write something down."""
        note = add_note(incident_id=where["incident"], text=body["text"], at=body.get("at"), actor=self.actor)
        return Answer({"note": {"id": str(note.id)}})


@action(bodies.ComplaintBody, 201, answer=shapes.OneComplaint)
class ComplaintDoor(ActionDoor):
    """`POST incidents/{id}/complaint` and `POST reports/{id}/complaint`."""

    body = bodies.ComplaintBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Write a caller's complaint down; the coordinator is told."""
        complaint = record_complaint(
            text=body["text"], incident_id=where.get("incident"), report_id=where.get("report"), actor=self.actor
        )
        return Answer({"complaint": {"id": str(complaint.id)}}, 201)


@action(bodies.CloseBody, answer=shapes.OneIncident)
class CloseDoor(ActionDoor):
    """`POST incidents/{id}/close`."""

    body = bodies.CloseBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """It is over."""
        incident = close_incident(
            incident_id=where["incident"],
            disposition=body["disposition"],
            note=body.get("note", ""),
            actor=self.actor,
        )
        return Answer({"incident": incident_answer(incident)})


@action(answer=shapes.OpenedAnswer)
class ReopenDoor(ActionDoor):
    """`POST incidents/{id}/reopen`."""

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """It was not over."""
        return Answer(opened_answer(reopen_incident(incident_id=where["incident"], actor=self.actor)))


@action(bodies.MergeBody, answer=shapes.OpenedAnswer)
class MergeDoor(ActionDoor):
    """`POST incidents/{id}/merge`."""

    body = bodies.MergeBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """It is the same event as another incident."""
        into = merge_incidents(incident_id=where["incident"], into_id=body["into"], actor=self.actor)
        return Answer(opened_answer(into))


@action(bodies.PartBody, answer=shapes.OneAssignment)
class AcknowledgeDoor(ActionDoor):
    """`POST assignments/{id}/acknowledge`."""

    body = bodies.PartBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """The agency takes the task."""
        part = acknowledge_assignment(
            assignment_id=where["assignment"], actor=self.actor, on_behalf=bodies.on_behalf_of(body)
        )
        return Answer({"assignment": assignment_answer(part)})


@action(bodies.DeclineBody, answer=shapes.OneAssignment)
class DeclineDoor(ActionDoor):
    """`POST assignments/{id}/decline`."""

    body = bodies.DeclineBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """The agency cannot."""
        part = decline_assignment(
            assignment_id=where["assignment"],
            reason=body["reason"],
            actor=self.actor,
            on_behalf=bodies.on_behalf_of(body),
        )
        return Answer({"assignment": assignment_answer(part)})


@action(bodies.PartBody, answer=shapes.OneAssignment)
class DoneDoor(ActionDoor):
    """`POST assignments/{id}/done`."""

    body = bodies.PartBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """The agency has done its part."""
        part = finish_assignment(
            assignment_id=where["assignment"], actor=self.actor, on_behalf=bodies.on_behalf_of(body)
        )
        return Answer({"assignment": assignment_answer(part)})


@action(answer=shapes.OneAssignment)
class WithdrawDoor(ActionDoor):
    """`POST assignments/{id}/withdraw`."""

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """The centre takes the agency out."""
        part = withdraw_assignment(assignment_id=where["assignment"], actor=self.actor)
        return Answer({"assignment": assignment_answer(part)})


@action(bodies.SendBody, 201, answer=shapes.OneUnitAssignment)
class UnitsDoor(ActionDoor):
    """`POST assignments/{id}/units`."""

    body = bodies.SendBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Send a unit; sending one that is sent already answers with its task."""
        job = assign_unit(
            assignment_id=where["assignment"],
            unit_id=body["unit"],
            actor=self.actor,
            on_behalf=bodies.on_behalf_of(body),
        )
        return Answer({"unit_assignment": unit_assignment_answer(job)}, 201 if job.assigned_at == running.now else 200)


@action(bodies.UnitStatusBody, answer=shapes.OneUnitAssignment)
class UnitStatusDoor(ActionDoor):
    """`POST unit-assignments/{id}/status`."""

    body = bodies.UnitStatusBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """A unit's next state."""
        job = set_unit_status(
            unit_assignment_id=where["unit_assignment"],
            status=body["status"],
            at=body.get("at"),
            destination=body.get("destination") or "",
            actor=self.actor,
            on_behalf=bodies.on_behalf_of(body),
        )
        return Answer({"unit_assignment": unit_assignment_answer(job)})


@action(answer=shapes.OneSeenAlarm)
class AlarmDoor(ActionDoor):
    """`POST alarms/{id}/acknowledge`."""

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Seen."""
        alarm = acknowledge_alarm(alarm_id=where["alarm"], actor=self.actor)
        seen = alarm.acknowledged_at is not None or alarm.role == EVERYBODY
        return Answer({"alarm": {"id": str(alarm.id), "acknowledged": seen}})


@action(answer=shapes.MutedAnswer)
class MuteDoor(ActionDoor):
    """`POST alarms/mute`."""

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """A minute without sound at one's own position."""
        return Answer({"muted": {"until": iso(mute_alarms(actor=self.actor))}})


@action(bodies.ShelveBody, answer=shapes.OneShelvedAlarm)
class ShelveDoor(ActionDoor):
    """`POST alarms/{id}/shelve`."""

    body = bodies.ShelveBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Set it aside for a while."""
        alarm = shelve_alarm(
            alarm_id=where["alarm"],
            minutes=body["minutes"],
            reason=body["reason"],
            words=body.get("words", ""),
            actor=self.actor,
        )
        return Answer({"alarm": {"id": str(alarm.id), "shelved_until": iso(alarm.shelved_until)}})


@action(answer=shapes.OneShelvedAlarm)
class UnshelveDoor(ActionDoor):
    """`POST alarms/{id}/unshelve`."""

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Bring it back before its time."""
        alarm = unshelve_alarm(alarm_id=where["alarm"], actor=self.actor)
        return Answer({"alarm": {"id": str(alarm.id), "shelved_until": iso(alarm.shelved_until)}})


@action(bodies.TakeOverBody, answer=shapes.OneLimitAct)
class TakeOverDoor(ActionDoor):
    """`POST limits/{id}/take-over`."""

    body = bodies.TakeOverBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """The coordinator sees to it."""
        act = take_over_limit(deadline_id=where["limit"], words=body.get("words", ""), actor=self.actor)
        return Answer({"act": {"what": act.what, "at": iso(act.at)}})


@action(bodies.LimitBody, answer=shapes.OneLimitAct)
class SkipDoor(ActionDoor):
    """`POST limits/{id}/skip`."""

    body = bodies.LimitBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """The next step is not taken."""
        act = skip_step(deadline_id=where["limit"], **body, actor=self.actor)
        return Answer({"act": {"what": act.what, "at": iso(act.at)}})


@action(bodies.LimitBody, answer=shapes.OneLimitAct)
class ExtendDoor(ActionDoor):
    """`POST limits/{id}/extend`."""

    body = bodies.LimitBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """The next step comes five minutes later."""
        act = extend_limit(deadline_id=where["limit"], **body, actor=self.actor)
        return Answer({"act": {"what": act.what, "at": iso(act.at)}})
