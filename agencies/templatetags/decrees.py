"""Codes of decrees and routes in the reader's language."""

from django import template
from django.utils.translation import gettext as _

from agencies.models import in_language
from agencies.naming import say_agency, say_matter
from sop.library import capabilities

register = template.Library()
WORDS = {
    "draft": lambda: _("rancangan"),
    "review": lambda: _("rancangan, ditelaah"),
    "initialled": lambda: _("rancangan, diparaf"),
    "enacted": lambda: _("ditetapkan, belum berlaku"),
    "in_force": lambda: _("berlaku"),
    "superseded": lambda: _("digantikan"),
    "revoked": lambda: _("dicabut"),
    "ended": lambda: _("habis masa berlakunya"),
    "lead": lambda: _("memimpin"),
    "support": lambda: _("mendukung"),
    "informed": lambda: _("diberi tahu"),
    "head": lambda: _("pimpinan"),
    "duty": lambda: _("petugas jaga"),
    "contact": lambda: _("penghubung"),
    "gap": lambda: _("KOSONG"),
    "overlap": lambda: _("GANDA"),
}


@register.filter
def matter(code: str) -> str:
    """What a mandate is about, by name."""
    return say_matter(code)


@register.filter
def agency(code: str) -> str:
    """An agency by name."""
    return say_agency(code)


@register.filter
def capability(code: str) -> str:
    """What a unit can do, by name."""
    known = next((one for one in capabilities() if one.code == code), None)
    return in_language(known.name_id, known.name_en) if known else code


@register.filter
def said(code: str) -> str:
    """The word for a code; one that nobody has a word for stands as it is."""
    return WORDS[code]() if code in WORDS else code
