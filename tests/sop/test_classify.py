"""What reports are taken for: tables of sentences, priorities, denials, numbers and answers."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sop.classify import Suggestion, classify
from sop.library import bundled_rules
from tests.sop.samples import cases, sample_content, small_rules


def suggest(text: str, answers: Mapping[str, object] | None = None) -> Suggestion:
    return classify(text, answers or {}, bundled_rules())


@pytest.mark.parametrize("code", sorted(cases()))
def test_every_type_is_recognised_from_what_callers_say(code: str) -> None:
    taken_for = {text: suggest(text).type for text in cases()[code]}
    assert taken_for == dict.fromkeys(cases()[code], code)


def test_there_are_sentences_for_every_type() -> None:
    assert set(cases()) == set(bundled_rules().types)
    assert all(len(texts) >= 3 for texts in cases().values())


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tlg ada kbkran d pasar", "FIR-BUILDING"),
        ("kebakarran rumah", "FIR-BUILDING"),
        ("kebakarna gudang", "FIR-BUILDING"),
        ("toloooong kebakaraaaan", "FIR-BUILDING"),
        ("RUMAHTERBAKAR", "FIR-BUILDING"),
        ("#banjirkiriman", "DIS-FLOOD"),
        ("bnjir setinggi lutut", "DIS-FLOOD"),
        ("ada org tngglam di kolam", "RES-WATER"),
        ("tetangga kejang2", "MED-SEIZE"),
        ("kekeliruan, kecelakan motor", "TRF-ACCIDENT"),
        ("semaput nang ratan", "MED-UNCON"),
        ("rumah kabakaran, api ganal", "FIR-BUILDING"),
        ("kanakan tinggalam di batang banyu", "RES-WATER"),
        ("ulo mlebu pawon", "RES-ANIMAL"),
        ("ditemukan ular sanca di dapur, telah dievakuasi", "RES-ANIMAL"),
        ("si jago merah melalap tiga kios", "FIR-BUILDING"),
    ],
)
def test_haste_dialect_and_misspelling_are_understood(said: str, meant: str) -> None:
    assert suggest(said).type == meant


@pytest.mark.parametrize(
    ("text", "not_type"),
    [
        ("bukan kebakaran, cuma tanya alamat damkar", "FIR-BUILDING"),
        ("tidak ada kebakaran di sini", "FIR-BUILDING"),
        ("di sini ora banjir", "DIS-FLOOD"),
        ("korban nihil, jalan macet karena truk mogok", "TRF-ACCIDENT"),
        ("tidak ada api atau asap, hanya bau got", "FIR-BUILDING"),
    ],
)
def test_what_is_denied_does_not_count(text: str, not_type: str) -> None:
    assert suggest(text).type != not_type


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("bukan hanya kebakaran, ada ledakan juga", "FIR-BUILDING"),
        ("bapak tidak bernapas", "MED-ARREST"),
        ("tidak sadar sejak tadi", "MED-UNCON"),
        ("rumah terbakar, tidak ada air", "FIR-BUILDING"),
    ],
)
def test_a_denial_that_belongs_to_the_phrase_counts(text: str, meant: str) -> None:
    assert suggest(text).type == meant


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("kebakaran rumah, ada orang terjebak di dalam", "FIR-BUILDING"),
        ("kecelakaan motor, korban pingsan dan berdarah", "TRF-ACCIDENT"),
        ("longsor, dua orang tertimbun", "DIS-LANDSLIDE"),
        ("kakek kesetrum lalu pingsan", "MED-ELECTRIC"),
        ("banjir, keluarga kami terjebak di atap", "DIS-FLOOD"),
    ],
)
def test_a_consequence_steps_back_behind_its_cause(text: str, cause: str) -> None:
    said = suggest(text)
    assert said.type == cause
    assert said.priority == "P1"


@pytest.mark.parametrize(
    ("text", "priority"),
    [
        ("pohon tumbang di pinggir jalan kampung", "P3"),
        ("pohon tumbang menimpa rumah", "P1"),
        ("pohon tumbang, pengendara terluka parah", "P1"),
        ("ular di halaman", "P3"),
        ("ular kobra masuk rumah", "P2"),
        ("banjir semata kaki", "P2"),
        ("banjir sedada, nenek terjebak", "P1"),
        ("maling sudah kabur dari tadi pagi", "P3"),
        ("maling masih di dalam rumah", "P1"),
        ("rumah kemalingan, ibu saya pingsan", "P1"),
        ("orang mabuk ribut, korban 4 orang luka", "P1"),
        ("mau tanya syarat ktp", "P5"),
    ],
)
def test_words_and_numbers_raise_the_priority(text: str, priority: str) -> None:
    assert suggest(text).priority == priority


def test_the_raise_is_explained() -> None:
    said = suggest("pohon tumbang menimpa rumah")
    kinds = {evidence.kind: evidence.word for evidence in said.evidence}
    assert kinds["raise"] == "menimpa rumah"
    assert kinds["strong"].startswith("pohon tumbang")


def test_many_victims_stand_beside_the_cause() -> None:
    said = suggest("kecelakaan bus, korban 15 orang luka berat")
    assert said.priority == "P1"
    assert "MED-MCI" in {said.type, *(other.type for other in said.alternatives)}


@pytest.mark.parametrize("text", ["", "   ", "...", "\n", "🙏"])
def test_nothing_said_is_a_silent_call(text: str) -> None:
    said = suggest(text)
    assert (said.type, said.priority) == ("SYS-SILENT", "P3")


@pytest.mark.parametrize("text", ["halo", "zxqwv qqq", "saya di depan", "12345"])
def test_nothing_understood_is_named_all_the_same_and_not_filed_away(text: str) -> None:
    said = suggest(text)
    assert said.type == "SVC-INFO"
    assert said.confidence <= 0.2
    assert said.priority == "P3", "it may be anything until somebody has asked"


def test_a_cry_for_help_is_urgent_though_nobody_knows_why() -> None:
    said = suggest("tolong cepat ke sini")
    assert (said.type, said.priority) == ("SVC-INFO", "P2")
    assert said.confidence <= 0.2


def test_answers_move_to_another_type() -> None:
    text = "bapak saya pingsan"
    assert suggest(text).type == "MED-UNCON"
    moved = suggest(text, {"MED-UNCON.air": "no"})
    assert (moved.type, moved.priority) == ("MED-ARREST", "P1")
    assert any(evidence.kind == "answer" and evidence.word == "no" for evidence in moved.evidence)


def test_answers_may_lower_and_words_may_not() -> None:
    text = "ibu saya pingsan"
    assert suggest(text).priority == "P1"
    assert suggest(text, {"MED-UNCON.now": "yes"}).priority == "P3"
    assert suggest(text + " tapi sekarang sudah sadar penuh dan bicara").priority == "P1"
    # What is heard beside it still raises.
    assert suggest(text + " dan sesak napas", {"MED-UNCON.now": "yes"}).priority == "P1"


def test_opening_answers_count_for_any_type() -> None:
    said = suggest("ada orang di jalan", {"breathing": "no"})
    assert (said.type, said.priority) == ("MED-ARREST", "P1")
    crowd = suggest("kecelakaan bus", {"how_many": 30})
    assert "MED-MCI" in {crowd.type, *(other.type for other in crowd.alternatives)}


@pytest.mark.parametrize(
    "answers",
    [
        {"nonsense": "yes"},
        {"MED-UNCON.nonsense": "yes"},
        {"NO-TYPE.air": "no"},
        {"MED-UNCON.air": {"deep": ["er"]}},
        {"MED-UNCON.air": None},
        {"how_many": "many people"},
        {"how_many": -5},
        {"how_many": 10**5000},
        {"how_many": float("nan")},
        {"": ""},
    ],
)
def test_answers_to_no_question_say_nothing(answers: dict[str, object]) -> None:
    assert suggest("bapak saya pingsan", answers).type == "MED-UNCON"


def test_a_number_takes_the_band_it_reaches() -> None:
    def priority(metres: object) -> str:
        return suggest("tukang jatuh dari tangga", {"MED-INJURY.fall": metres}).priority

    assert [priority(metres) for metres in (0, 2, "3", 12)] == ["P2", "P2", "P1", "P1"]


def test_at_most_three_runners_up_and_none_is_the_first() -> None:
    said = suggest("kebakaran banjir longsor gempa maling kecelakaan ular kejang")
    codes = [other.type for other in said.alternatives]
    assert len(codes) == 3
    assert said.type not in codes
    assert sum(other.confidence for other in said.alternatives) <= 1 - said.confidence + 0.01


def test_the_answer_is_plain_json() -> None:
    answer = suggest("rumah terbakar, korban 3 orang").as_json()
    assert set(answer) == {"type", "priority", "confidence", "evidence", "alternatives"}
    assert set(answer["evidence"][0]) == {"word", "phrase", "type", "kind", "weight"}


def test_a_centre_without_rules_still_gets_a_suggestion() -> None:
    said = classify("rumah bengkok", {}, small_rules())
    assert (said.type, said.priority, said.alternatives) == ("SVC-INFO", "P3", ())


def test_a_longer_phrase_of_another_type_takes_the_word() -> None:
    rules = small_rules(A=sample_content(words={"strong": ["api"]}), B=sample_content(words={"strong": ["api unggun"]}))
    assert classify("ada api unggun", {}, rules).type == "B"
    assert classify("ada api", {}, rules).type == "A"


def test_a_text_of_ten_thousand_letters_is_read_in_time() -> None:
    for text in ("kebakaran rumah tetangga " * 400, "a" * 10_000, "tidak " * 1_700, "xqzt" * 2_500, "a-" * 5_000):
        assert suggest(text[:10_000]).type


def test_types_are_those_of_the_files() -> None:
    folder = Path(__file__).resolve().parents[2] / "sop" / "data" / "types"
    assert len(list(folder.glob("*.yaml"))) == 8
    assert len(bundled_rules().types) == 52
