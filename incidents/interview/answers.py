"""The shape of an interview, for the API's description."""

from rest_framework import serializers

from sop.content import PRIORITIES
from sop.shapes import KeyQuestionAnswer, SaidAnswer


class QuestionAnswer(KeyQuestionAnswer):
    """An open question. The first is asked next; `certain` ones come up whatever is answered before them."""

    reason = serializers.ChoiceField(choices=["opening", "key", "apart"])
    certain = serializers.BooleanField()
    raises_to = serializers.CharField(allow_null=True)


class AnsweredAnswer(serializers.Serializer[object]):
    """What was answered, and the number of the version that asked (null for the opening questions)."""

    id = serializers.CharField()
    kind = serializers.CharField()
    ask = SaidAnswer()
    value = serializers.CharField()
    branch = serializers.CharField()
    label = SaidAnswer(allow_null=True)  # type: ignore[assignment]  # DRF fields have a `label` of their own
    version = serializers.IntegerField(allow_null=True)
    at = serializers.DateTimeField(allow_null=True)


class EvidenceAnswer(serializers.Serializer[object]):
    """One reason: words of the caller or an answer, and the phrase or criterion that it meets."""

    word = serializers.CharField()
    phrase = serializers.CharField()
    type = serializers.CharField()
    kind = serializers.CharField()
    weight = serializers.FloatField()


class AlternativeAnswer(serializers.Serializer[object]):
    """A runner-up."""

    type = serializers.CharField()
    priority = serializers.ChoiceField(choices=PRIORITIES)
    confidence = serializers.FloatField()


class SuggestionAnswer(AlternativeAnswer):
    """What the report seems to be."""

    evidence = EvidenceAnswer(many=True)
    alternatives = AlternativeAnswer(many=True)


class ProcedureAnswer(serializers.Serializer[object]):
    """The version in force whose questions these are; `emergency`: a change that not all have signed yet."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    emergency = serializers.BooleanField()


class InterviewAnswer(serializers.Serializer[object]):
    """Where a conversation stands: type and priority with their reasons, what to ask next, what to advise.

    `advice` is null until the medical director has approved it.
    """

    type = serializers.CharField()
    priority = serializers.ChoiceField(choices=PRIORITIES)
    why = EvidenceAnswer(many=True)
    procedure = ProcedureAnswer(allow_null=True)
    suggestion = SuggestionAnswer(allow_null=True)
    questions = QuestionAnswer(many=True)
    answered = AnsweredAnswer(many=True)
    advice = SaidAnswer(allow_null=True)
    closing = SaidAnswer()


class ProposalAnswer(serializers.Serializer[object]):
    """What answers given since speak for. Confirm it with `reclassify`, or decline it."""

    type = serializers.CharField()
    priority = serializers.ChoiceField(choices=PRIORITIES)
    because = serializers.ListField(child=serializers.CharField())
    report = serializers.CharField()
    at = serializers.DateTimeField()


class IncidentInterviewAnswer(InterviewAnswer):
    """The same for an incident; further answers are filed under `report`."""

    report = serializers.CharField(allow_null=True)
    proposal = ProposalAnswer(allow_null=True)
