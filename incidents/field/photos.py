"""The doors of photos. A picture comes as it is, not wrapped in a form: `Content-Type: image/jpeg` and its bytes."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.journal import Change
from foundation.lib import media
from foundation.lib.errors import DomainError, Missing
from foundation.lib.rest import read_body
from foundation.people.doors import ActionDoor, Answer, Door
from incidents.access import get_incident
from incidents.api import action
from incidents.field import bodies, shapes
from incidents.models import Photo
from incidents.pictures import LARGEST_BYTES, NoPicture, Picture, develop
from incidents.services.photos import add_photo, discard_photo, drop_files, get_photo

IMAGE = {("200", "image/jpeg"): OpenApiTypes.BINARY}


class Raw(BaseParser):
    """The body as bytes; what it is, its content says."""

    media_type = "image/*"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        """No more than the door's limit, whatever length was announced."""
        return stream.read(LARGEST_BYTES + 1)


class Jpeg(BaseRenderer):
    """For who asks for pictures only; errors are told in JSON all the same."""

    media_type = "image/jpeg"
    format = "jpeg"

    def render(self, data: Any, *context: Any, **named: Any) -> Any:
        """An error's words."""
        return JSONRenderer().render(data)


class PhotosDoor(ActionDoor):
    """`POST incidents/{id}/photos?at=`."""

    parser_classes = (Raw,)
    most_bytes = LARGEST_BYTES

    @extend_schema(
        request={"image/jpeg": OpenApiTypes.BINARY},
        parameters=[OpenApiParameter("at", OpenApiTypes.DATETIME, description="When it was taken.")],
        responses={201: shapes.OnePhoto},
    )
    def post(self, request: Request, **where: Any) -> Response:
        """Hand in a JPEG, PNG or WebP of 10 MB at the most; location data is not kept."""
        return super().post(request, **where)

    def read(self, request: Request, **where: Any) -> dict[str, Any]:
        """Drawn anew before anything is locked, and only for who may see the incident at all."""
        get_incident(self.actor, where["incident"])
        query = read_body(bodies.PhotoQuery, {name: value for name, value in request.query_params.items() if value})
        return {"picture": picture_in(body_of(request)), "at": query.get("at")}

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Keep it."""
        photo = add_photo(incident_id=where["incident"], picture=body["picture"], at=body["at"], actor=self.actor)
        return Answer({"photo": {"id": str(photo.id)}}, 201)


def body_of(request: Request) -> Any:
    """The bytes; nothing at all where the sender itself calls them something else than a picture."""
    try:
        return request.data
    except UnsupportedMediaType:
        return b""


def picture_in(data: Any) -> Picture:
    """The picture in the body.

    Raises:
        DomainError: 415 for what is no picture, 413 for one that is too large.
    """
    raw = data if isinstance(data, bytes) else b""
    try:
        if len(raw) > LARGEST_BYTES:
            raise NoPicture("too_large")
        return develop(raw)
    except NoPicture as wrong:
        large = wrong.reason == "too_large"
        words = _("Foto terlalu besar.") if large else _("Ini bukan foto yang dapat dibaca (JPEG, PNG, atau WebP).")
        refused = DomainError(words, code="too_large" if large else "no_picture")
        refused.status = 413 if large else 415
        raise refused from None


class PhotoDoor(Door):
    """`GET photos/{id}`."""

    renderer_classes = (JSONRenderer, Jpeg)

    @extend_schema(responses=IMAGE)
    def get(self, request: Request, photo: UUID) -> HttpResponse:
        """The whole picture."""
        found = get_photo(self.actor, photo)
        return picture_answer(found, found.full_name)


class SmallPhotoDoor(Door):
    """`GET photos/{id}/small`."""

    renderer_classes = (JSONRenderer, Jpeg)

    @extend_schema(responses=IMAGE)
    def get(self, request: Request, photo: UUID) -> HttpResponse:
        """The picture for a list."""
        found = get_photo(self.actor, photo)
        return picture_answer(found, found.small_name)


def picture_answer(photo: Photo, name: str) -> HttpResponse:
    """The pixels.

    Raises:
        Missing: discarded, or lost.
    """
    data = None if photo.discarded_at else media.read(name)
    if data is None:
        raise Missing(_("Foto ini tidak ada lagi."))
    # Shown again for a while without asking; never by anybody in between.
    return HttpResponse(data, content_type="image/jpeg", headers={"Cache-Control": "private, max-age=300"})


@action(bodies.DiscardBody, answer=shapes.OnePhoto)
class DiscardDoor(ActionDoor):
    """`POST photos/{id}/discard`."""

    body = bodies.DiscardBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """It must go."""
        photo = discard_photo(photo_id=where["photo"], reason=body["reason"], actor=self.actor)
        return Answer({"photo": {"id": str(photo.id)}})

    def post(self, request: Request, **where: Any) -> Response:
        """The row first; the files only once that is certain."""
        answer = super().post(request, **where)
        drop_files(get_photo(self.actor, where["photo"]))
        return answer
