"""Every room looks alike, so that one knows where to look without looking."""

import ast
import re
import tomllib
from typing import Any

import pytest

from tests.architecture.source import PROJECT, Function, at, name_of, opens_change, sources
from tests.architecture.test_writing import is_service

LONGEST_FUNCTION = 60
ROOMS = ("sop", "agencies", "incidents", "dispatch")
# Either a file or a folder of this name. Reads that more than one door needs: incidents' are its gate.
FILES = {"apps", "models", "services", "entries", "migrations", "urls", "api"}
READS = {"sop": "selectors", "agencies": "selectors", "incidents": "access", "dispatch": "selectors"}
GROUND = {
    "journal": {"apps", "models", "selectors", "migrations"},
    "clock": {"apps", "models", "entries", "tasks", "migrations"},
    "notify": {"apps", "models", "services", "tasks", "migrations"},
    "people": {"apps", "models", "services", "entries", "migrations", "urls", "api", "views"},
}
# The arrows of the house, as `make check` holds them.
LAYERS = [
    ["psc", "(oversight)", "dispatch", "incidents", "agencies", "sop", "foundation"],
    ["foundation.people", "foundation.notify", "foundation.clock", "foundation.journal", "foundation.lib"],
]
PURE = {"sop.classify", "agencies.routing", "incidents.states", "incidents.screening", "dispatch.recommendation"}
IMPURE = {"django", "rest_framework", "channels", "celery", "redis"}
# A reason is said in the reader's language.
EXCUSED = {"agencies.routing -> django"}
# One a line, so that two changes rarely meet.
VERBS = {
    "mute",
    "decide",
    "ask",
    "advance",
    "acknowledge",
    "add",
    "answer",
    "approve",
    "assign",
    "attach",
    "begin",
    "call",
    "cancel",
    "claim",
    "close",
    "correct",
    "create",
    "decline",
    "deliver",
    "discard",
    "dismiss",
    "draft",
    "edit",
    "fail",
    "end",
    "extend",
    "finish",
    "import",
    "initial",
    "issue",
    "load",
    "merge",
    "object",
    "open",
    "put",
    "queue",
    "read",
    "receive",
    "record",
    "reclassify",
    "register",
    "remove",
    "reopen",
    "retire",
    "reveal",
    "revoke",
    "send",
    "set",
    "shelve",
    "sign",
    "start",
    "submit",
    "tick",
    "skip",
    "strike",
    "take",
    "undo",
    "unshelve",
    "withdraw",
    "write",
}


def holds(folder: str, name: str) -> bool:
    """Whether a room has this file, or a folder in its place."""
    place = PROJECT / folder
    return (place / f"{name}.py").is_file() or (place / name / "__init__.py").is_file()


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_the_same_files(room: str) -> None:
    lacking = {name for name in FILES | {READS[room]} if not holds(room, name)}
    assert lacking == set()


@pytest.mark.parametrize("room", GROUND)
def test_the_ground_floor_has_its_files(room: str) -> None:
    lacking = {name for name in GROUND[room] if not holds(f"foundation/{room}", name)}
    assert lacking == set()


def services() -> list[tuple[str, Function]]:
    """Every public function of a service file that opens a change."""
    return [
        (at(source, node), node)
        for source in sources()
        if is_service(source)
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and opens_change(node)
    ]


def test_services_are_found() -> None:
    assert len(services()) >= 25


@pytest.mark.parametrize(("place", "service"), services(), ids=[node.name for _place, node in services()])
def test_a_service_is_a_typed_verb_with_named_arguments(place: str, service: Function) -> None:
    verb, _bar, noun = service.name.partition("_")
    assert verb in VERBS, f"{place}: {service.name} does not begin with a verb of ours"
    assert noun, f"{place}: {service.name} has no noun"
    arguments = service.args
    assert [*arguments.posonlyargs, *arguments.args] == [], place
    assert (arguments.vararg, arguments.kwarg) == (None, None), place
    assert all(argument.annotation for argument in arguments.kwonlyargs), place
    assert service.returns is not None, place
    names = [argument.arg for argument in arguments.kwonlyargs]
    assert {"actor", "user"} & set(names), f"{place}: nobody acts"
    assert "now" in names, f"{place}: its moment cannot be given"
    assert ast.get_docstring(service), place


def test_kinds_of_entry_stand_in_the_rooms_entries() -> None:
    found = [
        at(source, node)
        for source in sources()
        if "entries" not in re.split("[/.]", source.name)
        for node in source.walk()
        if isinstance(node, ast.Call) and name_of(node.func) == "entry_kind"
    ]
    assert found == []


def test_imports_stand_at_the_top() -> None:
    """No import inside a function, to get round an arrow or a cycle; `ready()` is Django's own place for models."""
    found = [
        at(source, node)
        for source in sources()
        for function in source.functions()
        if not (source.file == "apps.py" and function.name == "ready")
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_no_function_is_longer_than_a_screen() -> None:
    found = [
        f"{at(source, node)} {node.name}"
        for source in sources("psc", "foundation", "sop", "agencies", "incidents", "dispatch", "tests", "benchmarks")
        for node in source.functions()
        if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert found == []


def contracts() -> list[dict[str, Any]]:
    """The import contracts of `make check`."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    found: list[dict[str, Any]] = project["tool"]["importlinter"]["contracts"]
    return found


def test_the_arrows_point_down_only() -> None:
    layers = [contract["layers"] for contract in contracts() if contract["type"] == "layers"]
    assert layers == LAYERS
    excused = {line for contract in contracts() for line in contract.get("ignore_imports", ())}
    assert excused == EXCUSED
    linter = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]
    rooms = {name.strip("()") for name in LAYERS[0] if (PROJECT / name.strip("()")).is_dir()}
    assert set(linter["root_packages"]) == rooms


def test_pure_rules_know_no_database() -> None:
    (contract,) = [entry for entry in contracts() if set(entry.get("source_modules", ())) >= PURE]
    assert contract["type"] == "forbidden"
    assert set(contract["forbidden_modules"]) >= IMPURE


def test_no_one_is_silenced_without_a_name() -> None:
    """A `type: ignore` or `noqa` says which rule it breaks."""
    blanket = re.compile(r"#\s*(type:\s*ignore(?!\[)|noqa(?!:)|pragma)")
    found = [
        f"{source.name}: {line.strip()}"
        for source in sources("psc", "foundation", "sop", "agencies", "incidents", "dispatch", "tests", "benchmarks")
        if source.name != "tests/architecture/test_shape.py"
        for line in (PROJECT / source.name).read_text().splitlines()
        if blanket.search(line)
    ]
    assert found == []
