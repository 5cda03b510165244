"""What one version of a procedure holds: one closed shape, the same in the database, in YAML and in memory.

The shape is checked by `closed.parse`, the sense by `problems_of` (a question nobody reaches, a tree that
turns in a circle, a target of zero): `docs/adding-a-procedure.md` says each rule in words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sop.closed import Malformed, Problem, dump, parse

Priority = Literal["P1", "P2", "P3", "P4", "P5"]
PRIORITIES: tuple[Priority, ...] = ("P1", "P2", "P3", "P4", "P5")
Kind = Literal["yes_no_unknown", "choice", "number", "text"]
UNKNOWN = "unknown"
END = "end"
LONGEST_PHRASE = 60
LONGEST_ANSWER, MOST_NUMBER = 60, 10**9


@dataclass(frozen=True)
class Said:
    """One text in both languages."""

    id: str
    en: str

    def in_language(self, language: str) -> str:
        """English for `en`, Indonesian for anything else."""
        return self.en if language.startswith("en") else self.id


@dataclass(frozen=True)
class Answer:
    """One branch of a question: where it leads and what it changes."""

    value: str
    next: str
    label: Said | None = None
    priority: Priority | None = None
    type: str | None = None
    at_least: int | None = None


@dataclass(frozen=True)
class Question:
    """A key question. A number's branches are bands: the highest `at_least` not above it is the one."""

    id: str
    kind: Kind
    ask: Said
    answers: tuple[Answer, ...]

    def branch(self, value: object) -> Answer | None:
        """The branch that an answer takes; None when it is no answer to this question."""
        said = plain_answer(value)
        if said is None:
            return None
        by_value = {answer.value: answer for answer in self.answers}
        if said in by_value or self.kind in ("yes_no_unknown", "choice"):
            return by_value.get(said)
        if self.kind == "text":
            return by_value["given"] if said else by_value[UNKNOWN]
        return self.band(said)

    def band(self, said: str) -> Answer | None:
        """The band that a number reaches."""
        try:
            number = int(said.partition(".")[0])
        except ValueError:
            return None
        reached = [answer for answer in self.answers if answer.at_least is not None and answer.at_least <= number]
        return max(reached, key=lambda answer: answer.at_least or 0, default=None)


