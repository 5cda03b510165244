"""Free text to an area: a table of what people write."""

from uuid import UUID, uuid4

import pytest

from agencies.gazetteer import DISTRICT, REGENCY, VILLAGE, Gazetteer, NamedArea

REGION = {
    "Tulungagung": ("Kedungsoko", "Kauman", "Bago"),
    "Ngunut": ("Ngunut", "Kaliwungu", "Sumberingin Kulon"),
    "Kauman": ("Kauman", "Kalangbret", "Sidorejo"),
    "Campurdarat": ("Campurdarat", "Pojok", "Wates"),
    "Sumbergempol": ("Wates", "Junjung"),
    "Sendang": ("Tugu", "Sendang"),
}


def _areas() -> dict[str, NamedArea]:
    regency = NamedArea(uuid4(), "Kabupaten Tulungagung", REGENCY, None)
    areas = {"regency": regency}
    for district, villages in REGION.items():
        above = areas[district] = NamedArea(uuid4(), district, DISTRICT, regency.id)
        for village in villages:
            areas[f"{district}/{village}"] = NamedArea(uuid4(), village, VILLAGE, above.id)
    return areas


AREAS = _areas()
GAZETTEER = Gazetteer(AREAS.values())
LABELS: dict[UUID | None, str | None] = {area.id: label for label, area in AREAS.items()} | {None: None}


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("rumah terbakar di Kalangbret", "Kauman/Kalangbret"),
        ("rumah terbakar di KALANGBRET, depan masjid!", "Kauman/Kalangbret"),
        ("Ds. Kaliwungu Kec. Ngunut", "Ngunut/Kaliwungu"),
        ("desa sumberingin kulon", "Ngunut/Sumberingin Kulon"),
        ("kecelakaan di campur darat", "Campurdarat"),
        ("kecamatan tulungagung", "Tulungagung"),
        # One name for a district and its seat: the district is true either way.
        ("kebakaran di ngunut", "Ngunut"),
        ("desa Ngunut", "Ngunut/Ngunut"),
        ("Ngunut, kec. Ngunut", "Ngunut/Ngunut"),
        # Two villages of one district: what both share.
        ("antara Kaliwungu dan Sumberingin Kulon", "Ngunut"),
        # A name that several districts have.
        ("kebakaran di Kauman", None),
        ("Kauman kec. Tulungagung", "Tulungagung/Kauman"),
        ("desa Wates", None),
        ("Wates Campurdarat", "Campurdarat/Wates"),
        ("desa Wates kecamatan Sumbergempol", "Sumbergempol/Wates"),
        # Names that disagree.
        ("dari Kalangbret ke Junjung", None),
        # Everyday words.
        ("di pojok pasar Campurdarat", "Campurdarat"),
        ("di pojok pasar", None),
        ("desa pojok", "Campurdarat/Pojok"),
        ("Tugu Sendang", "Sendang/Tugu"),
        ("Tugu, kec. Sendang", "Sendang/Tugu"),
        # Streets, hamlets and the regency itself say nothing.
        ("jl. Kalangbret 5", None),
        ("jalan raya Ngunut", None),
        ("dusun Junjung", None),
        ("jl. Kalangbret, desa Junjung", "Sumbergempol/Junjung"),
        ("di Tulungagung", None),
        ("kab. Tulungagung", None),
        ("Kalangbret Tulungagung", "Kauman/Kalangbret"),
        ("", None),
        ("tolong cepat", None),
        ("kalangbretan", None),
    ],
)
def test_text_names_one_area_or_none(text: str, area: str | None) -> None:
    assert LABELS[GAZETTEER.find(text)] == area


def test_an_empty_region_names_nothing() -> None:
    assert Gazetteer([]).find("Kalangbret") is None
