"""What is wrong with a procedure while it is written, in plain words and at its place. Pure.

`blocking` keeps it from being submitted or approved; `warning` is for a person to weigh.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from django.utils.translation import gettext as _

from sop.content import PRIORITIES, Content, Said, problems_of_draft
from sop.language import language
from sop.rules import STRENGTHS
from sop.saying import node_of, part_labels, target_labels, where
from sop.words import read_words

Severity = Literal["blocking", "warning"]
# So many other types may use a word before it says nothing by itself.
MANY = 5


@dataclass(frozen=True)
class Clash:
    """One problem: how grave, in which part of the editor (`node`), where and what in words."""

    severity: Severity
    node: str
    where: str
    text: str


@dataclass(frozen=True)
class Surroundings:
    """What a procedure is held against: the other types' versions in force, and the vocabularies."""

    others: Mapping[str, Content]
    types: Set[str]
    capabilities: Set[str]
    roles: Set[str]


def find_clashes(code: str, content: Content, around: Surroundings) -> list[Clash]:
    """Everything wrong with the procedure of type `code`, the blocking first."""
    found = [
        *own_problems(content),
        *unknown_codes(code, content, around),
        *same_words(code, content, around),
        *broad_words(code, content, around),
        *odd_targets(content),
        *untranslated(content),
    ]
    return sorted(found, key=lambda clash: clash.severity != "blocking")


def own_problems(content: Content) -> Iterator[Clash]:
    """What makes no sense in itself: an unreachable question, a circle, no "don't know", a target of zero, ..."""
    for problem in problems_of_draft(content.as_json()):
        yield Clash("blocking", node_of(content, problem.path), where(content, problem.path), problem.text)


def unknown_codes(code: str, content: Content, around: Surroundings) -> Iterator[Clash]:
    """Codes that nobody knows: types, capabilities, roles."""
    for path, named in types_named(content):
        if named not in around.types:
            text = _("jenis %(code)s tidak ada") % {"code": named}
            yield Clash("blocking", node_of(content, path), where(content, path), text)
    if code in content.gives_way_to:
        yield Clash("blocking", "gives_way_to", part_labels()["gives_way_to"], _("jenis ini sendiri"))
    for capability in content.capabilities:
        if capability not in around.capabilities:
            text = _("kemampuan %(code)s tidak ada") % {"code": capability}
            yield Clash("blocking", "capabilities", part_labels()["capabilities"], text)
    for role in content.checklist:
        if role not in around.roles:
            yield Clash(
                "blocking", "checklist", part_labels()["checklist"], _("peran %(code)s tidak ada") % {"code": role}
            )


def types_named(content: Content) -> Iterator[tuple[str, str]]:
    """Every type that the content names, with its path."""
    for at, question in enumerate(content.questions):
        for place, answer in enumerate(question.answers):
            if answer.type:
                yield f"questions[{at}].answers[{place}]", answer.type
    for at, rule in enumerate(content.raises):
        if rule.also:
            yield f"raises[{at}]", rule.also
    for at, lower in enumerate(content.lowers):
        if lower.type:
            yield f"lowers[{at}]", lower.type
    for named in content.gives_way_to:
        yield "gives_way_to", named


@lru_cache(maxsize=50_000)
def meant(phrase: str) -> tuple[str, ...]:
    """A phrase as the matcher reads it: spellings and dialect words made one."""
    return tuple(word.meant for word in read_words(phrase, language()))


def claims(contents: Mapping[str, Content]) -> Mapping[tuple[str, ...], list[tuple[str, str]]]:
    """Who claims which words, and how strongly."""
    found: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for code, content in contents.items():
        for strength in STRENGTHS:
            for phrase in getattr(content.words, strength):
                found[meant(phrase)].append((code, strength))
    return found


def same_words(code: str, content: Content, around: Surroundings) -> Iterator[Clash]:
    """Phrases that another procedure claims too. Strong in both, neither giving way: nobody could tell them apart."""
    taken = claims({other: known for other, known in around.others.items() if other != code})
    for phrase in content.words.strong:
        for other, strength in taken.get(meant(phrase), ()):
            if other in content.gives_way_to or code in around.others[other].gives_way_to:
                continue
            text = _("“%(phrase)s” juga milik %(type)s") % {"phrase": phrase, "type": other}
            if strength == "strong":
                yield Clash("blocking", "words", where(content, "words.strong"), text)
            elif strength == "usual":
                yield Clash("warning", "words", where(content, "words.strong"), text)


def broad_words(code: str, content: Content, around: Surroundings) -> Iterator[Clash]:
    """A single word that stands in the phrases of many other types draws their reports here."""
    used = [
        {word for phrase in known.words.strong for word in meant(phrase)}
        for other, known in around.others.items()
        if other != code
    ]
    for phrase in content.words.strong:
        words = meant(phrase)
        users = sum(words[0] in theirs for theirs in used) if len(words) == 1 else 0
        if users >= MANY:
            text = _("“%(phrase)s” terlalu umum: ada dalam frasa %(count)s jenis lain")
            yield Clash("warning", "words", where(content, "words.strong"), text % {"phrase": phrase, "count": users})


def odd_targets(content: Content) -> Iterator[Clash]:
    """A lesser urgency with a tighter limit is a slip of the pen."""
    for name, label in target_labels().items():
        given = [
            (priority, getattr(content.targets[priority], name))
            for priority in PRIORITIES
            if priority in content.targets and getattr(content.targets[priority], name) is not None
        ]
        for (before, tight), (after, loose) in pairwise(given):
            if loose < tight:
                text = _("%(label)s: %(after)s lebih cepat daripada %(before)s") % {
                    "label": label, "after": after, "before": before}  # fmt: skip
                yield Clash("warning", "targets", part_labels()["targets"], text)


def untranslated(content: Content) -> Iterator[Clash]:
    """A longer text that is the same in both languages was not translated."""
    for path, said in texts_of(content):
        if said.id == said.en and len(said.id.split()) > 2:
            yield Clash("warning", node_of(content, path), where(content, path), _("teks Inggris belum diterjemahkan"))


def texts_of(content: Content) -> Iterable[tuple[str, Said]]:
    """Every text with its path."""
    for at, question in enumerate(content.questions):
        yield f"questions[{at}].ask", question.ask
        for place, answer in enumerate(question.answers):
            if answer.label:
                yield f"questions[{at}].answers[{place}]", answer.label
    for name in ("raises", "lowers"):
        for at, rule in enumerate(getattr(content, name)):
            yield f"{name}[{at}]", rule.says
    for role, lines in content.checklist.items():
        for line in lines:
            yield f"checklist.{role}", line
    if content.advice:
        yield "advice", content.advice
