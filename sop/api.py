"""`types`: what kinds of incident there are, and what is asked, checked and promised for each."""

from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.lib import time
from foundation.lib.errors import Missing
from foundation.people.doors import Door
from sop import shapes
from sop.answers import advice_answer, question_answer, said
from sop.closed import dump
from sop.library import opening, priorities
from sop.models import IncidentType, ProcedureVersion
from sop.selectors import list_types, rulebook_at, version_in_force


def procedure_answer(version: ProcedureVersion) -> dict[str, Any]:
    """The version in force; an emergency change that not all have signed yet is marked, and says until when."""
    until = None if version.emergency_kept_at else version.emergency_until
    return {"id": str(version.id), "version": version.number, "emergency_until": time.iso(until)}


def type_answer(kind: IncidentType, version: ProcedureVersion | None) -> dict[str, Any]:
    """A type with the questions of the version in force."""
    return {
        "code": kind.code,
        "name": {"id": kind.name_id, "en": kind.name_en},
        "group": kind.group,
        "tier": kind.tier,
        "priority": kind.default_priority,
        "handling": kind.handling,
        "procedure": None if version is None else procedure_answer(version),
        "questions": [question_answer(question, kind.code) for question in version.questions] if version else [],
        "advice": advice_answer(version),
    }


def full_answer(kind: IncidentType, version: ProcedureVersion | None) -> dict[str, Any]:
    """A type with everything that its version in force says."""
    answer = type_answer(kind, version) | {"apco": kind.apco, "bnpb": kind.bnpb, "eido": kind.eido}
    if version is None:
        return answer
    content = version.parsed
    return answer | {
        "targets": {priority: dump(targets) for priority, targets in content.targets.items()},
        "targets_basis": content.targets_basis,
        "capabilities": version.capabilities,
        "checklist": version.checklist,
        "ladder": [dump(rung) for rung in content.ladder],
        "raises": [{"says": said(rule.says), "priority": rule.priority} for rule in content.raises],
        "lowers": [{"says": said(rule.says), "priority": rule.priority} for rule in content.lowers],
    }


@lru_cache
def opening_answer() -> dict[str, Any]:
    """The opening questions, the closing words and the names of the priorities: the same for every call."""
    return {
        "opening": [question_answer(question, None) for question in opening().questions],
        "closing": said(opening().closing),
        "priorities": [
            {"code": priority.code, "name": {"id": priority.name_id, "en": priority.name_en}}
            for priority in priorities()
        ],
    }


class TypesDoor(Door):
    """`GET types`."""

    @extend_schema(responses={200: shapes.TypesAnswer})
    def get(self, request: Request) -> Response:
        """The menu of types, with the questions of the versions in force."""
        versions = rulebook_at(time.now()).versions
        results = [type_answer(kind, versions.get(kind.code)) for kind in list_types()]
        return Response({**opening_answer(), "results": results})


class TypeDoor(Door):
    """`GET types/{code}`."""

    @extend_schema(responses={200: shapes.FullTypeAnswer})
    def get(self, request: Request, code: str) -> Response:
        """One type."""
        kind = IncidentType.objects.filter(code=code).first()
        if kind is None:
            raise Missing(_("Jenis kejadian ini tidak ada."))
        return Response(full_answer(kind, version_in_force(code, time.now())))
