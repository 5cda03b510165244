"""Procedures as a YAML file, so that one regency starts from another's. Pure: text in, documents out, and back.

What somebody uploads is not trusted: its size, its depth and its number of parts are bounded before anything is
built from it, aliases are refused (ten lines of them can stand for a billion), no pattern is made of a phrase, and
every problem is named with its line and field.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import yaml
from django.utils.translation import gettext as _

from sop.closed import Malformed, Problem, dump, parse
from sop.content import Content, Priority, problems_of
from sop.documents import Loader
from sop.library import Handling
from sop.saying import steps_of

FORMAT = 1
MOST_BYTES: Final = 3_000_000
DEEPEST, MOST_PARTS = 20, 300_000
CODE: Final = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)+")
LONGEST_CODE, LONGEST_NAME = 20, 120
Group = Literal["medical", "traffic", "fire", "rescue", "police", "disaster", "service", "system"]


@dataclass(frozen=True)
class ExchangedType:
    """A type of incident with one version of its procedure."""

    code: str
    group: Group
    name_id: str
    name_en: str
    tier: Literal["core", "extended"]
    default_priority: Priority
    apco: tuple[str, ...]
    procedure: Content
    bnpb: str | None = None
    handling: tuple[Handling, ...] = ()


@dataclass(frozen=True)
class Exchange:
    """A whole file."""

    psc_sop: int
    types: tuple[ExchangedType, ...]


RARE_BREAKS: Final = frozenset("\x85\u2028\u2029")


class Plain(yaml.SafeDumper):
    """Writes everything out: what reads it accepts no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never by reference."""
        return True

    def represent_str(self, data: str) -> yaml.ScalarNode:
        """Rare line breaks by their names: written as they are, the reader takes them for our own breaking of lines."""
        style = '"' if RARE_BREAKS.intersection(data) else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style=style)


Plain.add_representer(str, Plain.represent_str)


def write_exchange(types: Iterable[ExchangedType]) -> str:
    """The file of these types."""
    data = {"psc_sop": FORMAT, "types": [{**dump(one), "procedure": one.procedure.as_json()} for one in types]}
    text: str = yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False, width=110)
    return text


def read_exchange(raw: bytes) -> Exchange:
    """The documents of a file.

    Raises:
        Malformed: with every problem; each path begins with its line ("baris 12, types[0].procedure.advice.en").
    """
    text = decode(raw)
    root = compose(text)
    lines = lines_of(root)
    try:
        exchange = parse(Exchange, build(text))
        problems = list(problems_of_exchange(exchange))
    except Malformed as error:
        problems = list(error.problems)
    if problems:
        raise Malformed([Problem(with_line(problem.path, lines), problem.text) for problem in problems])
    return exchange


def decode(raw: bytes) -> str:
    """The text of an upload that is not too large.

    Raises:
        Malformed: it is, or it is no text.
    """
    if len(raw) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise Malformed([Problem("", _("berkas lebih besar dari %(most)s MB") % {"most": most})])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Malformed([Problem("", _("berkas bukan teks UTF-8"))]) from error


def compose(text: str) -> yaml.Node:
    """The file as nodes with their lines, after its events were counted.

    Raises:
        Malformed: it is no YAML, nested too deeply, has too many parts, or repeats itself by aliases.
    """
    try:
        refuse_traps(yaml.parse(text, Loader))
        root = yaml.compose(text, Loader)
    except yaml.YAMLError as error:
        raise no_yaml(error) from error
    if root is None:
        raise Malformed([Problem("", _("berkas kosong"))])
    return root


def refuse_traps(events: Iterable[yaml.Event]) -> None:
    """Count before building.

    Raises:
        Malformed: at the first trap.
    """
    depth = parts = 0
    for event in events:
        parts += 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            trap = _("pengulangan dengan tanda * tidak diterima")
        elif depth > DEEPEST:
            trap = _("bersarang terlalu dalam")
        elif parts > MOST_PARTS:
            trap = _("terlalu banyak isian")
        else:
            continue
        raise Malformed([Problem(line_text(event.start_mark.line + 1 if event.start_mark else 1), trap)])


def build(text: str) -> Any:
    """The plain data.

    Raises:
        Malformed: a key stands twice, or a value cannot be built.
    """
    try:
        return yaml.load(text, Loader)  # noqa: S506 (a SafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        raise no_yaml(error) from error


def no_yaml(error: Exception) -> Malformed:
    """The parser's refusal, with its line."""
    return Malformed([Problem(place_of(error), _("bukan YAML yang benar: %(error)s") % {"error": said(error)})])


def said(error: Exception) -> str:
    """What the parser said, without the quotation of the file."""
    return str(getattr(error, "problem", None) or error).splitlines()[0]


def place_of(error: Exception) -> str:
    """The line of a parser's error."""
    mark = getattr(error, "problem_mark", None)
    return line_text(mark.line + 1) if mark else ""


def line_text(line: int) -> str:
    """As it is shown before a path."""
    return _("baris %(line)s") % {"line": line}


def lines_of(root: yaml.Node) -> Mapping[tuple[str, ...], int]:
    """The line of every part, by its steps; built without recursion."""
    lines: dict[tuple[str, ...], int] = {}
    left: list[tuple[tuple[str, ...], yaml.Node, int]] = [((), root, root.start_mark.line + 1)]
    while left:
        steps, node, line = left.pop()
        lines[steps] = line
        if isinstance(node, yaml.MappingNode):
            left += [((*steps, str(key.value)), value, key.start_mark.line + 1) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            left += [((*steps, str(at)), item, item.start_mark.line + 1) for at, item in enumerate(node.value)]
    return lines


def with_line(path: str, lines: Mapping[tuple[str, ...], int]) -> str:
    """The path with its line; what is missing stands where it should have stood."""
    steps = tuple(steps_of(path))
    while steps and steps not in lines:
        steps = steps[:-1]
    return ", ".join(part for part in (line_text(lines[steps]) if steps in lines else "", path) if part)


def problems_of_exchange(exchange: Exchange) -> Iterator[Problem]:
    """Everything in a well-shaped file that makes no sense."""
    if exchange.psc_sop != FORMAT:
        yield Problem("psc_sop", _("bentuk berkas ini tidak dikenal"))
    codes = [one.code for one in exchange.types]
    for at, one in enumerate(exchange.types):
        path = f"types[{at}]"
        yield from problems_of_type(one, path)
        if codes.index(one.code) != at:
            yield Problem(f"{path}.code", _("jenis ini sudah ada di atas"))
        for problem in problems_of(one.procedure):
            yield Problem(f"{path}.procedure.{problem.path}", problem.text)


def problems_of_type(one: ExchangedType, path: str) -> Iterator[Problem]:
    """What the table of types could not hold."""
    if len(one.code) > LONGEST_CODE or not CODE.fullmatch(one.code):
        yield Problem(f"{path}.code", _("harus huruf besar dengan tanda hubung, paling panjang %(most)s") % {
            "most": LONGEST_CODE})  # fmt: skip
    for name in ("name_id", "name_en", "bnpb"):
        if len(getattr(one, name) or "") > LONGEST_NAME:
            yield Problem(f"{path}.{name}", _("lebih panjang dari %(most)s huruf") % {"most": LONGEST_NAME})
