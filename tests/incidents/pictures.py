"""Pictures for the tests, made on the spot."""

from io import BytesIO

from PIL import Image

# What a telephone writes beside the pixels: the tags of who made it, and of where.
MAKE, GPS = 0x010F, 0x8825
PLACE = {1: "S", 2: (8.0, 4.0, 2.0), 3: "E", 4: (111.0, 54.0, 5.0)}


def a_picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """A small picture, red at its upper left."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


def a_telephones_picture(turned: int = 1) -> bytes:
    """A JPEG that says where it was taken, by which telephone, and how that was held."""
    image = Image.open(BytesIO(a_picture("JPEG", (400, 300))))
    exif = image.getexif()
    exif[MAKE], exif[0x0112] = "Telepon Pak Budi", turned
    exif.get_ifd(GPS).update(PLACE)
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()
