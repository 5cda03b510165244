"""Which places a caller may mean: words as they are typed in, the likeliest places out. Pure.

Unlike the gazetteer, which decides by itself and therefore only without doubt, this proposes and a person chooses:
misspelt names, names half typed, and names after a street are candidates too, each with how it was found.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from agencies.gazetteer import DISTRICT, EVERYDAY_WORDS, MARKERS, VILLAGE, marker_before, words_of
from sop.spelling import LONGEST, allowed, cost, letters_left_out

How = Literal["name", "begins", "alike", "street"]
STATION = "station"
# What a way of finding is worth; a name after a street says little of where the street runs.
WORTH: dict[How, float] = {"name": 4, "begins": 2.5, "alike": 2, "street": 0.5}
MARKED, DISTRICT_SAID, EVERYDAY, OTHER_KIND = 1.0, 3.0, -1.5, -1.0
# Fewer letters begin too many names, or are too many names misspelt.
SHORTEST_BEGINNING, SHORTEST_ALIKE = 3, 4
LONGEST_QUERY_WORDS = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with a name. `radius_m`: how far from its middle somebody may be who names no more than it."""

    id: UUID
    name: str
    kind: str
    within: str
    parent: UUID | None
    lat: float
    lon: float
    radius_m: int


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate, and how it was found."""

    spot: Spot
    how: How
    score: float


@dataclass(frozen=True, slots=True)
class _Window:
    """Some words of the query, run together; `last`: it ends where the writer is."""

    key: str
    marker: str | None
    last: bool


class PlaceIndex:
    """The names of one region, ready to be searched. Immutable: build one per edition."""

    def __init__(self, spots: Iterable[Spot]) -> None:
        known = list(spots)
        self._areas: dict[str, list[Spot]] = defaultdict(list)
        for spot in known:
            if spot.kind != STATION:
                self._areas["".join(words_of(spot.name))].append(spot)
        self._stations = [(frozenset(words_of(spot.name)), spot) for spot in known if spot.kind == STATION]
        self._rare = self._words_of_one_station()
        self._longest = max((len(words_of(spot.name)) for spot in known if spot.kind != STATION), default=0) + 1
        self._by_letters: dict[str, set[str]] = defaultdict(set)
        for name in self._areas:
            for form in letters_left_out(name) if len(name) <= LONGEST else ():
                self._by_letters[form].add(name)

    def search(self, text: str, most: int = 6) -> list[Found]:
        """The likeliest places, the best first; nothing is decided."""
        words = words_of(text)[-LONGEST_QUERY_WORDS:]
        best: dict[UUID, Found] = {}
        for found in [*self._named_areas(words), *self._named_stations(set(words))]:
            if found.spot.id not in best or best[found.spot.id].score < found.score:
                best[found.spot.id] = found
        said = {found.spot.id: found.spot.name for found in best.values() if found.how in ("name", "alike")}
        ranked = [_with_district(found, said) for found in best.values()]
        return sorted(ranked, key=_rank)[:most]

    def _named_areas(self, words: list[str]) -> Iterator[Found]:
        for window in self._windows(words):
            for how, name in self._names_for(window):
                for spot in self._areas[name]:
                    yield Found(spot, how, _score(how, window, spot, name))

    def _windows(self, words: list[str]) -> Iterator[_Window]:
        for start in range(len(words)):
            if words[start] in MARKERS:
                continue
            marker = marker_before(words, start)
            for end in range(start + 1, min(len(words), start + self._longest) + 1):
                yield _Window("".join(words[start:end]), marker, end == len(words))

    def _names_for(self, window: _Window) -> Iterator[tuple[How, str]]:
        if window.marker == "elsewhere":
            return
        exact: How = "street" if window.marker == "street" else "name"
        if window.key in self._areas:
            yield exact, window.key
            return
        if window.marker == "street":
            return
        if window.last and len(window.key) >= SHORTEST_BEGINNING:
            yield from (("begins", name) for name in self._areas if name.startswith(window.key))
        if SHORTEST_ALIKE <= len(window.key) <= LONGEST:
            yield from (("alike", name) for name in self._alike(window.key))

    def _alike(self, key: str) -> Iterator[str]:
        near = {name for form in letters_left_out(key) for name in self._by_letters.get(form, ())}
        return (name for name in sorted(near) if cost(key, name) <= max(allowed(name, key), 1))

    def _named_stations(self, words: set[str]) -> Iterator[Found]:
        for name, spot in self._stations:
            hit = name & words
            if hit == name or len(hit) >= 2 or hit & self._rare:
                how: How = "name" if hit == name else "begins"
                yield Found(spot, how, WORTH[how] + len(hit))

    def _words_of_one_station(self) -> frozenset[str]:
        counts: dict[str, int] = defaultdict(int)
        for name, _spot in self._stations:
            for word in name:
                counts[word] += 1
        areas = {word for name in self._areas.values() for spot in name for word in words_of(spot.name)}
        return frozenset(word for word, n in counts.items() if n == 1 and len(word) >= 4 and word not in areas)


def _score(how: How, window: _Window, spot: Spot, name: str) -> float:
    """What speaks for this place: how it was found, the word before it, the length of what fits."""
    score = WORTH[how] + min(len(window.key), 12) / 12
    if how == "alike":
        score -= cost(window.key, name) / 4
    if window.marker in (VILLAGE, DISTRICT):
        score += MARKED if spot.kind == window.marker else OTHER_KIND
    elif name in EVERYDAY_WORDS:
        score += EVERYDAY
    return score


def _with_district(found: Found, said: dict[UUID, str]) -> Found:
    """A village whose district is named beside it is meant before others of its name.

    A district and its seat mostly share their name: one word does not say both.
    """
    spot = found.spot
    if spot.kind != VILLAGE or spot.parent is None or said.get(spot.parent) in (None, spot.name):
        return found
    return Found(spot, found.how, found.score + DISTRICT_SAID)


def _rank(found: Found) -> tuple[float, bool, str, str]:
    """The best first; of one name the district first, since that is true either way."""
    return -found.score, found.spot.kind != DISTRICT, found.spot.name, found.spot.within
