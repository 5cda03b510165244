"""How well and how fast reports are classified, on real reports that nobody here wrote.

    PSC_TEST_DATA=... python -m benchmarks.classification [--misses SOURCE] [--fit]

Every source is split in two by a hash with a fixed seed: words and weights were looked at on `tune` only, what
counts is `report`. `--fit` fits the confidence on `tune` and prints the numbers to put into `sop/classify.py`.
"""

import argparse
import csv
import gzip
import hashlib
import io
import os
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from sop.classify import Suggestion, classify, features, rank, read, score
from sop.library import bundled_rules
from sop.rules import Rules, compile_rules

SEED = "psc-112"
MOST_CONFUSED = 6
AIMS = {
    "top1": 0.85,
    "top3": 0.95,
    "priority": 0.9,
    "under_triage": 0.01,
    "ece": 0.05,
    "p99_ms": 2.0,
    "matching_ms": 0.2,
}

MEDICAL = frozenset(
    [
        "ARREST",
        "UNCON",
        "BREATH",
        "CHEST",
        "STROKE",
        "SEIZE",
        "CHOKE",
        "BLEED",
        "LABOR",
        "BURN",
        "POISON",
        "BITE",
        "ALLERGY",
        "SUGAR",
        "INJURY",
        "CHILD",
        "PSYCH",
        "SUICIDE",
        "ELECTRIC",
        "SICK",
        "TRANSFER",
        "DEATH",
        "MCI",
    ]
)
ANY_MEDICAL = frozenset(f"MED-{name}" for name in MEDICAL)
ANY_FIRE = frozenset({"FIR-BUILDING", "FIR-VEHICLE", "FIR-LAND", "FIR-GAS", "FIR-POWER", "FIR-HAZMAT"})
ANY_POLICE = frozenset(
    f"POL-{name}" for name in ["ROBBERY", "THEFT", "ASSAULT", "DV", "SEXUAL", "MISSING", "THREAT", "DISORDER"]
)
ANY_DISASTER = frozenset({"DIS-FLOOD", "DIS-LANDSLIDE", "DIS-WIND", "DIS-QUAKE"})
NO_REPORT = frozenset({"SVC-INFO", "SYS-PRANK", "SYS-SILENT"})
# The 15 labels of the Sumenep centre, each with the types of ours that a fair judge would accept for it.
SUMENEP_FITS = {
    "KEBAKARAN": ANY_FIRE,
    "ORANG DENGAN GANGGUAN JIWA (ODGJ)": {"MED-PSYCH", "MED-SUICIDE", "SVC-SOCIAL"},
    "EVAKUASI HEWAN LIAR/BUAS": {"RES-ANIMAL", "MED-BITE"},
    "PERMINTAAN AMBULAN": ANY_MEDICAL | {"RES-WATER"},
    "POHON TUMBANG": {"DIS-WIND", "TRF-OBSTRUCT", "FIR-POWER"},
    "GIAT EVAKUASI": {"RES-TRAPPED", "RES-WATER", "RES-ANIMAL", "TRF-OBSTRUCT", "TRF-ACCIDENT", "SVC-UTILITY"}
    | ANY_DISASTER,
    "KEAMANAN DAN KETERTIBAN MASYARAKAT": ANY_POLICE | {"SVC-SOCIAL", "MED-PSYCH"},
    "KECELAKAAN LALU LINTAS": {"TRF-ACCIDENT", "TRF-OBSTRUCT", "TRF-TRAIN", "MED-MCI", "FIR-HAZMAT"},
    "TIANG LISTRIK RUBUH": {"FIR-POWER", "SVC-UTILITY"},
    "BANJIR": {"DIS-FLOOD", "RES-WATER"},
    "BENCANA ALAM": ANY_DISASTER | {"SVC-UTILITY", "FIR-LAND"},
    "KECELAKAAN LAUT": {"RES-WATER", "POL-MISSING"},
    "KRIMINALITAS": ANY_POLICE | {"MED-BLEED"},
    "KECELAKAAN KERJA": {"MED-INJURY", "MED-BLEED", "MED-ELECTRIC", "MED-BURN", "RES-TRAPPED", "FIR-HAZMAT"},
    "COVID 19": {"MED-SICK", "MED-BREATH", "MED-TRANSFER", "MED-DEATH", "MED-UNCON", "SVC-INFO"},
}
TEMPLATED_FITS = {
    "Kriminal": ANY_POLICE,
    "Medis": ANY_MEDICAL | {"TRF-ACCIDENT"},
    "Kebakaran": ANY_FIRE,
}
TWEET_FITS = {
    "banjir": frozenset({"DIS-FLOOD"}),
    "gempa": frozenset({"DIS-QUAKE"}),
    "kebakaran": ANY_FIRE,
}
# Words by which a person can tell from the text alone that a life is at stake: the measure of under-triage.
LIFE = ("luka berat", "tidak sadar", "terjebak", "tenggelam", "sesak", "serangan jantung", "pendarahan")


