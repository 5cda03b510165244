"""The bodies that these doors read."""

from typing import Any

from rest_framework import serializers

from foundation.lib.rest import Body, Id, Moment, Text
from incidents.bodies import LocatedBody
from incidents.models import Patients
from incidents.services.help_calls import Cry
from incidents.services.patients import Line

LONGEST_MESSAGE = 2_000
MOST_RECEIPTS, MOST_PATIENTS = 200, 500


class MessageBody(Body):
    """Words for the others at work, and when they were said where that is long ago."""

    text = Text(max_length=LONGEST_MESSAGE)
    at = Moment(required=False, allow_null=True)


class ReadBody(Body):
    """Which messages were on the screen."""

    messages = serializers.ListField(child=Id(), min_length=1, max_length=MOST_RECEIPTS)


class LineBody(Body):
    """So many patients of one triage colour, and where they are taken."""

    triage = serializers.ChoiceField(choices=Patients.Triage.values)
    count = serializers.IntegerField(min_value=0, max_value=MOST_PATIENTS)
    destination = Text(max_length=200, required=False, allow_blank=True)


class PatientsBody(LineBody):
    """Patients that were found."""

    count = serializers.IntegerField(min_value=1, max_value=MOST_PATIENTS)
    at = Moment(required=False, allow_null=True)


class PatientsChangeBody(LineBody):
    """A line corrected; `was` is what the corrector saw, so that nobody's word is lost in silence."""

    was = LineBody()


def line_of(body: dict[str, Any]) -> Line:
    """The parsed line."""
    return Line(body["triage"], body["count"], body.get("destination") or "")


class HelpBody(LocatedBody):
    """A call for help: words, the caller's own time, and where the phone says it is."""

    text = Text(max_length=LONGEST_MESSAGE, required=False, allow_blank=True)
    at = Moment(required=False, allow_null=True)


def cry_of(body: dict[str, Any]) -> Cry:
    """The parsed call."""
    return Cry(body.get("text") or "", body.get("at"), body.get("lat"), body.get("lon"))


class PhotoQuery(Body):
    """When it was taken, where that is long ago."""

    at = Moment(required=False, allow_null=True)


class DiscardBody(Body):
    """Why it must go."""

    reason = Text(min_length=3, max_length=500)
