"""The rules that come with a release: types, version 1 of each procedure, opening questions, vocabularies."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from sop.closed import Malformed, Problem, parse
from sop.content import Content, Priority, Question, Said, problems_of, problems_of_question
from sop.documents import read_data
from sop.rules import Rules, TypeRules, compile_rules

GROUPS = ("medical", "traffic", "fire", "rescue", "police", "disaster", "service", "system")
Handling = Literal["sensitive", "no_public_feed", "mask_in_lists", "callback_only_with_consent"]


@dataclass(frozen=True)
class TypeDocument:
    """One type in a file of `data/types`."""

    code: str
    name_id: str
    name_en: str
    tier: Literal["core", "extended"]
    default_priority: Priority
    apco: tuple[str, ...]
    procedure: Content
    bnpb: str | None = None
    handling: tuple[Handling, ...] = ()


@dataclass(frozen=True)
class GroupDocument:
    """One file of `data/types`."""

    group: str
    types: tuple[TypeDocument, ...]


@dataclass(frozen=True)
class Named:
    """A code with its name in both languages."""

    code: str
    name_id: str
    name_en: str


@dataclass(frozen=True)
class PriorityDocument:
    """A priority: its names, what an EIDO calls it, whether units go with lights and siren."""

    code: Priority
    name_id: str
    name_en: str
    eido_priority: int
    lights: bool


@dataclass(frozen=True)
class OpeningDocument:
    """What is asked on every call, and what is said at its end."""

    questions: tuple[Question, ...]
    closing: Said


@cache
def bundled_groups() -> tuple[GroupDocument, ...]:
    """All types with version 1 of their procedures.

    Raises:
        Malformed: a file has a wrong shape or rules that make no sense.
    """
    groups = []
    for group in GROUPS:
        data = dict(read_data(f"types/{group}.yaml"))
        data.pop("shared", None)  # YAML anchors only
        document = parse(GroupDocument, data)
        for at, entry in enumerate(document.types):
            problems = [
                Problem(f"{group}.types[{at}].procedure.{problem.path}", problem.text)
                for problem in problems_of(entry.procedure)
            ]
            if problems:
                raise Malformed(problems)
        groups.append(document)
    return tuple(groups)


@cache
def opening() -> OpeningDocument:
    """The opening questions and the closing words."""
    document = parse(OpeningDocument, read_data("opening.yaml"))
    ids = {question.id for question in document.questions}
    problems = [
        problem
        for at, question in enumerate(document.questions)
        for problem in problems_of_question(question, f"opening.questions[{at}]", ids)
    ]
    if problems:
        raise Malformed(problems)
    return document


@cache
def capabilities() -> tuple[Named, ...]:
    """What a unit can do."""
    return tuple(parse(Named, entry) for entry in read_data("capabilities.yaml"))


@cache
def roles() -> tuple[Named, ...]:
    """Parts an agency can play; checklists are written for them."""
    return tuple(parse(Named, entry) for entry in read_data("roles.yaml"))


@cache
def priorities() -> tuple[PriorityDocument, ...]:
    """P1 to P5."""
    return tuple(parse(PriorityDocument, entry) for entry in read_data("priorities.yaml"))


@cache
def bundled_rules() -> Rules:
    """The rules of this release, without a database: for benchmarks and tests."""
    types = [
        TypeRules(entry.code, document.group, entry.default_priority, entry.procedure)
        for document in bundled_groups()
        for entry in document.types
    ]
    return compile_rules(types, opening().questions)
