"""Units out of service and back, and who may say so."""

from contextlib import nullcontext

import pytest

from agencies.models import Agency, Member
from agencies.services import add_member, set_unit_in_service
from foundation.journal import SYSTEM
from foundation.lib.errors import Denied, Invalid, Missing, WrongMove
from foundation.lib.ids import new_id
from foundation.people.models import User
from tests.agencies.region import add_user, kinds, unit


def _member(username: str, role: str, agency: str, call_sign: str | None = None) -> User:
    user = add_user(username, role)
    add_member(
        user=user,
        agency=Agency.objects.get(code=agency),
        unit=unit(call_sign) if call_sign else None,
        actor=SYSTEM,
    )
    return user


def test_a_unit_goes_out_of_service_and_comes_back(tulungagung: None) -> None:
    desk = _member("rsud", "desk", "rsud_iskak_psc")
    before = len(kinds())

    set_unit_in_service(unit_id=unit("AMB-1").id, in_service=False, actor=desk)
    assert not unit("AMB-1").in_service
    set_unit_in_service(unit_id=unit("AMB-1").id, in_service=False, actor=desk)
    set_unit_in_service(unit_id=unit("AMB-1").id, in_service=True, actor=desk)

    assert unit("AMB-1").in_service
    assert kinds()[before:] == ["unit.readiness_changed"] * 2


WHO_MAY: tuple[tuple[str, str | None, str | None, type[Exception] | None], ...] = (
    ("dispatcher", None, None, None),
    ("coordinator", None, None, None),
    ("call_taker", None, None, Denied),
    ("auditor", None, None, Denied),
    ("admin", None, None, Denied),
    ("supervisor", "rsud_iskak_psc", None, None),
    ("crew", "rsud_iskak_psc", "AMB-1", None),
    ("crew", "rsud_iskak_psc", "AMB-2", Denied),
    ("hospital", "rsud_iskak_psc", None, Denied),
    ("desk", "damkar", None, Missing),
    ("desk", None, None, Missing),
)


def test_who_may_change_a_units_readiness(tulungagung: None) -> None:
    amb = unit("AMB-1")
    for number, (role, agency, call_sign, refusal) in enumerate(WHO_MAY):
        user = _member(f"u{number}", role, agency, call_sign) if agency else add_user(f"u{number}", role)
        set_unit_in_service(unit_id=amb.id, in_service=True, actor=SYSTEM)
        with pytest.raises(refusal) if refusal else nullcontext():
            set_unit_in_service(unit_id=amb.id, in_service=False, actor=user)
        assert unit("AMB-1").in_service == bool(refusal), (role, agency, call_sign)


def test_a_unit_nobody_has_is_missing(tulungagung: None) -> None:
    with pytest.raises(Missing):
        set_unit_in_service(unit_id=new_id(), in_service=False, actor=SYSTEM)


def test_an_account_works_for_one_agency_only(tulungagung: None) -> None:
    user = _member("rsud", "desk", "rsud_iskak_psc")
    entries = kinds()
    add_member(user=user, agency=Agency.objects.get(code="rsud_iskak_psc"), actor=SYSTEM)
    assert kinds() == entries

    with pytest.raises(WrongMove):
        add_member(user=user, agency=Agency.objects.get(code="damkar"), actor=SYSTEM)
    with pytest.raises(Invalid):
        add_member(
            user=add_user("crew", "crew"),
            agency=Agency.objects.get(code="damkar"),
            unit=unit("AMB-1"),
            actor=SYSTEM,
        )
    assert Member.objects.count() == 1
