"""What a map is drawn from: the areas' outlines, lighter than they were imported, and the stations."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from agencies.boundaries import contains, is_outline
from agencies.outlines import simplified
from foundation.people.models import User
from foundation.people.services import issue_token
from tests.agencies.region import add_user

GEO = Path(os.environ.get("PSC_TEST_DATA", "/nonexistent")) / "geo-indonesia"
needs_geo = pytest.mark.skipif(
    not GEO.is_dir(), reason="needs the boundaries of PSC_TEST_DATA (geo-indonesia), which are not part of the project"
)
# The border at x = 1 bends a little at (1.0001, 0.5) and much at (1.4, 1.5).
BORDER = [[1, 0], [1.0001, 0.5], [1, 1], [1.4, 1.5], [1, 2]]
WEST = {"type": "Polygon", "coordinates": [[[0, 0], *BORDER, [0, 2], [0, 0]]]}
EAST = {"type": "Polygon", "coordinates": [[[1, 2], [2, 2], [2, 0], *BORDER]]}


def _get(path: str, **headers: str) -> Any:
    reader = User.objects.filter(username="reader").first() or add_user("reader", "dispatcher")
    token = issue_token(user=reader)[0]
    return Client().get(f"/api/v1/{path}", headers={"Authorization": f"Token {token}", **headers})


def test_a_border_that_two_areas_share_loses_the_same_corners_in_both() -> None:
    west, east = (simplified(outline, least=0.01)["coordinates"][0] for outline in (WEST, EAST))

    assert [1.0001, 0.5] not in west + east
    assert all(corner in west and corner in east for corner in ([1, 0], [1.4, 1.5], [1, 2]))
    assert west[0] == west[-1]


def test_small_islands_stay_on_the_map() -> None:
    islet = {"type": "MultiPolygon", "coordinates": [[[[0, 0], [1e-4, 0], [1e-4, 1e-4], [0, 1e-4], [0, 0]]]]}

    assert len(simplified(islet)["coordinates"][0][0]) == 4


def test_a_seam_inside_an_outline_goes_and_a_lake_stays() -> None:
    seam = [[0.5, 0.5], [0.5001, 0.5], [0.5001, 0.9], [0.5, 0.5]]
    lake = [[0.2, 0.2], [0.4, 0.2], [0.4, 0.4], [0.2, 0.4], [0.2, 0.2]]
    land = {"type": "Polygon", "coordinates": [WEST["coordinates"][0], seam, lake]}

    assert simplified(land, least=0.001)["coordinates"][1:] == [lake]


@needs_geo
def test_real_outlines_become_light_and_stay_where_they_are() -> None:
    features = json.loads((GEO / "tulungagung_desa.geojson").read_text())["features"]
    light = [simplified(feature["geometry"]) for feature in features]

    assert all(is_outline(outline) for outline in light)
    assert len(json.dumps(light)) < len(json.dumps([feature["geometry"] for feature in features])) / 2
    inside = [
        contains(outline, feature["properties"]["inside_lat"], feature["properties"]["inside_lon"])
        for feature, outline in zip(features, light, strict=True)
    ]
    assert all(inside)


def test_without_outlines_every_area_is_its_middle(tulungagung: None) -> None:
    answer = _get("areas.geojson")
    features = answer.json()["features"]

    assert answer.headers["Content-Type"] == "application/geo+json"
    assert len(features) == 1 + 19 + 271
    assert {feature["geometry"]["type"] for feature in features} == {"Point"}
    district = next(feature for feature in features if feature["id"] == "35.04.01")
    assert (district["properties"]["kind"], district["properties"]["parent"]) == ("district", "35.04")
    assert district["properties"]["middle"] == district["geometry"]["coordinates"]
    assert 300 <= district["properties"]["radius_m"] <= 5000


@needs_geo
def test_a_browser_keeps_the_areas_until_they_change(tulungagung: None) -> None:
    first = _get("areas.geojson")
    assert _get("areas.geojson", **{"If-None-Match": first.headers["ETag"]}).status_code == 304

    call_command("import_areas", GEO / "tulungagung_kecamatan.geojson")
    changed = _get("areas.geojson", **{"If-None-Match": first.headers["ETag"]})

    assert changed.status_code == 200
    outlined = [feature["id"] for feature in changed.json()["features"] if feature["geometry"]["type"] != "Point"]
    assert len(outlined) == 19


def test_stations_are_on_the_map_with_both_names_of_their_agency(tulungagung: None) -> None:
    stations = {row["code"]: row for row in _get("stations").json()["results"]}

    assert stations["pupr"]["kind"] == "office"
    assert set(stations["pupr"]["agency"]["name"]) == {"id", "en"}
    assert any(row["kind"] == "hospital" for row in stations.values())
