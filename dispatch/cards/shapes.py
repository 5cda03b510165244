"""The shapes of cards, for the API's description; `tests/access/test_shapes.py` holds what is drawn against them."""

from typing import Any

from rest_framework import serializers

from incidents.aid.shapes import AidAnswer
from incidents.interview.answers import ProposalAnswer
from incidents.shapes import OnBehalfAnswer, ReportShape, UnitNameAnswer
from incidents.states import ASSIGNMENT_STATES, INCIDENT_STAGES, UNIT_STATES
from sop.content import PRIORITIES
from sop.shapes import SaidAnswer


class AgencyCard(serializers.Serializer[object]):
    """Which agency; both names, because readers of either language share one card."""

    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()


class CalledAgencyCard(AgencyCard):
    """An agency that can be rung."""

    phone = serializers.CharField(allow_null=True)


class AreaCard(serializers.Serializer[object]):
    """A village or district, and the district it lies in."""

    code = serializers.CharField()
    name = serializers.CharField()
    district = serializers.CharField(allow_null=True)


class VersionCard(serializers.Serializer[object]):
    """The version that handles an incident."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    emergency = serializers.BooleanField()


class IncidentReportCard(serializers.Serializer[object]):
    """What everybody with a part may know of a report: its words, not its caller."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    channel = serializers.CharField()
    received_at = serializers.DateTimeField(allow_null=True)
    text = serializers.CharField()


class CrewLinkCard(serializers.Serializer[object]):
    """The link that a crew was sent: how far it has come, and the end of the number it went to."""

    id = serializers.UUIDField()
    status = serializers.CharField()
    at = serializers.DateTimeField()
    to = serializers.CharField()
    until = serializers.DateTimeField()
    why = serializers.CharField(allow_null=True)


class UnitAssignmentCard(serializers.Serializer[object]):
    """A unit's part."""

    id = serializers.UUIDField()
    unit = UnitNameAnswer()
    status = serializers.ChoiceField(choices=UNIT_STATES)
    since = serializers.DateTimeField()
    destination = serializers.CharField(allow_null=True)
    on_behalf = OnBehalfAnswer(allow_null=True)
    link = CrewLinkCard(allow_null=True)


class AssignmentCard(serializers.Serializer[object]):
    """An agency's part, with the article that obliges it and its units."""

    id = serializers.UUIDField()
    agency = CalledAgencyCard()
    role = serializers.ChoiceField(choices=["lead", "support", "informed"])
    status = serializers.ChoiceField(choices=ASSIGNMENT_STATES)
    since = serializers.DateTimeField()
    decree = serializers.CharField()
    article = serializers.CharField()
    obligation = serializers.CharField()
    delivered_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(allow_null=True)
    substitute_for = serializers.UUIDField(allow_null=True)
    on_behalf = OnBehalfAnswer(allow_null=True)
    units = UnitAssignmentCard(many=True)


class ActCard(serializers.Serializer[object]):
    """What the coordinator did about a limit, and why."""

    what = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()
    reason = serializers.CharField()
    words = serializers.CharField(allow_null=True)


class DeadlineCard(serializers.Serializer[object]):
    """A running limit; of a missed one also how far its ladder is, who was called and who is next."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    due_at = serializers.DateTimeField()
    missed = serializers.BooleanField()
    assignment = serializers.UUIDField(allow_null=True)
    step = serializers.IntegerField(required=False)
    steps = serializers.IntegerField(required=False)
    called = serializers.CharField(required=False, allow_null=True)
    next = serializers.CharField(required=False, allow_null=True)
    next_at = serializers.DateTimeField(required=False, allow_null=True)
    act = ActCard(required=False, allow_null=True)


class NoteCard(serializers.Serializer[object]):
    """A note with its author's name of service."""

    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    author = serializers.CharField()
    agency = serializers.CharField(allow_null=True)
    text = serializers.CharField()


class SenderCard(serializers.Serializer[object]):
    """Whose voice it is: the centre's, a desk's, or a crew's."""

    audience = serializers.CharField()
    name = serializers.CharField()
    author = serializers.CharField()


class ToldCard(serializers.Serializer[object]):
    """Something told by those at work."""

    id = serializers.UUIDField()
    at = serializers.DateTimeField()

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python's own."""
        return super().get_fields() | {"from": SenderCard()}


class MessageCard(ToldCard):
    """A message, and whose screens have shown it."""

    heard_at = serializers.DateTimeField()
    text = serializers.CharField()
    read_by = serializers.ListField(child=serializers.CharField())


