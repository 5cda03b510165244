"""The shapes of what is answered of types and their questions, for the API's description."""

from rest_framework import serializers

from sop.content import PRIORITIES


class SaidAnswer(serializers.Serializer[object]):
    """One text in both languages."""

    id = serializers.CharField()
    en = serializers.CharField()


class BranchAnswer(serializers.Serializer[object]):
    """One way to answer: `value` is what is sent; a number's bands begin at `at_least`."""

    value = serializers.CharField()
    label = SaidAnswer(allow_null=True)  # type: ignore[assignment]  # DRF fields have a `label` of their own
    at_least = serializers.IntegerField(allow_null=True)
    priority = serializers.ChoiceField(choices=PRIORITIES, allow_null=True)
    type = serializers.CharField(allow_null=True)
    next = serializers.CharField()


class KeyQuestionAnswer(serializers.Serializer[object]):
    """A question; its id is the key under which a report's `answers` give the answer."""

    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=["yes_no_unknown", "choice", "number", "text"])
    ask = SaidAnswer()
    answers = BranchAnswer(many=True)


class PriorityNameAnswer(serializers.Serializer[object]):
    """A priority and what it is called."""

    code = serializers.CharField()
    name = SaidAnswer()


class RulingVersionAnswer(serializers.Serializer[object]):
    """The version in force; until when, where it is an emergency change that not all have signed yet."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    emergency_until = serializers.DateTimeField(allow_null=True)


class TypeAnswer(serializers.Serializer[object]):
    """A type with the questions of the version in force."""

    code = serializers.CharField()
    name = SaidAnswer()
    group = serializers.CharField()
    tier = serializers.CharField()
    priority = serializers.ChoiceField(choices=PRIORITIES)
    handling = serializers.ListField(child=serializers.CharField())
    procedure = RulingVersionAnswer(allow_null=True)
    questions = KeyQuestionAnswer(many=True)
    advice = SaidAnswer(allow_null=True)


class TypesAnswer(serializers.Serializer[object]):
    """The menu of types, with what is asked and said in every call."""

    opening = KeyQuestionAnswer(many=True)
    closing = SaidAnswer()
    priorities = PriorityNameAnswer(many=True)
    results = TypeAnswer(many=True)


class TargetsAnswer(serializers.Serializer[object]):
    """Time limits in seconds; what has none is left out."""

    acknowledge_s = serializers.IntegerField(required=False)
    dispatch_s = serializers.IntegerField(required=False)
    on_scene_s = serializers.IntegerField(required=False)


class RungAnswer(serializers.Serializer[object]):
    """A step after a missed limit, and its seconds for each priority."""

    to = serializers.CharField()
    after_s = serializers.DictField(child=serializers.IntegerField())
    substitute = serializers.BooleanField(required=False)


class ChangingWords(serializers.Serializer[object]):
    """Words that raise or lower the priority."""

    says = SaidAnswer()
    priority = serializers.ChoiceField(choices=PRIORITIES)


class FullTypeAnswer(TypeAnswer):
    """A type with everything that its version in force says; without one it has none of the later fields."""

    apco = serializers.ListField(child=serializers.CharField())
    bnpb = serializers.CharField(allow_null=True)
    eido = serializers.CharField(allow_null=True)
    targets = serializers.DictField(child=TargetsAnswer(), required=False)
    targets_basis = serializers.CharField(required=False)
    capabilities = serializers.ListField(child=serializers.CharField(), required=False)
    checklist = serializers.DictField(child=SaidAnswer(many=True), required=False)
    ladder = RungAnswer(many=True, required=False)
    raises = ChangingWords(many=True, required=False)
    lowers = ChangingWords(many=True, required=False)
