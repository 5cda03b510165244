"""Who reads agreements and findings: the centre's own people all of them, a head of office its own."""

from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from agencies.models import Agreement, Member
from foundation.lib.errors import Denied, Missing
from foundation.people.models import Role, User
from incidents.models import Finding

READS_ALL: Final = (Role.ADMIN, Role.COORDINATOR, Role.AUDITOR)
READERS: Final = (*READS_ALL, Role.SUPERVISOR)


def require_reader(user: User) -> None:
    """Others have no part in papers.

    Raises:
        Denied: for them.
    """
    if not user.has_role(*READERS):
        raise Denied(_("Perjanjian dan temuan dibaca oleh koordinator, administrator, auditor dan pimpinan instansi."))


def readable_by(user: User) -> QuerySet[Agreement]:
    """All of them for the centre's own people, a head of office those that the office is a party of."""
    if user.has_role(*READS_ALL):
        return Agreement.objects.all()
    own = Member.objects.filter(user=user).values("agency")
    return Agreement.objects.filter(Q(parties__agency__in=own)).distinct()


def findings_of(user: User) -> QuerySet[Finding]:
    """All for the centre's own people, a head of office what is about the office."""
    found = Finding.objects.select_related("agency", "party", "incident")
    if user.has_role(*READS_ALL):
        return found
    return found.filter(agency__in=Member.objects.filter(user=user).values("agency"))


def agreement_for(user: User, agreement_id: UUID) -> Agreement:
    """One that this person may read.

    Raises:
        Missing: there is none.
    """
    found = readable_by(user).filter(id=agreement_id).first()
    if found is None:
        raise Missing(_("Perjanjian tidak ditemukan."))
    return found


def finding_for(user: User, finding_id: UUID) -> Finding:
    """One that this person may read.

    Raises:
        Missing: there is none.
    """
    found = findings_of(user).filter(id=finding_id).first()
    if found is None:
        raise Missing(_("Temuan ini tidak ditemukan."))
    return found
