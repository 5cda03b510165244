"""The bodies that the doors of help under agreements read."""

from rest_framework import serializers

from foundation.lib.rest import Body, Id, Text
from incidents.bodies import PartBody
from incidents.states import HELPERS_MOVES

MOST = 1_000_000
MOVES = (*HELPERS_MOVES, "accept", "release", "withdraw")


class AskBody(Body):
    """Which promise, and how much of it."""

    promise = Id()
    amount = serializers.IntegerField(min_value=1, max_value=MOST)


class AdvanceBody(PartBody):
    """The next step, and what it says: how much, how long (seconds), at what cost (rupiah)."""

    move = serializers.ChoiceField(choices=MOVES)
    amount = serializers.IntegerField(min_value=0, max_value=MOST, required=False, allow_null=True)
    eta_s = serializers.IntegerField(min_value=0, max_value=7 * 86_400, required=False, allow_null=True)
    cost = serializers.IntegerField(min_value=0, max_value=10**15, required=False, allow_null=True)


class FindingBody(Body):
    """Which agency skipped which step of the procedure, and by which paper it was owed."""

    agency = Text(max_length=40)
    step = Text(max_length=200)
    basis = Text(max_length=300, required=False, allow_blank=True)
