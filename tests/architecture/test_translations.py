"""Everything the centre says goes through gettext, and all of it is there in English."""

import ast
import re
import subprocess
from collections.abc import Iterator
from textwrap import dedent

import pytest
from babel.messages.catalog import Catalog

from foundation.lib.errors import DomainError
from psc import translations
from psc.engine.bootstrap import CONSOLE, PROJECT, node_environment
from psc.translations import KEYWORDS, complain, complain_of_sources, complaints_about, messages, read_catalogue

WORD = re.compile(r"[^\W\d_]{2,}")
# What stands in a page as it is in every language.
NAMES = {"PSC", "Indonesia", "English"}
SPOKEN_ATTRIBUTES = re.compile(r'\b(?:alt|title|placeholder|aria-label)="([^"]*)"')
REFUSALS = {DomainError.__name__, *(refusal.__name__ for refusal in DomainError.__subclasses__()), "ValidationError"}
# Of these calls the first argument, and of all of them these named ones, are read by a person.
SHOWN = {"message", "fields", "title", "body"}
# Their arguments are keys and formats, not words.
LOOK_UPS = {"get", "strftime"}


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_text_of_a_catalogue_has_its_english_with_the_same_values(domain: str) -> None:
    assert list(messages(read_catalogue(domain)))
    assert complain(domain) == []


def test_the_catalogue_and_the_sources_say_the_same_texts() -> None:
    assert complain_of_sources() == [], "run: python -m psc.translations"


def test_the_console_says_nothing_without_english() -> None:
    if not (CONSOLE / "node_modules" / "typescript").exists():
        pytest.skip("the console's packages are not installed: `make dev` installs them")
    command = ["node", str(CONSOLE / "scripts" / "strings.js"), "--check"]
    done = subprocess.run(command, env=node_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_english_has_one_singular_and_one_plural(domain: str) -> None:
    header = (translations.ENGLISH / f"{domain}.po").read_text().split("\n\n")[0]
    assert "Language: en\\n" in header
    assert "Plural-Forms: nplurals=2; plural=(n != 1);\\n" in header


def test_nothing_is_shown_without_gettext() -> None:
    assert [*bare_words_of_python(), *bare_words_of_templates()] == []


@pytest.mark.parametrize(
    ("text", "english", "complaint"),
    [
        ("Unit %(unit)s", "Unit %(unit)s", None),
        ("Unit %(unit)s", "", "has no English text"),
        ("Unit %(unit)s", "Unit %(name)s", "loses or invents a value"),
        ("Unit %(unit)s", "Unit", "loses or invents a value"),
        ("Kata sandi <b>%(word)s</b>", "Password %(word)s", "loses or invents a value"),
        (("%(n)s unit", "%(n)s unit"), ("one unit", "%(n)s units"), None),
        (("%(n)s unit", "%(n)s unit"), ("one unit", "units"), "loses or invents a value"),
        (("%(n)s unit", "%(n)s unit"), ("one unit", ""), "has no English text"),
    ],
)
def test_a_faulty_translation_is_noticed(
    text: str | tuple[str, str], english: str | tuple[str, str], complaint: str | None
) -> None:
    message = Catalog(locale="en").add(text, english)
    found = list(complaints_about(message))
    assert len(found) == (0 if complaint is None else 1)
    assert all(complaint is not None and complaint in line for line in found)


def test_a_guessed_translation_is_noticed() -> None:
    message = Catalog(locale="en").add("Unit", "Unit", flags=["fuzzy"])
    assert [line for line in complaints_about(message) if "fuzzy" in line]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('raise Denied("Tidak boleh.")', ["Tidak boleh."]),
        ('raise errors.Denied(f"Unit {sign} sibuk.")', ["Unit ", " sibuk."]),
        ('raise Denied(_("Tidak boleh."), code="no_way")', []),
        ('raise Missing(_("Unit %(unit)s tidak ada.") % {"unit": names.get("unit")})', []),
        ('raise Invalid(_("Salah."), fields={"at": ["Salah."]})', ["Salah."]),
        ('raise Invalid(_("Salah."), fields={"at": [_("Salah.")]})', []),
        ('raise serializers.ValidationError({"at": ["Salah."]})', ["Salah."]),
        ('default_error_messages = {"invalid": "Bukan id."}', ["Bukan id."]),
        ('default_error_messages = {"invalid": gettext_lazy("Bukan id.")}', []),
        ('queue_notification(c, to="desk", title="Tugas baru", body=_("Tugas"))', ["Tugas baru"]),
    ],
)
def test_a_text_outside_gettext_is_noticed(code: str, words: list[str]) -> None:
    assert list(shown_words(ast.parse(code))) == words


