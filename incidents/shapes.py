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


class ReportShape(serializers.Serializer[object]):
    """What answers and cards say of a report."""

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
    paper = serializers.CharField(allow_null=True)
    exercise = serializers.BooleanField()


class ReportAnswer(ReportShape):
    """A report, and how long its last decision can be taken back."""

    undo_until = serializers.DateTimeField(allow_null=True)


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


class RevealedAnswer(serializers.Serializer[object]):
    """The caller's whole number."""

    phone = serializers.CharField()


class NamedArea(serializers.Serializer[object]):
    """Which village or district."""

    code = serializers.CharField()
    name = serializers.CharField()


class CallHistoryAnswer(serializers.Serializer[object]):
    """What the number did before: calls of the last day, and how earlier ones ended."""

    last_day = serializers.IntegerField()
    nuisance = serializers.IntegerField()
    genuine = serializers.IntegerField()


class NearbyAnswer(serializers.Serializer[object]):
    """What is known before anything is filed."""

    area = NamedArea(allow_null=True)
    duplicates = DuplicateAnswer(many=True)
    history = CallHistoryAnswer()


class TimelineLine(serializers.Serializer[object]):
    """One entry of the record, in the reader's language."""

    position = serializers.IntegerField()
    at = serializers.DateTimeField()
    kind = serializers.CharField()
    actor = serializers.CharField()
    text = serializers.CharField()
    details = serializers.ListField(child=serializers.CharField())


class TimelineAnswer(serializers.Serializer[object]):
    """The incident's entries, oldest first; `next` is the position to ask on from (`after`)."""

    entries = TimelineLine(many=True)
    next = serializers.IntegerField(allow_null=True)


class DecreeAnswer(serializers.Serializer[object]):
    """A decree."""

    id = serializers.UUIDField()
    citation = serializers.CharField()
    title = serializers.CharField()
    in_force_from = serializers.DateTimeField(allow_null=True)
    in_force_until = serializers.DateTimeField(allow_null=True)
    status = serializers.CharField()


class ArticleAnswer(serializers.Serializer[object]):
    """The clause with its words; the Indonesian text binds."""

    number = serializers.CharField()
    text = serializers.CharField()
    text_en = serializers.CharField()


class ConsideredAnswer(serializers.Serializer[object]):
    """A mandate that was looked at, and what became of it."""

    agency = AgencyAnswer()
    role = serializers.CharField()
    decree = serializers.CharField()
    article = serializers.CharField()
    verdict = serializers.CharField()
    taken = serializers.BooleanField()
    text = serializers.CharField()


class WhyAnswer(serializers.Serializer[object]):
    """Why an agency was called: the decree of that second, the rule, and who else was considered."""

    assignment = serializers.UUIDField()
    agency = AgencyAnswer()
    role = serializers.CharField()
    called_at = serializers.DateTimeField()
    decree = DecreeAnswer(allow_null=True)
    article = ArticleAnswer()
    obligation = serializers.CharField()
    rules = serializers.ListField(child=serializers.CharField())
    substitute_for = AgencyAnswer(allow_null=True)
    considered = ConsideredAnswer(many=True)


class IdAnswer(serializers.Serializer[object]):
    """Which one."""

    id = serializers.UUIDField()


class OneNote(serializers.Serializer[object]):
    """The note that was written."""

    note = IdAnswer()


class CrewLinkAnswer(IdAnswer):
    """The link, until when it opens, and the end of the number it went to; its key stands in the message alone."""

    until = serializers.DateTimeField()
    to = serializers.CharField()


class OneCrewLink(serializers.Serializer[object]):
    """The link that was sent."""

    link = CrewLinkAnswer()


class CrewNumber(serializers.Serializer[object]):
    """Somebody of the crew, and the number."""

    name = serializers.CharField()
    phone = serializers.CharField()


class CrewNumbers(serializers.Serializer[object]):
    """The numbers that the centre knows of a unit's crew."""

    numbers = CrewNumber(many=True)


class OneComplaint(serializers.Serializer[object]):
    """The complaint that was written down."""

    complaint = IdAnswer()


class OneJob(serializers.Serializer[object]):
    """The unit's part whose link was ended."""

    unit_assignment = IdAnswer()


class AcknowledgedAlarm(IdAnswer):
    """Whether somebody has seen it."""

    acknowledged = serializers.BooleanField()


class OneSeenAlarm(serializers.Serializer[object]):
    """The alarm."""

    alarm = AcknowledgedAlarm()


class ShelvedAlarm(IdAnswer):
    """Until when it is set aside; null when it is not."""

    shelved_until = serializers.DateTimeField(allow_null=True)


class OneShelvedAlarm(serializers.Serializer[object]):
    """The alarm."""

    alarm = ShelvedAlarm()


class UntilAnswer(serializers.Serializer[object]):
    """How long."""

    until = serializers.DateTimeField()


class MutedAnswer(serializers.Serializer[object]):
    """How long the position is without sound."""

    muted = UntilAnswer()


class LimitActAnswer(serializers.Serializer[object]):
    """What was done about the limit."""

    what = serializers.CharField()
    at = serializers.DateTimeField()


class OneLimitAct(serializers.Serializer[object]):
    """The coordinator's act."""

    act = LimitActAnswer()
