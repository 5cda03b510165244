"""Files that people hand in: kept in one folder that no web server shows, under names that we made up ourselves."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings


def path_of(name: str) -> Path:
    """Where the file of this name is kept."""
    return Path(settings.MEDIA_ROOT) / name


def keep(name: str, data: bytes) -> None:
    """Write a file whole or not at all; nobody but this system's account may read it."""
    place = path_of(name)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(place)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def read(name: str) -> bytes | None:
    """The file's content, or None where it is gone."""
    try:
        return path_of(name).read_bytes()
    except FileNotFoundError:
        return None


def kept(folder: str) -> Iterator[tuple[str, datetime]]:
    """The name of every file in a folder and those below it, and when it was written; unfinished ones too."""
    for place in path_of(folder).rglob("*"):
        if place.is_file():
            yield str(place.relative_to(path_of(""))), datetime.fromtimestamp(place.stat().st_mtime, UTC)


def drop(name: str) -> None:
    """Delete it; what is gone already is gone."""
    with contextlib.suppress(FileNotFoundError):
        path_of(name).unlink()
