"""`procedures` and `versions`: written, signed, approved, in force. The pages under `/sop` do the same by forms."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from agencies import shapes
from agencies.procedure_answers import difference_answer, version_answer, version_line
from agencies.services import object_to_version, sign_version
from agencies.services.endorsements import Letter
from foundation.journal import Change
from foundation.lib import time
from foundation.lib.rest import Body, Id, Moment, Text, read_body
from foundation.people.doors import ActionDoor, Answer, Door, NoBody
from sop.diff import compare
from sop.editing import Edit
from sop.models import ProcedureVersion
from sop.selectors import version_in_force
from sop.services import (
    approve_medical_text,
    approve_version,
    discard_version,
    draft_version,
    edit_version,
    put_emergency_in_force,
    put_version_in_force,
    retire_version,
    submit_version,
    withdraw_version,
)
from sop.versions import compared_with, get_version, versions_visible_to


class ProceduresDoor(Door):
    """`GET procedures`."""

    @extend_schema(responses={200: shapes.VersionsAnswer})
    def get(self, request: Request) -> Response:
        """The versions by type."""
        versions = versions_visible_to(self.actor).order_by("procedure__type__place", "number")
        return Response({"results": [version_line(version) for version in versions]})


class VersionDoor(Door):
    """`GET versions/{id}`."""

    @extend_schema(responses={200: shapes.VersionAnswer})
    def get(self, request: Request, id: UUID) -> Response:  # noqa: A002 (the address names it)
        """One version."""
        return Response(version_answer(get_version(self.actor, id), time.now()))


class Beside(Body):
    """The other version."""

    def get_fields(self) -> dict[str, Any]:
        """`with` is a word of Python's own."""
        return {"with": Id(required=False)}


class DifferencesDoor(Door):
    """`GET versions/{id}/differences`."""

    @extend_schema(
        parameters=[OpenApiParameter("with", OpenApiTypes.UUID, description="Another version; else the one in force.")],
        responses={200: shapes.DifferencesAnswer},
    )
    def get(self, request: Request, id: UUID) -> Response:  # noqa: A002
        """What changed, and what that means."""
        version = get_version(self.actor, id)
        asked = read_body(Beside, request.query_params.dict()).get("with")
        other = get_version(self.actor, asked) if asked else compared_with(version)
        default = version.procedure.type.default_priority
        found = compare(other.parsed, version.parsed, default) if other else []
        return Response(
            {
                "from": version_line(other) if other else None,
                "to": version_line(version),
                "results": [difference_answer(one) for one in found],
            }
        )


class Draft(Body):
    """The whole content; without it the draft begins as the version in force."""

    content = serializers.DictField(required=False)


class DraftDoor(ActionDoor):
    """`POST procedures/{code}/draft`."""

    body = Draft

    @extend_schema(request=Draft, responses={201: shapes.VersionAnswer})
    def post(self, request: Request, **where: Any) -> Response:
        """A new draft."""
        return super().post(request, **where)

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """One service."""
        ruling = version_in_force(where["code"], running.now)
        content = body.get("content") or (ruling.content if ruling else {})
        version = draft_version(type_code=where["code"], content=content, actor=self.actor)
        return Answer(version_answer(version, running.now), 201)


class VersionAction(ActionDoor):
    """A move of a version; the answer is the version after it."""

    @extend_schema(request=None, responses={200: shapes.VersionAnswer})
    def post(self, request: Request, **where: Any) -> Response:
        """Take the move."""
        return super().post(request, **where)

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """One service."""
        get_version(self.actor, where["id"])
        self.move(where["id"], body)
        return Answer(version_answer(get_version(self.actor, where["id"]), running.now))

    def move(self, version_id: UUID, body: dict[str, Any]) -> object:
        """Call the service."""
        raise NotImplementedError


class PartOfEdit(Body):
    """One part; `was` is the mark of what its author had before them."""

    path = Text(max_length=80)
    value = serializers.JSONField(allow_null=True)
    was = Text(max_length=16, required=False)


class EditBody(Body):
    """What is written, and on which revision."""

    revision = serializers.IntegerField(min_value=1)
    edits = PartOfEdit(many=True, allow_empty=False)


@extend_schema_view(post=extend_schema(request=EditBody, responses={200: shapes.VersionAnswer}))
class EditDoor(VersionAction):
    """`POST versions/{id}/edit`."""

    body = EditBody

    def move(self, version_id: UUID, body: dict[str, Any]) -> object:
        """Write parts of a draft."""
        edits = [Edit(part["path"], part["value"], part.get("was")) for part in body["edits"]]
        return edit_version(version_id=version_id, revision=body["revision"], edits=edits, actor=self.actor)


