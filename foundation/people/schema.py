"""How the doors describe themselves (OpenAPI): by which key one knocks, and under which name a program calls them."""

import re
from typing import Any

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

PREFIX = "/api/v1/"


class RefusalAnswer(serializers.Serializer[object]):
    """A code for programs, words in the reader's language, what was wrong by field, and the moves that are allowed."""

    code = serializers.CharField()
    message = serializers.CharField()
    fields = serializers.DictField(  # type: ignore[assignment]  # DRF has `fields` of its own
        child=serializers.ListField(child=serializers.CharField()), required=False
    )
    allowed = serializers.ListField(child=serializers.CharField(), required=False)


class ErrorAnswer(serializers.Serializer[object]):
    """What every call answers when it is not done."""

    error = RefusalAnswer()


class Description(AutoSchema):
    """Of one door."""

    def get_operation_id(self) -> str:
        """One name for one call, read off its method and path: `get_incidents_incident_timeline`."""
        words = re.sub(r"[^a-z0-9]+", "_", self.path.removeprefix(PREFIX).lower()).strip("_")
        return f"{self.method.lower()}_{words}"

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        """Its own answers, and the one shape of every refusal."""
        refused = self._get_response_for_code(ErrorAnswer, "4XX", direction=direction)  # type: ignore[no-untyped-call]
        return {**super()._get_response_bodies(direction=direction), "4XX": refused}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """A program's key."""

    target_class = "foundation.people.authentication.TokenDoor"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """The header that carries it."""
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Token <key>`, the key as `POST tokens` gives it.",
        }


class CookieScheme(SessionScheme):  # type: ignore[no-untyped-call]
    """A browser that has signed in."""

    target_class = "foundation.people.authentication.SessionDoor"
    name = "session"
