"""`tokens` and `me`."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.journal import Change
from foundation.lib.rest import Body, Text, read_body
from foundation.lib.time import iso
from foundation.lib.web import address_of
from foundation.people.doors import ActionDoor, Answer, Door
from foundation.people.models import Duty
from foundation.people.services import begin_duty, check_password, end_duty, issue_token


class Credentials(Body):
    """Who wants a token."""

    username = Text(max_length=60)
    password = Text(max_length=200, trim_whitespace=False)
    otp = Text(max_length=20, required=False)


class TokenAnswer(serializers.Serializer[Any]):
    """A key for programs."""

    token = serializers.CharField()
    expires_at = serializers.DateTimeField()


class TokensDoor(Door):
    """`POST tokens`: the one door without an account, so it is the one that is throttled."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        request=Credentials,
        responses={201: TokenAnswer, 401: OpenApiResponse(), 403: OpenApiResponse(), 429: OpenApiResponse()},
    )
    def post(self, request: Request) -> Response:
        """Issue a key; 403 `password_change_required` until its person has chosen a password of their own."""
        body = read_body(Credentials, request.data)
        user = check_password(username=body["username"], password=body["password"], address=address_of(request))
        key, token = issue_token(user=user)
        return Response({"token": key, "expires_at": iso(token.expires_at)}, status=201)


class MeAnswer(serializers.Serializer[Any]):
    """The signed-in account and its roles."""

    id = serializers.UUIDField()
    username = serializers.CharField()
    name = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())
    language = serializers.CharField()


class MeDoor(Door):
    """`GET me`."""

    @extend_schema(responses={200: MeAnswer})
    def get(self, request: Request) -> Response:
        """Who is signed in."""
        user = self.actor
        return Response(
            {
                "id": str(user.id),
                "username": user.username,
                "name": user.name,
                "roles": user.roles,
                "language": user.language,
            }
        )


class DutyAnswer(serializers.Serializer[Any]):
    """A person's time at work."""

    position = serializers.CharField()
    begun_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)


class OneDuty(serializers.Serializer[Any]):
    """As it is now; null where nobody had begun."""

    duty = DutyAnswer(allow_null=True)


class DutyBody(Body):
    """At which position of the room the person works."""

    position = Text(max_length=60, required=False, allow_blank=True)


@extend_schema(request=DutyBody, responses={200: OneDuty})
class BeginDutyDoor(ActionDoor):
    """`POST duty/begin`."""

    body = DutyBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Somebody begins to work."""
        duty = begin_duty(actor=self.actor, position=body.get("position", ""))
        return Answer({"duty": duty_answer(duty)})


@extend_schema(request=None, responses={200: OneDuty})
class EndDutyDoor(ActionDoor):
    """`POST duty/end`."""

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Somebody's work is over."""
        duty = end_duty(actor=self.actor)
        return Answer({"duty": duty_answer(duty) if duty else None})


def duty_answer(duty: Duty) -> dict[str, Any]:
    """A person's time at work."""
    return {"position": duty.position, "begun_at": iso(duty.begun_at), "ended_at": iso(duty.ended_at)}
