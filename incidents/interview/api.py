"""The doors of the interview: what to ask next, and keeping what is answered."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.journal import Change
from foundation.lib import time
from foundation.lib.rest import read_body
from foundation.people.doors import ActionDoor, Answer, Door
from incidents import bodies
from incidents.access import CENTRE, audience_of, get_incident, get_report, require_centre
from incidents.answers import incident_answer
from incidents.interview.answers import IncidentInterviewAnswer, InterviewAnswer
from incidents.interview.conversation import interview_about, interview_of_incident, interview_of_report
from incidents.services.interview import answer_report, decline_proposal
from incidents.shapes import OneIncident

TYPE = OpenApiParameter("type", str, description="The type that the call-taker has chosen.")


class InterviewDoor(Door):
    """`POST interview`."""

    @extend_schema(request=bodies.InterviewBody, responses={200: InterviewAnswer})
    def post(self, request: Request) -> Response:
        """What to ask next in a conversation that is not filed yet. Nothing is kept."""
        require_centre(self.actor)
        body = read_body(bodies.InterviewBody, request.data)
        answer = interview_about(
            text=body.get("text", ""),
            answers=body.get("answers") or {},
            type_code=body.get("type"),
            known=frozenset(body.get("known", ())),
            now=time.now(),
        )
        return Response(answer)


class ReportInterviewDoor(Door):
    """`GET reports/{id}/interview`."""

    @extend_schema(parameters=[TYPE], responses={200: InterviewAnswer})
    def get(self, request: Request, report: UUID) -> Response:
        """What to ask next about a report."""
        kind = request.query_params.get("type")
        return Response(interview_of_report(get_report(self.actor, report), time.now(), kind))


@extend_schema(parameters=[TYPE], request=bodies.AnswersBody, responses={200: InterviewAnswer})
class AnswersDoor(ActionDoor):
    """`POST reports/{id}/answers`."""

    body = bodies.AnswersBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Keep answers, and say what to ask next. For an open incident they may propose another priority."""
        report = answer_report(report_id=where["report"], answers=body["answers"], actor=self.actor)
        kind = self.request.query_params.get("type")
        return Answer(interview_of_report(report, running.now, kind))


class IncidentInterviewDoor(Door):
    """`GET incidents/{id}/interview`."""

    @extend_schema(responses={200: IncidentInterviewAnswer})
    def get(self, request: Request, incident: UUID) -> Response:
        """What was answered about an incident, what to ask next by the version that handles it, what is proposed."""
        found = get_incident(self.actor, incident)
        whole = audience_of(self.actor) == CENTRE
        return Response(interview_of_incident(found, time.now(), whole=whole))


@extend_schema(request=None, responses={200: OneIncident})
class DeclineProposalDoor(ActionDoor):
    """`POST incidents/{id}/decline-proposal`."""

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Decline what the answers propose."""
        incident = decline_proposal(incident_id=where["incident"], actor=self.actor)
        return Answer({"incident": incident_answer(incident)})