def test_an_entry_that_says_itself_without_gettext_is_noticed() -> None:
    code = """
        @entry_kind("unit.moved")
        class UnitMoved(Entry):
            def text(self) -> str:
                "The sentence."
                words = {"unit": self.unit}
                if self.status == "on_scene":
                    return "Unit tiba"
                return _("Unit %(unit)s") % words
        """
    assert list(shown_words(ast.parse(dedent(code)))) == ["Unit tiba"]


def test_a_template_that_says_something_without_gettext_is_noticed() -> None:
    page = (
        '{% load i18n %}<h1 title="Judul">{% translate "Masuk" %} PSC 112</h1>'
        "<p>{% blocktranslate %}Halo{% endblocktranslate %} {{ name }} di sini</p>{# catatan #}"
    )
    assert list(words_of_template(page)) == ["Judul", "di", "sini"]


def bare_words_of_python() -> Iterator[str]:
    """The findings in all sources but the commands: whoever types those reads English, as of Django's own."""
    for path, code in translations.sources():
        if path.suffix == ".py" and "management" not in path.parts:
            for words in shown_words(ast.parse(code)):
                yield f"{path.relative_to(PROJECT)}: {words!r} is shown without gettext"


def bare_words_of_templates() -> Iterator[str]:
    """The findings in all templates."""
    for path in sorted((PROJECT / "templates").rglob("*.html")):
        for word in words_of_template(path.read_text()):
            yield f"{path.relative_to(PROJECT)}: {word!r} is shown without gettext"


def shown_words(tree: ast.AST) -> Iterator[str]:
    """Literal words in what a person reads: refusals, fields' complaints, notifications, the sentences of entries."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in REFUSALS | {"queue_notification"}:
            for shown in shown_arguments(node):
                yield from bare_words(shown)
        if isinstance(node, ast.Assign) and "default_error_messages" in map(name_of, node.targets):
            yield from bare_words(node.value)
        if isinstance(node, ast.ClassDef) and any(is_entry_kind(decorator) for decorator in node.decorator_list):
            for part in node.body:
                if isinstance(part, ast.FunctionDef) and part.name == "text":
                    for statement in part.body:
                        yield from bare_words(statement)


def shown_arguments(call: ast.Call) -> Iterator[ast.expr]:
    """What of a call is read by a person; `queue_notification` names all it takes."""
    if name_of(call.func) in REFUSALS:
        yield from call.args[:1]
    yield from (keyword.value for keyword in call.keywords if keyword.arg in SHOWN)


def is_entry_kind(decorator: ast.expr) -> bool:
    """Whether a class is registered as a kind of entry."""
    return isinstance(decorator, ast.Call) and name_of(decorator.func) == "entry_kind"


def name_of(named: ast.expr) -> str:
    """`Denied` of `errors.Denied`."""
    if isinstance(named, ast.Attribute):
        return named.attr
    return named.id if isinstance(named, ast.Name) else ""


def bare_words(node: ast.AST) -> Iterator[str]:
    """Literal words below a node that no gettext function translates; keys, comparisons and docstrings say nothing."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and WORD.search(node.value):
            yield node.value
        return
    for child in spoken_children(node):
        yield from bare_words(child)


def spoken_children(node: ast.AST) -> list[ast.AST]:
    """Where below a node words could stand that somebody reads."""
    match node:
        case ast.Call(func=function) if name_of(function) in KEYWORDS:
            return []
        case ast.Call(func=function) if name_of(function) in LOOK_UPS:
            return [function]
        case ast.Compare() | ast.Expr(value=ast.Constant()):
            return []
        case ast.Dict(values=values):
            return [*values]
        case ast.Subscript(value=value):
            return [value]
        case ast.FormattedValue(value=value):
            return [value]
    return list(ast.iter_child_nodes(node))


def words_of_template(page: str) -> Iterator[str]:
    """Words between the tags, and in attributes that are read out, that no template tag translates."""
    page = re.sub(r"{#.*?#}|{% *(comment|blocktranslate)\b.*?{% *end\1 *%}|{%.*?%}|{{.*?}}", " ", page, flags=re.DOTALL)
    page = re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    spoken = [*SPOKEN_ATTRIBUTES.findall(page), re.sub(r"<[^>]*>", " ", page)]
    return (word for text in spoken for word in WORD.findall(text) if word not in NAMES)
