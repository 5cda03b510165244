"""Which village or district a caller's words name: plain text in, one area or none out.

Names are matched as whole words, however they are spaced ("Campur Darat"), and read with the word before
them: "desa", "kec.", or a street, whose name says little of where it runs. All names said must agree on one
district; when they do not, or when a name fits several districts, the answer is none. A wrong place sends
help astray; no place routes by the mandates for the whole region and alarms the coordinator.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

REGENCY, DISTRICT, VILLAGE = "regency", "district", "village"

# The word before a name, and what it makes of the name.
MARKERS = {
    **dict.fromkeys(("desa", "ds", "kelurahan", "kel"), VILLAGE),
    **dict.fromkeys(("kecamatan", "kec"), DISTRICT),
    **dict.fromkeys(("kabupaten", "kab", "kota", "provinsi", "prov"), "elsewhere"),
    **dict.fromkeys(("jalan", "jln", "jl", "gang", "gg", "lorong", "lrg"), "street"),
    # A hamlet often bears the name of a village that it does not lie in.
    **dict.fromkeys(("dusun", "dsn", "dukuh", "dkh", "lingkungan", "perum", "perumahan"), "street"),
}
IGNORED = {"elsewhere", "street"}
# Words that may stand between a marker and the name: "jl. raya Ngantru".
FILLERS = {"raya", "besar", "lama", "baru"}
# Names that are also everyday words: they count only with a marker, or right before their district.
EVERYDAY_WORDS = frozenset(
    word
    for line in (
        "airhitam airputih bago bandara baqa beji bendo bendungan betak bono boro botoran bugis bukur",
        "bulus bungur demuk dono dukuh duwet gamping gandong gebang geger gilang gombang jabon jawa jeli",
        "jepun joho kalangan kates kendal kiping majan manding mesjid pasarpagi pecuk pelabuhan pelem pelita",
        "pojok samar sambutan samir sawo sembung serut sidem simo simpangtiga singgit sodo soko talang talun",
        "tamban tanahmerah tanen tanggung tanjung tapan tawing tenggong tertek tugu wates waung",
    )
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class NamedArea:
    """What the gazetteer knows of an area."""

    id: UUID
    name: str
    kind: str
    parent: UUID | None


@dataclass(frozen=True, slots=True)
class _Mention:
    """One name in the text: the words it takes, the areas it may mean, whether a marker stood before it."""

    start: int
    end: int
    key: str
    areas: tuple[NamedArea, ...]
    marked: bool


def words_of(text: str) -> list[str]:
    """Lower case, without accents and signs."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return re.findall(r"[a-z0-9]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))


class Gazetteer:
    """The names of one region, ready to be found in text. Immutable: build one per edition of the areas."""

    def __init__(self, areas: Iterable[NamedArea]) -> None:
        known = list(areas)
        self._named: dict[str, list[NamedArea]] = defaultdict(list)
        for area in known:
            if area.kind != REGENCY:
                self._named["".join(words_of(area.name))].append(area)
        # "di Tulungagung" means the regency as often as its district of that name.
        self._regencies = {
            "".join(word for word in words_of(area.name) if word not in MARKERS)
            for area in known
            if area.kind == REGENCY
        }
        # One word more than the longest name: people split them.
        self._longest = max((len(words_of(area.name)) for area in known), default=0) + 1

    def find(self, text: str) -> UUID | None:
        """The village or district that the text names without doubt."""
        mentions = self._without_everyday_words(list(self._mentions(words_of(text))))
        if not mentions:
            return None
        shared = set.intersection(*({_district_of(area) for area in said.areas} for said in mentions))
        if len(shared) != 1:
            return None
        return _smallest(shared.pop(), mentions)

    def _mentions(self, words: list[str]) -> Iterator[_Mention]:
        at = 0
        while at < len(words):
            end = self._longest_name_at(words, at)
            if end is None:
                at += 1
                continue
            marker = marker_before(words, at)
            key = "".join(words[at:end])
            areas = tuple(area for area in self._named[key] if marker in (None, area.kind))
            vague = marker in IGNORED or (marker is None and key in self._regencies)
            if areas and not vague:
                yield _Mention(at, end, key, areas, marked=marker is not None)
            at = end

    def _longest_name_at(self, words: list[str], at: int) -> int | None:
        for end in range(min(len(words), at + self._longest), at, -1):
            if "".join(words[at:end]) in self._named:
                return end
        return None

    def _without_everyday_words(self, mentions: list[_Mention]) -> list[_Mention]:
        """Drop unmarked everyday words, save those right before their district ("Tugu, Sendang")."""
        kept = []
        for i, said in enumerate(mentions):
            after = mentions[i + 1] if i + 1 < len(mentions) else None
            if said.marked or said.key not in EVERYDAY_WORDS or _stands_before_its_district(said, after):
                kept.append(said)
        return kept


def marker_before(words: list[str], at: int) -> str | None:
    """What the word before a name makes of it: a kind of area, "street", "elsewhere", or nothing."""
    before = at - 1
    while before > 0 and words[before] in FILLERS:
        before -= 1
    return MARKERS.get(words[before]) if before >= 0 else None


def _stands_before_its_district(said: _Mention, after: _Mention | None) -> bool:
    # "kec." may stand between the two.
    if after is None or after.start - said.end > int(after.marked):
        return False
    districts = {area.id for area in after.areas if area.kind == DISTRICT}
    return any(area.parent in districts for area in said.areas)


def _district_of(area: NamedArea) -> UUID | None:
    return area.id if area.kind == DISTRICT else area.parent


def _smallest(district: UUID | None, mentions: Iterable[_Mention]) -> UUID | None:
    """The one village that is named inside the district, else the district.

    A district and its seat mostly share their name: unmarked, that name says the district, unless another
    mention already says it ("Ngunut, kec. Ngunut").
    """
    inside = [[area for area in said.areas if _district_of(area) == district] for said in mentions]
    district_said = any(all(area.kind == DISTRICT for area in areas) for areas in inside)
    villages = {
        area.id
        for areas in inside
        if district_said or all(area.kind == VILLAGE for area in areas)
        for area in areas
        if area.kind == VILLAGE
    }
    return villages.pop() if len(villages) == 1 else district
