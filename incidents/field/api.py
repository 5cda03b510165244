"""The doors of those at work on an incident: parse, call one service or selector, answer."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.journal import Change
from foundation.lib.time import iso
from foundation.people.doors import ActionDoor, Answer, Door
from incidents.access import get_incident
from incidents.api import action
from incidents.field import bodies, shapes
from incidents.field.answers import ChecklistAnswer, checklist_of
from incidents.services.help_calls import answer_help, call_help, call_panic
from incidents.services.messages import read_messages, send_message
from incidents.services.patients import add_patients, set_patients


@action(bodies.MessageBody, 201, answer=shapes.OneMessage)
class MessagesDoor(ActionDoor):
    """`POST incidents/{id}/messages`."""

    body = bodies.MessageBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Say something to everybody with a part in it."""
        message = send_message(incident_id=where["incident"], text=body["text"], at=body.get("at"), actor=self.actor)
        return Answer({"message": {"id": str(message.id)}}, 201)


@action(bodies.ReadBody, answer=shapes.ReadMessages)
class ReadDoor(ActionDoor):
    """`POST incidents/{id}/messages/read`."""

    body = bodies.ReadBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """They were on the screen."""
        fresh = read_messages(incident_id=where["incident"], message_ids=body["messages"], actor=self.actor)
        return Answer({"read": [str(message) for message in fresh]})


@action(bodies.PatientsBody, 201, answer=shapes.OnePatients)
class IncidentPatientsDoor(ActionDoor):
    """`POST incidents/{id}/patients`."""

    body = bodies.PatientsBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Patients were found."""
        patients = add_patients(
            incident_id=where["incident"], line=bodies.line_of(body), at=body.get("at"), actor=self.actor
        )
        return Answer({"patients": {"id": str(patients.id)}}, 201)


@action(bodies.PatientsChangeBody, answer=shapes.OnePatients)
class PatientsDoor(ActionDoor):
    """`POST patients/{id}`."""

    body = bodies.PatientsChangeBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """A line corrected."""
        patients = set_patients(
            patients_id=where["patients"],
            was=bodies.line_of(body["was"]),
            line=bodies.line_of(body),
            actor=self.actor,
        )
        return Answer({"patients": {"id": str(patients.id)}})


@action(bodies.HelpBody, 201, answer=shapes.OneHelp)
class HelpDoor(ActionDoor):
    """`POST incidents/{id}/help`."""

    body = bodies.HelpBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """More hands are needed; asking while one's call stands answers with that call."""
        call = call_help(incident_id=where["incident"], cry=bodies.cry_of(body), actor=self.actor)
        return Answer({"help": {"id": str(call.id), "at": iso(call.at)}}, 201 if call.at == running.now else 200)


@action(bodies.HelpBody, 201, answer=shapes.OneHelp)
class PanicDoor(ActionDoor):
    """`POST units/{id}/panic`."""

    body = bodies.HelpBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """The crew is in danger."""
        call = call_panic(unit_id=where["unit"], cry=bodies.cry_of(body), actor=self.actor)
        return Answer({"help": {"id": str(call.id), "at": iso(call.at)}}, 201 if call.at == running.now else 200)


@action(answer=shapes.OneAnsweredHelp)
class HelpAnswerDoor(ActionDoor):
    """`POST help/{id}/answer`."""

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """The centre has seen to it."""
        call = answer_help(help_call_id=where["help_call"], actor=self.actor)
        return Answer({"help": {"id": str(call.id), "answered_at": iso(call.answered_at)}})


class ChecklistDoor(Door):
    """`GET incidents/{id}/checklist`."""

    @extend_schema(responses={200: OpenApiResponse(ChecklistAnswer, description="What the procedure asks of a role.")})
    def get(self, request: Request, **where: Any) -> Response:
        """The lines of the version that handles the incident, for each role, in the reader's language."""
        return Response(checklist_of(get_incident(self.actor, where["incident"]), self.actor))
