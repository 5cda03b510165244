"""The API describes itself: OpenAPI 3.1, valid, and every address in it."""

from io import StringIO
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.centre import FIRE, Centre


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The description, made without a single warning."""
    written = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=written)
    made: dict[str, Any] = yaml.safe_load(written.getvalue())
    return made


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


def properties(schema: dict[str, Any], name: str) -> set[str]:
    """The names that a shape has."""
    return set(schema["components"]["schemas"][name]["properties"])


def test_every_call_says_what_a_refusal_looks_like(schema: dict[str, Any]) -> None:
    silent = [
        f"{method} {path}"
        for path, calls in schema["paths"].items()
        for method, call in calls.items()
        if not call["responses"].get("4XX", {}).get("content")
    ]
    assert silent == []
    assert properties(schema, "RefusalAnswer") == {"code", "message", "fields", "allowed"}


def test_reports_incidents_and_parts_have_the_shapes_that_are_described(schema: dict[str, Any], centre: Centre) -> None:
    operator, damkar = centre.desk("operator"), centre.desk("damkar")
    report = operator.report(FIRE)
    assert set(report.data) == properties(schema, "ReportAnswer")
    assert set(report["suggestion"]) == properties(schema, "SuggestionAnswer")
    assert set(report["screening"]) == properties(schema, "ScreeningAnswer")
    opened = operator.open(report)
    assert set(opened.data) == properties(schema, "OpenedAnswer")
    assert set(opened["incident"]) == properties(schema, "IncidentAnswer")
    assert set(opened["assignments"][0]) == properties(schema, "AssignmentAnswer")
    again = operator.report(FIRE)
    assert set(again["duplicates"][0]) == properties(schema, "DuplicateAnswer")
    part = damkar.part(opened["incident"]["id"], "damkar")
    job = damkar.post(f"assignments/{part['id']}/units", {"unit": centre.unit("PMK-1")})
    assert set(job["unit_assignment"]) == properties(schema, "UnitAssignmentAnswer")
