"""`agencies`, `stations`, the areas of the map, `units` and a unit's readiness."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from agencies import shapes
from agencies.models import Agency, Station, Unit
from agencies.places import Found
from agencies.selectors import areas_on_map, find_places, stations_on_map, units_registered_for
from agencies.services import set_unit_in_service
from foundation.journal import Change
from foundation.lib.rest import Body
from foundation.people.doors import ActionDoor, Answer, Door

LONGEST_QUERY = 500


def agency_answer(agency: Agency) -> dict[str, object]:
    """What everybody who is signed in may know of an agency."""
    return {
        "id": str(agency.id),
        "code": agency.code,
        "name": agency.names,
        "discipline": agency.discipline,
        "phone": agency.phone,
        "active": agency.active,
        "hosts_centre": agency.hosts_centre,
        "ladder": [
            {"title": {"id": rung["title_id"], "en": rung["title_en"]}, "phone": rung["phone"]}
            for rung in agency.phone_ladder
        ],
    }


def unit_answer(unit: Unit) -> dict[str, object]:
    """A unit as the register has it; what it is doing stands on the board."""
    return {
        "id": str(unit.id),
        "call_sign": unit.call_sign,
        "kind": unit.kind,
        "agency": {"code": unit.agency.code, "name": unit.agency.names},
        "station": {"name": unit.station.name, "lat": unit.station.lat, "lon": unit.station.lon},
        "capabilities": unit.capabilities,
        "crew_size": unit.crew_size,
        "in_service": unit.in_service,
    }


class AgenciesDoor(Door):
    """`GET agencies`."""

    @extend_schema(responses={200: shapes.AgenciesAnswer})
    def get(self, request: Request) -> Response:
        """The telephone book of the centre."""
        return Response({"results": [agency_answer(agency) for agency in Agency.objects.all()]})


def place_answer(found: Found) -> dict[str, object]:
    """A place that may be meant, and how sure its middle is."""
    spot = found.spot
    return {
        "id": str(spot.id),
        "name": spot.name,
        "kind": spot.kind,
        "within": spot.within,
        "lat": spot.lat,
        "lon": spot.lon,
        "radius_m": spot.radius_m,
        "how": found.how,
    }


class PlacesDoor(Door):
    """`GET places`."""

    @extend_schema(
        parameters=[OpenApiParameter("q", str, required=True, description="As typed; misspelt or unfinished is fine.")],
        responses={200: shapes.PlacesAnswer},
    )
    def get(self, request: Request) -> Response:
        """Which places the words may mean; `radius_m` is how far from the point the caller may be."""
        text = request.query_params.get("q", "")[:LONGEST_QUERY]
        return Response({"results": [place_answer(found) for found in find_places(text)]})


class UnitsDoor(Door):
    """`GET units`."""

    @extend_schema(responses={200: shapes.UnitsAnswer})
    def get(self, request: Request) -> Response:
        """The units this person may see."""
        return Response({"results": [unit_answer(unit) for unit in units_registered_for(self.actor)]})


def station_answer(station: Station) -> dict[str, object]:
    """A station as a map shows it."""
    return {
        "code": station.code,
        "name": station.name,
        "kind": station.kind,
        "agency": {"code": station.agency.code, "name": station.agency.names},
        "lat": station.lat,
        "lon": station.lon,
    }


class StationsDoor(Door):
    """`GET stations`."""

    @extend_schema(responses={200: shapes.StationsAnswer})
    def get(self, request: Request) -> Response:
        """For the map; offices, no persons."""
        return Response({"results": [station_answer(station) for station in stations_on_map()]})


@method_decorator(gzip_page, name="dispatch")
class AreasDoor(Door):
    """`GET areas.geojson`."""

    @extend_schema(
        responses={
            (200, "application/geo+json"): shapes.AreasAnswer,
            304: OpenApiResponse(description="As you have it."),
        }
    )
    def get(self, request: Request) -> HttpResponseBase:
        """The base of every map; the browser keeps it and asks whether it still holds."""
        edition, body = areas_on_map()
        answer = HttpResponse(body, content_type="application/geo+json")
        answer["Cache-Control"] = "private, no-cache"
        answer["ETag"] = edition
        return get_conditional_response(request, etag=edition, response=answer) or answer


class Readiness(Body):
    """Whether the unit can be sent; a truth value and no word for one."""

    in_service = serializers.ChoiceField(choices=[True, False])


class ReadinessDoor(ActionDoor):
    """`POST units/{id}/readiness`."""

    body = Readiness

    @extend_schema(request=Readiness, responses={200: shapes.UnitAnswer})
    def post(self, request: Request, **where: Any) -> Response:
        """Take a unit out of service, or bring it back."""
        return super().post(request, **where)

    def act(self, running: Change, body: dict[str, Any], **where: UUID) -> Answer:
        """One service."""
        unit = set_unit_in_service(unit_id=where["id"], in_service=body["in_service"], actor=self.actor)
        return Answer(unit_answer(unit))
