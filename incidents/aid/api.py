"""The doors of help under agreements, and of what was not kept: parse, call one service or selector, answer."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.services.agreements import local_day
from foundation.journal import Change
from foundation.lib import time
from foundation.people.doors import ActionDoor, Answer, Door
from incidents.access import get_incident, require_centre
from incidents.aid import bodies, shapes
from incidents.aid.answers import aid_data, aids_of, finding_answer, promises_to_ask
from incidents.aid.papers import agreement_answer, agreement_line, finding_line, finding_whole
from incidents.aid.readers import agreement_for, finding_for, findings_of, readable_by, require_reader
from incidents.api import action
from incidents.bodies import on_behalf_of
from incidents.models import Aid
from incidents.services.aid_steps import Given
from incidents.services.aiding import advance_aid, ask_aid
from incidents.services.findings import register_finding

MOST_FINDINGS = 500


def answer_of(aid: Aid) -> dict[str, Any]:
    """The asking as the card has it."""
    return {"aid": aid_data(aids_of([aid.incident_id]).get(id=aid.id))}


class PromisesDoor(Door):
    """`GET incidents/{id}/promises`."""

    @extend_schema(responses={200: shapes.PromisesAnswer})
    def get(self, request: Request, incident: Any) -> Response:
        """What the centre may ask for on this incident."""
        get_incident(self.actor, incident)
        require_centre(self.actor)
        return Response({"promises": promises_to_ask(local_day(time.now()))})


class AgreementsDoor(Door):
    """`GET agreements`."""

    @extend_schema(responses={200: shapes.AgreementsAnswer})
    def get(self, request: Request) -> Response:
        """The agreements: the centre's people read all, a head of office its own."""
        require_reader(self.actor)
        rows = readable_by(self.actor).prefetch_related("parties")
        return Response({"results": [agreement_line(row) for row in rows]})


class AgreementDoor(Door):
    """`GET agreements/{id}`."""

    @extend_schema(responses={200: shapes.AgreementAnswer})
    def get(self, request: Request, agreement: UUID) -> Response:
        """One agreement."""
        require_reader(self.actor)
        return Response(agreement_answer(agreement_for(self.actor, agreement)))


class FindingsDoor(Door):
    """`GET findings`."""

    @extend_schema(responses={200: shapes.FindingsAnswer})
    def get(self, request: Request) -> Response:
        """The findings: the centre's people read all, a head of office its own."""
        require_reader(self.actor)
        return Response({"results": [finding_line(row) for row in findings_of(self.actor)[:MOST_FINDINGS]]})


class FindingReadDoor(Door):
    """`GET findings/{id}`."""

    @extend_schema(responses={200: shapes.WholeFinding})
    def get(self, request: Request, finding: UUID) -> Response:
        """One finding."""
        require_reader(self.actor)
        return Response(finding_whole(finding_for(self.actor, finding)))


@action(bodies.AskBody, 201, answer=shapes.OneAid)
class AskDoor(ActionDoor):
    """`POST incidents/{id}/aid`."""

    body = bodies.AskBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """Ask for what an agreement promises."""
        aid = ask_aid(
            incident_id=where["incident"], promise_id=body["promise"], amount=body["amount"], actor=self.actor
        )
        return Answer(answer_of(aid), 201)


@action(bodies.AdvanceBody, answer=shapes.OneAid)
class AdvanceDoor(ActionDoor):
    """`POST aid/{id}/advance`."""

    body = bodies.AdvanceBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """One side takes its next step."""
        aid = advance_aid(
            aid_id=where["aid"],
            move=body["move"],
            given=Given(body.get("amount"), body.get("eta_s"), body.get("cost"), on_behalf_of(body)),
            actor=self.actor,
        )
        return Answer(answer_of(aid))


@action(bodies.FindingBody, 201, answer=shapes.OneFinding)
class FindingDoor(ActionDoor):
    """`POST incidents/{id}/findings`."""

    body = bodies.FindingBody

    def act(self, running: Change, body: dict[str, Any], **where: Any) -> Answer:
        """A step of the procedure was skipped."""
        finding = register_finding(
            incident_id=where["incident"],
            agency_code=body["agency"],
            step=body["step"],
            basis=body.get("basis") or "",
            actor=self.actor,
        )
        return Answer({"finding": finding_answer(finding)}, 201 if finding.opened_at == running.now else 200)