# The priorities that a fair judge would give to an incident of each label, read without its details.
SUMENEP_PRIORITIES = {
    "KEBAKARAN": "P1 P2",
    "ORANG DENGAN GANGGUAN JIWA (ODGJ)": "P1 P2 P3",
    "EVAKUASI HEWAN LIAR/BUAS": "P1 P2 P3",
    "PERMINTAAN AMBULAN": "P1 P2 P3",
    "POHON TUMBANG": "P1 P2 P3",
    "GIAT EVAKUASI": "P1 P2 P3 P4",
    "KEAMANAN DAN KETERTIBAN MASYARAKAT": "P2 P3 P4",
    "KECELAKAAN LALU LINTAS": "P1 P2",
    "TIANG LISTRIK RUBUH": "P1 P2 P3",
    "BANJIR": "P1 P2",
    "BENCANA ALAM": "P1 P2 P3 P4",
    "KECELAKAAN LAUT": "P1",
    "KRIMINALITAS": "P1 P2",
    "KECELAKAAN KERJA": "P1 P2",
    "COVID 19": "P2 P3 P4",
}


@dataclass(frozen=True)
class Row:
    """One report of a source with the types that fit it."""

    source: str
    text: str
    fits: frozenset[str]
    label: str

    @property
    def half(self) -> str:
        """`tune` or `report`, for ever the same."""
        digest = hashlib.sha256(f"{SEED}:{self.source}:{self.text}".encode()).digest()
        return "tune" if digest[0] % 2 else "report"


HEAD_WORDS = frozenset(
    [
        "CC112",
        "TIM",
        "DAN",
        "&",
        "SEMUA",
        "DAMKAR",
        "DAMAKAR",
        "DANGKAR",
        "SATPOL",
        "SATPOLL",
        "SAPPOL",
        "PP",
        "POS",
        "PANTAU",
        "DLH",
        "PLN",
        "BPBD",
        "BASARNAS",
        "RSUD",
        "PUSKESMAS",
        "PUSKEMAS",
        "POLRES",
        "POLSEK",
        "POLAIRUT",
        "SATLANTAS",
        "DISHUB",
        "TELKOM",
        "DINSOS",
        "BABINSA",
        "RESPONDER",
    ]
)
NAMED = frozenset(
    ["PUSKESMAS", "PUSKEMAS", "POLRES", "POLSEK", "BASARNAS", "PLN", "BABINSA", "TELKOM", "DISHUB", "KEC"]
)


def without_head(narrative: str) -> str:
    """The note without the head that names the teams that went (it would give the answer away)."""
    tokens = narrative.split()
    named = False
    while tokens:
        bare = tokens[0].strip(",.").upper()
        if bare in HEAD_WORDS:
            named = bare in NAMED
        elif named and tokens[0][:1].isupper():
            named = tokens[0].strip(",.").upper() == "KEC"
        else:
            break
        tokens.pop(0)
    return " ".join(tokens) or narrative


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """A CSV file, packed or not."""
    packed = path.read_bytes()
    text = gzip.decompress(packed) if path.suffix == ".gz" else packed
    yield from csv.DictReader(io.StringIO(text.decode("utf-8"), newline=""))


