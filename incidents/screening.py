"""A first, transparent look at whether a report may be none. Pure. It only advises: no report is ever hidden by it."""

from dataclasses import dataclass
from typing import Final

# What a call-taker of a 112 hears in a prank or a test; each advises, none decides.
PRANK_WORDS: Final = frozenset(
    {"prank", "iseng", "bercanda", "guyon", "ngerjain", "hahaha", "wkwk", "wkwkwk", "bohongan"}
)
TEST_WORDS: Final = frozenset({"tes", "test", "testing", "uji", "coba", "nyoba"})
# A text that short says nothing (letters).
SHORTEST_TEXT: Final = 4
# So many calls of one number within a day are a pattern.
MANY_CALLS: Final = 3
NUISANCE: Final = frozenset({"prank", "silent", "test", "misdial"})


@dataclass(frozen=True)
class CallHistory:
    """What this number did before: reports in the last 24 hours, nuisance and genuine ones ever."""

    last_day: int = 0
    nuisance: int = 0
    genuine: int = 0


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for or against, with its weight in the score."""

    code: str
    text: str
    weight: float


@dataclass(frozen=True)
class Screening:
    """`score`: 0 nothing speaks against a real emergency, 1 everything does."""

    score: float
    reasons: tuple[Reason, ...]

    def as_json(self) -> dict[str, object]:
        """As the API and the card carry it."""
        return {
            "score": self.score,
            "reasons": [{"code": reason.code, "text": reason.text, "weight": reason.weight} for reason in self.reasons],
        }


def screen(text: str, suggested_type: str, history: CallHistory) -> Screening:
    """Score a report by its words and its number's past; an earlier real emergency always speaks for the caller."""
    words = {word.strip(".,!?\"'()").lower() for word in text.split()}
    reasons = [*word_reasons(text, words, suggested_type), *history_reasons(history)]
    score = min(1.0, max(0.0, sum(reason.weight for reason in reasons)))
    return Screening(round(score, 2), tuple(reasons))


def word_reasons(text: str, words: set[str], suggested_type: str) -> list[Reason]:
    """What the words say."""
    found = []
    if len(text.strip()) < SHORTEST_TEXT:
        found.append(Reason("silent", "Tidak ada kata-kata: panggilan senyap?", 0.4))
    if words & PRANK_WORDS:
        found.append(Reason("prank_words", "Kata-kata bercanda: " + ", ".join(sorted(words & PRANK_WORDS)), 0.4))
    if words & TEST_WORDS and len(words) <= 6:
        found.append(Reason("test_words", "Terdengar seperti uji coba", 0.3))
    if suggested_type == "SYS-PRANK":
        found.append(Reason("looks_like_prank", "Usulan jenis: iseng atau uji", 0.2))
    return found


def history_reasons(history: CallHistory) -> list[Reason]:
    """What the number's past says."""
    found = []
    if history.last_day >= MANY_CALLS:
        found.append(Reason("repeat_number", f"{history.last_day} laporan dari nomor ini dalam 24 jam", 0.2))
    if history.nuisance:
        found.append(
            Reason(
                "nuisance_before",
                f"{history.nuisance} laporan terdahulu bukan darurat",
                min(0.4, 0.1 * history.nuisance),
            )
        )
    if history.genuine:
        found.append(Reason("genuine_before", f"{history.genuine} laporan terdahulu sungguhan", -0.4))
    return found
