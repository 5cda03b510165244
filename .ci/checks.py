"""What no other tool of `make check` looks at: links in the docs, the console's lock file, translations.

Each finding is one line; the exit code is 1 when there is any.
"""

import json
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

PROJECT = Path(__file__).resolve().parent.parent
ROOMS = ("psc", "foundation", "sop", "agencies", "incidents", "dispatch", "oversight")
# Django's functions beside those Babel knows: the place of the text, of the plural, of the context.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def pages() -> list[Path]:
    """Every Markdown page of the project."""
    return sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")])


def broken_links() -> Iterator[str]:
    """Links of a page to a file, or to a heading, that is not there."""
    for page in pages():
        text = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            path, _, heading = target.partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            file = (page.parent / path).resolve() if path else page
            if not file.exists():
                yield f"{page.relative_to(PROJECT)}: {target} is not there"
            elif heading and file.suffix == ".md" and heading not in headings(file):
                yield f"{page.relative_to(PROJECT)}: {target} names no heading of that page"


def headings(page: Path) -> set[str]:
    """The anchors of a page, as web views of repositories make them."""
    found = re.findall(r"^#+ +(.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in found}


def addresses_in_lock_file() -> Iterator[str]:
    """A `resolved` ties everybody to the registry of whoever made the file."""
    lock = PROJECT / "console" / "package-lock.json"
    for name, entry in json.loads(lock.read_text()).get("packages", {}).items():
        if "resolved" in entry:
            yield f"console/package-lock.json: {name} has `resolved`; remove these lines"


def untranslated() -> Iterator[str]:
    """Texts of the sources without an English translation, and translations that are only guesses."""
    catalogue = PROJECT / "locale" / "en" / "LC_MESSAGES" / "django.po"
    if not catalogue.exists():
        yield f"{catalogue.relative_to(PROJECT)} is not there"
        return
    with catalogue.open("rb") as file:
        known = read_po(file)
    for where, text, context in texts():
        entry = known.get(text, context)
        if entry is None or not entry.string or (isinstance(entry.string, tuple) and not all(entry.string)):
            yield f"{where}: no English for {text!r}"
    for domain in sorted((PROJECT / "locale").glob("*/LC_MESSAGES/*.po")):
        with domain.open("rb") as file:
            for entry in read_po(file):
                if entry.id and (entry.fuzzy or not entry.string):
                    yield f"{domain.relative_to(PROJECT)}: {entry.id!r} is not translated"


def texts() -> Iterator[tuple[str, str, str | None]]:
    """Every translatable text of the Python sources and the templates: where, text, context."""
    for room in ROOMS:
        for path in sorted((PROJECT / room).rglob("*.py")):
            yield from texts_of(path, path.read_text())
    for path in sorted((PROJECT / "templates").rglob("*.html")):
        code = templatize(path.read_text())
        # Babel reads what comes out as Python, to which a template's indentation means nothing.
        yield from texts_of(path, "\n".join(line.strip() for line in code.splitlines()))


def texts_of(path: Path, code: str) -> Iterator[tuple[str, str, str | None]]:
    """The translatable texts of one source."""
    for line, message, _comments, context in extract("python", BytesIO(code.encode()), KEYWORDS):
        text = message if isinstance(message, str) else message[0]
        if text:
            yield f"{path.relative_to(PROJECT)}:{line}", text, context


def main() -> int:
    """Print every finding."""
    findings = [*broken_links(), *addresses_in_lock_file(), *untranslated()]
    for finding in findings:
        print(finding)
    print(f"Links, lock file, translations: {len(findings) or 'no'} findings.")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