def sumenep(data: Path) -> Iterator[Row]:
    """Real incidents of a real Indonesian 112."""
    for row in read_rows(data / "sumenep-cc112/incidents.csv"):
        fits = frozenset(SUMENEP_FITS[row["kejadian"]])
        yield Row("sumenep", without_head(row["narrative"]), fits, row["kejadian"])


def petabencana(data: Path) -> Iterator[Row]:
    """Citizens' flood reports; rows without a word are left out, there is nothing to read."""
    for path in sorted((data / "petabencana-flood-2017").glob("*.csv.gz")):
        for row in read_rows(path):
            text = f"{row['title']} {row['text']}".strip()
            if any(letter.isalpha() for letter in text):
                yield Row("petabencana", text, frozenset({"DIS-FLOOD"}), "banjir")


def tweets(data: Path) -> Iterator[Row]:
    """Eyewitnesses' tweets; talk about an event is no report."""
    for row in read_rows(data / "id-disaster-tweets/tweets.csv.gz"):
        if row["label"] == "eyewitness":
            yield Row("tweets", row["text"], TWEET_FITS[row["event"]], row["event"])


def templated(data: Path) -> Iterator[Row]:
    """A third party's template sentences: a smoke test, no more."""
    for row in read_rows(data / "id-templated-calls/calls.csv"):
        yield Row("templated", row["text"], frozenset(TEMPLATED_FITS[row["category"]]), row["category"])


def messages(data: Path) -> Iterator[Row]:
    """Private, advertising and fraudulent messages: none is a report."""
    for row in read_rows(data / "id-sms-spam/sms.csv.gz"):
        yield Row("sms", row["text"], NO_REPORT, row["label"])


SOURCES: dict[str, Callable[[Path], Iterator[Row]]] = {
    "sumenep": sumenep,
    "petabencana": petabencana,
    "tweets": tweets,
    "templated": templated,
    "sms": messages,
}


def data_folder() -> Path | None:
    """Where the test data is, when it is there."""
    folder = os.environ.get("PSC_TEST_DATA", "")
    return Path(folder) if folder and Path(folder).is_dir() else None


@dataclass(frozen=True)
class Judged:
    """A row with what we said of it."""

    row: Row
    said: Suggestion

    @property
    def top1(self) -> bool:
        """Whether the type named fits."""
        return self.said.type in self.row.fits

    @property
    def top3(self) -> bool:
        """Whether it or one of the first two runners-up fits."""
        return self.top1 or any(other.type in self.row.fits for other in self.said.alternatives[:2])


def share(flags: Iterable[bool]) -> float:
    """The share of True."""
    known = list(flags)
    return sum(known) / len(known) if known else float("nan")


def calibration_error(tested: Sequence[Judged], bins: int = 10) -> float:
    """Expected calibration error: how far the confidence is from the share that is right, by tenths."""
    tenths: dict[int, list[Judged]] = defaultdict(list)
    for item in tested:
        tenths[min(bins - 1, int(item.said.confidence * bins))].append(item)
    return sum(
        len(group)
        / len(tested)
        * abs(share(item.top1 for item in group) - statistics.fmean(item.said.confidence for item in group))
        for group in tenths.values()
    )


def under_triage(tested: Sequence[Judged]) -> tuple[int, int]:
    """Reports whose own words put a life at stake, and how many of them we put below P1."""
    grave = [item for item in tested if any(word in item.row.text.lower() for word in LIFE)]
    return sum(item.said.priority != "P1" for item in grave), len(grave)


def print_quality(tested: Sequence[Judged]) -> None:
    """A table by source and half."""
    print(f"{'source':<12} {'half':<7} {'rows':>5} {'top-1':>7} {'top-3':>7} {'ECE':>6}")
    for source in SOURCES:
        for half in ("tune", "report"):
            print_line(source, half, [item for item in tested if item.row.source == source and item.row.half == half])
    for half in ("tune", "report"):
        print_line("all reports", half, counted(tested, half))
    for half in ("tune", "report"):
        below, grave = under_triage(counted(tested, half))
        print(f"under-triage (life at stake by its own words, below P1), {half} half: {below} of {grave}")
    false = [item for item in tested if item.row.source == "sms" and item.row.half == "report"]
    print(f"messages that are no report, taken for P1 or P2: {share(i.said.priority <= 'P2' for i in false):.1%}")
    print_priorities(tested)


