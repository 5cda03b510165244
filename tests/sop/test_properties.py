"""What must hold for any text and any answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop.classify import classify, score
from sop.library import bundled_rules
from sop.reading import read, read_answers
from sop.words import LONGEST_TEXT
from tests.sop.samples import cases

SENTENCES = sorted(text for texts in cases().values() for text in texts if text)
WORDS = sorted({word for text in SENTENCES for word in text.split()})
anything = st.text(max_size=300) | st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
# Long enough for more reasons than anybody reads.
told = anything | st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map(". ".join)
keys = st.sampled_from(
    sorted(
        f"{code}.{question.id}" for code, known in bundled_rules().types.items() for question in known.content.questions
    )
) | st.text(max_size=10)
values = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=10)
    | st.sampled_from(["yes", "no", "unknown", "none", "given"])
)
# Words that no rule knows and no rule's word resembles.
UNRELATED = ("lemari", "kalender", "payung", "bantal", "sendok", "kancing")

pytestmark = pytest.mark.filterwarnings("error")


@settings(max_examples=150, deadline=None)
@given(text=anything, answers=st.dictionaries(keys, values, max_size=6))
def test_it_never_fails_and_always_names_a_known_type(text: str, answers: dict[str, object]) -> None:
    said = classify(text, answers, bundled_rules())
    codes = {said.type, *(other.type for other in said.alternatives)}
    assert codes <= set(bundled_rules().types)
    assert len(codes) == 1 + len(said.alternatives) <= 4
    assert said.priority in {"P1", "P2", "P3", "P4", "P5"}
    assert 0 < said.confidence <= 1
    assert said == classify(text, answers, bundled_rules())


@settings(max_examples=150, deadline=None)
@given(text=anything)
def test_the_words_of_the_evidence_stand_in_the_text(text: str) -> None:
    for evidence in classify(text, {}, bundled_rules()).evidence:
        assert evidence.word in text
        if evidence.start is not None:
            assert text[evidence.start : evidence.start + len(evidence.word)] == evidence.word


@settings(max_examples=100, deadline=None)
@given(text=st.sampled_from(SENTENCES), word=st.sampled_from(UNRELATED), in_front=st.booleans())
def test_an_unrelated_word_changes_nothing(text: str, word: str, in_front: bool) -> None:
    alone = classify(text, {}, bundled_rules())
    said = classify(f"{word} {text}" if in_front else f"{text} {word}", {}, bundled_rules())
    assert (said.type, said.priority) == (alone.type, alone.priority)


@settings(max_examples=100, deadline=None)
@given(first=st.sampled_from(SENTENCES), second=st.sampled_from(SENTENCES))
def test_two_emergencies_are_never_less_urgent_than_the_graver_by_strong_words(first: str, second: str) -> None:
    rules = bundled_rules()
    both = classify(f"{first}. {second}", {}, rules)
    for text in (first, second):
        alone = classify(text, {}, rules)
        strong = any(evidence.kind == "strong" and evidence.type == alone.type for evidence in alone.evidence)
        if strong:
            assert both.priority <= rules.types[alone.type].default_priority


def test_the_rest_of_a_text_that_is_too_long_is_not_read() -> None:
    text = "a " * (LONGEST_TEXT // 2) + "kebakaran"
    assert classify(text, {}, bundled_rules()).type == "SVC-INFO"


@settings(max_examples=150, deadline=None)
@given(text=told, answers=st.dictionaries(keys, values, max_size=6))
def test_the_evidence_shown_is_the_evidence_used(text: str, answers: dict[str, object]) -> None:
    rules = bundled_rules()
    said = classify(text, answers, rules)
    used = score(read(text, answers, rules), rules).get(said.type)
    if said.evidence[:1] and said.evidence[0].kind == "catch_all":
        return
    assert used is not None
    shown = [item for item in said.evidence if item.weight]
    assert sorted(map(repr, shown)) == sorted(map(repr, used.evidence))
    whole = sum(item.weight for item in shown)
    steps_back = [whole * 0.4**steps for steps in range(8)]
    assert any(abs(used.score - possible) < 1e-6 for possible in steps_back)


@settings(max_examples=150, deadline=None)
@given(text=told)
def test_without_its_evidence_a_type_has_less_to_say_for_itself(text: str) -> None:
    rules = bundled_rules()
    said = classify(text, {}, rules)
    before = score(read(text, {}, rules), rules)
    left = text
    # What is said twice, in another spelling, speaks again once the first is gone: take away until nothing is left.
    for _round in range(60):
        now = score(read(left, {}, rules), rules).get(said.type)
        words = {item.word for item in now.evidence if item.weight} if now else set()
        if not words:
            break
        for word in sorted(words, key=len, reverse=True):
            left = left.replace(word, " bantal sendok kancing ")
    else:
        raise AssertionError("words that were taken away still speak")
    if said.type in before and any(item.weight for item in before[said.type].evidence):
        assert (now.score if now else 0.0) < before[said.type].score


@settings(max_examples=150, deadline=None)
@given(text=told, answers=st.dictionaries(keys, values, max_size=6))
def test_a_priority_other_than_the_types_own_has_a_reason_that_is_shown(text: str, answers: dict[str, object]) -> None:
    rules = bundled_rules()
    said = classify(text, answers, rules)
    own = "P3" if said.type == "SVC-INFO" and said.confidence <= 0.1 else rules.types[said.type].default_priority
    if said.priority != own:
        assert any(item.kind in ("raise", "graver", "victims", "answer") or item.weight == 0 for item in said.evidence)


@settings(max_examples=100, deadline=None)
@given(answers=st.dictionaries(keys, values, max_size=6))
def test_every_answer_that_says_something_counts(answers: dict[str, object]) -> None:
    """It speaks for the type it moves to, or for the type whose question it is."""
    rules = bundled_rules()
    weighed = score(read("", answers, rules), rules)
    asked = {item.phrase for entry in weighed.values() for item in entry.evidence if item.kind == "answer"}
    for one in read_answers(answers, rules):
        if one.branch.value != "unknown" and (one.type or one.branch.type):
            assert one.question.ask.id in asked
