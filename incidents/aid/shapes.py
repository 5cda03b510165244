"""The shapes of help under agreements and of findings, for the API's description."""

from rest_framework import serializers


class AidAnswer(serializers.Serializer[object]):
    """One asking, for everybody with a part in the incident."""

    id = serializers.UUIDField()
    agreement = serializers.CharField()
    clause = serializers.CharField(allow_null=True)
    party = serializers.CharField()
    agency = serializers.CharField(allow_null=True)
    kind = serializers.CharField()
    what = serializers.CharField()
    measure = serializers.CharField()
    status = serializers.CharField()
    asked = serializers.IntegerField()
    offered = serializers.IntegerField(allow_null=True)
    given = serializers.IntegerField(allow_null=True)
    eta_s = serializers.IntegerField(allow_null=True)
    cost = serializers.IntegerField(allow_null=True)
    asked_at = serializers.DateTimeField()
    arrived_at = serializers.DateTimeField(allow_null=True)
    answer_due = serializers.DateTimeField(allow_null=True)
    arrival_due = serializers.DateTimeField(allow_null=True)


class OneAid(serializers.Serializer[object]):
    """As it is now."""

    aid = AidAnswer()


class PromiseToAskAnswer(serializers.Serializer[object]):
    """What a running agreement promises."""

    promise = serializers.UUIDField()
    agreement = serializers.CharField()
    party = serializers.CharField()
    agency = serializers.CharField(allow_null=True)
    phone = serializers.CharField(allow_null=True)
    kind = serializers.CharField()
    what = serializers.CharField()
    amount = serializers.IntegerField()
    measure = serializers.CharField()
    arrival_s = serializers.IntegerField(allow_null=True)


class PromisesAnswer(serializers.Serializer[object]):
    """What may be asked for today."""

    promises = PromiseToAskAnswer(many=True)


class AgreementHead(serializers.Serializer[object]):
    """What a list and the whole text share."""

    id = serializers.UUIDField()
    form = serializers.CharField()
    citation = serializers.CharField()
    title = serializers.CharField()
    phase = serializers.CharField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)


class AgreementLine(AgreementHead):
    """One of a list."""

    parties = serializers.ListField(child=serializers.CharField())


class AgreementsAnswer(serializers.Serializer[object]):
    """Every agreement that the account may read."""

    results = AgreementLine(many=True)


class PartyAnswer(serializers.Serializer[object]):
    """One side, and whether it has signed."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    agency = serializers.CharField(allow_null=True)
    authority = serializers.CharField()
    signatory = serializers.CharField(allow_null=True)
    signed_at = serializers.DateTimeField(allow_null=True)


class KeptAnswer(serializers.Serializer[object]):
    """How often a promise was called in, and what came of it."""

    asked = serializers.IntegerField()
    answered_late = serializers.IntegerField()
    arrived_in_time = serializers.IntegerField()
    arrived_late = serializers.IntegerField()
    never_came = serializers.IntegerField()
    amount_asked = serializers.IntegerField()
    amount_given = serializers.IntegerField()
    median_arrival_s = serializers.IntegerField(allow_null=True)
    cost = serializers.IntegerField()


class PromiseAnswer(serializers.Serializer[object]):
    """One promise beside what was given."""

    id = serializers.UUIDField()
    party = serializers.CharField()
    kind = serializers.CharField()
    what = serializers.CharField()
    amount = serializers.IntegerField()
    measure = serializers.CharField()
    clause = serializers.CharField(allow_null=True)
    answer_s = serializers.IntegerField(allow_null=True)
    arrival_s = serializers.IntegerField(allow_null=True)
    kept = KeptAnswer()


class AgreementClause(serializers.Serializer[object]):
    """One clause."""

    number = serializers.CharField()
    text = serializers.CharField()


class AgreementEventAnswer(serializers.Serializer[object]):
    """A meeting, a progress report, a decision or an evaluation."""

    kind = serializers.CharField()
    party = serializers.CharField(allow_null=True)
    held_on = serializers.DateField()
    text = serializers.CharField()
    follow_up_on = serializers.DateField(allow_null=True)
    done_at = serializers.DateTimeField(allow_null=True)


class AgreementFileAnswer(serializers.Serializer[object]):
    """A scanned paper; the digest is its SHA-256."""

    name = serializers.CharField()
    size = serializers.IntegerField()
    digest = serializers.CharField()


class SanctionAnswer(serializers.Serializer[object]):
    """One step of a ladder of sanctions, as the paper names it."""

    name_id = serializers.CharField()
    name_en = serializers.CharField()
    article = serializers.CharField()


class AgreementAnswer(AgreementHead):
    """The whole of it, each promise beside what was given."""

    purpose = serializers.CharField()
    legal_bases = serializers.ListField(child=serializers.CharField())
    data_sharing = serializers.CharField()
    funding = serializers.CharField()
    sanctions = SanctionAnswer(many=True)
    ended_reason = serializers.CharField(allow_null=True)
    parties = PartyAnswer(many=True)
    promises = PromiseAnswer(many=True)
    clauses = AgreementClause(many=True)
    events = AgreementEventAnswer(many=True)
    files = AgreementFileAnswer(many=True)


class FindingAnswer(serializers.Serializer[object]):
    """A finding in short."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    what = serializers.CharField()
    status = serializers.CharField()
    basis = serializers.CharField()


class OneFinding(serializers.Serializer[object]):
    """As it is now."""

    finding = FindingAnswer()


class FindingsIncident(serializers.Serializer[object]):
    """The incident it is about."""

    id = serializers.UUIDField()
    number = serializers.CharField()


class GivenSanction(serializers.Serializer[object]):
    """The step of the ladder that was given."""

    step = serializers.IntegerField()
    name = serializers.CharField()


class FindingLine(FindingAnswer):
    """One of a list, without what anybody wrote."""

    incident = FindingsIncident()
    agency = serializers.CharField(allow_null=True)
    whose = serializers.CharField()
    due_at = serializers.DateTimeField(allow_null=True)
    opened_at = serializers.DateTimeField()
    upheld = serializers.BooleanField(allow_null=True)
    sanction = GivenSanction(allow_null=True)


class FindingsAnswer(serializers.Serializer[object]):
    """What was not kept, the newest first."""

    results = FindingLine(many=True)


class LadderAnswer(serializers.Serializer[object]):
    """The ladder of sanctions that holds, and the paper it stands in."""

    citation = serializers.CharField()
    steps = serializers.ListField(child=serializers.CharField())


class WholeFinding(FindingLine):
    """With the agency's answer, the decision, and the ladder."""

    answer = serializers.CharField(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    decision = serializers.CharField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    ladder = LadderAnswer()
