"""`{% console_assets "src/consoles/board.ts" %}`: the built files of one entry, by the names in Vite's manifest."""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

NOT_BUILT = mark_safe("<!-- the console is not built: run `make run`, or `npm run build` in console/ -->")


@register.simple_tag
def console_assets(entry: str) -> SafeString:
    """Links and scripts of this entry. Without a build the page stays plain instead of failing."""
    path = Path(settings.CONSOLE_DIST) / ".vite" / "manifest.json"
    if not path.is_file():
        return NOT_BUILT
    manifest = read_manifest(path, path.stat().st_mtime_ns)
    chunk = manifest.get(entry)
    if chunk is None:  # a build from before this entry
        return NOT_BUILT
    parts = list(dict.fromkeys(parts_of(manifest, entry)))
    styles = [file for part in parts for file in manifest[part].get("css", [])]
    styles += [chunk["file"]] if chunk["file"].endswith(".css") else []
    links = format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(file),) for file in styles))
    if chunk["file"].endswith(".css"):
        return links
    preloads = format_html_join(
        "\n",
        '<link rel="modulepreload" href="{}">',
        ((static(manifest[part]["file"]),) for part in parts if part != entry),
    )
    script = format_html('<script type="module" src="{}"></script>', static(chunk["file"]))
    return format_html("{}\n{}\n{}", links, preloads, script)


def files_of(entry: str) -> list[str]:
    """The addresses of everything that this entry needs; none without a build."""
    path = Path(settings.CONSOLE_DIST) / ".vite" / "manifest.json"
    manifest = read_manifest(path, path.stat().st_mtime_ns) if path.is_file() else {}
    if entry not in manifest:
        return []
    parts = [manifest[part] for part in dict.fromkeys(parts_of(manifest, entry))]
    # The other language comes by itself, for who reads it.
    later = [manifest[part] for part in manifest[entry].get("dynamicImports", [])]
    return [static(file) for part in parts + later for file in (part["file"], *part.get("css", []))]


def parts_of(manifest: dict[str, Any], entry: str) -> Iterator[str]:
    """An entry and everything that it imports: a stylesheet hangs on the part that names it, not on the entry."""
    for needed in manifest[entry].get("imports", []):
        yield from parts_of(manifest, needed)
    yield entry


@lru_cache(maxsize=2)
def read_manifest(path: Path, changed_ns: int) -> dict[str, Any]:
    """The manifest, read again only when a build has written a new one."""
    manifest: dict[str, Any] = json.loads(path.read_text())
    return manifest
