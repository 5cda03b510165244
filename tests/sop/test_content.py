"""The shape and the sense of a version's content: every wrong thing is refused with the place where it is."""

from collections.abc import Callable
from typing import Any

import pytest

from sop.closed import Malformed
from sop.content import parse_content
from tests.sop.samples import sample_content

Change = Callable[[dict[str, Any]], object]


def refused(change: Change) -> dict[str, str]:
    """What is said about the sample after a change, by path."""
    data = sample_content()
    change(data)
    with pytest.raises(Malformed) as caught:
        parse_content(data)
    return {problem.path: problem.text for problem in caught.value.problems}


def test_content_survives_the_way_to_json_and_back() -> None:
    content = parse_content(sample_content())
    assert parse_content(content.as_json()) == content


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda data: data.update(colour="red"), "colour"),
        (lambda data: data.pop("advice"), "advice"),
        (lambda data: data["advice"].pop("en"), "advice.en"),
        (lambda data: data["advice"].update(en="  "), "advice.en"),
        (lambda data: data["advice"].update(en=5), "advice.en"),
        (lambda data: data["questions"][0].update(kind="poem"), "questions[0].kind"),
        (lambda data: data["questions"][0]["answers"][0].update(next="nowhere"), "questions[0].answers[0].next"),
        (lambda data: data["questions"][0]["answers"][0].update(priority="P9"), "questions[0].answers[0].priority"),
        (lambda data: data["questions"][0]["answers"].pop(2), "questions[0].answers"),
        (lambda data: data["questions"][0]["answers"][1].update(value="yes"), "questions[0].answers"),
        (lambda data: data["questions"][1]["answers"][0].pop("label"), "questions[1].answers[0].label"),
        (lambda data: data["questions"][1]["answers"][0].pop("at_least"), "questions[1].answers[0].at_least"),
        (lambda data: data["questions"][1]["answers"][0].update(at_least=True), "questions[1].answers[0].at_least"),
        (lambda data: data["questions"][1]["answers"][0].update(next="hurt"), "questions[0]"),
        (lambda data: data.update(questions=[]), "questions"),
        (lambda data: data["questions"].append(data["questions"][0]), "questions"),
        (lambda data: data["targets"]["P1"].update(on_scene_s=0), "targets.P1.on_scene_s"),
        (lambda data: data["targets"].pop("P3"), "targets.P3"),
        (lambda data: data["targets"].update(P7={}), "targets.P7"),
        (lambda data: data["ladder"].pop(), "ladder"),
        (lambda data: data["ladder"][1]["after_s"].pop("P2"), "ladder[1].after_s.P2"),
        (lambda data: data["ladder"][1]["after_s"].update(P2=0), "ladder[1].after_s.P2"),
        (lambda data: data.update(checklist={}), "checklist"),
        (lambda data: data["words"].update(strong=["ada", "ada"]), "words.strong"),
        (lambda data: data["words"].update(usual=["..."]), "words.usual[0]"),
        (lambda data: data["words"].update(usual=["x" * 61]), "words.usual[0]"),
        (lambda data: data["words"].update(usual=["(a+)+$"]), "words.usual[0]"),
        (lambda data: data["words"].update(weak=["rumah.*"]), "words.weak[0]"),
        (lambda data: data["words"].update(strong=["tidak ada"]), "words.strong[0]"),
        (lambda data: data["words"].update(strong=["112"]), "words.strong[0]"),
        (lambda data: data["words"].update(strong=["yang di saya"]), "words.strong[0]"),
        (lambda data: data["words"].update(usual="api"), "words.usual"),
        (lambda data: data.update(raises=[{"id": "a", "says": {"id": "a", "en": "a"}, "priority": "P1"}]), "raises[0]"),
        (lambda data: data.update(schema=2), "schema"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(change: Change, path: str) -> None:
    assert path in refused(change)


def test_everything_wrong_is_named_at_once() -> None:
    def spoil(data: dict[str, Any]) -> None:
        data["colour"] = "red"
        data["targets_basis"] = 7
        data["ladder"][0]["to"] = "mayor"

    assert set(refused(spoil)) == {"colour", "targets_basis", "ladder[0].to"}


def test_a_question_that_nobody_reaches_is_named() -> None:
    def skip(data: dict[str, Any]) -> None:
        for answer in data["questions"][0]["answers"]:
            answer["next"] = "end"

    assert refused(skip) == {"questions[1]": "tidak pernah tercapai"}


@pytest.mark.parametrize("value", [None, [], "text", 5])
def test_what_is_no_mapping_is_refused(value: object) -> None:
    with pytest.raises(Malformed):
        parse_content(value)
