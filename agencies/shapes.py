"""The shapes of what is answered of agencies, places, units and versions, for the API's description."""

from typing import Any

from rest_framework import serializers

from sop.shapes import SaidAnswer


class NamedAgency(serializers.Serializer[object]):
    """Which agency, in both languages."""

    code = serializers.CharField()
    name = SaidAnswer()


class PhoneRung(serializers.Serializer[object]):
    """Whom to ring next."""

    title = SaidAnswer()
    phone = serializers.CharField()


class AgencyBookAnswer(NamedAgency):
    """An agency in the telephone book of the centre."""

    id = serializers.UUIDField()
    discipline = serializers.CharField()
    phone = serializers.CharField()
    active = serializers.BooleanField()
    hosts_centre = serializers.BooleanField()
    ladder = PhoneRung(many=True)


class AgenciesAnswer(serializers.Serializer[object]):
    """All agencies with their telephone ladders."""

    results = AgencyBookAnswer(many=True)


class PlaceAnswer(serializers.Serializer[object]):
    """A place that may be meant; `radius_m` is how far from the point it may be."""

    id = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    within = serializers.CharField()
    lat = serializers.FloatField()
    lon = serializers.FloatField()
    radius_m = serializers.IntegerField()
    how = serializers.CharField()


class PlacesAnswer(serializers.Serializer[object]):
    """Districts, villages and stations, the likeliest first."""

    results = PlaceAnswer(many=True)


class StationPlace(serializers.Serializer[object]):
    """Where a unit stands when nobody has sent it."""

    name = serializers.CharField()
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)


class UnitAnswer(serializers.Serializer[object]):
    """A unit as the register has it; what it is doing stands on the board."""

    id = serializers.UUIDField()
    call_sign = serializers.CharField()
    kind = serializers.CharField()
    agency = NamedAgency()
    station = StationPlace()
    capabilities = serializers.ListField(child=serializers.CharField())
    crew_size = serializers.IntegerField()
    in_service = serializers.BooleanField()


class UnitsAnswer(serializers.Serializer[object]):
    """All units for the centre, an agency's own for it."""

    results = UnitAnswer(many=True)


class StationAnswer(StationPlace):
    """A station or a hospital on the map."""

    code = serializers.CharField()
    kind = serializers.CharField()
    agency = NamedAgency()


class StationsAnswer(serializers.Serializer[object]):
    """All stations and hospitals, with their places."""

    results = StationAnswer(many=True)


class AreaProperties(serializers.Serializer[object]):
    """An area's name, kind and middle (longitude, latitude)."""

    name = serializers.CharField()
    kind = serializers.CharField()
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment]  # DRF fields have a `parent` of their own
    middle = serializers.ListField(child=serializers.FloatField())
    radius_m = serializers.IntegerField(allow_null=True)


class AreaFeature(serializers.Serializer[object]):
    """An area with its outline where one was imported, else with its middle."""

    type = serializers.CharField()
    id = serializers.CharField()
    properties = AreaProperties()
    geometry = serializers.DictField()


class AreasAnswer(serializers.Serializer[object]):
    """A GeoJSON FeatureCollection (WGS84). It changes seldom: ask with `If-None-Match`."""

    type = serializers.CharField()
    features = AreaFeature(many=True)


class VersionLine(serializers.Serializer[object]):
    """A version of a procedure in a list."""

    id = serializers.UUIDField()
    type = serializers.CharField()
    number = serializers.IntegerField()
    status = serializers.CharField()
    revision = serializers.IntegerField()
    in_force_from = serializers.DateTimeField(allow_null=True)
    in_force_until = serializers.DateTimeField(allow_null=True)
    emergency_until = serializers.DateTimeField(allow_null=True)
    emergency_kept_at = serializers.DateTimeField(allow_null=True)
    restores = serializers.IntegerField(allow_null=True)


class VersionsAnswer(serializers.Serializer[object]):
    """Every version that the account may read, by type."""

    results = VersionLine(many=True)


class SignatureAnswer(serializers.Serializer[object]):
    """What a bound agency says to the text as it is: `open`, or what it said."""

    agency = NamedAgency()
    role = serializers.CharField()
    papers = serializers.ListField(child=serializers.CharField())
    state = serializers.CharField()
    reason = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True)
    signer = serializers.CharField(allow_null=True)
    letter = serializers.CharField()


class MedicalSignatureAnswer(serializers.Serializer[object]):
    """Whether the medical director must sign, and who has."""

    needed = serializers.BooleanField()
    at = serializers.DateTimeField(allow_null=True)
    by = serializers.CharField(allow_null=True)


class ProblemAnswer(serializers.Serializer[object]):
    """What stands in its way, or could be better; `node` is the part of the content."""

    severity = serializers.CharField()
    node = serializers.CharField()
    where = serializers.CharField()
    text = serializers.CharField()


class VersionAnswer(VersionLine):
    """A version with its content, the moves that are possible, its signatures and its problems."""

    content = serializers.DictField()
    moves = serializers.ListField(child=serializers.CharField())
    signatures = SignatureAnswer(many=True)
    medical_signature = MedicalSignatureAnswer()
    approved_by = serializers.CharField(allow_null=True)
    problems = ProblemAnswer(many=True)


class DiscardedVersion(serializers.Serializer[object]):
    """The draft is gone."""

    discarded = serializers.UUIDField()


class DifferenceAnswer(serializers.Serializer[object]):
    """One difference in words, and what it means."""

    kind = serializers.CharField()
    node = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    means = serializers.CharField()


class DifferencesAnswer(serializers.Serializer[object]):
    """What a version says differently from another."""

    to = VersionLine()
    results = DifferenceAnswer(many=True)

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python's own."""
        return super().get_fields() | {"from": VersionLine(allow_null=True)}
