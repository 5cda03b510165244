"""The rules in the words of a page."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from foundation.lib.words import Words, say
from foundation.people.words import ROLES
from sop.content import Answer, Content, Said
from sop.library import Named
from sop.naming import say_type
from sop.saying import question_label, words_of

register = template.Library()
WORDS: Words = {
    "yes": lambda: _("Ya"),
    "no": lambda: _("Tidak"),
    "unknown": lambda: _("Tidak tahu"),
    "given": lambda: _("Terisi"),
    "acknowledge_s": lambda: _("Diterima"),
    "dispatch_s": lambda: _("Dikirim"),
    "on_scene_s": lambda: _("Tiba"),
    "type": lambda: _("jenis"),
    "priority": lambda: _("prioritas"),
    "agencies": lambda: _("instansi"),
    "limits": lambda: _("batas waktu"),
    "lead": lambda: _("memimpin"),
    "support": lambda: _("mendukung"),
    "informed": lambda: _("diberi tahu"),
    **ROLES,
    "strong": lambda: _("kata kuat"),
    "usual": lambda: _("kata biasa"),
    "weak": lambda: _("kata lemah"),
    "answer": lambda: _("jawaban"),
    "victims": lambda: _("jumlah korban"),
    "raise": lambda: _("menaikkan prioritas"),
    "graver": lambda: _("tanda jenis yang lebih gawat"),
    "catch_all": lambda: _("tidak ada yang dikenali"),
    "draft": lambda: _("rancangan"),
    "in_review": lambda: _("ditelaah"),
    "approved": lambda: _("disetujui"),
    "in_force": lambda: _("berlaku"),
    "retired": lambda: _("tidak berlaku lagi"),
}


@register.filter
def said(text: Said | None) -> str:
    """A text in the reader's language."""
    return text.in_language(get_language() or "id") if text else ""


@register.filter
def branch(answer: Answer) -> str:
    """An answer as one reads it."""
    return said(answer.label) if answer.label else word(answer.value)


@register.filter
def type_named(code: str) -> str:
    """A type of incident by its name."""
    return say_type(code)


@register.filter
def types_named(codes: Iterable[str]) -> str:
    """Several of them, in a line."""
    return ", ".join(say_type(code) for code in codes)


@register.filter
def word(code: str) -> str:
    """A code of the rules in the reader's language; one nobody has a word for stands as it is."""
    return say(WORDS, code)


CHANGES = {
    "type": lambda: _("jenis lain"),
    "priority": lambda: _("prioritas lain"),
    "lead": lambda: _("pemimpin lain"),
    "joins": lambda: _("instansi bertambah"),
    "leaves": lambda: _("instansi berkurang"),
    "limits": lambda: _("batas waktu lain (diterima/dikirim/tiba, detik)"),
}


@register.filter
def change_word(kind: str) -> str:
    """A kind of change that a rehearsal found."""
    return CHANGES[kind]() if kind in CHANGES else kind


@register.filter
def duration(seconds: int | None) -> str:
    """A time limit as one says it: `90 dtk`, `15 mnt`, `2 jam`."""
    if seconds is None:
        return "–"
    if seconds % 3600 == 0 and seconds:
        hours = seconds // 3600
        return ngettext("%(n)s jam", "%(n)s jam", hours) % {"n": hours}
    if seconds % 60 == 0 and seconds:
        return _("%(n)s mnt") % {"n": seconds // 60}
    return _("%(n)s dtk") % {"n": seconds}


@register.filter
def percent(share: float) -> str:
    """A confidence in whole percent."""
    return f"{round(share * 100)} %"


@register.filter
def words(text: Said | None) -> str:
    """A text in the reader's language, or in the other where it is not translated yet."""
    return words_of(text)


@register.filter
def asked(content: Content, question_id: str) -> str:
    """A question by its id, as it is asked."""
    return question_label(content, question_id)


@register.filter
def at(table: Mapping[str, str], key: str) -> str:
    """What a table has under a key."""
    return table.get(key, key)


@register.filter
def name_of(table: Mapping[str, Named], code: str) -> str:
    """The name of a code of the vocabularies."""
    known = table.get(code)
    return words_of(Said(known.name_id, known.name_en)) if known else code
