"""What waits for one person among the rules: signatures that only they can give, and what they were told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from agencies.editor.frame import agency_signed_for
from agencies.procedure_answers import signatures_of
from foundation.lib import time
from foundation.notify.models import Notification
from foundation.people.models import Role, User
from sop.models import ProcedureVersion
from sop.services.guards import Status, needs_medical_signature
from sop.versions import SIGNERS

SHOWN_DAYS: Final = 30
MOST_SHOWN: Final = 12


def count_unsigned(user: User) -> int:
    """How many versions wait for this person's signature."""
    return len(unsigned_by(user, time.now()))


def unsigned_by(user: User, now: datetime) -> list[ProcedureVersion]:
    """The versions that wait for this person's signature."""
    if not user.has_role(*SIGNERS):
        return []
    found = ProcedureVersion.objects.filter(status__in=[Status.IN_REVIEW, Status.APPROVED]) | open_emergencies()
    versions = found.select_related("procedure__type").order_by("procedure__type__place", "number")
    return [version for version in versions if waits_for(user, version, now)]


def open_emergencies() -> "QuerySet[ProcedureVersion]":
    """Emergency changes that not all have signed."""
    return ProcedureVersion.objects.filter(
        status=Status.IN_FORCE, emergency_until__isnull=False, emergency_kept_at__isnull=True
    )


def waits_for(user: User, version: ProcedureVersion, now: datetime) -> bool:
    """Whether this person's signature is still missing."""
    if (
        user.has_role(Role.MEDICAL_DIRECTOR)
        and version.medical_approved_at is None
        and needs_medical_signature(version)
    ):
        return True
    agency = agency_signed_for(user)
    return agency is not None and any(
        one.agency == agency and one.state != "signed" for one in signatures_of(version, now)
    )


@dataclass(frozen=True)
class Told:
    """A message on a person's page, with the version that it is about."""

    title: str
    body: str
    at: datetime
    version: ProcedureVersion | None


def told_to(user: User, now: datetime) -> list[Told]:
    """What this person was told of the rules in the last days, the newest first."""
    found = Notification.objects.filter(
        transport="page",
        to=str(user.id),
        about__startswith="procedure_version:",
        created_at__gt=now - timedelta(days=SHOWN_DAYS),
    )
    messages = list(found.order_by("-created_at", "-id")[:MOST_SHOWN])
    ids = {message.about.partition(":")[2] for message in messages}
    versions = {str(one.id): one for one in ProcedureVersion.objects.filter(id__in=ids).select_related("procedure")}
    return [Told(one.title, one.body, one.created_at, versions.get(one.about.partition(":")[2])) for one in messages]
