"""The test bench: a text and its answers under one set of rules, and the cases that a procedure must keep. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sop.content import Rung, Targets
from sop.interview import Interview, interview
from sop.rules import Rules, TypeRules, compile_rules

# The opening questions that say nothing about the rules: where, who to ring, what happened.
ON_THE_FORM = frozenset({"where", "number", "what"})


@dataclass(frozen=True)
class Trial:
    """What a set of rules makes of a report: the conversation so far, and the limits that would run."""

    interview: Interview
    targets: Targets
    ladder: tuple[Rung, ...]

    @property
    def type(self) -> str:
        """The type it is taken for."""
        return self.interview.suggestion.type

    @property
    def priority(self) -> str:
        """How urgent it is taken for."""
        return self.interview.suggestion.priority


def try_out(text: str, answers: Mapping[str, object], rules: Rules) -> Trial:
    """The report under these rules; nobody has named a type."""
    found = interview(text, answers, rules, known=ON_THE_FORM)
    known = rules.types.get(found.type)
    targets = [limits for at, limits in known.content.targets.items() if at == found.priority] if known else []
    return Trial(found, targets[0] if targets else Targets(), known.content.ladder if known else ())


def rules_with(rules: Rules, one: TypeRules) -> Rules:
    """The rules with the content of one type put in the place of its own; 0.2 s, so keep the result."""
    known = {**rules.types, one.code: one}
    return compile_rules(list(known.values()), list(rules.opening.values()))


@dataclass(frozen=True)
class Expected:
    """One saved case: what is said, and what must come of it. An empty `lead` expects no particular agency."""

    id: UUID
    text: str
    type: str
    priority: str
    lead: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """A case that was run. `lead` is who would lead, where somebody who knows agencies has said so."""

    expected: Expected
    type: str
    priority: str
    lead: str | None = None

    @property
    def ok(self) -> bool:
        """Whether it came out as it must."""
        return not self.wrong

    @property
    def wrong(self) -> tuple[str, ...]:
        """Which of the expectations were not met."""
        compared = {
            "type": (self.expected.type, self.type),
            "priority": (self.expected.priority, self.priority),
            "lead": (self.expected.lead or self.lead, self.lead),
        }
        return tuple(name for name, (wanted, got) in compared.items() if wanted != got)

    def led_by(self, lead: str | None) -> "Outcome":
        """The same with the agency that would lead."""
        return replace(self, lead=lead or "")


def run_cases(cases: Iterable[Expected], rules: Rules) -> list[Outcome]:
    """Every case under these rules."""
    return [run_case(case, rules) for case in cases]


def run_case(case: Expected, rules: Rules) -> Outcome:
    """One case."""
    trial = try_out(case.text, case.answers, rules)
    return Outcome(case, trial.type, trial.priority)


def failing(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Those that did not come out as they must."""
    return [outcome for outcome in outcomes if not outcome.ok]
