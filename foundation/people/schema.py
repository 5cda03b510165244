"""How the doors describe themselves (OpenAPI): by which key one knocks, and under which name a program calls them."""

import re
from typing import Any

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

PREFIX = "/api/v1/"


class Description(AutoSchema):
    """Of one door."""

    def get_operation_id(self) -> str:
        """One name for one call, read off its method and path: `get_incidents_incident_timeline`."""
        words = re.sub(r"[^a-z0-9]+", "_", self.path.removeprefix(PREFIX).lower()).strip("_")
        return f"{self.method.lower()}_{words}"


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
