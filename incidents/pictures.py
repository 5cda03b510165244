"""What is kept of a picture that somebody hands in: its pixels, drawn anew. No model, no database."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

# By content, never by name or by what the sender calls it.
FORMATS: Final = ("JPEG", "PNG", "WEBP")
LARGEST_BYTES: Final = 10 * 1024 * 1024
# A small file can unfold to more pixels than the machine has memory for.
MOST_PIXELS: Final = 50_000_000
LARGEST_SIDE, SMALL_SIDE = 2048, 320


class NoPicture(ValueError):
    """These bytes are no picture that we keep; `reason` is `unknown`, `too_large` or `broken`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Picture:
    """The picture as JPEG, whole and small, without a word about where, when or with what it was taken."""

    full: bytes
    small: bytes
    width: int
    height: int


def develop(data: bytes) -> Picture:
    """Draw the picture anew: turned as the camera was held, no larger than a screen shows, stripped of everything else.

    Raises:
        NoPicture: it is none, too large, or broken.
    """
    try:
        opened = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise NoPicture("too_large") from None
    except (UnidentifiedImageError, OSError, ValueError):
        raise NoPicture("unknown") from None
    if opened.width * opened.height > MOST_PIXELS:
        raise NoPicture("too_large")
    try:
        turned = ImageOps.exif_transpose(opened).convert("RGB")
    except Exception:  # noqa: BLE001  (whatever a decoder stumbles over in a stranger's bytes)
        raise NoPicture("broken") from None
    turned.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    small = turned.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE))
    return Picture(printed(turned), printed(small), turned.width, turned.height)


def printed(image: Image.Image) -> bytes:
    """As JPEG, from the pixels alone: a new image carries no location data over."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    out = BytesIO()
    bare.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
