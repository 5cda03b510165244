"""Bodies are closed and typed; every error of the API has one shape."""

import json
from typing import Any

import pytest
from rest_framework import serializers

from foundation.lib.errors import Denied, DomainError, Invalid, Missing, Unavailable, WrongMove
from foundation.lib.rest import Body, Number, Text, flatten, read_body


class Inner(Body):
    """A part of a body."""

    lat = Number(min_value=-90, max_value=90)


class Told(Body):
    """A body as doors have it."""

    text = Text(max_length=20)
    speed = Number(required=False, allow_null=True)
    inner = Inner(required=False)
    speeds = serializers.ListField(child=Number(), required=False)


def wrong(body: Any) -> set[str]:
    """The fields that are refused."""
    with pytest.raises(Invalid) as refused:
        read_body(Told, body)
    assert refused.value.status == 400
    assert refused.value.fields
    assert all(text for texts in refused.value.fields.values() for text in texts)
    return set(refused.value.fields)


def test_a_good_body_is_read() -> None:
    body = {"text": "  halo  ", "speed": 3, "inner": {"lat": -8.5}, "speeds": [1, 2.5]}
    assert read_body(Told, body) == {"text": "halo", "speed": 3.0, "inner": {"lat": -8.5}, "speeds": [1.0, 2.5]}
    assert read_body(Told, {"text": "x", "speed": None}) == {"text": "x", "speed": None}


@pytest.mark.parametrize("nothing", [None, "", {}])
def test_no_body_is_an_empty_one(nothing: Any) -> None:
    assert wrong(nothing) == {"text"}
    assert read_body(Body, nothing) == {}


@pytest.mark.parametrize("thing", [[], [1], "text", 5, True])
def test_a_body_is_an_object(thing: Any) -> None:
    with pytest.raises(Invalid):
        read_body(Told, thing)


def test_unknown_fields_are_refused_at_every_depth() -> None:
    assert wrong({"text": "x", "txet": "y"}) == {"txet"}
    assert wrong({"text": "x", "inner": {"lat": 1, "lng": 2}}) == {"inner.lng"}
    assert wrong({"text": "x", "": 1, "\x00": 2}) >= {"\x00"}
    with pytest.raises(Invalid):
        read_body(Body, {"anything": 1})


@pytest.mark.parametrize("text", [5, 5.5, True, False, None, [], ["a"], {}, "", " ", "a\x00b", "\ud800", "x" * 21])
def test_a_text_is_a_text(text: Any) -> None:
    assert wrong({"text": text}) == {"text"}


def test_a_text_of_any_script_is_taken() -> None:
    for text in ("kebakaran 🔥", "ꦏꦼꦧꦏꦫꦤ꧀", "a\nb", "🔥" * 20):
        assert read_body(Told, {"text": text})["text"] == text


@pytest.mark.parametrize(
    "number", ["1", "", True, False, [], {}, float("nan"), float("inf"), -float("inf"), 10**400, 1e301]
)
def test_a_number_is_a_finite_number(number: Any) -> None:
    assert wrong({"text": "x", "speed": number}) == {"speed"}


def test_numbers_keep_their_bounds() -> None:
    assert wrong({"text": "x", "inner": {"lat": 90.001}}) == {"inner.lat"}
    assert wrong({"text": "x", "speeds": [1, "2", 3]}) == {"speeds.1"}


def test_errors_are_flattened_to_dotted_names() -> None:
    nested = {"a": {"b": ["x"], "non_field_errors": ["y"]}, "c": [{}, {"d": ["z"]}], "non_field_errors": ["w"]}
    assert flatten(nested) == {"a.b": ["x"], "a": ["y"], "c.1.d": ["z"], "body": ["w"]}
    assert flatten("alone") == {"body": ["alone"]}


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Invalid("x"), 400, "invalid"),
        (Denied("x"), 403, "denied"),
        (Missing("x"), 404, "not_found"),
        (WrongMove("x", allowed=[]), 409, "wrong_state"),
        (Unavailable("x"), 503, "unavailable"),
        (DomainError("x", code="own"), 400, "own"),
    ],
)
def test_a_refusal_has_one_shape(error: DomainError, status: int, code: str) -> None:
    shape = error.as_json()["error"]
    assert (error.status, shape["code"], shape["message"]) == (status, code, "x")  # type: ignore[index]
    json.dumps(shape)


def test_a_refusal_tells_what_is_allowed_instead() -> None:
    told = WrongMove("x", allowed=("claim", "open")).as_json()
    assert told == {"error": {"code": "wrong_state", "message": "x", "allowed": ["claim", "open"]}}
    told = Invalid("x", fields={"a": ("b", "c")}).as_json()
    assert told == {"error": {"code": "invalid", "message": "x", "fields": {"a": ["b", "c"]}}}
