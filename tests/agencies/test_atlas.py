"""Points and areas: outlines before centres, centres before districts, and nothing far away."""

from uuid import UUID

import pytest

from agencies.atlas import Atlas, Plot


def _square(lat: float, lon: float, half: float) -> dict[str, object]:
    west, east, south, north = lon - half, lon + half, lat - half, lat + half
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


def _plot(number: int, kind: str, lat: float, lon: float, outline: dict[str, object] | None = None) -> Plot:
    return Plot(UUID(int=number), str(number), f"Area {number}", kind, UUID(int=1), lat, lon, outline)


OUTLINED = _plot(11, "village", -8.10, 112.00, _square(-8.10, 112.00, 0.01))
CENTRE_ONLY = _plot(12, "village", -8.10, 112.03)
DISTRICT = _plot(1, "district", -8.10, 112.00, _square(-8.10, 112.00, 0.5))
ATLAS = Atlas([DISTRICT, CENTRE_ONLY, OUTLINED])


@pytest.mark.parametrize(
    ("lat", "lon", "area"),
    [
        pytest.param(-8.105, 112.005, OUTLINED, id="inside an outline"),
        pytest.param(-8.10, 112.02, CENTRE_ONLY, id="beside it: the nearest centre without an outline"),
        pytest.param(-8.10, 112.07, CENTRE_ONLY, id="4.4 km from the centre"),
        pytest.param(-8.10, 112.09, DISTRICT, id="6.6 km from it: the district"),
        pytest.param(-8.10, 113.00, None, id="outside"),
        pytest.param(90, 180, None, id="the pole"),
    ],
)
def test_a_point_belongs_to_one_area(lat: float, lon: float, area: Plot | None) -> None:
    assert ATLAS.at(lat, lon) == (area.id if area else None)


def test_equally_near_centres_are_settled_by_their_code() -> None:
    west, east = _plot(21, "village", 0, -0.01), _plot(22, "village", 0, 0.01)

    assert Atlas([east, west]).at(0, 0) == Atlas([west, east]).at(0, 0) == west.id


def test_an_empty_atlas_knows_nothing() -> None:
    assert Atlas([]).at(0, 0) is None
    assert Atlas([]).named("Ngunut") is None
