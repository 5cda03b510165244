"""Who knocks at the API: a program with a token, or a signed-in browser."""

from django.db.models.functions import Now
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from foundation.lib.sql import Read
from foundation.people.models import Token, User

# Asked by every request of a program.
TOKEN = Read(
    "living_token",
    1,
    lambda digest: Token.objects.filter(digest=digest, user__is_active=True, expires_at__gt=Now()).select_related(
        "user"
    ),
)


class TokenDoor(BaseAuthentication):
    """`Authorization: Token <key>`, for programs."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        """The token's owner; None when no token is offered."""
        scheme, _sep, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "token":
            return None
        token = token_of(key.strip())
        if token is None:
            raise AuthenticationFailed
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """What a 401 asks for."""
        return "Token"


def token_of(key: str) -> Token | None:
    """The living token with this key, its owner at hand; None for any other key."""
    return TOKEN.first(Token.digest_of(key))


class SessionDoor(SessionAuthentication):
    """The cookie of a signed-in browser, with CSRF protection."""
