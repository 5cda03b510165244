"""The doors of the board, of incidents' cards, recommendations and positions."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from dispatch import shapes
from dispatch.board import board_of
from dispatch.cards.shapes import IncidentCard
from dispatch.coordination import coordination
from dispatch.selectors import (
    incident_card,
    list_incidents,
    read_filter,
    recommendation_answer,
    recommendation_for,
)
from dispatch.services.positions import write_position
from foundation.journal import Change, snapshot
from foundation.lib.errors import Denied
from foundation.lib.rest import Body, Moment, Number, read_body
from foundation.people.doors import ActionDoor, Answer, Door
from incidents.access import CENTRE, audience_of


class BoardDoor(Door):
    """`GET board`."""

    @extend_schema(responses={200: shapes.BoardAnswer})
    def get(self, request: Request) -> Response:
        """The whole board."""
        audience = audience_of(self.actor)
        with snapshot():
            return Response(board_of(audience).as_json())


class IncidentsDoor(Door):
    """`GET incidents`."""

    @extend_schema(
        parameters=[
            OpenApiParameter(name, str, description=text)
            for name, text in (
                ("stage", "A stage, or `open` for all that are not over."),
                ("priority", "P1 to P5."),
                ("type", "An incident type's code."),
                ("q", "Part of a number or a place."),
                ("cursor", "`next` of the page before."),
                ("limit", "Rows a page, 200 at the most."),
            )
        ],
        responses={200: shapes.IncidentPage},
    )
    def get(self, request: Request) -> Response:
        """A page of incidents."""
        return Response(list_incidents(self.actor, read_filter(request.query_params)))


class IncidentDoor(Door):
    """`GET incidents/{id}`."""

    @extend_schema(responses={200: IncidentCard})
    def get(self, request: Request, incident: UUID) -> Response:
        """One incident."""
        return Response(incident_card(self.actor, incident))


class RecommendationDoor(Door):
    """`GET incidents/{id}/recommendation`."""

    @extend_schema(responses={200: shapes.RecommendationAnswer})
    def get(self, request: Request, incident: UUID) -> Response:
        """Whom to send."""
        return Response(recommendation_answer(recommendation_for(self.actor, incident)))


class PositionBody(Body):
    """Where a unit is, WGS84 degrees, by its own clock."""

    lat = Number(min_value=-90, max_value=90)
    lon = Number(min_value=-180, max_value=180)
    at = Moment()


class PositionDoor(ActionDoor):
    """`POST units/{id}/position`: overwritten, outside the record; only a key needs a change to be kept in."""

    body = PositionBody

    @extend_schema(request=PositionBody, responses={200: shapes.TakenPosition})
    def post(self, request: Request, **where: Any) -> Response:
        """Write it down, in one statement."""
        if "Idempotency-Key" in request.headers:
            return super().post(request, **where)
        return Response(self.write(read_body(PositionBody, request.data), where["unit"]))

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """The same under a key."""
        return Answer(self.write(body, where["unit"]))

    def write(self, body: dict[str, Any], unit: UUID) -> dict[str, str]:
        """One position of one unit."""
        write_position(unit_id=unit, lat=body["lat"], lon=body["lon"], at=body["at"], actor=self.actor)
        return {"unit": str(unit)}


class CoordinationDoor(Door):
    """`GET coordination`."""

    @extend_schema(responses={200: shapes.CoordinationAnswer})
    def get(self, request: Request) -> Response:
        """What the coordinator watches; the centre's own."""
        if audience_of(self.actor) != CENTRE:
            raise Denied(_("Hanya pusat layanan yang melihat ini."))
        return Response(coordination())
