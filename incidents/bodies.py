"""The bodies that the doors of incidents read: closed, typed, bounded."""

import re
from collections.abc import Callable
from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from agencies.routing import ROLES
from foundation.lib.rest import Body, Id, Moment, Number, Text, read_body, straight
from incidents.access import OnBehalf
from incidents.models import Report
from incidents.nearby import Whereabouts
from incidents.services.intake import Told
from incidents.services.moves import DECLINE_REASONS
from incidents.services.opening import PRIORITIES, Place
from incidents.states import INCIDENT_DISPOSITIONS, REPORT_DISPOSITIONS, UNIT_STATES

LONGEST_TEXT = 10_000
LONGEST_NOTE = 5_000
# Wider than any district: what is less sure than that is no point.
WIDEST_M = 50_000
MOST_ANSWERS, LONGEST_ANSWER, LONGEST_QUESTION = 60, 1_000, 100
PHONE = RegexValidator(r"^(?:\+|\()?[0-9][0-9 ().\-]{1,27}$", message=_("Ini bukan nomor telepon."))
CHANNELS = frozenset(Report.Channel.values)
LONGEST_OF_CALLER = {"phone": 30, "name": 120}


class LocatedBody(Body):
    """A point, where one is known: degrees WGS84."""

    lat = Number(min_value=-90, max_value=90, required=False, allow_null=True)
    lon = Number(min_value=-180, max_value=180, required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A latitude without a longitude is no place."""
        if (attrs.get("lat") is None) != (attrs.get("lon") is None):
            raise serializers.ValidationError({"lat": [_("Lintang dan bujur harus diisi bersama.")]})
        return attrs


class LocationBody(LocatedBody):
    """Where: degrees WGS84 and how far off they may be (metres), words, or both."""

    radius_m = serializers.IntegerField(min_value=0, max_value=WIDEST_M, required=False, allow_null=True)
    text = Text(max_length=500, required=False, allow_blank=True, allow_null=True)


class CallerBody(Body):
    """Who calls, as far as known."""

    phone = Text(max_length=30, required=False, allow_blank=True, allow_null=True, validators=[PHONE])
    name = Text(max_length=120, required=False, allow_blank=True, allow_null=True)


class AnswersField(serializers.DictField):
    """Question id to answer: short texts, numbers or truth values."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Bound both the number of answers and their length."""
        answers: dict[str, Any] = super().to_internal_value(data)
        if len(answers) > MOST_ANSWERS:
            raise serializers.ValidationError(_("Terlalu banyak jawaban."))
        if any(len(question) > LONGEST_QUESTION for question in answers):
            raise serializers.ValidationError(_("Pertanyaan ini tidak dikenal."))
        for value in answers.values():
            if not (value is None or isinstance(value, str | bool | int | float)):
                raise serializers.ValidationError(_("Jawaban harus teks, angka, atau ya/tidak."))
            if isinstance(value, str) and len(value) > LONGEST_ANSWER:
                raise serializers.ValidationError(_("Jawaban terlalu panjang."))
        return answers


class ReportBody(Body):
    """What a caller or channel tells."""

    channel = serializers.ChoiceField(choices=Report.Channel.values)
    text = Text(max_length=LONGEST_TEXT, allow_blank=True)
    caller = CallerBody(required=False, allow_null=True)
    location = LocationBody(required=False, allow_null=True)
    answers = AnswersField(required=False, allow_null=True)
    received_at = Moment(required=False, allow_null=True)
    answered_at = Moment(required=False, allow_null=True)
    # Of the form on paper that it was written on while the server was away.
    paper = Text(max_length=20, required=False, allow_blank=True, allow_null=True)


def read_report(data: Any) -> dict[str, Any]:
    """The validated body of a report.

    A caller waits, and a serializer made anew for each body costs as much as the classification: what is surely well
    formed is taken as it is, everything else goes to the serializer, which has the words for what is wrong.

    Raises:
        Invalid: with one list of messages for each wrong field.
    """
    plain = plain_report(data)
    return read_body(ReportBody, data) if plain is None else plain


def plain_report(data: Any) -> dict[str, Any] | None:
    """The body, where nothing about it can be wrong, exactly as the serializer would have it; else None."""
    if not isinstance(data, dict) or not data.keys() <= PLAIN.keys() or not {"channel", "text"} <= data.keys():
        return None
    plain = {name: read(data[name]) for name, read in PLAIN.items() if name in data}
    return None if None in plain.values() else plain


def plain_channel(value: Any) -> str | None:
    """One of ours."""
    return value if isinstance(value, str) and value in CHANNELS else None


def plain_text(value: Any, longest: int) -> str | None:
    """A text that fits, trimmed."""
    if not isinstance(value, str):
        return None
    trimmed = straight(value).strip()
    return trimmed if len(trimmed) <= longest else None


def plain_caller(caller: Any) -> dict[str, Any] | None:
    """Number and name."""
    if not isinstance(caller, dict) or not caller.keys() <= LONGEST_OF_CALLER.keys():
        return None
    said = {name: plain_text(value, LONGEST_OF_CALLER[name]) for name, value in caller.items()}
    known = said.get("phone", "")
    return None if None in said.values() or (known and not re.search(PHONE.regex, known)) else said


def plain_location(location: Any) -> dict[str, Any] | None:
    """Degrees and words; a point is both its degrees."""
    if not isinstance(location, dict) or not location.keys() <= {"lat", "lon", "radius_m", "text"}:
        return None
    said: dict[str, Any] = {"text": plain_text(location["text"], 500)} if "text" in location else {}
    if "lat" in location or "lon" in location:
        said |= {"lat": plain_number(location.get("lat"), 90), "lon": plain_number(location.get("lon"), 180)}
    if "radius_m" in location:
        said["radius_m"] = plain_radius(location["radius_m"])
    return None if None in said.values() else said


def plain_radius(value: Any) -> int | None:
    """Metres."""
    return value if type(value) is int and 0 <= value <= WIDEST_M else None


def plain_number(value: Any, most: int) -> float | None:
    """A number of degrees."""
    return float(value) if type(value) in (int, float) and -most <= value <= most else None


def plain_answers(answers: Any) -> dict[str, Any] | None:
    """Answers as `AnswersField` takes them."""
    if not isinstance(answers, dict) or len(answers) > MOST_ANSWERS:
        return None
    return answers if all(is_plain_answer(key, value) for key, value in answers.items()) else None


def is_plain_answer(key: str, value: Any) -> bool:
    """A question's id, and something that can be said to it."""
    fits = len(value) <= LONGEST_ANSWER if isinstance(value, str) else isinstance(value, bool | int | float)
    return fits and len(key) <= LONGEST_QUESTION


PLAIN: dict[str, Callable[[Any], Any]] = {
    "channel": plain_channel,
    "text": lambda text: plain_text(text, LONGEST_TEXT),
    "caller": plain_caller,
    "location": plain_location,
    "answers": plain_answers,
}


def told_of(body: dict[str, Any]) -> Told:
    """The parsed body as the service takes it."""
    caller, location = body.get("caller") or {}, body.get("location") or {}
    return Told(
        channel=body["channel"],
        text=body["text"],
        phone=caller.get("phone") or "",
        name=caller.get("name") or "",
        lat=location.get("lat"),
        lon=location.get("lon"),
        radius_m=radius_of(location),
        place=location.get("text") or "",
        answers=body.get("answers") or {},
        received_at=body.get("received_at"),
        answered_at=body.get("answered_at"),
        paper=body.get("paper") or "",
    )


class AnswersBody(Body):
    """Answers by the question's id; null takes one back."""

    answers = AnswersField()


class InterviewBody(Body):
    """What was said so far in a conversation that is not filed yet.

    `type` is the one that the call-taker has chosen; `known` the opening questions that the form answers by itself.
    """

    text = Text(max_length=LONGEST_TEXT, allow_blank=True, required=False)
    answers = AnswersField(required=False, allow_null=True)
    type = Text(max_length=20, required=False, allow_null=True)
    known = serializers.ListField(child=Text(max_length=LONGEST_QUESTION), max_length=MOST_ANSWERS, required=False)


class NearbyBody(Body):
    """What is known of a call that is not filed yet."""

    location = LocationBody(required=False, allow_null=True)
    phone = Text(max_length=30, required=False, allow_blank=True)
    type = Text(max_length=20, required=False, allow_null=True)


def whereabouts_of(body: dict[str, Any]) -> Whereabouts:
    """The parsed `location` of a call that is not filed yet."""
    said = body.get("location") or {}
    return Whereabouts(said.get("lat"), said.get("lon"), said.get("radius_m") or 0, said.get("text") or "")


class OpenBody(Body):
    """What the call-taker decides beside the suggestion."""

    type = Text(max_length=20, required=False, allow_null=True)
    priority = serializers.ChoiceField(choices=PRIORITIES, required=False, allow_null=True)
    location = LocationBody(required=False, allow_null=True)


def radius_of(location: dict[str, Any]) -> int | None:
    """How far from its point it may be; words alone have no point, and one that is exact no radius."""
    return None if location.get("lat") is None else location.get("radius_m") or None


def place_of(body: dict[str, Any]) -> Place | None:
    """The corrected place, if one was given: an empty one corrects nothing."""
    location = body.get("location") or {}
    place = Place(location.get("lat"), location.get("lon"), location.get("text") or "", radius_of(location))
    return None if place == Place() else place


def kind_seen(body: dict[str, Any]) -> tuple[str, str] | None:
    """Type and priority as they stood on the screen."""
    seen = body.get("seen")
    return (seen["type"], seen["priority"]) if seen else None


def place_seen(body: dict[str, Any]) -> Place | None:
    """The place as it stood on the screen; an empty one too."""
    seen = body.get("seen")
    return None if seen is None else place_of({"location": seen}) or Place()


class AttachBody(Body):
    """Which incident it tells of."""

    incident = Id()


class DismissBody(Body):
    """Why no incident follows."""

    disposition = serializers.ChoiceField(choices=REPORT_DISPOSITIONS)
    note = Text(max_length=LONGEST_NOTE, required=False, allow_blank=True)


class RevealBody(Body):
    """Why the number is needed."""

    reason = Text(min_length=3, max_length=500)


class KindSeenBody(Body):
    """What the person had in front of them."""

    type = Text(max_length=20)
    priority = serializers.ChoiceField(choices=PRIORITIES)


class ReclassifyBody(Body):
    """What it is instead; with `seen` it is refused (409 `changed`) where somebody changed it meanwhile."""

    seen = KindSeenBody(required=False, allow_null=True)

    type = Text(max_length=20, required=False, allow_null=True)
    priority = serializers.ChoiceField(choices=PRIORITIES, required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Something must be said."""
        if not attrs.get("type") and not attrs.get("priority"):
            raise serializers.ValidationError({"type": [_("Isi jenis atau prioritas.")]})
        return attrs


class PlaceBody(Body):
    """Where it is after all; with `seen` it is refused (409 `changed`) where somebody changed it meanwhile."""

    location = LocationBody()
    seen = LocationBody(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Something must be said."""
        if place_of(attrs) is None:
            raise serializers.ValidationError({"location": [_("Isi titik atau nama tempat.")]})
        return attrs


class AddAgencyBody(Body):
    """Whom the centre asks to come, and as what."""

    agency = Text(max_length=40)
    role = serializers.ChoiceField(choices=ROLES)


class NoteBody(Body):
    """A note's words, and when they were written where that is long ago."""

    text = Text(max_length=LONGEST_NOTE)
    at = Moment(required=False, allow_null=True)


class ComplaintBody(Body):
    """A complaint, in the caller's words."""

    text = Text(max_length=LONGEST_NOTE)


class CloseBody(Body):
    """How it ended."""

    disposition = serializers.ChoiceField(choices=INCIDENT_DISPOSITIONS)
    note = Text(max_length=LONGEST_NOTE, required=False, allow_blank=True)


class MergeBody(Body):
    """The incident that goes on."""

    into = Id()


class OnBehalfBody(Body):
    """Whom the centre speaks for, and how that person was reached."""

    name = Text(max_length=120)
    means = Text(max_length=60)


class PartBody(Body):
    """A move of an agency's part."""

    on_behalf = OnBehalfBody(required=False, allow_null=True)


class DeclineBody(PartBody):
    """Why not."""

    reason = serializers.ChoiceField(choices=DECLINE_REASONS)


class SendBody(PartBody):
    """Which unit."""

    unit = Id()


class UnitStatusBody(PartBody):
    """A unit's next state, and the crew's own time of it."""

    status = serializers.ChoiceField(choices=UNIT_STATES)
    at = Moment(required=False, allow_null=True)
    destination = Text(max_length=200, required=False, allow_blank=True, allow_null=True)


def on_behalf_of(body: dict[str, Any]) -> OnBehalf | None:
    """The parsed `on_behalf`."""
    said = body.get("on_behalf")
    return OnBehalf(said["name"], said["means"]) if said else None


class ShelveBody(Body):
    """For how long an alarm is set aside, and why."""

    minutes = serializers.IntegerField(min_value=1, max_value=60)
    reason = Text(max_length=40)
    words = Text(max_length=500, required=False, allow_blank=True)


class LimitBody(Body):
    """More words about why; a reason from the list where one is asked for."""

    reason = Text(max_length=40)
    words = Text(max_length=500, required=False, allow_blank=True)


class TakeOverBody(Body):
    """Words, if there are any."""

    words = Text(max_length=500, required=False, allow_blank=True)
