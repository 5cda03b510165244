"""What the doors of those at work answer."""

from typing import Any

from rest_framework import serializers

from agencies.binding import TRADES
from agencies.models import Agency
from agencies.selectors import agency_of
from foundation.people.models import User
from incidents.models import Incident
from sop.library import roles
from sop.shapes import SaidAnswer


class RoleAnswer(serializers.Serializer[object]):
    """What the procedure asks of one part; `own` where it is that of the reader's agency."""

    role = serializers.CharField()
    name = SaidAnswer()
    own = serializers.BooleanField()
    lines = SaidAnswer(many=True)


class ChecklistAnswer(serializers.Serializer[object]):
    """The checklist of the version that handles an incident."""

    version = serializers.IntegerField(allow_null=True)
    roles = RoleAnswer(many=True)


def checklist_of(incident: Incident, user: User) -> dict[str, Any]:
    """The lines for each part, the reader's own first."""
    version = incident.procedure_version
    if version is None:
        return {"version": None, "roles": []}
    own = parts_of(agency_of(user))
    names = {role.code: {"id": role.name_id, "en": role.name_en} for role in roles()}
    parts = [
        {"role": role, "name": names.get(role, {"id": role, "en": role}), "own": role in own, "lines": lines}
        for role, lines in version.checklist.items()
    ]
    return {"version": version.number, "roles": sorted(parts, key=lambda part: not part["own"])}


def parts_of(agency: Agency | None) -> frozenset[str]:
    """Which parts of a procedure are this agency's: those that it signs for."""
    return frozenset(role for role, trades in TRADES.items() if agency and agency.discipline in trades)
