"""The doors that send a link and end it: parse, call one service, answer."""

from typing import Any
from uuid import UUID

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.journal import Change
from foundation.lib.rest import Body, Text
from foundation.lib.time import iso
from foundation.people.doors import ActionDoor, Answer, Door
from incidents import shapes
from incidents.api import action
from incidents.bodies import PHONE
from incidents.links.numbers import numbers_of_crew
from incidents.services.crew_links import issue_crew_link, record_crew_told, revoke_crew_link


class LinkBody(Body):
    """Where the crew is reached."""

    phone = Text(max_length=30, validators=[PHONE])


@action(LinkBody, 201, answer=shapes.OneCrewLink)
class CrewLinkDoor(ActionDoor):
    """`POST unit-assignments/{id}/link`."""

    body = LinkBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Send the crew a link to this job by SMS; the one before ends. The key stands in the message alone."""
        link = issue_crew_link(
            unit_assignment_id=where["unit_assignment"],
            phone=body["phone"],
            address=settings.PUBLIC_URL or self.request.build_absolute_uri("/"),
            actor=self.actor,
        )
        return Answer({"link": {"id": str(link.id), "until": iso(link.expires_at), "to": link.number_end}}, 201)


class CrewNumbersDoor(Door):
    """`GET unit-assignments/{id}/link/numbers`."""

    @extend_schema(responses={200: shapes.CrewNumbers})
    def get(self, request: Request, unit_assignment: UUID) -> Response:
        """Whom of the crew the centre can reach, for whoever may send the link."""
        return Response({"numbers": numbers_of_crew(self.actor, unit_assignment)})


@action(answer=shapes.OneJob)
class CrewToldDoor(ActionDoor):
    """`POST unit-assignments/{id}/link/told`."""

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """The message failed and somebody rang the crew."""
        job = record_crew_told(unit_assignment_id=where["unit_assignment"], actor=self.actor)
        return Answer({"unit_assignment": {"id": str(job.id)}})


@action(answer=shapes.OneJob)
class RevokeCrewLinkDoor(ActionDoor):
    """`POST unit-assignments/{id}/link/revoke`."""

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """The link opens nothing any more."""
        job = revoke_crew_link(unit_assignment_id=where["unit_assignment"], actor=self.actor)
        return Answer({"unit_assignment": {"id": str(job.id)}})