def plain_answer(value: object) -> str | None:
    """What was answered, as short text; None for what no form can send as an answer."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float) and abs(value) < MOST_NUMBER:
        return str(value)
    return value.strip()[:LONGEST_ANSWER] if isinstance(value, str) else None


@dataclass(frozen=True)
class Words:
    """Words and phrases that suggest the type, by how much they say."""

    strong: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


@dataclass(frozen=True)
class Raise:
    """A criterion that makes it more urgent: words the caller says, or how many victims."""

    id: str
    says: Said
    priority: Priority
    words: tuple[str, ...] = ()
    victims_at_least: int | None = None
    also: str | None = None


@dataclass(frozen=True)
class Lower:
    """A criterion by which a person may lower it, for reading. Answers carry it out; words never do."""

    id: str
    says: Said
    priority: Priority
    type: str | None = None


@dataclass(frozen=True)
class Targets:
    """Time limits in seconds; None where no unit is sent, so that no limit runs."""

    acknowledge_s: int | None = None
    dispatch_s: int | None = None
    on_scene_s: int | None = None


@dataclass(frozen=True)
class Rung:
    """A step after a missed limit: whom it reaches, seconds after the step before (the first: the miss)."""

    to: Literal["desk", "supervisor", "coordinator"]
    after_s: Mapping[Priority, int]
    substitute: bool = False


@dataclass(frozen=True)
class Content:
    """Everything a version says. Frozen once it is in force."""

    words: Words
    questions: tuple[Question, ...]
    targets: Mapping[Priority, Targets]
    targets_basis: str
    capabilities: tuple[str, ...]
    checklist: Mapping[str, tuple[Said, ...]]
    ladder: tuple[Rung, ...]
    advice: Said
    raises: tuple[Raise, ...] = ()
    lowers: tuple[Lower, ...] = ()
    gives_way_to: tuple[str, ...] = ()
    victims_suggest: int | None = None
    schema: int = field(default=1)

    def question(self, question_id: str) -> Question | None:
        """The question of this id."""
        return next((question for question in self.questions if question.id == question_id), None)

    def as_json(self) -> dict[str, Any]:
        """As the database and YAML keep it."""
        kept: dict[str, Any] = dump(self)
        return {"schema": self.schema, **kept}


def parse_content(value: object) -> Content:
    """A version's content from plain data.

    Raises:
        Malformed: unknown, missing or wrong fields, or rules that make no sense; every problem with its path.
    """
    content = parse(Content, value)
    problems = list(problems_of(content))
    if problems:
        raise Malformed(problems)
    return content


def problems_of(content: Content) -> Iterator[Problem]:
    """Everything in well-shaped content that makes no sense."""
    if content.schema != 1:
        yield Problem("schema", "is not one that this release can read")
    yield from problems_of_words(content)
    yield from problems_of_questions(content.questions)
    yield from problems_of_times(content)
    yield from problems_of_checklist(content.checklist)


def problems_of_words(content: Content) -> Iterator[Problem]:
    groups = {f"words.{name}": getattr(content.words, name) for name in ("strong", "usual", "weak")}
    groups |= {f"raises[{at}].words": rule.words for at, rule in enumerate(content.raises)}
    for path, phrases in groups.items():
        for at, phrase in enumerate(phrases):
            if len(phrase) > LONGEST_PHRASE:
                yield Problem(f"{path}[{at}]", f"is longer than {LONGEST_PHRASE} letters")
            if not any(letter.isalpha() for letter in phrase):
                yield Problem(f"{path}[{at}]", "has no word in it and would match anything")
        if len(set(phrases)) != len(phrases):
            yield Problem(path, "says a phrase twice")
    for at, rule in enumerate(content.raises):
        if not rule.words and rule.victims_at_least is None:
            yield Problem(f"raises[{at}]", "never applies: it has no words and no number of victims")


def problems_of_questions(questions: tuple[Question, ...]) -> Iterator[Problem]:
    ids = [question.id for question in questions]
    if not questions:
        yield Problem("questions", "must not be empty")
    if len(set(ids)) != len(ids):
        yield Problem("questions", "has an id twice")
    for at, question in enumerate(questions):
        yield from problems_of_question(question, f"questions[{at}]", set(ids))
    yield from problems_of_flow(questions)


def problems_of_question(question: Question, path: str, ids: set[str]) -> Iterator[Problem]:
    values = [answer.value for answer in question.answers]
    if UNKNOWN not in values:
        yield Problem(f"{path}.answers", 'has no branch for "don\'t know"')
    if len(set(values)) != len(values):
        yield Problem(f"{path}.answers", "has a value twice")
    if question.kind == "yes_no_unknown" and sorted(values) != ["no", UNKNOWN, "yes"]:
        yield Problem(f"{path}.answers", "must be yes, no and unknown")
    if question.kind == "text" and sorted(values) != ["given", UNKNOWN]:
        yield Problem(f"{path}.answers", "must be given and unknown")
    for at, answer in enumerate(question.answers):
        below = f"{path}.answers[{at}]"
        if answer.next != END and answer.next not in ids:
            yield Problem(f"{below}.next", f"leads to {answer.next}, which is no question here")
        if question.kind in ("choice", "number") and answer.label is None:
            yield Problem(f"{below}.label", "is missing")
        if (question.kind == "number") != (answer.at_least is not None) and answer.value != UNKNOWN:
            yield Problem(f"{below}.at_least", "belongs to the bands of a number, and to all of them")


def problems_of_flow(questions: tuple[Question, ...]) -> Iterator[Problem]:
    """Every question can be reached from the first, and no way leads back."""
    by_id = {question.id: question for question in questions}
    reached: set[str] = set()
    circles: set[str] = set()

    def walk(question_id: str, above: tuple[str, ...]) -> None:
        if question_id in above:
            circles.add(question_id)
        if question_id in reached or question_id not in by_id:
            return
        reached.add(question_id)
        for answer in by_id[question_id].answers:
            walk(answer.next, (*above, question_id))

    if questions:
        walk(questions[0].id, ())
    for at, question in enumerate(questions):
        if question.id not in reached:
            yield Problem(f"questions[{at}]", "is never reached")
        if question.id in circles:
            yield Problem(f"questions[{at}]", "leads back to itself")


def problems_of_times(content: Content) -> Iterator[Problem]:
    for priority in PRIORITIES:
        if priority not in content.targets:
            yield Problem(f"targets.{priority}", "is missing")
    for priority, targets in content.targets.items():
        for name in ("acknowledge_s", "dispatch_s", "on_scene_s"):
            seconds = getattr(targets, name)
            if seconds is not None and seconds <= 0:
                yield Problem(f"targets.{priority}.{name}", "must be more than zero")
    if not content.ladder or content.ladder[-1].to != "coordinator":
        yield Problem("ladder", "must end at the coordinator, who is always there")
    for at, rung in enumerate(content.ladder):
        for priority in PRIORITIES:
            if rung.after_s.get(priority, -1) < (0 if at == 0 else 1):
                yield Problem(f"ladder[{at}].after_s.{priority}", "must be given, and rise from step to step")


def problems_of_checklist(checklist: Mapping[str, Iterable[Said]]) -> Iterator[Problem]:
    if not checklist:
        yield Problem("checklist", "must not be empty")
    for role, lines in checklist.items():
        if not list(lines):
            yield Problem(f"checklist.{role}", "has no line")
