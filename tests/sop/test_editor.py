"""The editor's forms: every part of every procedure goes into fields and comes back as it was; the tree; the flow."""

from typing import Any

import pytest

from sop.content import parse_content, parse_draft
from sop.editor.fields import Reader, read_time, write_time
from sop.editor.flow import draw_flow
from sop.editor.parts import PARTS, Choices
from sop.editor.question_part import QUESTION
from sop.library import bundled_groups, capabilities, roles
from sop.tree import add_question, move_question, remove_question
from tests.sop.samples import sample_content

TYPES = {entry.code: entry.procedure for group in bundled_groups() for entry in group.types}
CHOICES = Choices(
    types=[(code, code) for code in TYPES],
    capabilities=[(one.code, one.code) for one in capabilities()],
    roles=[(one.code, one.code) for one in roles()],
)
EMPTY: dict[str, Any] = {"raises": [], "lowers": [], "gives_way_to": [], "victims_suggest": None}


@pytest.mark.parametrize("code", sorted(TYPES))
def test_every_part_survives_its_form(code: str) -> None:
    content = TYPES[code].as_json()
    for path, form in PARTS.items():
        value = content.get(path, EMPTY.get(path))
        flat = form.fill(value)
        shown = {field.name: field for group in form.groups(flat, CHOICES) for field in group.fields}
        sent = {name: text for name, text in flat.items() if name in shown or name == "rows"}
        reader = Reader(sent)
        read = form.read(reader)
        if path in ("capabilities", "gives_way_to"):
            read, value = sorted(read), sorted(value or [])
        assert (read, reader.errors) == (value, {}), path


@pytest.mark.parametrize("code", sorted(TYPES))
def test_every_question_survives_its_form(code: str) -> None:
    for question in TYPES[code].as_json()["questions"]:
        read = QUESTION.read(Reader(QUESTION.fill(question)))
        assert parse_content(sample_content(questions=[ended({"id": "q", **read})])) == parse_content(
            sample_content(questions=[ended({**question, "id": "q"})])
        )


def ended(question: dict[str, Any]) -> dict[str, Any]:
    """The question as the only one of its tree."""
    return {**question, "answers": [{**answer, "next": "end"} for answer in question["answers"]]}


@pytest.mark.parametrize(("text", "seconds"), [("15", 900), ("1:30", 90), ("0:05", 5), ("2:00:00", 7200), ("0", 0)])
def test_a_time_is_minutes_or_minutes_and_seconds(text: str, seconds: int) -> None:
    assert read_time(text) == seconds
    assert read_time(write_time(seconds)) == seconds


@pytest.mark.parametrize("text", ["-5", "1:99", "lima", "1:2:3:4", "99999", "1e3", "½"])
def test_what_is_no_time_is_said_at_its_field(text: str) -> None:
    reader = Reader({"P1-on_scene_s": text})
    PARTS["targets"].read(reader)
    assert set(reader.errors) == {"P1-on_scene_s"}


def test_a_question_of_another_kind_keeps_what_its_answers_do() -> None:
    flat = QUESTION.fill(sample_content()["questions"][0]) | {"kind": "choice"}
    flat |= {"rows": "4", "label-3_id": "Mungkin", "label-3_en": "Maybe so", "next-3": "many"}
    read = QUESTION.read(Reader(flat))
    assert [answer["value"] for answer in read["answers"]] == ["maybe_so", "unknown"]
    back = QUESTION.read(Reader(QUESTION.fill(read) | {"kind": "yes_no_unknown"}))
    assert [answer["value"] for answer in back["answers"]] == ["yes", "no", "unknown"]


def chain() -> list[dict[str, Any]]:
    """a, b, c: each leads to the next, but a's "no" to c."""
    found = []
    for name, following in (("a", "b"), ("b", "c"), ("c", "end")):
        answers = [{"value": value, "next": following} for value in ("yes", "no", "unknown")]
        found.append({"id": name, "kind": "yes_no_unknown", "ask": {"id": name, "en": name}, "answers": answers})
    found[0]["answers"][1]["next"] = "c"  # type: ignore[index]
    return found


def ways(questions: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {question["id"]: [answer["next"] for answer in question["answers"]] for question in questions}


def test_moving_a_question_keeps_the_way_through() -> None:
    moved = move_question(chain(), "c", 1)
    assert ways(moved) == {"a": ["c", "c", "c"], "c": ["b", "b", "b"], "b": ["end", "end", "end"]}
    assert move_question(chain(), "b", 1) == chain()
    assert move_question(chain(), "nobody", 0) == chain()
    assert [question["id"] for question in move_question(chain(), "a", 99)] == ["b", "c", "a"]


def test_a_new_question_is_asked_between_and_a_removed_one_is_passed_by() -> None:
    questions, name = add_question(chain(), "a")
    assert ways(questions)["a"] == [name, "c", name]
    assert ways(questions)[name] == ["b", "b", "b"]
    assert ways(remove_question(questions, name)) == ways(chain())
    assert ways(remove_question(chain(), "c")) == {"a": ["b", "end", "b"], "b": ["end", "end", "end"]}


@pytest.mark.parametrize("code", sorted(TYPES))
def test_the_flow_shows_every_question_below_those_that_lead_to_it(code: str) -> None:
    flow = draw_flow(TYPES[code])
    assert {box.id for box in flow.boxes} == {question.id for question in TYPES[code].questions}
    assert not any(line.back for line in flow.lines)
    assert all(box.reached and 0 <= box.x < flow.width and box.y < flow.height for box in flow.boxes)
    places = [(box.x, box.y) for box in flow.boxes]
    assert len(set(places)) == len(places)


def test_a_circle_is_drawn_and_ends() -> None:
    data = sample_content()
    data["questions"][1]["answers"][0]["next"] = "hurt"
    with pytest.raises(ValueError, match="berputar"):
        parse_content(data)
    from_draft = draw_flow(parse_draft(data))
    assert any(line.back for line in from_draft.lines)
