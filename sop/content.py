"""What one version of a procedure holds: one closed shape, the same in the database, in YAML and in memory.

The shape is checked by `closed.parse`, the sense by `problems_of` (a question nobody reaches, a tree that
turns in a circle, a target of zero): `docs/adding-a-procedure.md` says each rule in words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from django.utils.translation import gettext as _

from sop.closed import Malformed, Problem, dump, parse
from sop.language import language

Priority = Literal["P1", "P2", "P3", "P4", "P5"]
PRIORITIES: tuple[Priority, ...] = ("P1", "P2", "P3", "P4", "P5")
Kind = Literal["yes_no_unknown", "choice", "number", "text"]
UNKNOWN = "unknown"
END = "end"
LONGEST_PHRASE = 60
# What a pattern would need and a phrase never does: somebody thinks that this is a regular expression.
PATTERN: Final = re.compile(r"[^\w\s'’.,/-]|_")
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
            return by_value.get("given" if said else UNKNOWN)
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
    advice: Said | None
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


def parse_draft(value: object) -> Content:
    """Content in the making: the shape is whole, texts may still be empty and rules may not make sense yet.

    A version that was signed is read the same way: a later release that knows more problems must never be unable
    to read the law.

    Raises:
        Malformed: unknown, missing or wrong fields.
    """
    return parse(Content, value, unfinished=True)


def problems_of_draft(value: object) -> list[Problem]:
    """Everything that keeps a draft from being submitted: what is empty, and what makes no sense."""
    try:
        empty: list[Problem] = []
        content = parse(Content, value)
    except Malformed as error:
        empty = [problem for problem in error.problems if problem.empty]
        content = parse_draft(value)
    return [*empty, *problems_of(content)]


def problems_of(content: Content) -> Iterator[Problem]:
    """Everything in well-shaped content that makes no sense."""
    if content.schema != 1:
        yield Problem("schema", _("tidak dapat dibaca oleh rilis ini"))
    yield from problems_of_words(content)
    yield from problems_of_questions(content.questions)
    yield from problems_of_times(content)
    yield from problems_of_checklist(content.checklist)


def problems_of_words(content: Content) -> Iterator[Problem]:
    groups = {f"words.{name}": getattr(content.words, name) for name in ("strong", "usual", "weak")}
    groups |= {f"raises[{at}].words": rule.words for at, rule in enumerate(content.raises)}
    for path, phrases in groups.items():
        for at, phrase in enumerate(phrases):
            for text in problems_of_phrase(phrase):
                yield Problem(f"{path}[{at}]", text)
        if len(set(phrases)) != len(phrases):
            yield Problem(path, _("menyebut satu frasa dua kali"))
    for at, rule in enumerate(content.raises):
        if not rule.words and rule.victims_at_least is None:
            yield Problem(f"raises[{at}]", _("tidak pernah berlaku: tanpa kata dan tanpa jumlah korban"))


def problems_of_phrase(phrase: str) -> Iterator[str]:
    """What is wrong with one phrase. It is words and never a pattern, so that it costs the same whatever it holds."""
    if len(phrase) > LONGEST_PHRASE:
        yield _("lebih panjang dari %(most)s huruf") % {"most": LONGEST_PHRASE}
    mark = PATTERN.search(phrase)
    if mark:
        yield _("memuat tanda %(mark)s: frasa terdiri atas kata biasa, bukan pola") % {"mark": mark.group()}
    elif not says_something(phrase):
        yield _("tidak memuat kata yang bermakna dan akan cocok dengan laporan apa saja")


def says_something(phrase: str) -> bool:
    """Whether the phrase has a word that not every report has."""
    spoken = language()
    empty = spoken.fillers | spoken.negators | spoken.denial_undone | spoken.denial_goes_on
    words = re.findall(r"[^\W\d_]+", phrase[:LONGEST_PHRASE].casefold())
    return any(spoken.meant(word) not in empty for word in words)


def problems_of_questions(questions: tuple[Question, ...]) -> Iterator[Problem]:
    ids = [question.id for question in questions]
    if not questions:
        yield Problem("questions", _("tidak boleh kosong"))
    if len(set(ids)) != len(ids):
        yield Problem("questions", _("memuat satu pengenal dua kali"))
    for at, question in enumerate(questions):
        yield from problems_of_question(question, f"questions[{at}]", set(ids))
    yield from problems_of_flow(questions)


def problems_of_question(question: Question, path: str, ids: set[str]) -> Iterator[Problem]:
    values = [answer.value for answer in question.answers]
    if UNKNOWN not in values:
        yield Problem(f"{path}.answers", _('tidak punya cabang "tidak tahu"'))
    if len(set(values)) != len(values):
        yield Problem(f"{path}.answers", _("memuat satu jawaban dua kali"))
    if question.kind == "yes_no_unknown" and sorted(values) != ["no", UNKNOWN, "yes"]:
        yield Problem(f"{path}.answers", _("harus ya, tidak, dan tidak tahu"))
    if question.kind == "text" and sorted(values) != ["given", UNKNOWN]:
        yield Problem(f"{path}.answers", _("harus terisi dan tidak tahu"))
    for at, answer in enumerate(question.answers):
        below = f"{path}.answers[{at}]"
        if answer.next != END and answer.next not in ids:
            yield Problem(f"{below}.next", _("menuju %(id)s, yang bukan pertanyaan di sini") % {"id": answer.next})
        if question.kind in ("choice", "number") and answer.label is None:
            yield Problem(f"{below}.label", _("belum ada"))
        if (question.kind == "number") != (answer.at_least is not None) and answer.value != UNKNOWN:
            yield Problem(f"{below}.at_least", _("hanya untuk rentang angka, dan wajib di setiap rentang"))


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
            yield Problem(f"questions[{at}]", _("tidak pernah tercapai"))
        if question.id in circles:
            yield Problem(f"questions[{at}]", _("berputar kembali ke dirinya sendiri"))


def problems_of_times(content: Content) -> Iterator[Problem]:
    for priority in PRIORITIES:
        if priority not in content.targets:
            yield Problem(f"targets.{priority}", _("belum ada"))
    for priority, targets in content.targets.items():
        for name in ("acknowledge_s", "dispatch_s", "on_scene_s"):
            seconds = getattr(targets, name)
            if seconds is not None and seconds <= 0:
                yield Problem(f"targets.{priority}.{name}", _("harus lebih dari nol"))
    if not content.ladder or content.ladder[-1].to != "coordinator":
        yield Problem("ladder", _("harus berakhir pada koordinator, yang selalu ada"))
    for at, rung in enumerate(content.ladder):
        for priority in PRIORITIES:
            if rung.after_s.get(priority, -1) < (0 if at == 0 else 1):
                yield Problem(f"ladder[{at}].after_s.{priority}", _("harus diisi, dan naik dari langkah ke langkah"))


def problems_of_checklist(checklist: Mapping[str, Iterable[Said]]) -> Iterator[Problem]:
    if not checklist:
        yield Problem("checklist", _("tidak boleh kosong"))
    for role, lines in checklist.items():
        if not list(lines):
            yield Problem(f"checklist.{role}", _("tidak punya satu baris pun"))
