"""The rules of all types in force, compiled for classification."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sop.content import Content, Priority, Question, Raise
from sop.language import Language, language
from sop.matching import Matcher

STRENGTHS = ("strong", "usual", "weak")


@dataclass(frozen=True)
class TypeRules:
    """One type with the content of its version in force."""

    code: str
    group: str
    default_priority: Priority
    content: Content


@dataclass(frozen=True)
class PhraseRule:
    """A group of phrases of one type and one strength."""

    type: str
    strength: str


@dataclass(frozen=True)
class Criterion:
    """A criterion of one type that raises the priority."""

    type: str
    rule: Raise


@dataclass(frozen=True)
class Rules:
    """Everything `classify` needs, made once for a set of versions in force; never changed, safe for threads."""

    types: Mapping[str, TypeRules]
    opening: Mapping[str, Question]
    language: Language
    matcher: Matcher
    parts: Sequence[PhraseRule | Criterion]
    place: Mapping[str, int] = field(default_factory=dict)

    def question(self, key: str) -> tuple[str | None, Question] | None:
        """The question with this key on the wire: an opening question's id, or `CODE.id`."""
        if key in self.opening:
            return None, self.opening[key]
        code, _dot, question_id = key.partition(".")
        known = self.types.get(code)
        question = known.content.question(question_id) if known else None
        return (code, question) if question else None


def compile_rules(types: Sequence[TypeRules], opening: Sequence[Question]) -> Rules:
    """The rules ready for use (about 0.2 s: keep the result)."""
    parts: list[PhraseRule | Criterion] = []
    phrases: list[tuple[int, str]] = []
    for part, texts in parts_of(types):
        phrases += [(len(parts), text) for text in texts]
        parts.append(part)
    spoken = language()
    return Rules(
        types={rules.code: rules for rules in types},
        opening={question.id: question for question in opening},
        language=spoken,
        matcher=Matcher(phrases, spoken),
        parts=parts,
        place={rules.code: at for at, rules in enumerate(types)},
    )


def parts_of(types: Sequence[TypeRules]) -> Iterator[tuple[PhraseRule | Criterion, Sequence[str]]]:
    """Every group of phrases with what it belongs to."""
    for rules in types:
        for strength in STRENGTHS:
            yield PhraseRule(rules.code, strength), getattr(rules.content.words, strength)
        for criterion in rules.content.raises:
            yield Criterion(rules.code, criterion), criterion.words
