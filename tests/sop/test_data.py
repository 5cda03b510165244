"""The rules that come with a release are whole: 52 types, each with a procedure of its own."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from sop.content import END, PRIORITIES, UNKNOWN, Content
from sop.documents import read_document
from sop.language import language
from sop.library import bundled_groups, bundled_rules, capabilities, opening, priorities, roles
from sop.words import read_words
from tests.sop.samples import content

TYPES = {entry.code: entry for group in bundled_groups() for entry in group.types}
PER_GROUP = {
    "medical": 23, "traffic": 3, "fire": 6, "rescue": 3, "police": 8, "disaster": 4, "service": 3, "system": 2,
}  # fmt: skip


def test_there_are_52_types_in_eight_groups() -> None:
    assert {group.group: len(group.types) for group in bundled_groups()} == PER_GROUP
    assert len(TYPES) == sum(PER_GROUP.values()) == 52
    assert Counter(entry.tier for entry in TYPES.values()) == {"core": 40, "extended": 12}


def test_no_two_procedures_ask_the_same() -> None:
    asked = Counter(question.ask.id for entry in TYPES.values() for question in entry.procedure.questions)
    assert [text for text, times in asked.items() if times > 1] == []
    assert all(3 <= len(entry.procedure.questions) <= 6 for entry in TYPES.values())


@pytest.mark.parametrize("code", sorted(TYPES))
def test_every_question_knows_a_way_on_without_an_answer(code: str) -> None:
    for question in TYPES[code].procedure.questions:
        unknown = question.branch(UNKNOWN)
        assert unknown is not None, question.id
        assert unknown.next == END or TYPES[code].procedure.question(unknown.next), question.id


def texts_of(known: Content) -> list[tuple[str, str]]:
    """Every text of a version in both languages."""
    said = [question.ask for question in known.questions]
    said += [known.advice] if known.advice else []
    said += [answer.label for question in known.questions for answer in question.answers if answer.label]
    said += [line for lines in known.checklist.values() for line in lines]
    said += [rule.says for rule in known.raises]
    said += [rule.says for rule in known.lowers]
    return [(text.id, text.en) for text in said]


@pytest.mark.parametrize("code", sorted(TYPES))
def test_every_text_is_said_in_both_languages(code: str) -> None:
    same = [indonesian for indonesian, english in texts_of(TYPES[code].procedure) if indonesian == english]
    assert same == [text for text in same if len(text.split()) <= 2], "a longer text was not translated"


@pytest.mark.parametrize("code", sorted(TYPES))
def test_codes_named_in_a_procedure_are_known(code: str) -> None:
    known = TYPES[code].procedure
    named = {answer.type for question in known.questions for answer in question.answers if answer.type}
    named |= {*known.gives_way_to, *(rule.also for rule in known.raises if rule.also)}
    named |= {rule.type for rule in known.lowers if rule.type}
    assert named <= set(TYPES)
    assert code not in known.gives_way_to
    assert set(known.capabilities) <= {entry.code for entry in capabilities()}
    assert set(known.checklist) <= {entry.code for entry in roles()}


@pytest.mark.parametrize("code", sorted(TYPES))
def test_targets_grow_with_lesser_urgency_and_the_ladder_ends_at_the_coordinator(code: str) -> None:
    known = TYPES[code].procedure
    for name in ("acknowledge_s", "dispatch_s", "on_scene_s"):
        given = [getattr(known.targets[priority], name) for priority in PRIORITIES]
        seconds = [value for value in given if value is not None]
        assert seconds == sorted(seconds), name
        assert all(value is None for value in given[len(seconds) :]), "no limit may return after there was none"
    assert [rung.to for rung in known.ladder] == ["desk", "supervisor", "coordinator"]
    assert known.ladder[-1].substitute
    assert known.targets["P1"].acknowledge_s


def test_fire_must_be_on_scene_within_the_fifteen_minutes_of_the_law() -> None:
    for code in ("FIR-BUILDING", "FIR-VEHICLE", "FIR-LAND", "FIR-GAS", "FIR-HAZMAT", "RES-TRAPPED"):
        assert content(code).targets["P1"].on_scene_s == 900
        assert "114/2018" in content(code).targets_basis


def test_a_default_priority_has_a_limit_to_acknowledge_unless_no_unit_is_sent() -> None:
    without = {
        code for code, entry in TYPES.items()
        if entry.procedure.targets[entry.default_priority].acknowledge_s is None
    }  # fmt: skip
    assert without == {"SVC-INFO", "SYS-PRANK"}


@pytest.mark.parametrize("code", sorted(TYPES))
def test_no_phrase_is_so_short_of_meaning_that_it_matches_anything(code: str) -> None:
    known = TYPES[code].procedure
    phrases = [*known.words.strong, *known.words.usual, *known.words.weak]
    phrases += [phrase for rule in known.raises for phrase in rule.words]
    for phrase in phrases:
        meant = [word.meant for word in read_words(phrase, language())]
        assert meant, phrase
        assert set(meant) - language().negators, phrase


def test_no_strong_phrase_is_strong_for_two_types() -> None:
    claimed = Counter(
        tuple(word.meant for word in read_words(phrase, language()))
        for entry in TYPES.values()
        for phrase in {*entry.procedure.words.strong}
    )
    both = []
    for words, times in claimed.items():
        owners = {
            code for code, entry in TYPES.items()
            if words in {tuple(w.meant for w in read_words(p, language())) for p in entry.procedure.words.strong}
        } if times > 1 else set()  # fmt: skip
        both += [(words, owners)] if len(owners) > 1 else []
    assert both == []


def test_sensitive_types_are_marked() -> None:
    sensitive = {code for code, entry in TYPES.items() if "sensitive" in entry.handling}
    assert sensitive == {"MED-SUICIDE", "MED-DEATH", "POL-ROBBERY", "POL-DV", "POL-SEXUAL", "POL-THREAT"}


def test_the_vocabularies_are_whole() -> None:
    assert [entry.code for entry in priorities()] == list(PRIORITIES)
    for named in (capabilities(), roles()):
        assert len({entry.code for entry in named}) == len(named)
    ids = {question.id for question in opening().questions}
    assert {"where", "number", "what", "awake", "breathing", "danger", "how_many"} == ids
    assert not any("." in question_id for question_id in ids), "a dot separates a type from its question"


def test_a_word_is_one_thing_in_the_language() -> None:
    spoken = language()
    assert not [word for word, meant in spoken.meaning.items() if meant in spoken.meaning], "no chains"
    assert len(bundled_rules().matcher.ids) < 5000


def test_a_key_written_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "twice.yaml"
    path.write_text("a: 1\nb: no\na: 2\n", encoding="utf-8")
    with pytest.raises(yaml.YAMLError, match="line 3"):
        read_document(path)
    path.write_text("b: no\nc: yes\nd: true\n", encoding="utf-8")
    assert read_document(path) == {"b": "no", "c": "yes", "d": True}