class DiscardDoor(ActionDoor):
    """`POST versions/{id}/discard`."""

    body = NoBody

    @extend_schema(request=None, responses={200: shapes.DiscardedVersion})
    def post(self, request: Request, **where: Any) -> Response:
        """Throw a draft away."""
        return super().post(request, **where)

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """One service."""
        version: ProcedureVersion = get_version(self.actor, where["id"])
        discard_version(version_id=version.id, actor=self.actor)
        return Answer({"discarded": str(where["id"])})


class SubmitDoor(VersionAction):
    """`POST versions/{id}/submit`."""

    def move(self, version_id: UUID, body: dict[str, Any]) -> object:
        """Ask for review."""
        return submit_version(version_id=version_id, actor=self.actor)


class WithdrawDoor(VersionAction):
    """`POST versions/{id}/withdraw`."""

    def move(self, version_id: UUID, body: dict[str, Any]) -> object:
        """Back to the draft."""
        return withdraw_version(version_id=version_id, actor=self.actor)


class ApproveDoor(VersionAction):
    """`POST versions/{id}/approve`."""

    def move(self, version_id: UUID, body: dict[str, Any]) -> object:
        """The second person approves."""
        return approve_version(version_id=version_id, actor=self.actor)


class MedicalDoor(VersionAction):
    """`POST versions/{id}/medical-signature`."""

    def move(self, version_id: UUID, body: dict[str, Any]) -> object:
        """The medical director signs."""
        return approve_medical_text(version_id=version_id, actor=self.actor)


class Begins(Body):
    """From when; without it at once."""

    begins = Moment(required=False)


@extend_schema_view(post=extend_schema(request=Begins, responses={200: shapes.VersionAnswer}))
class InForceDoor(VersionAction):
    """`POST versions/{id}/put-in-force`."""

    body = Begins

    def move(self, version_id: UUID, body: dict[str, Any]) -> object:
        """In force at once, or from a moment."""
        return put_version_in_force(version_id=version_id, begins=body.get("begins"), actor=self.actor)


class Reason(Body):
    """Why."""

    reason = Text(max_length=2000)


@extend_schema_view(post=extend_schema(request=Reason, responses={200: shapes.VersionAnswer}))
class EmergencyDoor(VersionAction):
    """`POST versions/{id}/emergency`."""

    body = Reason

    def move(self, version_id: UUID, body: dict[str, Any]) -> object:
        """In force at once, for 72 hours."""
        return put_emergency_in_force(version_id=version_id, reason=body["reason"], actor=self.actor)


class RetireDoor(VersionAction):
    """`POST versions/{id}/retire`."""

    def move(self, version_id: UUID, body: dict[str, Any]) -> object:
        """Give way to the approved successor."""
        return retire_version(version_id=version_id, actor=self.actor)


class LetterBody(Body):
    """A signature on paper."""

    agency = Text(max_length=40)
    signer = Text(max_length=120)
    number = Text(max_length=120)


class Signing(Body):
    """The revision that was read; the letter, for an agency without a supervisor's account."""

    revision = serializers.IntegerField(min_value=1)
    letter = LetterBody(required=False)


@extend_schema_view(post=extend_schema(request=Signing, responses={200: shapes.VersionAnswer}))
class SignDoor(VersionAction):
    """`POST versions/{id}/sign`."""

    body = Signing

    def move(self, version_id: UUID, body: dict[str, Any]) -> object:
        """The agency signs."""
        letter = Letter(**body["letter"]) if "letter" in body else None
        return sign_version(version_id=version_id, revision=body["revision"], letter=letter, actor=self.actor)


class Objecting(Body):
    """The revision that was read, and what is wrong with it."""

    revision = serializers.IntegerField(min_value=1)
    reason = Text(max_length=2000)


@extend_schema_view(post=extend_schema(request=Objecting, responses={200: shapes.VersionAnswer}))
class ObjectDoor(VersionAction):
    """`POST versions/{id}/object`."""

    body = Objecting

    def move(self, version_id: UUID, body: dict[str, Any]) -> object:
        """The agency objects."""
        return object_to_version(
            version_id=version_id, revision=body["revision"], reason=body["reason"], actor=self.actor
        )
