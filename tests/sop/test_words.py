"""Reading words: spelling, stems, denials, places, words run together."""

import pytest

from sop.language import language
from sop.library import bundled_rules
from sop.matching import BY_SPELLING, BY_STEM, EXACT, Matcher
from sop.spelling import Speller
from sop.stems import stems
from sop.words import plain, read_words


def meant(text: str) -> list[str]:
    return [word.meant for word in read_words(text, language())]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tolooong", ("tolong",)),
        ("anak-anak", ("anak",)),
        ("kejang2", ("kejang",)),
        ("mabuk-mabukan", ("mabuk",)),
        ("tabrak-lari", ("tabrak", "lari")),
        ("omah-e", ("omah",)),
        ("Café", ("cafe",)),
        ("114", ("114",)),
        ("1000000", ("1000000",)),
    ],
)
def test_a_written_word_is_made_plain(written: str, read: tuple[str, ...]) -> None:
    assert plain(written) == read


def test_dialect_and_haste_are_read_as_the_word_they_mean() -> None:
    assert meant("ulo mlebu omah") == ["ular", "mlebu", "rumah"]
    assert meant("gak ambegan") == ["tidak", "napas"]
    assert meant("ada yg tdk sadar di jln") == ["tidak", "sadar", "jalan"]


def test_words_keep_their_place_in_the_text() -> None:
    text = "ada  KEBAKARAN!"
    (word,) = read_words(text, language())
    assert text[word.start : word.end] == "KEBAKARAN"


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("tidak ada korban", ["korban"]),
        ("korban tidak ada", ["korban"]),
        ("korban jiwa : nihil", ["jiwa"]),
        ("bukan kebakaran tapi banjir", ["kebakaran"]),
        ("bukan hanya kebakaran", []),
        ("tidak ada api atau asap", ["api", "asap"]),
        ("belum padam. kebakaran besar", ["padam"]),
        ("tidak, kebakaran", []),
    ],
)
def test_a_denial_reaches_its_word_and_no_further(text: str, denied: list[str]) -> None:
    words = read_words(text, language())
    assert [word.meant for word in words if word.denied_before or word.denied_after] == denied


def test_words_after_a_place_marker_may_be_names() -> None:
    words = {word.meant: word.after_place for word in read_words("desa Banjar Sari ada kebakaran", language())}
    assert words["banjar"]
    assert not words["kebakaran"]
    rules = bundled_rules()
    name = read_words("desa Longsar", language())
    assert rules.matcher.read(name)[-1][1] == 0.0, "not read as a misspelt landslide"


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("kebakarannya", "kebakaran"),
        ("mengevakuasi", "evakuasi"),
        ("menabrak", "tabrak"),
        ("penusukan", "tusuk"),
        ("digigit", "gigit"),
        ("bahinak", "hinak"),
        ("nyuri", "curi"),
    ],
)
def test_affixes_come_off(word: str, root: str) -> None:
    assert root in stems(word)


SPELLER = Speller(
    {word: word for word in ("kebakaran", "tenggelam", "banjir", "darah", "lebah", "kecelakaan", "macet", "tawuran")},
    {"daerah", "lebih", "maret", "tawaran"},
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("kebakran", "kebakaran"),
        ("kebakarann", "kebakaran"),
        ("kebakarna", "kebakaran"),
        ("kenakaran", "kebakaran"),
        ("kbkrn", "kebakaran"),
        ("tnggelam", "tenggelam"),
        ("banjik", None),
        ("bnjir", "banjir"),
        ("kecelkaan", "kecelakaan"),
        ("daerah", None),
        ("lebih", None),
        ("maret", None),
        ("tawaran", None),
        ("xyzzy", None),
        ("jir", None),
    ],
)
def test_slips_of_the_finger_are_forgiven_and_right_words_left_alone(written: str, meant: str | None) -> None:
    assert SPELLER.meant(written) == meant


def test_words_run_together_are_taken_apart() -> None:
    assert SPELLER.apart("banjirdarah") == ("banjir", "darah")
    assert SPELLER.apart("banjirzzz") is None
    assert SPELLER.apart("a" * 500) is None


def matcher(*phrases: str) -> Matcher:
    return Matcher(enumerate(phrases), language())


def found(known: Matcher, text: str) -> list[tuple[str, float, bool]]:
    return [(match.phrase, match.certainty, match.denied) for match in known.find(read_words(text, language()))]


def test_a_phrase_is_found_in_order_with_little_between() -> None:
    known = matcher("pohon tumbang")
    assert found(known, "pohon tumbang") == [("pohon tumbang", EXACT, False)]
    assert found(known, "wit gedhe tumbang")[0][1] < EXACT
    assert found(known, "tumbang pohon") == []
    assert found(known, "pohon. tumbang") == []
    assert found(known, "pohon a b c d besar sekali tumbang") == []


def test_the_certainty_says_how_a_word_was_found() -> None:
    known = matcher("kebakaran", "digigit ular")
    assert found(known, "kebakaranlah")[0][1] == BY_STEM
    assert found(known, "kebakaram")[0][1] == BY_SPELLING
    assert found(known, "gigit ular")[0][1] == BY_STEM


def test_a_phrase_of_symbols_is_left_out_and_one_of_metacharacters_is_only_words() -> None:
    assert matcher("...").starting == {}
    assert found(matcher("(api+)+$ unggun"), "api" * 1000 + " api unggun") == [("(api+)+$ unggun", EXACT, False)]
