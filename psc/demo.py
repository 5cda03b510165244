"""The demonstration centre: rules, region, and the accounts of `docs/fixed-points.md`."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password

from agencies.services.loading import load_region
from foundation.clock.nightly import ensure_nights
from foundation.journal import SYSTEM, change
from foundation.people.models import Role, User
from foundation.people.services import create_account
from foundation.people.views import DEMO_PASSWORD
from sop.services import load_rules


@dataclass(frozen=True)
class Account:
    """One demo account."""

    username: str
    name: str
    roles: tuple[str, ...]


ACCOUNTS = (
    Account("operator", "Operator 112", (Role.CALL_TAKER, Role.DISPATCHER)),
    Account("coordinator", "Koordinator Piket", (Role.COORDINATOR, Role.DISPATCHER, Role.CALL_TAKER)),
    # Who receives the handover: nobody signs one to themselves.
    Account("coordinator2", "Koordinator Piket Kedua", (Role.COORDINATOR, Role.DISPATCHER, Role.CALL_TAKER)),
    Account("rsud", "Meja RSUD dr. Iskak", (Role.DESK, Role.HOSPITAL)),
    Account("polres", "Meja Polres", (Role.DESK,)),
    Account("bpbd", "Meja BPBD", (Role.DESK,)),
    Account("damkar", "Meja Damkar", (Role.DESK,)),
    Account("kepala-rsud", "Kepala RSUD dr. Iskak", (Role.SUPERVISOR,)),
    Account("kepala-polres", "Kepala Polres", (Role.SUPERVISOR,)),
    Account("kepala-bpbd", "Kepala BPBD", (Role.SUPERVISOR,)),
    Account("kepala-damkar", "Kepala Damkar", (Role.SUPERVISOR,)),
    Account("crew", "Awak AMB-1", (Role.CREW,)),
    Account("admin", "Admin SOP dan SK", (Role.ADMIN,)),
    # Whoever drafts a decree does not put it in force: it takes two.
    Account("admin2", "Admin SOP dan SK kedua", (Role.ADMIN,)),
    Account("direktur-medis", "Direktur Medis", (Role.MEDICAL_DIRECTOR,)),
    Account("auditor", "Auditor", (Role.AUDITOR,)),
)


def is_empty() -> bool:
    """Whether nobody has set this centre up yet."""
    return not User.objects.exists()


def load_demo() -> None:
    """Set up the demonstration centre in one change: all of it, or nothing. Doing it twice changes nothing."""
    with change(SYSTEM) as running:
        users = {account.username: find_or_create(account) for account in ACCOUNTS}
        # One hash for all: hashing is slow on purpose, and the password is on the sign-in page anyway.
        fresh = [user.id for user in users.values() if not user.has_usable_password()]
        User.objects.filter(id__in=fresh).update(password=make_password(DEMO_PASSWORD))
        load_rules(actor=SYSTEM)
        load_region(region=settings.CENTRE, users=users, actor=SYSTEM)
        ensure_nights(running.now)


def find_or_create(account: Account) -> User:
    """The account, made when it is not there."""
    known = User.objects.filter(username=account.username).first()
    return known or create_account(
        username=account.username,
        name=account.name,
        roles=account.roles,
        password=None,
        demo=True,
        actor=SYSTEM,
    )
