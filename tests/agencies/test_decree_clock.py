"""The clock begins and ends decrees, and tells of an end 90 and 30 days before."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from agencies.models import Decree, Notice
from agencies.selectors import route_for, uncovered
from agencies.services import acknowledge_notice, put_decree_in_force
from foundation.clock.clock import fire_due, next_due
from foundation.journal import SYSTEM
from foundation.lib import time
from foundation.lib.errors import Denied
from foundation.notify.models import Notification
from tests.agencies.region import add_agency, add_mandate, add_user, draft, kinds


@pytest.fixture
def moving(types: None) -> Iterator[None]:
    """The time may be moved, and is put back."""
    yield
    time.reset()


def _wait(**by: float) -> None:
    goal = time.now() + timedelta(**by)
    while (due := next_due()) is not None and due <= goal:
        time.shift(max(timedelta(0), due - time.now()) + timedelta(milliseconds=1))
        assert fire_due("test")
    time.shift(max(timedelta(0), goal - time.now()))


def _led_by(code: str, number: str, **fields: object) -> Decree:
    decree = draft(number, **fields)
    add_mandate(decree, add_agency(code), type_code="*")
    return decree


def _lead() -> str | None:
    lead = route_for("FIR-BUILDING", None, time.now()).lead
    return lead.agency_code if lead else None


def _states() -> dict[str, str]:
    return dict(Decree.objects.values_list("number", "status"))


def test_a_decree_begins_and_ends_the_one_that_it_replaces(moving: None) -> None:
    old, new = _led_by("damkar", "1"), _led_by("bpbd", "2")
    put_decree_in_force(decree_id=old.id, actor=SYSTEM)
    new.replaces.add(old)
    put_decree_in_force(decree_id=new.id, in_force_from=time.now() + timedelta(hours=8), actor=SYSTEM)

    assert (_lead(), _states()) == ("damkar", {"1": "in_force", "2": "enacted"})
    _wait(hours=9)
    assert (_lead(), _states()) == ("bpbd", {"1": "superseded", "2": "in_force"})
    assert sorted(kinds()[-2:]) == ["decree.began", "decree.ended"]


def test_routing_does_not_wait_for_the_clock(moving: None) -> None:
    old, new = _led_by("damkar", "1"), _led_by("bpbd", "2")
    put_decree_in_force(decree_id=old.id, actor=SYSTEM)
    new.replaces.add(old)
    put_decree_in_force(decree_id=new.id, in_force_from=time.now() + timedelta(hours=8), actor=SYSTEM)

    time.shift(timedelta(hours=8, seconds=1))

    assert _lead() == "bpbd"


def test_a_decree_stopped_before_its_first_moment_leaves_the_old_one_alone(moving: None) -> None:
    old, new, stop = _led_by("damkar", "1"), _led_by("bpbd", "2"), draft("3")
    put_decree_in_force(decree_id=old.id, actor=SYSTEM)
    new.replaces.add(old)
    put_decree_in_force(decree_id=new.id, in_force_from=time.now() + timedelta(days=8), actor=SYSTEM)
    stop.replaces.add(new)
    put_decree_in_force(decree_id=stop.id, in_force_from=time.now() + timedelta(days=1), actor=SYSTEM)

    _wait(days=9)

    assert (_lead(), _states()) == ("damkar", {"1": "in_force", "2": "revoked", "3": "in_force"})
    assert kinds().count("decree.began") == 2


def test_the_administrator_is_told_90_and_30_days_before_an_end(moving: None) -> None:
    admin = add_user("admin", "admin")
    admin.email = "admin@contoh.example"
    admin.save()
    decree = _led_by("damkar", "1", expires_at=time.now() + timedelta(days=365))
    put_decree_in_force(decree_id=decree.id, actor=SYSTEM)

    _wait(days=274)
    assert not Notice.objects.exists()
    _wait(days=2)
    assert [(notice.days, notice.gaps) for notice in Notice.objects.all()] == [(90, 52)]
    _wait(days=60)
    assert sorted(notice.days for notice in Notice.objects.all()) == [30, 90]
    assert Notification.objects.filter(to=admin.email).count() == 2
    _wait(days=31)
    assert _states() == {"1": "ended"}
    assert _lead() is None


def test_an_end_that_is_near_is_told_at_once(moving: None) -> None:
    decree = _led_by("damkar", "1", expires_at=time.now() + timedelta(days=10))
    put_decree_in_force(decree_id=decree.id, actor=SYSTEM)
    _wait(seconds=1)

    assert [notice.days for notice in Notice.objects.all()] == [10]


def test_an_end_that_leaves_no_gap_is_not_announced(moving: None) -> None:
    old, new = _led_by("damkar", "1"), _led_by("bpbd", "2")
    put_decree_in_force(decree_id=old.id, actor=SYSTEM)
    new.replaces.add(old)
    put_decree_in_force(decree_id=new.id, in_force_from=time.now() + timedelta(days=120), actor=SYSTEM)

    _wait(days=121)

    assert uncovered(time.now()) == ()
    assert not Notice.objects.exists()


def test_a_notice_is_read_once(moving: None) -> None:
    decree = _led_by("damkar", "1", expires_at=time.now() + timedelta(days=10))
    put_decree_in_force(decree_id=decree.id, actor=SYSTEM)
    _wait(seconds=1)
    notice, admin = Notice.objects.get(), add_user("admin", "admin")

    with pytest.raises(Denied):
        acknowledge_notice(notice_id=notice.id, actor=add_user("auditor", "auditor"))
    assert acknowledge_notice(notice_id=notice.id, actor=admin).read_by_id == admin.id
    before = kinds()
    acknowledge_notice(notice_id=notice.id, actor=admin)
    assert kinds() == before
