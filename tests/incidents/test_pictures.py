"""Whatever a stranger sends, what is kept is pixels."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from incidents.pictures import LARGEST_SIDE, SMALL_SIDE, NoPicture, develop
from tests.incidents.pictures import a_picture, a_telephones_picture


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_telephones_make_is_kept_as_jpeg(kind: str) -> None:
    picture = develop(a_picture(kind))
    assert opened(picture.full).format == opened(picture.small).format == "JPEG"
    assert (picture.width, picture.height) == (40, 30)


def test_where_and_by_whom_it_was_taken_is_not_kept() -> None:
    data = a_telephones_picture()
    assert opened(data).getexif().get_ifd(0x8825)
    picture = develop(data)
    for kept in (picture.full, picture.small):
        assert dict(opened(kept).getexif()) == {}
        assert b"Budi" not in kept
        assert b"Exif" not in kept


def test_it_stands_as_the_camera_was_held() -> None:
    picture = develop(a_telephones_picture(turned=6))
    assert (picture.width, picture.height) == (300, 400)
    # Red was upper left; turned by a quarter it is upper right.
    assert opened(picture.full).getpixel((290, 10))[1] < 60  # type: ignore[index]


def test_it_is_no_larger_than_a_screen_shows() -> None:
    picture = develop(a_picture("JPEG", (5000, 1000)))
    assert (picture.width, max(opened(picture.small).size)) == (LARGEST_SIDE, SMALL_SIDE)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "unknown"),
        (b"<script>alert(1)</script>", "unknown"),
        (a_picture("GIF"), "unknown"),
        (a_picture("JPEG", (400, 300))[:-200], "broken"),
        (a_picture("PNG", (10_000, 6_000)), "too_large"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(NoPicture) as refused:
        develop(data)
    assert refused.value.reason == reason


@given(st.binary(max_size=300))
def test_no_bytes_break_it(noise: bytes) -> None:
    for data in (noise, a_picture("PNG")[:60] + noise, a_picture("JPEG")[:200] + noise):
        try:
            develop(data)
        except NoPicture:
            continue
