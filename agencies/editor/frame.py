"""What every page about one version shares: the version, who looks, what they may do with it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from agencies.models import Agency, Member
from agencies.procedure_answers import Signature, signatures_of
from foundation.lib import time
from foundation.people.models import Role, User
from foundation.people.pages import visitor
from sop.models import ProcedureVersion
from sop.selectors import ruling_beside
from sop.services.guards import APPROVERS, WRITERS, Status, needs_medical_signature
from sop.services.switching import running_emergency
from sop.versions import find_visible


def agency_signed_for(user: User) -> Agency | None:
    """The agency for which this person signs."""
    if not user.has_role(Role.SUPERVISOR):
        return None
    member = Member.objects.select_related("agency").filter(user=user, is_supervisor=True).first()
    return member.agency if member else None


@dataclass(frozen=True)
class May:
    """What this person may do with this version now; the services decide again."""

    write: bool
    edit: bool
    submit: bool
    discard: bool
    withdraw: bool
    approve: bool
    put_in_force: bool
    emergency: bool
    retire: bool
    sign: bool
    sign_medical: bool
    enter_letter: bool


def may(user: User, version: ProcedureVersion, signatures: list[Signature]) -> May:
    """By role and by the state of the version."""
    status, reads_only = version.status, user.has_role(Role.AUDITOR)
    writes = user.has_role(*WRITERS) and not reads_only
    approves = user.has_role(*APPROVERS) and not reads_only
    draft, review = status == Status.DRAFT, status == Status.IN_REVIEW
    # Approved too: a decree may have bound an agency since.
    signable = review or status == Status.APPROVED or running_emergency(version)
    mine = agency_signed_for(user)
    return May(
        write=writes,
        edit=writes and draft,
        submit=writes and draft,
        discard=writes and draft and version.submitted_at is None,
        withdraw=approves and status in (Status.IN_REVIEW, Status.APPROVED),
        approve=approves and review and user.id not in version.authors,
        put_in_force=approves and status == Status.APPROVED,
        emergency=user.has_role(Role.COORDINATOR) and not reads_only and (draft or review),
        retire=approves and status == Status.IN_FORCE and successor_of(version) is not None,
        sign=signable and any(mine == one.agency and one.state != "signed" for one in signatures),
        sign_medical=user.has_role(Role.MEDICAL_DIRECTOR)
        and not reads_only
        and not draft
        and status != Status.RETIRED
        and version.medical_approved_at is None,
        enter_letter=approves and signable and any(one.by_letter and one.state != "signed" for one in signatures),
    )


def successor_of(version: ProcedureVersion) -> ProcedureVersion | None:
    """The approved version that waits for its moment."""
    return version.procedure.versions.filter(status=Status.APPROVED).order_by("number").last()


def frame(request: HttpRequest, code: str, number: int, tab: str) -> dict[str, Any]:
    """The context of a page about one version."""
    user = visitor(request)
    version, now = find_visible(user, code, number), time.now()
    signatures = signatures_of(version, now)
    return {
        "version": version,
        "kind": version.procedure.type,
        "content": version.parsed,
        "now": now,
        "tab": tab,
        "signatures": signatures,
        "open_signatures": [one for one in signatures if one.state != "signed"],
        "medical_needed": needs_medical_signature(version),
        "emergency_running": running_emergency(version),
        "ruling": ruling_beside(version),
        "may": may(user, version, signatures),
        "my_agency": agency_signed_for(user),
    }


def address(version: ProcedureVersion, name: str = "sop-version") -> str:
    """Where a page about a version is."""
    return reverse(name, kwargs={"code": version.type_code, "number": version.number})
