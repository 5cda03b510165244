"""What no other tool of `make check` looks at: links in the docs, names of files, the console's lock file.

Each finding is one line; the exit code is 1 when there is any.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
# Folders that programs fill.
MADE = {"node_modules", "dist", "var", "__pycache__"}


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


def own_files(folder: Path) -> Iterator[str]:
    """Every file that people wrote, as `incidents/api.py`."""
    for place in sorted(folder.iterdir()):
        if place.is_file():
            yield str(place.relative_to(PROJECT))
        elif place.is_dir() and (place.name == ".ci" or not place.name.startswith(".")) and place.name not in MADE:
            yield from own_files(place)


def names_of_nothing() -> Iterator[str]:
    """A comment or page that names a file nobody has keeps its reason to itself."""
    files = list(own_files(PROJECT))
    ends = {"/".join(parts[at:]) for parts in (file.split("/") for file in files) for at in range(len(parts))}
    for file in files:
        if not file.endswith((".py", ".ts", ".md", ".html", ".js", ".yml", ".css")):
            continue
        for number, line in enumerate((PROJECT / file).read_text().splitlines(), start=1):
            for name in re.findall(r"`([\w./-]+\.(?:md|py|ts|html|css|yaml))`", line):
                if name.removeprefix("./") not in ends:
                    yield f"{file}:{number}: {name} is not there"


def main() -> int:
    """Print every finding."""
    findings = [*broken_links(), *addresses_in_lock_file(), *names_of_nothing()]
    for finding in findings:
        print(finding)
    print(f"Links, names and lock file: {len(findings) or 'no'} findings.")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
