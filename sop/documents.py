"""The YAML files of this release, read strictly: `yes` is a word, a key stands once."""

from collections.abc import Hashable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parent / "data"
BOOLEANS = "tag:yaml.org,2002:bool"


class Strict(yaml.constructor.SafeConstructor):
    """YAML without a trap: a key written twice is an error, not a silent loss."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping; its keys differ.

        Raises:
            yaml.YAMLError: a key stands twice; the line is named.
        """
        seen: set[str] = set()
        for key, _value in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} stands twice", key.start_mark)
            seen.add(key.value)
        kept: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return kept


if hasattr(yaml, "CSafeLoader"):  # the C parser is seven times faster

    class Loader(Strict, yaml.CSafeLoader):
        """Reads our files."""

else:

    class Loader(Strict, yaml.SafeLoader):  # type: ignore[no-redef]
        """Reads our files."""


# In YAML 1.1 `no` means false; here it is the answer "no".
Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != BOOLEANS or letter in "tTfF"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_document(path: Path) -> Any:
    """The plain data of a file.

    Raises:
        yaml.YAMLError: it is no YAML; the message names line and column.
    """
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader)  # noqa: S506 (a SafeLoader)


@cache
def read_data(name: str) -> Any:
    """One of our own files, read once; nobody may change what it returns."""
    return read_document(DATA / name)


@cache
def read_words(name: str) -> tuple[str, ...]:
    """The words of one of our own word lists; lines that begin with # explain."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())
