"""The API's own description (OpenAPI), and whether an answer is what it says."""

from collections.abc import Iterator
from functools import cache
from io import StringIO
from typing import Any

import yaml
from django.core.management import call_command
from django.urls import resolve
from jsonschema import Draft202012Validator

Shape = dict[str, Any]


@cache
def description() -> Shape:
    """Made once a process, without a single warning."""
    written = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=written)
    made: Shape = yaml.safe_load(written.getvalue())
    return made


@cache
def closed() -> Shape:
    """The shapes, where a name that is not described is as wrong as one that is missing."""
    shapes: Shape = description()["components"]["schemas"]
    return {
        name: shape | ({"additionalProperties": False} if "properties" in shape else {})
        for name, shape in shapes.items()
    }


def shape_of(method: str, path: str, status: int) -> Shape:
    """What the description says of this answer; empty where it says nothing."""
    route = resolve(path).route.replace("uuid:", "").replace("str:", "").replace("<", "{").replace(">", "}")
    answer = description()["paths"][f"/{route}"][method.lower()]["responses"].get(str(status), {})
    return next((body["schema"] for body in answer.get("content", {}).values()), {})


def faults(answer: Any, shape: Shape) -> list[str]:
    """Where an answer is not as described."""
    whole = shape | {"components": {"schemas": closed()}}
    checker = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message[:200]}" for error in checker.iter_errors(answer)]


def shapes_in(answer: Any, shape: Shape) -> Iterator[str]:
    """The names of the shapes that an answer really holds something of."""
    if answer is None:
        return
    if "$ref" in shape:
        name = shape["$ref"].rpartition("/")[2]
        yield name
        yield from shapes_in(answer, closed()[name])
    for part in (*shape.get("allOf", ()), *shape.get("oneOf", ()), *shape.get("anyOf", ())):
        yield from shapes_in(answer, part)
    if isinstance(answer, list):
        for item in answer:
            yield from shapes_in(item, shape.get("items", {}))
    if isinstance(answer, dict):
        others = shape.get("additionalProperties") or {}
        for name, value in answer.items():
            yield from shapes_in(value, shape.get("properties", {}).get(name, others))
