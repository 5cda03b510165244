"""What the rules say now, or said at another moment."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db.models import Q, QuerySet

from sop.bench import Outcome, Trial, rules_with, run_cases, try_out
from sop.classify import Suggestion, classify
from sop.content import PRIORITIES
from sop.library import opening
from sop.models import Case, Edition, IncidentType, ProcedureVersion
from sop.rules import Rules, TypeRules, compile_rules

RulesEdition = tuple[UUID, datetime]
# For who asks it among other things.
RULES_EDITION = "SELECT mark, changed_at FROM sop_edition WHERE id = 1"


def edition_now() -> RulesEdition:
    """Which rules hold now, and since when."""
    return Edition.objects.values_list("mark", "changed_at").get(id=1)


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

    def at(self, moment: datetime, edition: RulesEdition | None = None) -> Rulebook:
        """The rulebook of a moment: one row is read when it is known (none with the edition at hand), all versions
        when it is new."""
        mark, changed_at = edition or edition_now()
        found: Callable[[], QuerySet[ProcedureVersion]] = versions_now
        key: tuple[UUID, ...] = (mark,)
        if moment < changed_at:
            # Rare; its versions, not the moment, are what is kept.
            found = partial(versions_at, moment)
            key = tuple(found().order_by("id").values_list("id", flat=True))
        with self.lock:
            book = self.books.get(key)
            if book is None:
                # Compiled under the lock: two threads that meet a new version must not both spend the time.
                book = self.books[key] = bind(found())
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
    types = [type_rules(version) for version in versions.values()]
    return Rulebook(versions, compile_rules(types, opening().questions))


def type_rules(version: ProcedureVersion) -> TypeRules:
    """A version as the rules have it."""
    kind = version.procedure.type
    (priority,) = (priority for priority in PRIORITIES if priority == kind.default_priority)
    return TypeRules(kind.code, kind.group, priority, version.parsed)


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


def rulebook_at(at: datetime, edition: RulesEdition | None = None) -> Rulebook:
    """All rules in force at a moment."""
    return shelf.at(at, edition)


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


def ruling_beside(version: ProcedureVersion) -> ProcedureVersion | None:
    """The version in force that this one would take the place of."""
    ruling = ProcedureVersion.objects.filter(procedure=version.procedure_id, status=ProcedureVersion.Status.IN_FORCE)
    return ruling.exclude(id=version.id).select_related("procedure__type").first()


def rules_if(version: ProcedureVersion, at: datetime) -> Rules:
    """The rules as they would be with this version in force, whatever it is now."""
    book = rulebook_at(at)
    key = (Edition.objects.values_list("mark", flat=True).get(id=1), version.id, version.revision)
    return tried.get(key, lambda: rules_with(book.rules, type_rules(version)))


class Tried:
    """The last few sets of rules with a draft in them: a bench asks for the same again and again."""

    def __init__(self, most: int = 6) -> None:
        self.most = most
        self.rules: OrderedDict[tuple[UUID, UUID, int], Rules] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: tuple[UUID, UUID, int], make: Callable[[], Rules]) -> Rules:
        """The rules under this key, made when they are new. Made outside the lock: intake never waits for a bench."""
        with self.lock:
            found = self.rules.get(key)
        if found is None:
            found = make()
        with self.lock:
            self.rules[key] = found
            self.rules.move_to_end(key)
            while len(self.rules) > self.most:
                self.rules.popitem(last=False)
        return found


tried = Tried()


def try_version(
    version: ProcedureVersion, text: str, answers: Mapping[str, object], at: datetime
) -> tuple[Trial, Trial | None]:
    """A report under this version, and under the one in force beside it."""
    ruling = ruling_beside(version)
    return (
        try_out(text, answers, rules_if(version, at)),
        try_out(text, answers, rulebook_at(at).rules) if ruling else None,
    )


def outcomes_of(version: ProcedureVersion, at: datetime) -> list[Outcome]:
    """The saved cases of its procedure under this version."""
    cases = [case.expected for case in Case.objects.filter(procedure=version.procedure_id)]
    return run_cases(cases, rules_if(version, at)) if cases else []