def counted(tested: Sequence[Judged], half: str) -> list[Judged]:
    """The reports of one half: messages are no reports, and template sentences are a smoke test only."""
    return [item for item in tested if item.row.source not in ("sms", "templated") and item.row.half == half]


def priority_accuracy(tested: Sequence[Judged]) -> float:
    """The share of Sumenep's incidents with a priority that a fair judge would give to their label."""
    real = [item for item in tested if item.row.source == "sumenep"]
    return share(item.said.priority in SUMENEP_PRIORITIES[item.row.label] for item in real)


def print_priorities(tested: Sequence[Judged]) -> None:
    """How urgent the incidents of each label were taken for. No source names a priority: labels allow some."""
    print("priority by label, sumenep, report half (those outside what the label allows in brackets):")
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for item in counted(tested, "report"):
        if item.row.source == "sumenep":
            table[item.row.label][item.said.priority] += 1
    for label, counts in sorted(table.items()):
        allowed = SUMENEP_PRIORITIES[label]
        said = [f"{code} {n}" if code in allowed else f"({code} {n})" for code, n in sorted(counts.items())]
        print(f"  {label:<36}", "  ".join(said))


def print_verdict(tested: Sequence[Judged], late_ms: float) -> None:
    """The aims, on the half that nothing was tuned on."""
    rows = counted(tested, "report")
    below, grave = under_triage(rows)
    measured = {
        "type, first guess": (share(item.top1 for item in rows), ">=", AIMS["top1"]),
        "type, among three": (share(item.top3 for item in rows), ">=", AIMS["top3"]),
        "priority (sumenep)": (priority_accuracy(rows), ">=", AIMS["priority"]),
        "under-triage": (below / grave if grave else 0.0, "<", AIMS["under_triage"]),
        "calibration error": (calibration_error(rows), "<", AIMS["ece"]),
        "p99 of one report, ms": (late_ms, "<", AIMS["p99_ms"]),
    }
    print(f"\n{'report half':<24} {'measured':>9} {'aim':>10}")
    for name, (value, way, aim) in measured.items():
        kept = value >= aim if way == ">=" else value < aim
        print(f"{name:<24} {value:>9.3f} {way:>3} {aim:>6.2f}  {'kept' if kept else 'MISSED'}")


def print_line(source: str, half: str, rows: Sequence[Judged]) -> None:
    """One line of the table."""
    if rows:
        print(
            f"{source:<12} {half:<7} {len(rows):>5} {share(i.top1 for i in rows):>7.1%}"
            f" {share(i.top3 for i in rows):>7.1%} {calibration_error(rows):>6.3f}"
        )


def print_confusion(tested: Sequence[Judged]) -> None:
    """What each label was taken for, by type; types that do not fit the label in brackets."""
    print("taken for, by label (types that do not fit in brackets), report half:")
    table: dict[str, Counter[str]] = defaultdict(Counter)
    fits: dict[str, frozenset[str]] = {}
    for item in tested:
        if item.row.source != "sms":
            label = f"{item.row.source}: {item.row.label}"
            fits[label] = item.row.fits
            table[label][item.said.type] += 1
    for label, counts in sorted(table.items()):
        most = counts.most_common(MOST_CONFUSED)
        said = [f"{code} {n}" if code in fits[label] else f"({code} {n})" for code, n in most]
        left = sum(counts.values()) - sum(n for _code, n in most)
        print(f"  {label:<44}", "  ".join(said), f" others {left}" if left else "")


def print_misses(tested: Sequence[Judged], source: str) -> None:
    """The rows of the tuning half that we got wrong; never those of the reporting half."""
    for item in tested:
        if item.row.source == source and item.row.half == "tune" and not item.top1:
            words = [(evidence.word, evidence.phrase) for evidence in item.said.evidence[:4]]
            print(f"{item.row.label} | {item.row.text[:200]} -> {item.said.type} {item.said.confidence} {words}")


