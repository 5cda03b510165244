"""A centre run by a hospital and one run by a communications office: another folder, no code."""

from agencies.models import Agency, Area, Official
from agencies.selectors import area_at, area_named, route_for, uncovered
from agencies.services import load_region
from foundation.journal import SYSTEM
from foundation.lib import time
from foundation.people.models import User
from tests.agencies.region import add_user
from tests.agencies.test_loading import ACCOUNTS


def _roles(type_code: str, area: Area | None) -> dict[str, str]:
    return {duty.agency_code: duty.role for duty in route_for(type_code, area, time.now()).duties}


def test_samarinda_is_loaded_from_its_files(types: None) -> None:
    users: dict[str, User] = {name: add_user(name) for name in ACCOUNTS}
    load_region(region="samarinda", actor=SYSTEM, users=users)

    assert Area.objects.count() == 1 + 10 + 59
    assert [agency.code for agency in Agency.objects.filter(hosts_centre=True)] == ["diskominfo"]
    assert uncovered(time.now()) == ()
    head, deputy = (Official.objects.get(agency__code="disdamkar", post=post) for post in ("head", "contact"))
    assert deputy.stands_in_for == head
    assert head.serves(time.now().date())
    bugis, lempake = area_at(-0.4966, 117.1451), area_named("Kelurahan Lempake")
    assert bugis is not None
    assert bugis.label == "Bugis, Kec. Samarinda Kota"
    assert lempake is not None
    assert area_named("Samarinda") is None
    river, hills = _roles("FIR-BUILDING", bugis), _roles("FIR-BUILDING", lempake)
    assert river["disdamkar"] == hills["disdamkar"] == "lead"
    assert river["ksop"] == "support"
    assert "ksop" not in hills
    assert _roles("MED-CHOKE", bugis) == {"dinkes": "lead"}
