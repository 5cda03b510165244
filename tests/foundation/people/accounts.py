"""Accounts of the tests' own, and what one asks of the doors."""

import json
from typing import Any

from django.test import Client

from foundation.journal import SYSTEM
from foundation.people.models import Role, User
from foundation.people.services import create_account, issue_token

PASSWORD = "benar-sekali-112"


def account(username: str = "siti", *roles: str, password: str | None = PASSWORD, **fields: Any) -> User:
    """An account with a password of its person's own."""
    user = create_account(
        username=username, name=username.title(), roles=roles or (Role.DESK,), password=password, actor=SYSTEM, **fields
    )
    user.must_change_password = False
    user.save(update_fields=["must_change_password"])
    return user


def token_for(user: User) -> dict[str, str]:
    """The header of a program that acts as this account."""
    key, _token = issue_token(user=user)
    return {"Authorization": f"Token {key}"}


def ask_token(username: str = "siti", password: object = PASSWORD, **extra: Any) -> Any:
    """What `POST tokens` answers."""
    body = {"username": username, "password": password, **extra}
    return Client().post("/api/v1/tokens", json.dumps(body), content_type="application/json")
