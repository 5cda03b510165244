"""The shapes of what `answers.py` draws, for the API's description; a test holds the two together."""

from rest_framework import serializers

from incidents.interview.answers import SuggestionAnswer
from incidents.states import ASSIGNMENT_STATES, INCIDENT_STAGES, REPORT_STATES, UNIT_STATES
from sop.content import PRIORITIES


class CallerAnswer(serializers.Serializer[object]):
    """Who called; the number is masked, and revealed with a reason only."""

    masked = serializers.CharField()
    name = serializers.CharField()


class PersonAnswer(serializers.Serializer[object]):
    """Somebody at work."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class DuplicateAnswer(serializers.Serializer[object]):
    """An open incident that this may tell of."""

    id = serializers.CharField()
    number = serializers.CharField()
    type = serializers.CharField()
    distance_m = serializers.IntegerField(allow_null=True)
    minutes = serializers.IntegerField()
    same_caller = serializers.BooleanField()


class ScreeningReason(serializers.Serializer[object]):
    """One reason for or against a nuisance call."""

    code = serializers.CharField()
    text = serializers.CharField()
    weight = serializers.FloatField()


class ScreeningAnswer(serializers.Serializer[object]):
    """How likely it is a nuisance, from 0 to 1. It advises; a person decides."""

    score = serializers.FloatField()
    reasons = ScreeningReason(many=True)


class ReportAnswer(serializers.Serializer[object]):
    """A report."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    status = serializers.ChoiceField(choices=REPORT_STATES)
    channel = serializers.CharField()
    text = serializers.CharField()
    place = serializers.CharField()
    area = serializers.CharField(allow_null=True)
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    radius_m = serializers.IntegerField(allow_null=True)
    received_at = serializers.DateTimeField(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    caller = CallerAnswer(allow_null=True)
    claimed_by = PersonAnswer(allow_null=True)
    suggestion = SuggestionAnswer()
    duplicates = DuplicateAnswer(many=True)
    screening = ScreeningAnswer()
    answers = serializers.DictField()
    incident = serializers.UUIDField(allow_null=True)
    disposition = serializers.CharField(allow_null=True)
    undo_until = serializers.DateTimeField(allow_null=True)
    paper = serializers.CharField(allow_null=True)
    exercise = serializers.BooleanField()


class PaperNumbersAnswer(serializers.Serializer[object]):
    """The numbers that an account may write on paper."""

    numbers = serializers.ListField(child=serializers.CharField())


class IncidentAnswer(serializers.Serializer[object]):
    """An incident in short; its card has the rest."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    type = serializers.CharField()
    priority = serializers.ChoiceField(choices=PRIORITIES)
    stage = serializers.ChoiceField(choices=INCIDENT_STAGES)
    place = serializers.CharField()
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    radius_m = serializers.IntegerField(allow_null=True)
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    disposition = serializers.CharField(allow_null=True)
    exercise = serializers.BooleanField()


class AgencyAnswer(serializers.Serializer[object]):
    """Which agency."""

    code = serializers.CharField()
    name = serializers.CharField()


class OnBehalfAnswer(serializers.Serializer[object]):
    """Who said so, and how the centre heard it."""

    name = serializers.CharField()
    means = serializers.CharField()


class AssignmentAnswer(serializers.Serializer[object]):
    """An agency's part, with the paper that obliges it."""

    id = serializers.UUIDField()
    agency = AgencyAnswer()
    role = serializers.ChoiceField(choices=["lead", "support", "informed"])
    status = serializers.ChoiceField(choices=ASSIGNMENT_STATES)
    since = serializers.DateTimeField()
    decree = serializers.CharField()
    article = serializers.CharField()
    obligation = serializers.CharField()
    why = serializers.ListField(child=serializers.CharField())
    substitute_for = serializers.UUIDField(allow_null=True)
    on_behalf = OnBehalfAnswer(allow_null=True)


class UnitNameAnswer(serializers.Serializer[object]):
    """Which unit."""

    id = serializers.UUIDField()
    call_sign = serializers.CharField()


class UnitAssignmentAnswer(serializers.Serializer[object]):
    """A unit's part."""

    id = serializers.UUIDField()
    unit = UnitNameAnswer()
    assignment = serializers.UUIDField()
    incident = serializers.UUIDField()
    status = serializers.ChoiceField(choices=UNIT_STATES)
    since = serializers.DateTimeField()
    destination = serializers.CharField(allow_null=True)


class OpenedAnswer(serializers.Serializer[object]):
    """An incident with everybody's part, the lead first."""

    incident = IncidentAnswer()
    assignments = AssignmentAnswer(many=True)


class OneIncident(serializers.Serializer[object]):
    """As it is now."""

    incident = IncidentAnswer()


class OneAssignment(serializers.Serializer[object]):
    """As it is now."""

    assignment = AssignmentAnswer()


class OneUnitAssignment(serializers.Serializer[object]):
    """As it is now."""

    unit_assignment = UnitAssignmentAnswer()
