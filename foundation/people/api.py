"""`tokens` and `me`."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.lib.rest import Body, Text, read_body
from foundation.lib.time import iso
from foundation.lib.web import address_of
from foundation.people.doors import Door
from foundation.people.services import check_password, issue_token


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

    @extend_schema(request=Credentials, responses={201: TokenAnswer, 401: OpenApiResponse(), 429: OpenApiResponse()})
    def post(self, request: Request) -> Response:
        """Issue a key."""
        body = read_body(Credentials, request.data)
        user = check_password(username=body["username"], password=body["password"], address=address_of(request))
        key, token = issue_token(user=user)
        return Response({"token": key, "expires_at": iso(token.expires_at)}, status=201)


class MeDoor(Door):
    """`GET me`."""

    @extend_schema(responses={200: OpenApiResponse(description="The signed-in account and its roles.")})
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
