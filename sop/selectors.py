"""What the rules say now, or said at another moment."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from sop.classify import Suggestion, classify
from sop.content import PRIORITIES
from sop.library import opening
from sop.models import Edition, IncidentType, ProcedureVersion
from sop.rules import Rules, TypeRules, compile_rules


@dataclass(frozen=True)
class Rulebook:
    """The versions in force at one moment, compiled. Shared between threads: nobody changes what it holds."""

    versions: Mapping[str, ProcedureVersion]
    rules: Rules


class Shelf:
    """The last few rulebooks of this process by edition: now, and what a rehearsal or an old incident needs."""

    def __init__(self, most: int = 4) -> None:
        self.most = most
        self.books: OrderedDict[tuple[UUID, ...], Rulebook] = OrderedDict()
        self.lock = threading.Lock()

    def at(self, moment: datetime) -> Rulebook:
        """The rulebook of a moment: one row is read when it is known, all versions when it is new."""
        mark, changed_at = Edition.objects.values_list("mark", "changed_at").get(id=1)
        found = versions_at(moment) if moment < changed_at else versions_now()
        # A moment before the last change is rare; its versions, not the moment, are what is kept.
        key = tuple(found.order_by("id").values_list("id", flat=True)) if moment < changed_at else (mark,)
        with self.lock:
            book = self.books.get(key)
            if book is None:
                # Compiled under the lock: two threads that meet a new version must not both spend the time.
                book = self.books[key] = bind(found)
                while len(self.books) > self.most:
                    self.books.popitem(last=False)
            self.books.move_to_end(key)
        return book

    def known(self, type_code: str) -> TypeRules | None:
        """A type as some compiled rulebook has it, without asking the database."""
        with self.lock:
            found = (book.rules.types.get(type_code) for book in self.books.values())
            return next((rules for rules in found if rules is not None), None)


shelf = Shelf()


def bind(found: "QuerySet[ProcedureVersion]") -> Rulebook:
    """Read and compile versions."""
    ordered = found.select_related("procedure__type").order_by("procedure__type__place")
    versions = {version.type_code: version for version in ordered}
    types = [
        TypeRules(code, version.procedure.type.group, priority, version.parsed)
        for code, version in versions.items()
        for priority in PRIORITIES
        if priority == version.procedure.type.default_priority
    ]
    return Rulebook(versions, compile_rules(types, opening().questions))


def versions_now() -> "QuerySet[ProcedureVersion]":
    """Every version in force, of active types. What its end was to be does not matter until it is switched off:
    a late clock must never leave a type without rules.
    """
    return ProcedureVersion.objects.filter(status=ProcedureVersion.Status.IN_FORCE, procedure__type__active=True)


def versions_at(at: datetime) -> "QuerySet[ProcedureVersion]":
    """Every version that was in force at a moment in the past, of types that are active now."""
    ruling = ProcedureVersion.objects.filter(
        Q(in_force_until__isnull=True) | Q(in_force_until__gt=at),
        status__in=[ProcedureVersion.Status.IN_FORCE, ProcedureVersion.Status.RETIRED],
        in_force_from__lte=at,
    )
    return ruling.filter(procedure__type__active=True)


def rulebook_at(at: datetime) -> Rulebook:
    """All rules in force at a moment."""
    return shelf.at(at)


def version_in_force(type_code: str, at: datetime) -> ProcedureVersion | None:
    """The version that handles a type at a moment; None when none did. Read it, do not change it."""
    return rulebook_at(at).versions.get(type_code)


def suggest(text: str, answers: Mapping[str, object], at: datetime) -> Suggestion:
    """Type, priority and reasons for a report, by the rules in force at a moment. Never refuses."""
    return classify(text, answers, rulebook_at(at).rules)


def list_types() -> "QuerySet[IncidentType]":
    """The types in use, in the order of the menu."""
    return IncidentType.objects.filter(active=True)


def type_group(type_code: str) -> str | None:
    """The family of a type (`fire` for FIR-BUILDING), which it never changes; None for a code that nobody knows."""
    known = shelf.known(type_code)
    if known is not None:
        return known.group
    return IncidentType.objects.filter(code=type_code).values_list("group", flat=True).first()