class PatientsCard(ToldCard):
    """So many of one colour, and where they are taken."""

    triage = serializers.CharField()
    count = serializers.IntegerField()
    destination = serializers.CharField()


class PhotoCard(ToldCard):
    """A picture; its pixels are asked for at `photos/{id}`."""

    width = serializers.IntegerField()
    height = serializers.IntegerField()


class HelpCard(ToldCard):
    """A call for help, with the place that the telephone told."""

    heard_at = serializers.DateTimeField()
    panic = serializers.BooleanField()
    text = serializers.CharField()
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)


class Card(serializers.Serializer[object]):
    """`rev` is the position of the card's last change in the record."""

    id = serializers.UUIDField()
    rev = serializers.IntegerField()


class IncidentCard(Card):
    """An incident as screens show it."""

    number = serializers.CharField()
    type = serializers.CharField()
    type_name = SaidAnswer()
    priority = serializers.ChoiceField(choices=PRIORITIES)
    stage = serializers.ChoiceField(choices=INCIDENT_STAGES)
    place = serializers.CharField()
    area = AreaCard(allow_null=True)
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    radius_m = serializers.IntegerField(allow_null=True)
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    disposition = serializers.CharField(allow_null=True)
    merged_into = serializers.UUIDField(allow_null=True)
    exercise = serializers.BooleanField()
    proposal = ProposalAnswer(allow_null=True)
    procedure = VersionCard(allow_null=True)
    reports = IncidentReportCard(many=True)
    assignments = AssignmentCard(many=True)
    deadlines = DeadlineCard(many=True)
    notes = NoteCard(many=True)
    messages = MessageCard(many=True)
    patients = PatientsCard(many=True)
    photos = PhotoCard(many=True)
    help = HelpCard(many=True)
    aid = AidAnswer(many=True)


class ReportCard(Card, ReportShape):
    """A report as the centre sees it; the caller's number is masked."""

    deadlines = DeadlineCard(many=True)


class UnitCard(Card):
    """A unit; its status is that of its open part in an incident, or else whether it is ready."""

    call_sign = serializers.CharField()
    kind = serializers.CharField()
    agency = AgencyCard()
    station = serializers.CharField()
    capabilities = serializers.ListField(child=serializers.CharField())
    status = serializers.CharField()
    incident = serializers.UUIDField(allow_null=True)
    since = serializers.DateTimeField(allow_null=True)


class AlarmCallCard(serializers.Serializer[object]):
    """An agency to ring, and its number."""

    assignment = serializers.UUIDField()
    agency = AgencyCard()
    phone = serializers.CharField(allow_null=True)


class SeenCard(serializers.Serializer[object]):
    """Who has seen it."""

    by = serializers.CharField()
    at = serializers.DateTimeField()


class ShelvedCard(serializers.Serializer[object]):
    """Who set it aside, why and until when."""

    by = serializers.CharField()
    until = serializers.DateTimeField()
    reason = serializers.CharField()
    words = serializers.CharField(allow_null=True)


class AlarmJobCard(serializers.Serializer[object]):
    """The part of the one unit that it is about."""

    id = serializers.UUIDField()
    call_sign = serializers.CharField()


class ComplaintCard(serializers.Serializer[object]):
    """A complaint in the caller's words, and who wrote it down."""

    text = serializers.CharField()
    by = serializers.CharField()


class AlarmCard(Card):
    """An alarm; its words are made from `kind` on the screen, in the reader's language."""

    kind = serializers.CharField()
    step = serializers.IntegerField()
    raised_at = serializers.DateTimeField()
    incident = serializers.UUIDField(allow_null=True)
    report = serializers.UUIDField(allow_null=True)
    assignment = serializers.UUIDField(allow_null=True)
    number = serializers.CharField(allow_null=True)
    agency = AgencyCard(allow_null=True)
    phone = serializers.CharField(allow_null=True)
    job = AlarmJobCard(allow_null=True)
    complaint = ComplaintCard(allow_null=True)
    words = SaidAnswer(allow_null=True)
    page = serializers.CharField(allow_null=True)
    help = HelpCard(allow_null=True)
    calls = AlarmCallCard(many=True)
    acknowledged = SeenCard(allow_null=True)
    shelved = ShelvedCard(allow_null=True)
    limit = DeadlineCard(allow_null=True)
    read_by = serializers.ListField(child=serializers.UUIDField())

    def get_fields(self) -> dict[str, Any]:
        """`class` (A1, A2, A3) and `for` (a role) are words of Python's own."""
        return super().get_fields() | {"class": serializers.CharField(), "for": serializers.CharField()}
