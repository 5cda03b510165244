"""What is asked next: the opening first, then the likeliest type's own questions, re-ranked by every answer."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop.interview import Interview, interview
from sop.library import bundled_groups, bundled_rules
from tests.sop.samples import sample_content, small_rules

FORM = frozenset({"where", "number", "what"})
FIRE = "rumah terbakar api besar"


def ask(text: str = FIRE, *, known: frozenset[str] = FORM, of: str | None = None, **answers: object) -> Interview:
    return interview(text, answers, bundled_rules(), type_code=of, known=known)


def keys(found: Interview, reason: str | None = None) -> list[str]:
    return [step.key for step in found.steps if reason in (None, step.reason)]


def test_the_place_is_asked_first_and_what_the_form_knows_is_not_asked() -> None:
    assert keys(ask(known=frozenset()))[0] == "where"
    assert keys(ask())[0] == "awake"
    assert keys(ask(), "opening") == ["awake", "breathing", "danger", "how_many"]


def test_the_way_of_an_answer_is_taken() -> None:
    assert keys(ask(awake="nobody_hurt"), "opening") == ["danger", "how_many"]


def test_the_likeliest_types_questions_follow_until_an_answer_moves_it() -> None:
    before = ask("ada orang tergeletak di jalan")
    after = ask("ada orang tergeletak di jalan", breathing="no")
    assert {key.split(".")[0] for key in keys(before, "key")} != {"MED-ARREST"}
    assert (after.type, after.priority) == ("MED-ARREST", "P1")
    assert {key.split(".")[0] for key in keys(after, "key")} == {"MED-ARREST"}


def test_the_named_type_rules_over_the_likeliest() -> None:
    found = ask(of="TRF-ACCIDENT")
    assert found.type == "TRF-ACCIDENT"
    assert found.suggestion.type == "FIR-BUILDING"
    assert {key.split(".")[0] for key in keys(found, "key")} == {"TRF-ACCIDENT"}
    assert keys(found, "apart") == []


def test_an_answered_question_is_not_asked_again_and_stays_answered() -> None:
    found = interview(FIRE, {"FIR-BUILDING.what": "shed"}, bundled_rules(), known=FORM)
    assert "FIR-BUILDING.what" not in keys(found)
    assert [(one.key, one.branch.value) for one in found.answered] == [("FIR-BUILDING.what", "shed")]
    assert (found.priority, found.suggestion.priority) == ("P2", "P2")


def three_questions() -> dict[str, Any]:
    """`colour` changes nothing, `hurt` may raise, and only its yes leads to `many`."""
    colour = {
        "id": "colour",
        "kind": "text",
        "ask": {"id": "Warna?", "en": "Colour?"},
        "answers": [{"value": "given", "next": "hurt"}, {"value": "unknown", "next": "hurt"}],
    }
    return sample_content(questions=[colour, *sample_content()["questions"]])


def test_what_can_still_raise_the_priority_goes_first_and_then_the_authors_order() -> None:
    rules = small_rules(RES_A=three_questions())
    calm = interview("rumah bengkok", {}, rules)
    assert [(step.key, step.certain, step.raises_to) for step in calm.steps] == [
        ("RES-A.hurt", True, "P1"),
        ("RES-A.colour", True, None),
        ("RES-A.many", False, None),
    ]
    urgent = interview("rumah bengkok", {"RES-A.hurt": "yes"}, rules)
    assert urgent.priority == "P1"
    assert [step.key for step in urgent.steps] == ["RES-A.colour", "RES-A.many"]


def test_an_uncertain_type_is_told_apart_by_the_runners_up() -> None:
    moving = sample_content(words={"usual": ["retak", "miring"]})
    moving["questions"][0]["answers"][0]["type"] = "RES-B"
    rules = small_rules(RES_A=sample_content(words={"usual": ["retak"]}), RES_B=moving)
    found = interview("retak", {}, rules)
    assert found.suggestion.confidence < 0.6
    assert [step.key for step in found.steps if step.reason == "apart"] == ["RES-B.hurt"]


def test_a_circle_in_a_draft_ends() -> None:
    rules = small_rules(RES_A=sample_content())
    broken = rules.types["RES-A"].content.questions[1]
    object.__setattr__(broken.answers[0], "next", "hurt")
    assert interview("rumah bengkok", {"RES-A.many": 0, "RES-A.hurt": "yes"}, rules).steps == ()


QUESTIONS = {
    f"{entry.code}.{question.id}": question
    for group in bundled_groups()
    for entry in group.types
    for question in entry.procedure.questions
}


@settings(max_examples=60, deadline=None)
@given(data=st.data(), text=st.sampled_from([FIRE, "kecelakaan motor", "sesak napas", "", "tolong pak"]))
def test_answering_what_is_asked_always_comes_to_an_end(data: st.DataObject, text: str) -> None:
    answers: dict[str, object] = {}
    for _turn in range(200):
        found = interview(text, answers, bundled_rules(), known=FORM)
        assert not set(keys(found)) & set(answers)
        if not found.steps:
            return
        step = found.steps[0]
        branch = data.draw(st.sampled_from(step.question.answers))
        answers[step.key] = branch.at_least if branch.at_least is not None else branch.value
    pytest.fail("the interview never ends")
