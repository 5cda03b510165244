"""What must hold for any text and any answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop.classify import classify
from sop.library import bundled_rules
from sop.words import LONGEST_TEXT
from tests.sop.samples import cases

SENTENCES = sorted(text for texts in cases().values() for text in texts if text)
WORDS = sorted({word for text in SENTENCES for word in text.split()})
anything = st.text(max_size=300) | st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
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
