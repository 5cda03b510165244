"""The shapes of the board and of what else dispatch answers, for the API's description."""

from rest_framework import serializers

from dispatch.cards.shapes import AlarmCard, IncidentCard, ReportCard, UnitCard
from incidents.shapes import UnitNameAnswer


class CardsByKind(serializers.Serializer[object]):
    """All cards of one board."""

    incidents = IncidentCard(many=True)
    reports = ReportCard(many=True)
    units = UnitCard(many=True)
    alarms = AlarmCard(many=True)


class BoardAnswer(serializers.Serializer[object]):
    """Everything that the account may see, at one position of the record."""

    position = serializers.IntegerField()
    cards = CardsByKind()


class IncidentPage(serializers.Serializer[object]):
    """A page of cards, newest first; `next` is the cursor of the next page."""

    results = IncidentCard(many=True)
    next = serializers.CharField(allow_null=True)


class ChoiceAnswer(serializers.Serializer[object]):
    """One unit that could be sent, with the reasons."""

    unit = UnitNameAnswer()
    assignment = serializers.UUIDField()
    eta_s = serializers.IntegerField(allow_null=True)
    reasons = serializers.ListField(child=serializers.CharField())


class ShortfallAnswer(serializers.Serializer[object]):
    """What no free unit can do."""

    capability = serializers.CharField()
    reason = serializers.CharField()


class RecommendationAnswer(serializers.Serializer[object]):
    """Units to send, what is lacking, and who else could go."""

    units = ChoiceAnswer(many=True)
    shortfalls = ShortfallAnswer(many=True)
    alternatives = ChoiceAnswer(many=True)


class TakenPosition(serializers.Serializer[object]):
    """Whose place was written down."""

    unit = serializers.UUIDField()


class MixAnswer(serializers.Serializer[object]):
    """Alarms by class."""

    A1 = serializers.IntegerField()
    A2 = serializers.IntegerField()
    A3 = serializers.IntegerField()


class LoadAnswer(serializers.Serializer[object]):
    """The alarms of one position, with the figures they are measured against."""

    role = serializers.CharField()
    audience = serializers.CharField()
    last_10_min = serializers.IntegerField()
    average_10_min = serializers.FloatField()
    alarms = serializers.IntegerField()
    mix = MixAnswer()
    flood = serializers.BooleanField()
    calm = serializers.BooleanField()


class AtWorkAnswer(serializers.Serializer[object]):
    """Somebody at work."""

    name = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())
    agency = serializers.CharField(allow_null=True)
    position = serializers.CharField()
    since = serializers.DateTimeField()


class ScreenAnswer(serializers.Serializer[object]):
    """Whether somebody watches an agency's screen, and the number to ring."""

    code = serializers.CharField()
    name = serializers.CharField()
    phone = serializers.CharField(allow_null=True)
    online = serializers.BooleanField()
    has_desk = serializers.BooleanField()


class CoordinationAnswer(serializers.Serializer[object]):
    """What the coordinator watches beside the board."""

    at = serializers.DateTimeField()
    loads = LoadAnswer(many=True)
    duty = AtWorkAnswer(many=True)
    agencies = ScreenAnswer(many=True)
