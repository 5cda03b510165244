"""What the centre says, and its English: `python -m psc.translations` brings the catalogue up to date.

The sources say everything in Indonesian, which is gettext's msgid. The update keeps what is translated, adds what is
new (empty, for a person to fill in) and drops what nobody says any more. `--check` changes nothing and fails on
anything that a reader of English would miss. The console's texts have the same in `npm run strings`; the engine
compiles both catalogues.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PROJECT = Path(__file__).resolve().parent.parent
ENGLISH = PROJECT / "locale" / "en" / "LC_MESSAGES"
ROOMS = ("foundation", "sop", "agencies", "incidents", "dispatch", "oversight", "psc")
# Where each of Django's functions has the text, the plural and the context.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# As plain as the console's: no dates and no names of tools, which would differ with every run.
HEADER = (
    "Project-Id-Version: PSC 112",
    "Language: en",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=UTF-8",
    "Content-Transfer-Encoding: 8bit",
    "Plural-Forms: nplurals=2; plural=(n != 1);",
)
WIDTH = 110
# What a translation may move but neither lose nor invent: values, and markup.
HOLE = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|</?[a-z]+>")


def sources() -> Iterator[tuple[Path, str]]:
    """Every Python source and every template, as Python that Babel can read."""
    for room in ROOMS:
        for path in sorted((PROJECT / room).rglob("*.py")):
            yield path, path.read_text()
    for path in sorted((PROJECT / "templates").rglob("*.html")):
        # To Python an indentation means something, to a template it does not.
        yield path, "\n".join(line.strip() for line in templatize(path.read_text()).splitlines())


def read_sources() -> Catalog:
    """Every text that the sources say, each with the files that say it."""
    said = Catalog(locale="en")
    for path, code in sources():
        place = (str(path.relative_to(PROJECT)), 0)
        for _line, text, _comments, context in extract("python", BytesIO(code.encode()), KEYWORDS):
            said.add(text, locations=[place], context=context)
    return said


def read_catalogue(domain: str) -> Catalog:
    """The English catalogue of `django` (the server) or `djangojs` (the console)."""
    with (ENGLISH / f"{domain}.po").open("rb") as file:
        return read_po(file, locale="en")


def messages(catalogue: Catalog) -> Iterator[Message]:
    """The messages without the header."""
    return (message for message in catalogue if message.id)


def forms(message: Message) -> tuple[str, ...]:
    """The one text, or singular and plural; empty where there is no English yet."""
    said = message.string
    return tuple(said) if isinstance(said, (tuple, list)) else (said or "",)


def ids(message: Message) -> tuple[str, ...]:
    """The Indonesian of each form."""
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def holes(text: str) -> list[str]:
    """What must stand in a translation too."""
    return sorted(HOLE.findall(text))


def complaints_about(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    name, plural = ids(message)[0], ids(message)[-1]
    texts = forms(message)
    if message.fuzzy:
        yield f"{name!r} is only guessed (fuzzy)"
    if len(texts) != len(ids(message)) or not all(texts):
        yield f"{name!r} has no English text"
        return
    # The singular may say "one" instead of the number.
    if holes(texts[-1]) != holes(plural) or not set(holes(texts[0])) <= set(holes(plural)):
        yield f"{name!r} loses or invents a value in English"


def complain(domain: str) -> list[str]:
    """What is wrong with a catalogue in itself, in sentences."""
    known = read_catalogue(domain)
    found = [complaint for message in messages(known) for complaint in complaints_about(message)]
    found += [f"{message.id!r} is kept as obsolete" for message in known.obsolete.values()]
    return found


def complain_of_sources() -> list[str]:
    """Where the server's catalogue and the sources differ."""
    said, known = read_sources(), read_catalogue("django")
    lacking = [message for message in messages(said) if counterpart(known, message) is None]
    left = [message for message in messages(known) if counterpart(said, message) is None]
    return [
        *(f"{ids(message)[0]!r} is not in the English catalogue" for message in lacking),
        *(f"{ids(message)[0]!r} is in the English catalogue but no longer used" for message in left),
    ]


def counterpart(catalogue: Catalog, message: Message) -> Message | None:
    """The message of the same context, text and plural in another catalogue."""
    found = catalogue.get(message.id, message.context)
    return found if found is not None and ids(found) == ids(message) else None


def update() -> None:
    """Write the catalogue anew: the sources' texts, the English known so far."""
    said = read_sources()
    if (ENGLISH / "django.po").exists():
        known = read_catalogue("django")
        for message in messages(said):
            translated = counterpart(known, message)
            if translated is not None:
                message.string = translated.string
    ENGLISH.mkdir(parents=True, exist_ok=True)
    with (ENGLISH / "django.po").open("wb") as file:
        header = "".join(f'"{line}\\n"\n' for line in HEADER)
        file.write(f'msgid ""\nmsgstr ""\n{header}\n'.encode())
        write_po(file, said, width=WIDTH, omit_header=True, sort_output=True, include_lineno=False)


def main() -> int:
    """Update unless only asked; say what is left to do."""
    if "--check" not in sys.argv[1:]:
        update()
    found = [*complain("django"), *complain("djangojs"), *complain_of_sources()]
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.stdout.write(f"English: {len(found) or 'no'} findings.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