def print_speed(judged: Sequence[Judged], rules: Rules) -> float:
    """Processor time a report beside the bare limit, a program of its own; the 99th percentile of new words."""
    texts = [item.row.text for item in judged]
    fresh = compile_rules(list(rules.types.values()), list(rules.opening.values()))
    first = milliseconds(texts, lambda text: classify(text, {}, fresh))
    again = milliseconds(texts, lambda text: classify(text, {}, fresh))
    words = {text: read(text, {}, rules).words for text in texts}
    matching = milliseconds(texts, lambda text: rules.matcher.find(words[text]))
    for name, (middle, late) in (("words not met before", first), ("words met before", again), ("matching", matching)):
        print(f"{name:<22} p50 {middle:.3f} ms   p99 {late:.3f} ms")
    limit, late = bare_limit(texts)
    print(f"{'bare limit':<22} p50 {limit:.3f} ms   p99 {late:.3f} ms   ratio {limit / again[0]:.3f}")
    longest = "kebakaran rumah tetangga " * 400
    print(f"{len(longest)} characters: {milliseconds([longest], lambda text: classify(text, {}, rules))[0]:.1f} ms")
    return first[1]


def milliseconds(texts: Sequence[str], work: Callable[[str], object]) -> tuple[float, float]:
    """Median and 99th percentile of the processor time of one text."""
    spent = []
    for text in texts:
        begin = time.thread_time()
        work(text)
        spent.append((time.thread_time() - begin) * 1000)
    spent.sort()
    return spent[len(spent) // 2], spent[int(len(spent) * 0.99)]


def bare_limit(texts: Sequence[str]) -> tuple[float, float]:
    """What the program beside this one needs for the same texts."""
    lines = "\n".join(" ".join(text.split()) for text in texts)
    script = Path(__file__).with_name("classification_limit.py")
    done = subprocess.run([sys.executable, script], input=lines, capture_output=True, text=True, check=True)
    middle, late = done.stdout.split()
    return float(middle), float(late)


def fit_confidence(rows: Sequence[Row], rules: Rules) -> tuple[float, ...]:
    """Logistic regression by plain gradient descent on the reports of the tuning half."""
    samples: list[tuple[tuple[float, ...], bool, float]] = []
    reports = [row for row in rows if row.source != "sms"]
    sizes = Counter(row.source for row in reports)
    for row in reports:
        ranked = rank(score(read(row.text, {}, rules), rules), rules)
        if ranked:
            samples.append((features(ranked), ranked[0].type.code in row.fits, 1 / sizes[row.source] ** 0.25))
    weights = [0.0] * 4
    total = sum(weight for _values, _right, weight in samples)
    for _round in range(4000):
        slope = [0.0] * 4
        for values, right, weight in samples:
            z = sum(a * b for a, b in zip(weights, values, strict=True))
            error = weight * (1 / (1 + exp(-z)) - right)
            for at in range(4):
                slope[at] += error * values[at]
        for at in range(4):
            weights[at] -= 0.8 * slope[at] / total
    return tuple(round(weight, 2) for weight in weights)


def main(arguments: Sequence[str]) -> int:
    """Print everything; 1 when the test data is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", choices=sorted(SOURCES))
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args(arguments)
    data = data_folder()
    if data is None:
        print("Set PSC_TEST_DATA to the folder of the test data.")
        return 1
    rules = bundled_rules()
    rows = [row for source in SOURCES.values() for row in source(data)]
    tested = [Judged(row, classify(row.text, {}, rules)) for row in rows]
    if options.misses:
        print_misses(tested, options.misses)
        return 0
    if options.fit:
        print("CONFIDENCE =", fit_confidence([row for row in rows if row.half == "tune"], rules))
        return 0
    print_quality(tested)
    print_confusion([item for item in tested if item.row.half == "report"])
    print_verdict(tested, print_speed(tested, rules))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
