"""`{% load shift %}`: what a signed handover holds, in the reader's words."""

from datetime import datetime
from typing import Any

from django import template

from agencies.models import in_language
from foundation.lib.words import say
from incidents.words import CAUSE, ROLE, SHELVING, STATUS

register = template.Library()


@register.filter
def moment(text: str) -> datetime:
    """A moment that was kept as text."""
    return datetime.fromisoformat(text)


@register.filter
def named(names: dict[str, Any]) -> str:
    """A name in the reader's language."""
    return in_language(names["id"], names["en"])


@register.filter
def agency_named(agency: dict[str, str]) -> str:
    """An agency's name in the reader's language; what was signed at first knew one."""
    return in_language(agency["name"], agency.get("name_en") or agency["name"])


@register.filter
def cause(code: str) -> str:
    """What a limit or an alarm is about."""
    return say(CAUSE, code)


@register.filter
def shelving(code: str) -> str:
    """Why an alarm was set aside."""
    return say(SHELVING, code)


@register.filter
def called(code: str | None) -> str:
    """Who was called by a step."""
    return say(ROLE, code) if code else "-"


@register.filter
def part_status(code: str) -> str:
    """How far an agency is."""
    return say(STATUS, code)
