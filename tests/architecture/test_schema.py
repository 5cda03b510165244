"""The API describes itself: OpenAPI 3.1, valid, and every address in it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.description import description


@pytest.fixture
def schema() -> dict[str, Any]:
    """The description."""
    return description()


def addresses(patterns: list[Any], before: str = "") -> list[str]:
    """Every address that the centre serves."""
    found = []
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += addresses(pattern.url_patterns, here)
        elif isinstance(pattern, URLPattern):
            found.append(here)
    return found


def test_it_is_openapi_3_1(schema: dict[str, Any]) -> None:
    assert schema["openapi"].startswith("3.1")
    assert schema["info"]["title"] == "PSC 112"


def test_every_address_of_the_api_is_described(schema: dict[str, Any]) -> None:
    served = {
        "/" + address.replace("<uuid:", "{").replace("<str:", "{").replace("<", "{").replace(">", "}")
        for address in addresses(get_resolver().url_patterns)
        if address.startswith("api/v1/") and not address.endswith("/schema")
    }
    assert len(served) > 20
    assert served == set(schema["paths"])


def test_no_path_has_a_trailing_slash(schema: dict[str, Any]) -> None:
    assert [path for path in schema["paths"] if path.endswith("/")] == []


def test_every_call_says_what_it_does(schema: dict[str, Any]) -> None:
    silent = [
        f"{method} {path}"
        for path, calls in schema["paths"].items()
        for method, call in calls.items()
        if not call.get("description") or not call.get("responses")
    ]
    assert silent == []


def test_the_schema_is_served(database: str) -> None:
    answer = Client().get("/api/v1/schema")
    assert answer.status_code == 200
    assert b"openapi: 3.1" in answer.content


def test_every_call_says_what_comes_back(schema: dict[str, Any]) -> None:
    """`tests/access/test_shapes.py` holds what really comes back against it."""
    silent = [
        f"{method} {path} {status}"
        for path, calls in schema["paths"].items()
        for method, call in calls.items()
        for status, answer in call["responses"].items()
        if status.startswith("2") and not answer.get("content")
    ]
    assert silent == []


def test_every_call_says_what_a_refusal_looks_like(schema: dict[str, Any]) -> None:
    silent = [
        f"{method} {path}"
        for path, calls in schema["paths"].items()
        for method, call in calls.items()
        if not call["responses"].get("4XX", {}).get("content")
    ]
    assert silent == []
    refusal = schema["components"]["schemas"]["RefusalAnswer"]["properties"]
    assert set(refusal) == {"code", "message", "fields", "allowed"}
