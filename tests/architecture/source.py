"""The project's own Python, parsed: what the rules of the house are held against."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("psc", "foundation", "sop", "agencies", "incidents", "dispatch", "oversight")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One file, as `incidents/api.py`, and its tree."""

    name: str
    tree: ast.Module

    @property
    def file(self) -> str:
        """The last part of its name."""
        return self.name.rpartition("/")[2]

    def walk(self) -> Iterator[ast.AST]:
        """Every node of the tree."""
        return ast.walk(self.tree)

    def functions(self) -> Iterator[Function]:
        """Every function and method, also those inside others."""
        return (node for node in self.walk() if isinstance(node, FUNCTIONS))


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """The sources of these folders (of all rooms when none is named), without migrations."""
    found = sorted(path for folder in folders or ROOMS for path in (PROJECT / folder).rglob("*.py"))
    kept = [path for path in found if "migrations" not in path.parts and "node_modules" not in path.parts]
    return tuple(Source(str(path.relative_to(PROJECT)), ast.parse(path.read_text())) for path in kept)


def at(source: Source, node: ast.AST) -> str:
    """Where a finding is."""
    return f"{source.name}:{getattr(node, 'lineno', 0)}"


def opens_change(function: Function) -> bool:
    """Whether a function opens (or joins) a change of its own."""
    return any(
        isinstance(item.context_expr, ast.Call) and name_of(item.context_expr.func) == "change"
        for node in ast.walk(function)
        if isinstance(node, ast.With)
        for item in node.items
    )


def name_of(node: ast.AST) -> str:
    """`change` of `change` and of `journal.change`; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
